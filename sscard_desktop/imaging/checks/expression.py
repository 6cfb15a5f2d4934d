# SPDX-License-Identifier: Apache-2.0
"""Expression: neutral, mouth closed; a slight smile is allowed (annex 5: 微笑过度, 抿嘴, 表情不自然, 皱眉).

But for an open mouth, expression is a matter of degree and of the person: the clerk is asked, nobody fails for a face.
"""

from __future__ import annotations

import cv2
import numpy as np

from sscard_desktop.domain.photo import Span, Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, within
from sscard_desktop.imaging.look import Look
from sscard_desktop.imaging.measure import lip_gap

# Inner ends of the brows, right and left: lower edge, upper edge.
_BROW_ENDS = ((55, 107), (285, 336))
_FURROW_SIGMA = 0.0075


def _mouth(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    gap, jaw = lip_gap(evidence.face.points), evidence.expressions.get("jawOpen", 0.0)
    finding = within(gap, Span(None, evidence.limit("lip_gap")), "")
    if finding.verdict is Verdict.FAIL and jaw <= evidence.limit("jaw_open"):
        # Parted lips over closed teeth: a smile, which the clerk judges.
        return Finding(Verdict.CONFIRM, finding.figure, finding.limit)
    return finding


def _neutral(evidence: Evidence) -> Finding | None:
    return _asked(evidence, ("mouthSmileLeft", "mouthSmileRight"), "smile")


def _lips_pressed(evidence: Evidence) -> Finding | None:
    if evidence.face is None or lip_gap(evidence.face.points) > evidence.limit("lip_gap"):
        # Parted lips aren't pressed, whatever a wide smile scores.
        return None
    pressed = _asked(evidence, ("mouthPressLeft", "mouthPressRight"), "lips_pressed")
    rolled = _asked(evidence, ("mouthRollLower", "mouthRollUpper"), "lips_pressed")
    if pressed is None or rolled is None:
        return None
    return max(pressed, rolled, key=lambda finding: finding.figure or 0.0)


def _frown(evidence: Evidence) -> Finding | None:
    """Many people's brows lie low without a frown, and many foreheads have lines: only both together are one.

    The lower the brows, the shallower the lines that are asked about.
    """
    if evidence.look is None:
        return None
    lowered = (evidence.expressions.get("browDownLeft", 0.0) + evidence.expressions.get("browDownRight", 0.0)) / 2
    figure = furrow(evidence.look)
    limit = evidence.limit("furrow" if lowered > evidence.limit("frown") else "furrow_deep")
    relaxed = lowered <= evidence.limit("brows_at_rest") or figure <= limit
    return Finding(Verdict.PASS if relaxed else Verdict.CONFIRM, figure, f"≤ {limit:g}")


def furrow(look: Look) -> float:
    """Return how deep upright lines between the brows are: mean step of luma over a pixel, over the skin's own luma."""
    (right, right_top), (left, left_top) = (look.points[list(end)] for end in _BROW_ENDS)
    middle, reach = (right[0] + left[0]) / 2, 0.4 * abs(left[0] - right[0])
    top = min(right_top[1], left_top[1]) - 0.04 * look.face_width
    bottom = max(right[1], left[1]) + 0.03 * look.face_width
    rows = slice(*(int(np.clip(y, 0, look.luma.shape[0])) for y in (top, bottom)))
    columns = slice(*(int(np.clip(x, 0, look.luma.shape[1])) for x in (middle - reach, middle + reach + 1)))
    part = look.luma[rows, columns]
    if min(part.shape, default=0) < 6:
        return 0.0
    smooth = cv2.GaussianBlur(part, (0, 0), _FURROW_SIGMA * look.face_width)
    steps = np.abs(cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8))
    return float(steps.mean()) * look.face_width / 25 / max(0.08, float(part.mean()))


def _natural_face(evidence: Evidence) -> Finding | None:
    """A face is pulled where one half does what the other doesn't, or cheeks, lips or nose are screwed up."""
    if evidence.face is None:
        return None
    score = evidence.expressions.get
    pairs = ("mouthSmile", "mouthFrown", "mouthStretch", "mouthUpperUp")
    uneven = max(abs(score(f"{name}Left", 0.0) - score(f"{name}Right", 0.0)) for name in pairs)
    pulled = max(score(name, 0.0) for name in ("cheekPuff", "mouthPucker", "mouthFunnel", "mouthLeft", "mouthRight"))
    sneer = (score("noseSneerLeft", 0.0) + score("noseSneerRight", 0.0)) / 2
    figure, limit = max(uneven, pulled, sneer), evidence.limit("natural_face")
    return Finding(Verdict.PASS if figure <= limit else Verdict.CONFIRM, figure, f"≤ {limit:g}")


def _asked(evidence: Evidence, names: tuple[str, str], threshold: str) -> Finding | None:
    """Return whether the mean of two scores keeps ``threshold``; beyond it the clerk is asked."""
    if evidence.face is None:
        return None
    mean = sum(evidence.expressions.get(name, 0.0) for name in names) / len(names)
    limit = evidence.limit(threshold)
    return Finding(Verdict.PASS if mean <= limit else Verdict.CONFIRM, mean, f"≤ {limit:g}")


CHECKS = (
    Check("mouth", "expression", _mouth),
    Check("neutral", "expression", _neutral),
    Check("lips_pressed", "expression", _lips_pressed),
    Check("natural_face", "expression", _natural_face),
    Check("frown", "expression", _frown),
)
