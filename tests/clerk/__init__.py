# SPDX-License-Identifier: Apache-2.0
"""A scripted clerk: serves people at the demo station's real window, by key events alone. ``python -m tests.clerk``."""
