# SPDX-License-Identifier: Apache-2.0
"""A scripted learner: takes every lesson of the training station at the real window, by key events alone.

``python -m tests.lessons``.
"""
