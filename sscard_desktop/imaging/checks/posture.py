# SPDX-License-Identifier: Apache-2.0
"""Shoulders and head: level, straight, facing the camera (annex 2: 一肩高一肩低, 头抬过高, 头右歪, 头向右偏).

The shoulders are read off the silhouette, which hair and collars change: far from level is asked, never failed.
"""

from __future__ import annotations

import numpy as np

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, graded, within
from sscard_desktop.imaging.look import Look

# Columns left and right of the face's middle where a shoulder's top is looked for, in face widths.
_SHOULDER_FROM, _SHOULDER_TO = 0.66, 0.86


def _roll(evidence: Evidence) -> Finding | None:
    if evidence.geometry is None:
        return None
    return within(evidence.geometry.roll_degrees, evidence.spec.roll_degrees, "°")


def _yaw(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return graded(evidence.face.pose.yaw, evidence.span("yaw", "yaw", sign=-1), "°")


def _pitch(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return graded(evidence.face.pose.pitch, evidence.span("chin_down", "chin_up", sign=-1), "°")


def _shoulders_level(evidence: Evidence) -> Finding | None:
    if evidence.look is None:
        return None
    limit = evidence.limit("shoulders_level")
    shown = f"≤ {limit:g} °"
    slope = shoulder_slope(evidence.look)
    if slope is None:
        return Finding(Verdict.CONFIRM, None, shown, ("shoulders_unseen",))
    return Finding(Verdict.PASS if abs(slope) <= limit else Verdict.CONFIRM, abs(slope), shown)


def shoulder_slope(look: Look) -> float | None:
    """Return the slope of the line over both shoulders in degrees; ``None`` where hair or the edge hides one."""
    middle, _ = look.eyes
    chin = int(np.clip(look.chin_y, 0, look.alpha.shape[0] - 1))
    tops: list[float] = []
    places: list[float] = []
    for sign in (-1, 1):
        near, far = middle + sign * _SHOULDER_FROM * look.face_width, middle + sign * _SHOULDER_TO * look.face_width
        left, right = sorted((int(np.clip(near, 0, look.alpha.shape[1])), int(np.clip(far, 0, look.alpha.shape[1]))))
        solid = look.alpha[chin:, left:right] > 0.5
        # Long hair reaches down beside the chin; below it the body begins everywhere.
        clear = solid.any(axis=0) & ~solid[:3].any(axis=0)
        if right - left < 4 or clear.sum() < 0.5 * (right - left):
            return None
        tops.append(float(np.median(solid.argmax(axis=0)[clear])))
        places.append(float(left + np.flatnonzero(clear).mean()))
    return float(np.degrees(np.arctan2(tops[1] - tops[0], places[1] - places[0])))


CHECKS = (
    Check("roll", "shoulders", _roll),
    Check("yaw", "shoulders", _yaw),
    Check("pitch", "shoulders", _pitch),
    Check("shoulders_level", "shoulders", _shoulders_level),
)
