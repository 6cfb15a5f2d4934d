# SPDX-License-Identifier: Apache-2.0
"""The photo service: a picture of somebody in, the finished card photo with its report out.

Answers for a JPEG that keeps the city's specification and was opened again to see that it does. Refuses, with the
reason, what can't become one: no face, two people, a head turned away or cut off, too few pixels. Slow (a third of a
second): for the work lane. May be called from one thread at a time or several; the networks look after themselves.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import (
    Adjustment,
    FaceGeometry,
    FinishedPhoto,
    IdPictureSpec,
    PhotoCheck,
    PhotoFile,
    PhotoReport,
    PhotoSpec,
)
from sscard_desktop.imaging import compliance, measure
from sscard_desktop.imaging.crop import MAX_LEVELLING_DEGREES
from sscard_desktop.imaging.encode import encode, reopen
from sscard_desktop.imaging.face import Face, FaceFinder
from sscard_desktop.imaging.idpicture import prepare_id_picture
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import OpenedPicture, open_picture, read_bounded
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.wall import Wall, look_at_wall
from sscard_desktop.imaging.whiten import Sitting
from sscard_desktop.imaging.witness import gather

Rgb = npt.NDArray[np.uint8]

_STEPS = 4
_BEFORE_QUALITY = 85
# The hair rule is used only where the eye line is about as low as it may be.
_HAIR_RULE_SPARE_PX = 10.0


class Progress(Protocol):
    """How far the work is; ``report`` raises ``CancelledError`` when the user cancelled."""

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is."""


class _Unwatched:
    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    """The last picture, by digest and specification, cut out."""

    digest: bytes
    spec: PhotoSpec
    sitting: Sitting


