# SPDX-License-Identifier: Apache-2.0
"""Glasses (annex 7: 镜片反光, 镜框挡住眼睛, 镜框过宽颜色过深; tinted lenses): always asked, with what seems to be seen.

No model that may ship knows glasses. Edges over the nose's bridge, pale spots and a dark surround of the eyes are told
to the clerk as hints; none of them passes or fails anybody.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding
from sscard_desktop.imaging.look import LEFT_EYE, RIGHT_EYE, Look
from sscard_desktop.imaging.mesh import IRIS_LEFT, IRIS_RIGHT

_LUMA_OF_GLARE = 0.94
_CHROMA_OF_GLARE = 9.0


def _glasses(evidence: Evidence) -> Finding:
    look = evidence.look
    if look is None:
        return Finding(Verdict.CONFIRM)
    bridge, dark = bridge_edge(look), lens_darkness(look)
    worn, tinted = bridge > evidence.limit("glasses_bridge"), dark > evidence.limit("lens_dark")
    hints = []
    if worn:
        hints.append("glasses_worn")
    if lens_glare(look) > evidence.limit("lens_glare"):
        hints.append("lens_glare")
    if worn and rim_over_eyes(look) > evidence.limit("rim_over_eyes"):
        hints.append("rim_over_eyes")
    if worn and rim_darkness(look) > evidence.limit("rim_dark"):
        hints.append("rim_dark")
    if tinted:
        hints.append("lens_tinted")
    return Finding(Verdict.CONFIRM, hints=tuple(hints))


def bridge_edge(look: Look) -> float:
    """Return the strongest level line across the nose's bridge, as a step of luma over the skin's."""
    x, y = look.points[168]
    rows, columns = look.box(float(x), float(y) + 0.03 * look.face_width, 0.045, 0.13)
    part = look.luma[rows, columns]
    if min(part.shape, default=0) < 6:
        return 0.0
    profile = cv2.GaussianBlur(part, (0, 0), 1.0).mean(axis=1)
    step = np.abs(profile[3:] - profile[:-3]).max()
    return float(step / max(0.15, float(look.skin[0]) / 100))


def lens_glare(look: Look) -> float:
    """Return the share of pale bright spots where lenses would be, the whites of the eyes left out."""
    found = []
    for around, white in _lenses(look):
        lab, luma = look.lab[around & ~white], look.luma[around & ~white]
        if luma.size:
            pale = np.hypot(lab[:, 1], lab[:, 2]) < _CHROMA_OF_GLARE
            found.append(float((pale & (luma > _LUMA_OF_GLARE)).mean()))
    return max(found, default=0.0)


def lens_darkness(look: Look) -> float:
    """Return how much darker than the cheeks it is around the eyes, 0–1: the lighter eye counts."""
    cheeks = max(0.1, float(look.skin[0]) / 100)
    found = [
        1 - float(np.median(look.lab[around & ~white, 0])) / 100 / cheeks
        for around, white in _lenses(look)
        if (around & ~white).any()
    ]
    return min(found, default=0.0)


def rim_over_eyes(look: Look) -> float:
    """Return the share of the eyes' openings crossed by a level, dark line from corner to corner."""
    found = []
    for iris, ring in ((IRIS_RIGHT, RIGHT_EYE), (IRIS_LEFT, LEFT_EYE)):
        corners = look.points[[ring[0], ring[8]], 0]
        x, y = look.points[iris]
        rows, _columns = look.box(float(x), float(y), 0.0, 0.05)
        left, right = int(min(corners)), int(max(corners))
        part = look.luma[rows, left : right + 1]
        if min(part.shape, default=0) < 4:
            continue
        # A rim is dark over the whole width; a pupil only in the middle.
        darkest = np.percentile(part, 85, axis=1).min()
        found.append(1 - float(darkest) / max(0.1, float(look.skin[0]) / 100))
    return max(found, default=0.0)


def rim_darkness(look: Look) -> float:
    """Return how dark and wide a rim is below the eyes: share of a strip under each far darker than the cheeks."""
    found = []
    for iris in (IRIS_RIGHT, IRIS_LEFT):
        x, y = look.points[iris]
        box = look.box(float(x), float(y) + 0.15 * look.face_width, 0.06, 0.07)
        part = look.lab[box][..., 0]
        if part.size:
            found.append(float((part < 0.5 * look.skin[0]).mean()))
    return min(found, default=0.0)


def _lenses(look: Look) -> list[tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]:
    """Return, for each eye, where its lens would be and where the eye itself lies in it."""
    found = []
    for iris, ring in ((IRIS_RIGHT, RIGHT_EYE), (IRIS_LEFT, LEFT_EYE)):
        x, y = look.points[iris]
        rows, columns = look.box(float(x), float(y) + 0.03 * look.face_width, 0.13, 0.10)
        around = np.zeros(look.luma.shape, bool)
        around[rows, columns] = True
        eye = cv2.dilate(look.inside(ring).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        found.append((around, np.asarray(eye)))
    return found


CHECKS = (Check("glasses", "glasses", _glasses),)
