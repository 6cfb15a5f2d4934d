# SPDX-License-Identifier: Apache-2.0
"""Expression: neutral, mouth closed; a slight smile is allowed (annex 5: 微笑过度, 抿嘴, 表情不自然, 皱眉).

But for an open mouth, expression is a matter of degree and of the person: the clerk is asked, nobody fails for a face.
"""

from __future__ import annotations

from sscard_desktop.domain.photo import Span, Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, within
from sscard_desktop.imaging.measure import lip_gap


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
    return _asked(evidence, ("browDownLeft", "browDownRight"), "frown")


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
