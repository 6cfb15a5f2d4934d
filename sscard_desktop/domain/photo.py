# SPDX-License-Identifier: Apache-2.0
"""The card photo: a profile's specification, and the report of a photo checked against it.

All lengths are pixels of the finished picture unless a name says otherwise. Geometry follows ISO/IEC 19794-5 as read
by 《社会保障卡制证用数字相片技术要求》 (seed weifang-notice-and-photo-standards): face width is measured where the ears
join the face; the eye line is the line through the middles of the eyes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Self


class PictureRole(StrEnum):
    """What a stored picture is of."""

    PHOTO = "photo"
    """The finished card photo, 证件照."""
    PHOTO_ORIGINAL = "photo_original"
    """The camera frame or file that the photo was made from."""
    ID_FRONT = "id_front"
    """身份证正面 (the side with the portrait)."""
    ID_BACK = "id_back"
    """身份证背面 (the side with the emblem)."""
    CHIP_PHOTO = "chip_photo"
    """The WLT bytes from the card's chip."""
    SIGNED_FORM = "signed_form"
    """The signed registration form, scanned."""
    SIGNATURE = "signature"
    """What somebody wrote on the screen; see ``signing``."""

    @property
    def suffix(self) -> str:
        """How the names of such files end: photographs are JPEG, lines are PNG."""
        return ".png" if self is PictureRole.SIGNATURE else ".jpg"


class Verdict(StrEnum):
    """How a check ended. ``CONFIRM`` is the honest answer where no model can decide."""

    PASS = "pass"
    FAIL = "fail"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval; ``None`` on either side is open."""

    low: float | None = None
    high: float | None = None

    def __contains__(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def nearest(self, value: float) -> float:
        """Return the value inside that is nearest to ``value``."""
        if self.low is not None and value < self.low:
            return self.low
        return self.high if self.high is not None and value > self.high else value

    def __str__(self) -> str:
        if self.low is not None and self.high is not None:
            return f"{self.low:g}–{self.high:g}"
        if self.low is not None:
            return f"≥ {self.low:g}"
        return f"≤ {self.high:g}" if self.high is not None else "–"


@dataclass(frozen=True, slots=True)
class PhotoSpec:
    """A city's photo specification (profile table ``[photo]``).

    Attributes:
        width, height: pixels.
        dpi: resolution written into the file; ``None`` where the city names none.
        file_bytes: allowed size of the JPEG in bytes.
        quality: the JPEG quality that the city names (0–100), ``None`` to search for one that fits ``file_bytes``.
        face_width: ear to ear (mesh points 234–454).
        eye_x: midpoint of the eyes from the left edge.
        eye_above_bottom: eye line above the lower edge. Wins over ``top_margin`` if both can't hold.
        top_margin: top of the hair below the upper edge.
        roll_degrees: tilt of the eye line allowed after levelling.
        thresholds: figures of the other checks by check key, where the city's differ from the common ones.
        aim_face_width, aim_top_margin: what the crop aims at inside the limits.
        correct: colour and exposure may be put right, as far as the light was wrong.
    """

    width: int
    height: int
    dpi: int | None
    file_bytes: Span
    quality: int | None
    face_width: Span
    eye_x: Span
    eye_above_bottom: Span
    top_margin: Span
    roll_degrees: Span = Span(-2.0, 2.0)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    aim_face_width: float = 195.0
    aim_top_margin: float = 14.0
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the clerk moved by hand, on top of the automatic placement; it never changes the shape of anything.

    Attributes:
        shift_x_px: the person to the right, in pixels of the finished photo.
        shift_y_px: the person downwards.
        zoom: the person larger (above 1) or smaller, about the middle between the eyes.
        rotate_degrees: the person clockwise, about the same point.

    Raises:
        ValueError: a figure lies outside of its span: a mistake of the program, :meth:`moved` never makes one.
    """

    shift_x_px: float = 0.0
    shift_y_px: float = 0.0
    zoom: float = 1.0
    rotate_degrees: float = 0.0

    SHIFTS: ClassVar[Span] = Span(-60.0, 60.0)
    ZOOMS: ClassVar[Span] = Span(0.8, 1.25)
    ROTATIONS: ClassVar[Span] = Span(-8.0, 8.0)

    def __post_init__(self) -> None:
        for value, span in (
            (self.shift_x_px, self.SHIFTS),
            (self.shift_y_px, self.SHIFTS),
            (self.zoom, self.ZOOMS),
            (self.rotate_degrees, self.ROTATIONS),
        ):
            if value not in span:
                raise ValueError(f"{value} outside {span}")

    def moved(
        self, *, shift_x_px: float = 0.0, shift_y_px: float = 0.0, zoom: float = 1.0, rotate_degrees: float = 0.0
    ) -> Self:
        """Return it moved further, as by a key: shifts and rotation added, zoom multiplied, each held in its span."""
        return type(self)(
            self.SHIFTS.nearest(self.shift_x_px + shift_x_px),
            self.SHIFTS.nearest(self.shift_y_px + shift_y_px),
            self.ZOOMS.nearest(self.zoom * zoom),
            self.ROTATIONS.nearest(self.rotate_degrees + rotate_degrees),
        )


