# SPDX-License-Identifier: Apache-2.0
"""Signing on the screen: the sheet with what is signed, the pad that is written on, the picture that it becomes."""
