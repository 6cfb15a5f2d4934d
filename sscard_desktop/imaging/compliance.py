# SPDX-License-Identifier: Apache-2.0
"""The checks of a finished photo: a table of small functions, each of which passes, fails or asks the clerk.

Answers for a figure, a limit and a verdict per check; the sentences are messages (``photo.check.<key>.<verdict>``).
What no model that may ship can decide (glasses, covering, clothes) is always asked, never claimed. A check joins by
``@check``; the order of the table is the order of the report. Limits come from the profile: the placement from its
spans, the rest from ``thresholds`` over the common ones here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import FaceGeometry, PhotoCheck, PhotoFile, PhotoSpec, Span, Verdict
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.measure import Light, lid_gap, lip_gap

# Measured by degrading permitted pictures step by step; natural skin colour is OFIQ's (ISO/IEC 29794-5). Between a
# check's two limits the clerk is asked. A profile's ``thresholds`` override them by key.
COMMON_THRESHOLDS: Mapping[str, float] = {
    "yaw": 8.0,
    "yaw_fail": 12.0,
    "chin_down": 16.0,
    "chin_down_fail": 22.0,
    "chin_up": 13.0,
    "chin_up_fail": 18.0,
    "eye_blink": 0.5,
    "lid_gap": 0.04,
    "lid_gap_fail": 0.03,
    "gaze": 0.7,
    "lip_gap": 0.06,
    "jaw_open": 0.15,
    "smile": 0.5,
    "sharpness": 0.70,
    "sharpness_fail": 0.74,
    "luma_low": 0.32,
    "luma_low_fail": 0.20,
    "luma_high": 0.82,
    "luma_high_fail": 0.90,
    "burnt": 0.02,
    "burnt_fail": 0.06,
    "contrast": 6.0,
    "contrast_fail": 5.4,
    "side_shadow": 0.25,
    "side_shadow_fail": 0.35,
    "skin_a_low": 5.0,
    "skin_a_low_fail": 2.0,
    "skin_a_high": 25.0,
    "skin_a_high_fail": 36.0,
    "skin_b_low": 5.0,
    "skin_b_low_fail": 1.0,
    "skin_b_high": 35.0,
    "skin_b_high_fail": 40.0,
    "white_share": 0.99,
}
_SEVERITY = (Verdict.PASS, Verdict.CONFIRM, Verdict.FAIL)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that the checks look at, measured once.

    Attributes:
        faces: how many people's faces are in the photo.
        face: the main one, ``None`` if there is none.
        white_share: share of the wall at 250 or above.
    """

    spec: PhotoSpec
    rgb: npt.NDArray[np.uint8]
    faces: int
    face: Face | None
    geometry: FaceGeometry | None
    expressions: Mapping[str, float]
    light: Light | None
    white_share: float
    file: PhotoFile | None
    hair_cut: bool

    def limit(self, key: str) -> float:
        """Return the profile's threshold for ``key``, or the common one."""
        return self.spec.thresholds.get(key, COMMON_THRESHOLDS[key])

    def span(self, low: str | None, high: str | None, *, sign: float = 1.0) -> tuple[Span, Span]:
        """Return what passes and what doesn't fail, between the thresholds ``low`` and ``high`` (``None``: open).

        ``sign`` −1 turns the lower threshold into its negative, for angles.
        """

        def bound(key: str | None, suffix: str, factor: float) -> float | None:
            return None if key is None else factor * self.limit(key + suffix)

        good = Span(bound(low, "", sign), bound(high, "", 1))
        return good, Span(bound(low, "_fail", sign), bound(high, "_fail", 1))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: verdict, figure, limit as shown."""

    verdict: Verdict
    figure: float | None = None
    limit: str = ""


_Function = Callable[[Evidence], Finding | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the table; its function answers ``None`` where there is nothing to look at."""

    key: str
    family: str
    function: _Function


_table: list[Check] = []


