# SPDX-License-Identifier: Apache-2.0
"""The checks of a finished photo: a table of small functions, each of which passes, fails or asks the clerk.

Answers for a figure, a limit and a verdict per check; the sentences are messages (``photo.check.<key>.<verdict>``).
What no model that may ship can decide (glasses, covering, clothes) is always asked, never claimed. The order of
``CHECKS`` is the order of the report; another check is another function and another line there. Limits come from the
profile: the placement from its spans, the rest from its thresholds (:mod:`evidence`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sscard_desktop.domain.photo import PhotoCheck, Span, Verdict
from sscard_desktop.imaging.evidence import Evidence, Finding, graded, within, worse
from sscard_desktop.imaging.measure import lid_gap, lip_gap

_Function = Callable[[Evidence], Finding | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the table; its function answers ``None`` where there is nothing to look at."""

    key: str
    family: str
    function: _Function


def _one_face(evidence: Evidence) -> Finding:
    return Finding(Verdict.PASS if evidence.faces == 1 else Verdict.FAIL, float(evidence.faces), "1")


def _face_width(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else within(evidence.geometry.face_width, evidence.spec.face_width, "px")


def _eye_x(evidence: Evidence) -> Finding | None:
    return None if evidence.geometry is None else within(evidence.geometry.eye_x, evidence.spec.eye_x, "px")


def _eye_above_bottom(evidence: Evidence) -> Finding | None:
    return (
        None
        if evidence.geometry is None
        else within(evidence.geometry.eye_above_bottom, evidence.spec.eye_above_bottom, "px")
    )


def _top_margin(evidence: Evidence) -> Finding | None:
    if evidence.geometry is None:
        return None
    finding = within(evidence.geometry.top_margin, evidence.spec.top_margin, "px")
    if evidence.hair_cut and finding.verdict is Verdict.FAIL:
        # The rule lets tall hair be cut for the eye line's sake; whether it is hair, the clerk sees.
        return Finding(Verdict.CONFIRM, finding.figure, finding.limit)
    return finding


def _roll(evidence: Evidence) -> Finding | None:
    return (
        None if evidence.geometry is None else within(evidence.geometry.roll_degrees, evidence.spec.roll_degrees, "°")
    )


def _yaw(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return graded(evidence.face.pose.yaw, evidence.span("yaw", "yaw", sign=-1), "°")


def _pitch(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    return graded(evidence.face.pose.pitch, evidence.span("chin_down", "chin_up", sign=-1), "°")


def _eyes_open(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    finding = graded(lid_gap(evidence.face.points), evidence.span("lid_gap", None))
    blink = max(evidence.expressions.get(name, 0.0) for name in ("eyeBlinkLeft", "eyeBlinkRight"))
    return Finding(Verdict.FAIL, finding.figure, finding.limit) if blink > evidence.limit("eye_blink") else finding


def _gaze(evidence: Evidence) -> Finding | None:
    if evidence.face is None or abs(evidence.face.pose.yaw) > evidence.limit("yaw_fail"):
        return None
    aside = max((score for name, score in evidence.expressions.items() if name.startswith("eyeLook")), default=0.0)
    limit = evidence.limit("gaze")
    return Finding(Verdict.PASS if aside <= limit else Verdict.CONFIRM, aside, f"≤ {limit:g}")


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
    if evidence.face is None:
        return None
    smile = (evidence.expressions.get("mouthSmileLeft", 0.0) + evidence.expressions.get("mouthSmileRight", 0.0)) / 2
    limit = evidence.limit("smile")
    return Finding(Verdict.PASS if smile <= limit else Verdict.CONFIRM, smile, f"≤ {limit:g}")


def _sharpness(evidence: Evidence) -> Finding | None:
    return None if evidence.light is None else graded(evidence.light.blur, evidence.span(None, "sharpness"))


def _exposure(evidence: Evidence) -> Finding | None:
    if evidence.light is None:
        return None
    # Skin is dark or light by nature: only far from the middle is it the light's fault for sure.
    mean = graded(evidence.light.mean_luma, evidence.span("luma_low", "luma_high"))
    return worse(mean, graded(evidence.light.burnt_share, evidence.span(None, "burnt")))


def _contrast(evidence: Evidence) -> Finding | None:
    return None if evidence.light is None else graded(evidence.light.entropy, evidence.span("contrast", None), "bit")


def _side_shadow(evidence: Evidence) -> Finding | None:
    return (
        None if evidence.light is None else graded(evidence.light.side_difference, evidence.span(None, "side_shadow"))
    )


def _colour_cast(evidence: Evidence) -> Finding | None:
    if evidence.light is None:
        return None
    yellow = graded(evidence.light.skin_b, evidence.span("skin_b_low", "skin_b_high"))
    return worse(yellow, graded(evidence.light.skin_a, evidence.span("skin_a_low", "skin_a_high")))


def _background(evidence: Evidence) -> Finding:
    return within(evidence.white_share * 100, Span(evidence.limit("white_share") * 100, None), "%")


def _glasses(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


def _covering(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


def _clothes(_evidence: Evidence) -> Finding:
    return Finding(Verdict.CONFIRM)


def _pixels(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    exact = (evidence.file.width, evidence.file.height) == (evidence.spec.width, evidence.spec.height)
    limit = f"{evidence.spec.width}×{evidence.spec.height} px"
    return Finding(Verdict.PASS if exact else Verdict.FAIL, float(evidence.file.width), limit)


def _dpi(evidence: Evidence) -> Finding | None:
    if evidence.file is None or evidence.spec.dpi is None:
        return None
    stated = evidence.file.dpi
    verdict = Verdict.PASS if stated == evidence.spec.dpi else Verdict.FAIL
    return Finding(verdict, None if stated is None else float(stated), f"{evidence.spec.dpi} dpi")


def _file_size(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    window = evidence.spec.file_bytes
    shown = Span(*(None if bound is None else round(bound / 1024, 1) for bound in (window.low, window.high)))
    verdict = Verdict.PASS if evidence.file.size_bytes in window else Verdict.FAIL
    return Finding(verdict, evidence.file.size_bytes / 1024, f"{shown} KB")


def _format(evidence: Evidence) -> Finding:
    return Finding(Verdict.PASS if evidence.stored_as == "JPEG RGB" else Verdict.FAIL, None, "JPEG RGB")


CHECKS = (
    Check("one_face", "crop", _one_face),
    Check("face_width", "crop", _face_width),
    Check("eye_x", "crop", _eye_x),
    Check("eye_above_bottom", "crop", _eye_above_bottom),
    Check("top_margin", "crop", _top_margin),
    Check("roll", "shoulders", _roll),
    Check("yaw", "shoulders", _yaw),
    Check("pitch", "shoulders", _pitch),
    Check("eyes_open", "eyes", _eyes_open),
    Check("gaze", "eyes", _gaze),
    Check("mouth", "expression", _mouth),
    Check("neutral", "expression", _neutral),
    Check("sharpness", "quality", _sharpness),
    Check("exposure", "quality", _exposure),
    Check("contrast", "quality", _contrast),
    Check("side_shadow", "quality", _side_shadow),
    Check("colour_cast", "quality", _colour_cast),
    Check("background", "background", _background),
    Check("glasses", "glasses", _glasses),
    Check("covering", "covering", _covering),
    Check("clothes", "clothes", _clothes),
    Check("format", "file", _format),
    Check("pixels", "file", _pixels),
    Check("dpi", "file", _dpi),
    Check("file_size", "file", _file_size),
)


def judge(evidence: Evidence) -> tuple[PhotoCheck, ...]:
    """Return the outcome of every check that has something to look at."""
    outcomes = []
    for entry in CHECKS:
        finding = entry.function(evidence)
        if finding is not None:
            figure = None if finding.figure is None else round(finding.figure, 1 if abs(finding.figure) >= 10 else 3)
            outcomes.append(PhotoCheck(entry.key, finding.verdict, figure, finding.limit, entry.family))
    return tuple(outcomes)
