# SPDX-License-Identifier: Apache-2.0
"""Rare characters in the window: finding one, and seeing a name as it will be printed."""
