# SPDX-License-Identifier: Apache-2.0
"""What a photo's checks look at, the figures they are held against, and how a figure becomes a verdict.

Answers for three grades: inside the limit passes, far beyond it fails, and between the two the clerk is asked, because
there a figure alone doesn't know (skin is dark by nature, eyes are narrow, a webcam is soft).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import FaceGeometry, PhotoFile, PhotoSpec, Span, Verdict
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.measure import Light

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
    "luma_low": 0.38,
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
        stored_as: kind and colour mode of the file, such as ``JPEG RGB``.
        hair_cut: tall hair was cut by the upper edge for the eye line's sake.
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
    stored_as: str
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


def within(figure: float, span: Span, unit: str) -> Finding:
    """Return whether ``figure`` lies in ``span``: passed or failed, nothing between."""
    return Finding(Verdict.PASS if figure in span else Verdict.FAIL, figure, f"{span} {unit}".strip())


def graded(figure: float, spans: tuple[Span, Span], unit: str = "") -> Finding:
    """Return the grade of ``figure`` between what passes and what doesn't fail (:meth:`Evidence.span`)."""
    good, bearable = spans
    verdict = Verdict.PASS if figure in good else Verdict.CONFIRM if figure in bearable else Verdict.FAIL
    return Finding(verdict, figure, f"{good} {unit}".strip())


def worse(one: Finding, other: Finding) -> Finding:
    """Return the finding with the worse verdict, ``one`` where they are alike."""
    return max(one, other, key=lambda finding: _SEVERITY.index(finding.verdict))