def check(key: str, family: str) -> Callable[[_Function], _Function]:
    """Add the decorated function to the table of checks."""

    def add(function: _Function) -> _Function:
        _table.append(Check(key, family, function))
        return function

    return add


def checks() -> tuple[Check, ...]:
    """Return the table."""
    return tuple(_table)


def judge(evidence: Evidence) -> tuple[PhotoCheck, ...]:
    """Return the outcome of every check that has something to look at."""
    outcomes = []
    for entry in _table:
        finding = entry.function(evidence)
        if finding is not None:
            figure = None if finding.figure is None else round(finding.figure, 1 if abs(finding.figure) >= 10 else 3)
            outcomes.append(PhotoCheck(entry.key, finding.verdict, figure, finding.limit, entry.family))
    return tuple(outcomes)


def _within(figure: float, span: Span, unit: str) -> Finding:
    return Finding(Verdict.PASS if figure in span else Verdict.FAIL, figure, f"{span} {unit}".strip())


def _graded(figure: float, spans: tuple[Span, Span], unit: str = "") -> Finding:
    good, bearable = spans
    verdict = Verdict.PASS if figure in good else Verdict.CONFIRM if figure in bearable else Verdict.FAIL
    return Finding(verdict, figure, f"{good} {unit}".strip())


def _worse(one: Finding, other: Finding) -> Finding:
    """Return the finding with the worse verdict, ``one`` where they are alike."""
    return max(one, other, key=lambda finding: _SEVERITY.index(finding.verdict))


@check("one_face", "crop")
def _one_face(evidence: Evidence) -> Finding:
    return Finding(Verdict.PASS if evidence.faces == 1 else Verdict.FAIL, float(evidence.faces), "1")