class PhotoMaker:
    """Makes and checks card photos and ID pictures; loads its models on first use."""

    def __init__(self, models: Models | None = None) -> None:
        self._models = models or Models()
        self._finder = FaceFinder(self._models)
        self._segmenter = PersonSegmenter(self._models)
        self._last: _Remembered | None = None

    def warm(self) -> None:
        """Load the models now; call it in the work lane while nobody waits."""
        self._models.warm()

    def cool(self) -> None:
        """Free the models; the next photo or live picture loads them again."""
        self._models.forget()

    def make(
        self,
        source: bytes | Rgb,
        spec: PhotoSpec,
        *,
        adjustment: Adjustment | None = None,
        progress: Progress | None = None,
    ) -> FinishedPhoto:
        """Return the finished photo for ``spec`` with its report.

        The last picture's cut-out is remembered: the same picture with another adjustment needs no network but the
        checks' own. See :meth:`forget`.

        Args:
            source: an encoded picture, or a camera's frame (H×W×3, RGB, uint8).
            spec: the city's specification.
            adjustment: what the clerk moved by hand. One that leaves a limit is made, and the report says so.
            progress: told after each of four steps.

        Raises:
            InvalidInputError: ``picture.*`` where the file can't be opened; ``photo.no_face``, ``photo.several_faces``,
                ``photo.turned_away``, ``photo.tilted``, ``photo.head_cut_off``, ``photo.body_cut_off``,
                ``photo.too_few_pixels``, ``photo.file_window_unreachable``.
            EnvironmentFailedError: ``photo.model_*``.
        """
        watch = progress or _Unwatched()
        watch.report(0, _STEPS)
        portrait = self._sitting(source, spec, watch).portrait(adjustment)
        watch.report(2, _STEPS)
        jpeg, file = encode(portrait.rgb, spec)
        watch.report(3, _STEPS)
        written = open_picture(jpeg)
        fitted = self._finder.follow(written.rgb, portrait.face) or portrait.face
        wall = look_at_wall(portrait.before, portrait.face, portrait.alpha, of_source=True)
        checks = self._judge(
            written,
            (fitted,),
            portrait.alpha,
            spec,
            file,
            wall,
            hair_cut=portrait.hair_cut,
            shoulders=portrait.shoulders,
        )
        watch.report(_STEPS, _STEPS)
        return FinishedPhoto(
            jpeg,
            PhotoReport(
                checks,
                geometry=measure.geometry(fitted, portrait.alpha),
                file=file,
                background_replaced=portrait.background_replaced,
                hair_cut=portrait.hair_cut,
                adjustment=None if adjustment == Adjustment() else adjustment,
                corrected=portrait.corrected,
            ),
            before=_jpeg(portrait.before, quality=_BEFORE_QUALITY),
        )

    def forget(self) -> None:
        """Drop the remembered picture: its person has gone."""
        self._last = None

    def _sitting(self, source: bytes | Rgb, spec: PhotoSpec, watch: Progress) -> Sitting:
        # By content, not by identity: a camera may fill the same buffer again.
        data = np.ascontiguousarray(source).data if isinstance(source, np.ndarray) else source
        digest = hashlib.blake2b(data, digest_size=32).digest()
        last = self._last
        if last is not None and last.digest == digest and last.spec == spec:
            return last.sitting
        rgb = source.copy() if isinstance(source, np.ndarray) else open_picture(source).rgb
        face = self._finder.only(rgb)
        if abs(face.roll_degrees) > MAX_LEVELLING_DEGREES:
            # Rounded up: a little more than the limit mustn't read as the limit itself.
            degrees = math.ceil(abs(face.roll_degrees))
            raise InvalidInputError("photo.tilted", degrees=degrees, limit=round(MAX_LEVELLING_DEGREES))
        watch.report(1, _STEPS)
        sitting = Sitting(rgb, face, spec, self._segmenter)
        self._last = _Remembered(digest, spec, sitting)
        return sitting

    def read_file(self, path: Path) -> bytes:
        """Return a picture file's content, never more than a picture has; see :func:`read_bounded`."""
        return read_bounded(path)

    def pixels(self, source: bytes) -> Rgb:
        """Return an encoded picture's pixels, upright; see :func:`open_picture`."""
        return open_picture(source).rgb

    def frame_picture(self, rgb: Rgb) -> bytes:
        """Return a frame's pixels as a JPEG without visible loss, to be kept as the photo's original."""
        return _jpeg(rgb, quality=95)

    def check(self, jpeg: bytes, spec: PhotoSpec) -> PhotoReport:
        """Return the report of a finished photo, whoever made it.

        Raises:
            InvalidInputError: ``picture.*`` where the file can't be opened.
        """
        opened = open_picture(jpeg)
        if opened.kind == "JPEG":
            file = reopen(jpeg)
        else:
            dpi = None if opened.dpi is None else round(opened.dpi)
            file = PhotoFile(opened.stored_width, opened.stored_height, dpi, len(jpeg), 0)
        faces = self._finder.find(opened.rgb)
        mask = self._segmenter.mask(opened.rgb)
        alpha = measure.person_on_white(opened.rgb, mask)
        if faces and measure.white_share(opened.rgb, mask, faces[0].width) < 0.8:
            alpha = mask
        geometry = measure.geometry(faces[0], alpha) if faces else None
        hair_cut = geometry is not None and _hair_was_cut(geometry, spec)
        wall = look_at_wall(opened.rgb, faces[0], mask, of_source=False) if faces else None
        checks = self._judge(opened, faces, alpha, spec, file, wall, hair_cut=hair_cut)
        return PhotoReport(checks, geometry=geometry, file=file, hair_cut=hair_cut)

    def id_picture(self, source: bytes, spec: IdPictureSpec) -> bytes:
        """Return an ID card picture as the profile wants it; see :func:`prepare_id_picture`."""
        return prepare_id_picture(source, spec)

    def _judge(
        self,
        opened: OpenedPicture,
        faces: tuple[Face, ...],
        alpha: npt.NDArray[np.float32],
        spec: PhotoSpec,
        file: PhotoFile,
        wall: Wall | None,
        *,
        hair_cut: bool,
        shoulders: float | None = None,
    ) -> tuple[PhotoCheck, ...]:
        return compliance.judge(
            gather(
                opened.rgb,
                faces,
                alpha,
                spec,
                expressions=self._finder.expressions(faces[0]) if faces else {},
                wall=wall,
                file=file,
                stored_as=f"{opened.kind} {opened.mode}",
                hair_cut=hair_cut,
                shoulders=shoulders,
            )
        )


def _jpeg(rgb: Rgb, *, quality: int) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rgb, "RGB").save(target, "JPEG", quality=quality, subsampling="4:4:4")
    return target.getvalue()


def _hair_was_cut(geometry: FaceGeometry, spec: PhotoSpec) -> bool:
    """Say whether a finished photo looks as if tall hair was cut so that the eye line holds."""
    above, least_eye = geometry.top_margin, spec.eye_above_bottom.low
    if least_eye is None or spec.top_margin.low is None or above >= spec.top_margin.low:
        return False
    return least_eye <= geometry.eye_above_bottom <= least_eye + _HAIR_RULE_SPARE_PX
