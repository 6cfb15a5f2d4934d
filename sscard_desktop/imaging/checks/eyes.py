# SPDX-License-Identifier: Apache-2.0
"""Eyes: to be seen, open, natural, on the camera (annex 3: 睁开不自然, 向左看, 向上看, 闭眼; annex 8: 戴墨镜).

The mesh draws eyes even behind a hand or dark glasses, so whether there *are* eyes is asked of the pixels: an iris is
darker than its white. Both without it fail, one alone is asked: light from the side, a lid, a reflection.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding, graded
from sscard_desktop.imaging.look import LEFT_EYE, RIGHT_EYE, Look
from sscard_desktop.imaging.measure import lid_gap
from sscard_desktop.imaging.mesh import IRIS_LEFT, IRIS_RIGHT

_LIDS = ((159, 145, 469, 471), (386, 374, 474, 476))


def _eyes_visible(evidence: Evidence) -> Finding | None:
    if evidence.look is None or _closed(evidence):
        return None
    one, other = sorted(eye_contrasts(evidence.look))
    least = evidence.limit("eyes_visible")
    shown = f"≥ {least:g}"
    if eyes_hidden(evidence):
        return Finding(Verdict.FAIL, other, shown)
    return Finding(Verdict.PASS if one >= least else Verdict.CONFIRM, one, shown)


def _eyes_open(evidence: Evidence) -> Finding | None:
    if evidence.face is None:
        return None
    finding = graded(lid_gap(evidence.face.points), evidence.span("lid_gap", None))
    if _shut(evidence):
        return Finding(Verdict.FAIL, finding.figure, finding.limit)
    if finding.verdict is Verdict.PASS and _whiteless(evidence, "lid_gap_narrow"):
        return Finding(Verdict.CONFIRM, finding.figure, f"≥ {evidence.limit('lid_gap_narrow'):g}")
    return finding


def _eyes_natural(evidence: Evidence) -> Finding | None:
    """Torn open shows white above and below the iris; one eye narrower than the other is half a wink."""
    if evidence.face is None or _closed(evidence):
        return None
    openings = [
        float(np.linalg.norm(p[0] - p[1]) / max(1e-6, float(np.linalg.norm(p[2] - p[3]))))
        for p in (evidence.face.points[list(eye), :2] for eye in _LIDS)
    ]
    wide, limit = max(openings), evidence.limit("eye_opening")
    uneven = max(openings) / max(min(openings), 1e-6)
    natural = wide <= limit and (uneven <= evidence.limit("eye_difference") or _turned(evidence))
    return Finding(Verdict.PASS if natural else Verdict.CONFIRM, wide, f"≤ {limit:g}")


def _gaze(evidence: Evidence) -> Finding | None:
    if evidence.face is None or _turned(evidence):
        return None
    aside = max((score for name, score in evidence.expressions.items() if name.startswith("eyeLook")), default=0.0)
    limit, offset = evidence.limit("gaze"), iris_offset(evidence.face.points[:, :2])
    straight = aside <= limit and offset <= evidence.limit("gaze_offset")
    return Finding(Verdict.PASS if straight else Verdict.CONFIRM, aside, f"≤ {limit:g}")


def iris_offset(points: npt.NDArray[np.float32]) -> float:
    """Return how far the irises are raised over, or lowered under, the corners of the eyes, in eye widths."""
    found = []
    for iris, outer, inner in ((IRIS_RIGHT, 33, 133), (IRIS_LEFT, 263, 362)):
        across = points[inner] - points[outer]
        away = points[iris] - (points[inner] + points[outer]) / 2
        width = max(1e-6, float(np.linalg.norm(across)))
        found.append(float(across[0] * away[1] - across[1] * away[0]) / width**2 * np.sign(across[0]))
    return float(abs(np.mean(found)))


def eyes_hidden(evidence: Evidence) -> bool:
    """Say whether something covers both eyes: what is measured around them isn't the face then."""
    if evidence.look is None or _closed(evidence):
        return False
    return max(eye_contrasts(evidence.look)) < evidence.limit("eyes_visible_fail")


def eye_contrasts(look: Look) -> tuple[float, float]:
    """Return, for the right and the left eye, how much darker the iris is than the white, over the cheeks' light."""
    cheeks = max(0.12, float(look.skin[0]) / 100)
    found = []
    for iris, ring in ((IRIS_RIGHT, RIGHT_EYE), (IRIS_LEFT, LEFT_EYE)):
        box, opening, away = look.eye(iris, ring)
        luma = look.luma[box]
        dark, white = luma[opening & (away < 0.03)], luma[opening & (away > 0.045)]
        if min(dark.size, white.size) < 6:
            found.append(0.0)
            continue
        found.append(float(np.percentile(white, 75) - np.percentile(dark, 25)) / cheeks)
    return found[0], found[1]


def _blinking(evidence: Evidence) -> bool:
    blink = max(evidence.expressions.get(name, 0.0) for name in ("eyeBlinkLeft", "eyeBlinkRight"))
    return blink > evidence.limit("eye_blink")


def _closed(evidence: Evidence) -> bool:
    if evidence.face is None:
        return True
    return lid_gap(evidence.face.points) < evidence.limit("lid_gap_fail") or _shut(evidence)


def _shut(evidence: Evidence) -> bool:
    """Say whether the eyes are closed: by the expression, or all but closed without any white.

    Eyes that laugh, or are narrow by nature, may show no white either: those are asked about, and never fail.
    """
    return _blinking(evidence) or _whiteless(evidence, "lid_gap_shut")


def _whiteless(evidence: Evidence, gap: str) -> bool:
    """Say whether eyes narrower than the threshold ``gap`` show no white beside the iris; covered ones don't count."""
    if evidence.face is None or evidence.look is None:
        return False
    if lid_gap(evidence.face.points) >= evidence.limit(gap):
        return False
    contrast = max(eye_contrasts(evidence.look))
    return evidence.limit("eyes_visible_fail") <= contrast < evidence.limit("shut_contrast")


def _turned(evidence: Evidence) -> bool:
    return evidence.face is None or abs(evidence.face.pose.yaw) > evidence.limit("yaw_fail")


CHECKS = (
    Check("eyes_visible", "eyes", _eyes_visible),
    Check("eyes_open", "eyes", _eyes_open),
    Check("eyes_natural", "eyes", _eyes_natural),
    Check("gaze", "eyes", _gaze),
)
