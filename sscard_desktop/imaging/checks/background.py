# SPDX-License-Identifier: Apache-2.0
"""Background (annex 4: 背景不为纯白, 背景处理不干净, 其它颜色背景, 相片中有字体; annex 6: 背景有阴影).

``background`` and ``outline`` look at the finished photo. The ``wall_…`` checks look at what was there before: on a
camera's frame they only ask, because the wall was made white and the outline is what may have suffered; on a photo of
another program the wall is the photo's own, and they fail.
"""

from __future__ import annotations

from sscard_desktop.domain.photo import Span, Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, graded, within


def _background(evidence: Evidence) -> Finding:
    return within(evidence.white_share * 100, Span(evidence.limit("white_share") * 100, None), "%")


def _outline(evidence: Evidence) -> Finding | None:
    """Grey rests of the old wall around the person, which no share of white shows."""
    if evidence.rests is None:
        return None
    return graded(evidence.rests * 100, evidence.span(None, "outline"), "%")


def _wall_colour(evidence: Evidence) -> Finding | None:
    if evidence.wall is None:
        return None
    dark = evidence.wall.lightness < evidence.limit("wall_lightness")
    finding = _of_wall(evidence, evidence.wall.chroma, "wall_chroma")
    if dark and finding.verdict is Verdict.PASS:
        verdict = Verdict.CONFIRM if evidence.wall.of_source else Verdict.FAIL
        return Finding(verdict, evidence.wall.lightness, f"≥ {evidence.limit('wall_lightness'):g}", ("wall_dark",))
    return finding


def _wall_even(evidence: Evidence) -> Finding | None:
    return None if evidence.wall is None else _of_wall(evidence, evidence.wall.unevenness, "wall_unevenness")


def _wall_shadow(evidence: Evidence) -> Finding | None:
    return None if evidence.wall is None else _of_wall(evidence, evidence.wall.shadow, "wall_shadow")


def _wall_clutter(evidence: Evidence) -> Finding | None:
    return None if evidence.wall is None else _of_wall(evidence, evidence.wall.clutter * 100, "wall_clutter", "%")


def _of_wall(evidence: Evidence, figure: float, threshold: str, unit: str = "") -> Finding:
    span = Span(None, evidence.limit(threshold))
    bad = Verdict.CONFIRM if evidence.wall is None or evidence.wall.of_source else Verdict.FAIL
    return Finding(Verdict.PASS if figure in span else bad, figure, f"{span} {unit}".strip())


CHECKS = (
    Check("background", "background", _background),
    Check("outline", "background", _outline),
    Check("wall_colour", "background", _wall_colour),
    Check("wall_even", "background", _wall_even),
    Check("wall_shadow", "background", _wall_shadow),
    Check("wall_clutter", "background", _wall_clutter),
)
