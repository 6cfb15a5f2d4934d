# SPDX-License-Identifier: Apache-2.0
"""What a photo's checks look at, the figures they are held against, and how a figure becomes a verdict.

Answers for three grades: inside the limit passes, far beyond it fails, and between the two the clerk is asked, because
there a figure alone doesn't know (skin is dark by nature, eyes are narrow, a webcam is soft).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import FaceGeometry, PhotoFile, PhotoSpec, Span, Verdict
from sscard_desktop.domain.photothresholds import COMMON_THRESHOLDS
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.look import Look
from sscard_desktop.imaging.measure import Light
from sscard_desktop.imaging.tones import Tones
from sscard_desktop.imaging.wall import Wall

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
        look, tones: the face and its tones, ``None`` without a face.
        wall: the wall before whitening, or the photo's own; ``None`` where there is hardly any.
        rests: share of the photo that is rests of the old wall around the person; ``None`` without a face.
        shoulders: slope of the shoulders in degrees in the picture that the photo was made from; ``None`` where that
            shows none, or isn't known.
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
    look: Look | None = None
    tones: Tones | None = None
    wall: Wall | None = None
    rests: float | None = None
    shoulders: float | None = None

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
    """What a check found: verdict, figure, limit as shown, and what a heuristic seems to see besides."""

    verdict: Verdict
    figure: float | None = None
    limit: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the table; its function answers ``None`` where there is nothing to look at."""

    key: str
    family: str
    function: Callable[[Evidence], Finding | None]


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
