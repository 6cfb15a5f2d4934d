# SPDX-License-Identifier: Apache-2.0
"""Shoulders and head: level, straight, facing the camera (annex 2: 一肩高一肩低, 头抬过高, 头右歪, 头向右偏).

The shoulders are read off the silhouette, which hair and collars change: far from level is asked, never failed.
"""

from __future__ import annotations

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, graded, within
from sscard_desktop.imaging.measure import shoulder_slope


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
    look = evidence.look
    slope = shoulder_slope(look.alpha > 0.5, look.eyes[0], look.chin_y, look.face_width)
    if slope is None:
        # The photo ends above them; the picture that it was made from may show them.
        slope = evidence.shoulders
    if slope is None:
        return Finding(Verdict.CONFIRM, None, shown, ("shoulders_unseen",))
    return Finding(Verdict.PASS if abs(slope) <= limit else Verdict.CONFIRM, abs(slope), shown)


CHECKS = (
    Check("roll", "shoulders", _roll),
    Check("yaw", "shoulders", _yaw),
    Check("pitch", "shoulders", _pitch),
    Check("shoulders_level", "shoulders", _shoulders_level),
)
