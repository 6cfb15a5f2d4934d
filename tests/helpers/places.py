# SPDX-License-Identifier: Apache-2.0
"""Places of a window under test, whose pages are made already."""

from __future__ import annotations

from sscard_desktop.ui.page import Page, Place


def standing(page: Page, word: str = "", *, icon: str = "people") -> Place:
    """Return the place of a page that is there."""
    return Place(page.key, icon, lambda: word or page.key, lambda: page)
