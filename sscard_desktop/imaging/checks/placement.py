# SPDX-License-Identifier: Apache-2.0
"""Crop: one face, as large as the rule says, where the rule says (annex 1: 头像偏大, 偏小, 头顶距过大, 偏右不居中)."""

from __future__ import annotations

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, within


def _one_face(evidence: Evidence) -> Finding:
    return Finding(Verdict.PASS if evidence.faces == 1 else Verdict.FAIL, float(evidence.faces), "1")


def _face_width(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else within(evidence.geometry.face_width, evidence.spec.face_width, "px")


def _eye_x(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else within(evidence.geometry.eye_x, evidence.spec.eye_x, "px")


def _eye_above_bottom(evidence: Evidence) -> Finding | None:
    if evidence.geometry is None:
        return None
    return within(evidence.geometry.eye_above_bottom, evidence.spec.eye_above_bottom, "px")


def _top_margin(evidence: Evidence) -> Finding | None:
    if evidence.geometry is None:
        return None
    finding = within(evidence.geometry.top_margin, evidence.spec.top_margin, "px")
    if evidence.hair_cut and finding.verdict is Verdict.FAIL:
        # The rule lets tall hair be cut for the eye line's sake; whether it is hair, the clerk sees.
        return Finding(Verdict.CONFIRM, finding.figure, finding.limit)
    return finding


CHECKS = (
    Check("one_face", "crop", _one_face),
    Check("face_width", "crop", _face_width),
    Check("eye_x", "crop", _eye_x),
    Check("eye_above_bottom", "crop", _eye_above_bottom),
    Check("top_margin", "crop", _top_margin),
)
