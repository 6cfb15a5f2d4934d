# SPDX-License-Identifier: Apache-2.0
"""Clothes (annex 10: 颜色过浅, 领口过低): always asked; hints from lightness and from skin below the neck."""

from __future__ import annotations

import numpy as np

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding
from sscard_desktop.imaging.look import Look

_LEAST_PIXELS = 60


def _clothes(evidence: Evidence) -> Finding:
    look = evidence.look
    if look is None:
        return Finding(Verdict.CONFIRM)
    hints = []
    lightness = clothes_lightness(look)
    if lightness is not None and lightness > evidence.limit("clothes_light"):
        hints.append("clothes_light")
    if low_neck(look) > evidence.limit("low_neck"):
        hints.append("low_neck")
    return Finding(Verdict.CONFIRM, hints=tuple(hints))


def clothes_lightness(look: Look) -> float | None:
    """Return the median lightness (0–100) of what is worn at the shoulders; ``None`` where the photo ends above."""
    top = int(look.chin_y + 0.28 * look.face_width)
    x, _ = look.eyes
    # White cloth before white looks half transparent: half is enough, and little of it.
    worn = look.alpha[top:] > 0.5
    aside = np.abs(np.arange(worn.shape[1]) - x) > 0.35 * look.face_width
    values = look.lab[top:, :, 0][worn & aside[None, :]]
    if values.size >= _LEAST_PIXELS:
        return float(np.median(values))
    # A body that can't be told from the wall at all wears the wall's white.
    return 100.0 if worn.size >= _LEAST_PIXELS * 10 else None


def low_neck(look: Look) -> float:
    """Return the share of skin where a collar or a neckline usually is."""
    x, _ = look.eyes
    box = look.box(x, look.chin_y + 0.41 * look.face_width, 0.12, 0.04)
    return look.skin_share(look.lab[box])


CHECKS = (Check("clothes", "clothes", _clothes),)
