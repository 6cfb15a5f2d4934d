# SPDX-License-Identifier: Apache-2.0
"""Image quality (annex 6): 模糊, 偏青, 偏蓝, 反光, 曝光过度/不足, 对比度过大/过小, 锐化过度, 左/右脸有阴影.

Fair to every skin: darkness counts only where the whites of the eyes are dark too, and a face's colour is called a cast
only far from any skin's, or where the whites of the eyes have it as well.
"""

from __future__ import annotations

from math import log2

from sscard_desktop.domain.photo import Span, Verdict
from sscard_desktop.imaging.checks.eyes import eyes_hidden
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, graded, worse
from sscard_desktop.imaging.tones import cast_direction

_MIDDLE_LUMA = 0.5


def _sharpness(evidence: Evidence) -> Finding | None:
    return None if evidence.light is None else graded(evidence.light.blur, evidence.span(None, "sharpness"))


def _over_sharpened(evidence: Evidence) -> Finding | None:
    if evidence.tones is None:
        return None
    # Hair against a light wall overshoots by itself: far beyond, the clerk still decides.
    return _asked(evidence.tones.overshoot, evidence, "over_sharpened")


def _noise(evidence: Evidence) -> Finding | None:
    return None if evidence.tones is None else graded(evidence.tones.noise, evidence.span(None, "noise"))


def _exposure(evidence: Evidence) -> Finding | None:
    light, tones = evidence.light, evidence.tones
    if light is None or tones is None:
        return None
    mean = graded(light.mean_luma, evidence.span("luma_low", "luma_high"))
    if light.mean_luma < evidence.limit("luma_low"):
        mean = Finding(_darkness(evidence), mean.figure, mean.limit, ("too_dark",))
    elif mean.verdict is not Verdict.PASS:
        mean = Finding(mean.verdict, mean.figure, mean.limit, ("too_bright",))
    burnt = graded(light.burnt_share, evidence.span(None, "burnt"))
    hints = () if burnt.verdict is Verdict.PASS else ("burnt_out",)
    return worse(mean, Finding(burnt.verdict, burnt.figure, burnt.limit, hints))


def _darkness(evidence: Evidence) -> Verdict:
    """Return what a dark face is: dark skin under light eyes passes, only a dark picture fails."""
    light, tones = evidence.light, evidence.tones
    if light is None or tones is None:
        return Verdict.CONFIRM
    if tones.eye_white is not None and tones.eye_white >= evidence.limit("eye_white"):
        return Verdict.PASS
    dark_eyes = tones.eye_white is None or tones.eye_white < evidence.limit("eye_white_fail")
    return Verdict.FAIL if light.mean_luma < evidence.limit("luma_low_fail") and dark_eyes else Verdict.CONFIRM


def _contrast(evidence: Evidence) -> Finding | None:
    if evidence.light is None or evidence.tones is None:
        return None
    # Darker skin has fewer grey levels by nature: the tones are counted as if the face were of middle lightness.
    brighter = max(1.0, _MIDDLE_LUMA / max(evidence.light.mean_luma, 0.1))
    levels, spread = evidence.light.entropy + log2(brighter), evidence.tones.spread * brighter
    flat = graded(levels, evidence.span("contrast", None), "bit")
    narrow = graded(spread, evidence.span("spread_low", "spread_high"))
    hint = "contrast_low" if spread < evidence.limit("spread_low") else "contrast_high"
    if flat.verdict is not Verdict.PASS:
        flat = Finding(flat.verdict, flat.figure, flat.limit, ("contrast_low",))
    return worse(flat, Finding(narrow.verdict, narrow.figure, narrow.limit, (hint,)))


def _side_shadow(evidence: Evidence) -> Finding | None:
    if evidence.light is None:
        return None
    finding = graded(evidence.light.side_difference, evidence.span(None, "side_shadow"))
    if finding.verdict is Verdict.PASS or evidence.tones is None:
        return finding
    # A hand or dark glasses over the eyes fails for what it is, not as a shadow.
    verdict = Verdict.CONFIRM if eyes_hidden(evidence) else finding.verdict
    side = "shadow_left" if evidence.tones.darker_side == "left" else "shadow_right"
    return Finding(verdict, finding.figure, finding.limit, (side,))


def _colour_cast(evidence: Evidence) -> Finding | None:
    if evidence.light is None or evidence.tones is None:
        return None
    yellow = graded(evidence.light.skin_b, evidence.span("skin_b_low", "skin_b_high"))
    red = graded(evidence.light.skin_a, evidence.span("skin_a_low", "skin_a_high"))
    found = worse(yellow, red)
    white = evidence.tones.eye_white_colour
    if white is not None:
        chroma = (white[0] ** 2 + white[1] ** 2) ** 0.5
        found = worse(found, _asked(chroma, evidence, "eye_white_chroma"))
    if found.verdict is Verdict.PASS:
        return found
    return Finding(found.verdict, found.figure, found.limit, (cast_direction(evidence.light, white),))


def _skin_glare(evidence: Evidence) -> Finding | None:
    return None if evidence.tones is None else _asked(evidence.tones.glare * 100, evidence, "skin_glare", "%")


def _asked(figure: float, evidence: Evidence, threshold: str, unit: str = "") -> Finding:
    """Return whether ``figure`` keeps ``threshold``; beyond it the clerk is asked."""
    span = Span(None, evidence.limit(threshold))
    return Finding(Verdict.PASS if figure in span else Verdict.CONFIRM, figure, f"{span} {unit}".strip())


CHECKS = (
    Check("sharpness", "quality", _sharpness),
    Check("over_sharpened", "quality", _over_sharpened),
    Check("noise", "quality", _noise),
    Check("exposure", "quality", _exposure),
    Check("contrast", "quality", _contrast),
    Check("side_shadow", "quality", _side_shadow),
    Check("skin_glare", "quality", _skin_glare),
    Check("colour_cast", "quality", _colour_cast),
)