@dataclass(frozen=True, slots=True)
class IdPictureSpec:
    """Limits of the ID card pictures (profile table ``[id_picture]``): bytes, and smallest side in pixels."""

    max_bytes: int
    min_width: int
    min_height: int


@dataclass(frozen=True, slots=True)
class PhotoCheck:
    """One check's outcome.

    Attributes:
        key: check key, such as ``face_width``; the message ``photo.check.<key>.<verdict>`` says what to do.
        verdict: see :class:`Verdict`.
        figure: what was measured, in the unit of ``limit``; ``None`` where there is no figure.
        limit: the limit as shown, such as ``179–255 px``.
        family: one of the families of the seed's annex: crop, shoulders, eyes, background, expression, quality,
            glasses, covering, religious_dress, clothes, file.
        hints: what a heuristic seems to see, for the clerk's look; the message ``photo.look.<hint>`` says it. A hint
            decides nothing.
    """

    key: str
    verdict: Verdict
    figure: float | None
    limit: str
    family: str
    hints: tuple[str, ...] = ()

    @property
    def name_code(self) -> str:
        """Message code of the check's name."""
        return f"photo.check.{self.key}"

    @property
    def sentence_code(self) -> str:
        """Message code of the outcome's sentence, to be filled with :attr:`params`."""
        return f"photo.check.{self.key}.{self.verdict}"

    @property
    def hint_codes(self) -> tuple[str, ...]:
        """Message codes of the hints."""
        return tuple(f"photo.look.{hint}" for hint in self.hints)

    @property
    def family_code(self) -> str:
        """Message code of the family's name."""
        return f"photo.family.{self.family}"

    @property
    def params(self) -> Mapping[str, str]:
        """Figure and limit as shown in the sentence."""
        return {"figure": "–" if self.figure is None else f"{self.figure:g}", "limit": self.limit}


@dataclass(frozen=True, slots=True)
class FaceGeometry:
    """Where the face lies in the finished picture; see the module for units."""

    face_width: float
    eye_x: float
    eye_above_bottom: float
    top_margin: float
    roll_degrees: float


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """What the written file says of itself when it is opened again."""

    width: int
    height: int
    dpi: int | None
    size_bytes: int
    quality: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the program put right in the picture's light, the same for every pixel of the person.

    Attributes:
        key: ``exposure_ev`` (stops, positive brighter), ``red_gain``, ``green_gain`` or ``blue_gain`` (factors).
        figure: by how much.
    """

    key: str
    figure: float

    @property
    def sentence_code(self) -> str:
        """Message code of what was done, to be filled with ``figure``."""
        return f"photo.correction.{self.key}"


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """All checks of one photo, with its geometry and file figures where they could be measured.

    Attributes:
        background_replaced: the background was made white by the program; some authorities want to know.
        hair_cut: tall hair was cut by the upper edge so that the eye line holds (the published rule allows it).
        adjustment: what the clerk moved by hand; ``None`` where the automatic placement stands.
        corrected: what was put right in colour and exposure.
    """

    checks: tuple[PhotoCheck, ...]
    geometry: FaceGeometry | None = None
    file: PhotoFile | None = None
    background_replaced: bool = False
    hair_cut: bool = False
    adjustment: Adjustment | None = None
    corrected: tuple[Correction, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst of the checks: fail, then confirm, then pass."""
        verdicts = {check.verdict for check in self.checks}
        for verdict in (Verdict.FAIL, Verdict.CONFIRM):
            if verdict in verdicts:
                return verdict
        return Verdict.PASS

    @property
    def failed(self) -> tuple[PhotoCheck, ...]:
        """The checks that failed, in their order."""
        return tuple(check for check in self.checks if check.verdict is Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class FinishedPhoto:
    """A photo made for one profile: the JPEG as it will be stored and exported, and its report.

    Attributes:
        before: a JPEG of the same part of the picture, levelled and placed but otherwise as the camera saw it, for
            looking at before and after; never stored or exported.
    """

    jpeg: bytes = field(repr=False)
    report: PhotoReport = field(default_factory=lambda: PhotoReport(()))
    before: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the live view shows after a frame.

    Attributes:
        hint: the one thing to do now; the message ``photo.hint.<hint>`` says it. ``hold_still`` and ``ready`` mean
            that all is well.
        met: keys of what holds, in order: face, alone, distance, place, pose, eyes, mouth, light, wall, still.
        outline: points around the face as shares of the frame's width and height, not mirrored; empty without a face.
        face_box: left, top, right, bottom as shares of the frame, ``None`` without a face.
        hold: 0–1, how long everything has held; 1 means: take the picture.
    """

    hint: str
    met: frozenset[str] = frozenset()
    outline: tuple[tuple[float, float], ...] = ()
    face_box: tuple[float, float, float, float] | None = None
    hold: float = 0.0

    @property
    def sentence_code(self) -> str:
        """Message code of the hint."""
        return f"photo.hint.{self.hint}"

    @property
    def ready(self) -> bool:
        """Whether the picture may be taken by itself now."""
        return self.hold >= 1.0
