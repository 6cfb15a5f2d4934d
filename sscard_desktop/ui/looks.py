# SPDX-License-Identifier: Apache-2.0
"""Looks in words, as they are kept: ``dark 125 large``."""

from __future__ import annotations

from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.zoom import ZOOMS

_LARGE, _STILL = "large", "still"


def look_text(look: Look) -> str:
    """Return a look in words that :func:`read_look` reads."""
    words = [look.mode.value, str(look.zoom)]
    words += [word for word, holds in ((_LARGE, look.large_type), (_STILL, look.still)) if holds]
    return " ".join(words)


def read_look(text: str) -> Look:
    """Return the look that was kept; words that nobody knows, from another version or damaged, count for nothing."""
    words = text.split()
    mode = next((Mode(word) for word in words if word in {mode.value for mode in Mode}), Mode.LIGHT)
    zoom = next((step for step in ZOOMS if str(step) in words), ZOOMS[0])
    return Look(mode, large_type=_LARGE in words, zoom=zoom, still=_STILL in words)