@check("face_width", "crop")
def _face_width(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else _within(evidence.geometry.face_width, evidence.spec.face_width, "px")


@check("eye_x", "crop")
def _eye_x(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else _within(evidence.geometry.eye_x, evidence.spec.eye_x, "px")


@check("eye_above_bottom", "crop")
def _eye_above_bottom(evidence: Evidence) -> Finding | None:
    return (
        None
        if evidence.geometry is None
        else _within(evidence.geometry.eye_above_bottom, evidence.spec.eye_above_bottom, "px")
    )


@check("top_margin", "crop")
def _top_margin(evidence: Evidence) -> Finding | None:
    if evidence.geometry is None:
        return None
    finding = _within(evidence.geometry.top_margin, evidence.spec.top_margin, "px")
    if evidence.hair_cut and finding.verdict is Verdict.FAIL:
        # The rule lets tall hair be cut for the eye line's sake; whether it is hair, the clerk sees.
        return Finding(Verdict.CONFIRM, finding.figure, finding.limit)
    return finding


@check("roll", "shoulders")
def _roll(evidence: Evidence) -> Finding | None:
    return (
        None if evidence.geometry is None else _within(evidence.geometry.roll_degrees, evidence.spec.roll_degrees, "°")
    )


@check("yaw", "shoulders")
def _yaw(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return _graded(evidence.face.pose.yaw, evidence.span("yaw", "yaw", sign=-1), "°")


@check("pitch", "shoulders")
def _pitch(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return _graded(evidence.face.pose.pitch, evidence.span("chin_down", "chin_up", sign=-1), "°")


@check("eyes_open", "eyes")
def _eyes_open(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    finding = _graded(lid_gap(evidence.face.points), evidence.span("lid_gap", None))
    blink = max(evidence.expressions.get(name, 0.0) for name in ("eyeBlinkLeft", "eyeBlinkRight"))
    return Finding(Verdict.FAIL, finding.figure, finding.limit) if blink > evidence.limit("eye_blink") else finding


@check("gaze", "eyes")
def _gaze(evidence: Evidence) -> Finding | None:
    if evidence.face is None or abs(evidence.face.pose.yaw) > evidence.limit("yaw_fail"):
        return None
    aside = max((score for name, score in evidence.expressions.items() if name.startswith("eyeLook")), default=0.0)
    limit = evidence.limit("gaze")
    return Finding(Verdict.PASS if aside <= limit else Verdict.CONFIRM, aside, f"≤ {limit:g}")


@check("mouth", "expression")
def _mouth(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    gap, jaw = lip_gap(evidence.face.points), evidence.expressions.get("jawOpen", 0.0)
    is_open = gap > evidence.limit("lip_gap") and jaw > evidence.limit("jaw_open")
    return Finding(Verdict.FAIL if is_open else Verdict.PASS, gap, f"≤ {evidence.limit('lip_gap'):g}")


@check("neutral", "expression")
def _neutral(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    smile = (evidence.expressions.get("mouthSmileLeft", 0.0) + evidence.expressions.get("mouthSmileRight", 0.0)) / 2
    limit = evidence.limit("smile")
    return Finding(Verdict.PASS if smile <= limit else Verdict.CONFIRM, smile, f"≤ {limit:g}")


@check("sharpness", "quality")
def _sharpness(evidence: Evidence) -> Finding | None:
    return None if evidence.light is None else _graded(evidence.light.blur, evidence.span(None, "sharpness"))


@check("exposure", "quality")
def _exposure(evidence: Evidence) -> Finding | None:
    if evidence.light is None:
        return None
    # Skin is dark or light by nature: only far from the middle is it the light's fault for sure.
    mean = _graded(evidence.light.mean_luma, evidence.span("luma_low", "luma_high"))
    return _worse(mean, _graded(evidence.light.burnt_share, evidence.span(None, "burnt")))


@check("contrast", "quality")
def _contrast(evidence: Evidence) -> Finding | None:
    return None if evidence.light is None else _graded(evidence.light.entropy, evidence.span("contrast", None), "bit")


@check("side_shadow", "quality")
def _side_shadow(evidence: Evidence) -> Finding | None:
    return (
        None if evidence.light is None else _graded(evidence.light.side_difference, evidence.span(None, "side_shadow"))
    )


@check("colour_cast", "quality")
def _colour_cast(evidence: Evidence) -> Finding | None:
    if evidence.light is None:
        return None
    yellow = _graded(evidence.light.skin_b, evidence.span("skin_b_low", "skin_b_high"))
    return _worse(yellow, _graded(evidence.light.skin_a, evidence.span("skin_a_low", "skin_a_high")))


@check("background", "background")
def _background(evidence: Evidence) -> Finding:
    return _within(evidence.white_share * 100, Span(evidence.limit("white_share") * 100, None), "%")


@check("glasses", "glasses")
def _glasses(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


@check("covering", "covering")
def _covering(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


@check("clothes", "clothes")
def _clothes(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


@check("pixels", "file")
def _pixels(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    exact = (evidence.file.width, evidence.file.height) == (evidence.spec.width, evidence.spec.height)
    limit = f"{evidence.spec.width}×{evidence.spec.height} px"
    return Finding(Verdict.PASS if exact else Verdict.FAIL, float(evidence.file.width), limit)


@check("dpi", "file")
def _dpi(evidence: Evidence) -> Finding | None:
    if evidence.file is None or evidence.spec.dpi is None:
        return None
    stated = evidence.file.dpi
    verdict = Verdict.PASS if stated == evidence.spec.dpi else Verdict.FAIL
    return Finding(verdict, None if stated is None else float(stated), f"{evidence.spec.dpi} dpi")


@check("file_size", "file")
def _file_size(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    window = evidence.spec.file_bytes
    shown = Span(*(None if bound is None else round(bound / 1024, 1) for bound in (window.low, window.high)))
    verdict = Verdict.PASS if evidence.file.size_bytes in window else Verdict.FAIL
    return Finding(verdict, evidence.file.size_bytes / 1024, f"{shown} KB")
