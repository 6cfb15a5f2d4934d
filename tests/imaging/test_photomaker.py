# SPDX-License-Identifier: Apache-2.0
"""A photo is made inside all limits, or refused with its reason."""

from __future__ import annotations

import io
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from sscard_desktop.domain.errors import CancelledError, InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec, Span, Verdict
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker

PLACEMENT = ("one_face", "face_width", "eye_x", "eye_above_bottom", "top_margin", "roll")


def png(rgb: Rgb) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rgb).save(target, "PNG")
    return target.getvalue()


def rotated(rgb: Rgb, degrees: float) -> Rgb:
    height, width = rgb.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(
        cv2.warpAffine(rgb, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def test_a_photo_keeps_every_placement_limit_and_the_file_window(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    photo = maker.make(png(portrait), national)
    assert photo.report.failed == ()
    assert photo.report.background_replaced
    with Image.open(io.BytesIO(photo.jpeg)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (358, 441))
        assert image.info["dpi"] == (350, 350)
    assert len(photo.jpeg) in national.file_bytes
    again = {check.key: check for check in maker.check(photo.jpeg, national).checks}
    assert [key for key in PLACEMENT if again[key].verdict is not Verdict.PASS] == []
    assert again["background"].verdict is Verdict.PASS


def test_the_saved_photo_is_not_mirrored(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    made = open_picture(maker.make(portrait, national).jpeg).rgb
    mirrored = open_picture(maker.make(np.ascontiguousarray(portrait[:, ::-1]), national).jpeg).rgb
    assert np.abs(made.astype(int) - mirrored[:, ::-1]).mean() < np.abs(made.astype(int) - mirrored).mean()


@pytest.mark.parametrize("degrees", [9, 5, -4, 11])
def test_a_small_tilt_is_levelled(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec, degrees: float) -> None:
    # The astronaut's own head is tilted by three degrees already.
    report = maker.make(rotated(portrait, degrees), national).report
    assert report.geometry is not None
    assert report.geometry.roll_degrees == pytest.approx(0, abs=1.0)


def test_cancelling_stops_between_the_steps(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            if done:
                raise CancelledError

    with pytest.raises(CancelledError):
        maker.make(portrait, national, progress=Impatient())


def refused(maker: PhotoMaker, picture: Rgb, spec: PhotoSpec) -> str:
    with pytest.raises(InvalidInputError) as caught:
        maker.make(picture, spec)
    return caught.value.code


def test_a_strong_tilt_needs_a_new_picture(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    assert refused(maker, rotated(portrait, 20), national) == "photo.tilted"


def test_a_small_face_is_not_blown_up(maker: PhotoMaker, astronaut: Rgb, national: PhotoSpec) -> None:
    assert refused(maker, astronaut, national) == "photo.too_few_pixels"


def test_two_people_are_refused(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    assert refused(maker, np.hstack([portrait, portrait[:, ::-1]]), national) == "photo.several_faces"


def test_a_wall_without_anybody_is_refused(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    assert refused(maker, np.ascontiguousarray(portrait[:, 620:]), national) == "photo.no_face"


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(slice(60, None), slice(None)), (slice(120, None), slice(None)), (slice(None), slice(410, None))],
    ids=["hair", "forehead", "half the face"],
)
def test_a_head_cut_off_by_the_frame_is_refused(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec, rows: slice, columns: slice
) -> None:
    assert refused(maker, np.ascontiguousarray(portrait[rows, columns]), national) == "photo.head_cut_off"


def test_a_body_cut_off_by_the_frame_is_refused(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    assert refused(maker, np.ascontiguousarray(portrait[:345]), national) == "photo.body_cut_off"


def test_a_window_no_quality_reaches_is_said(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    spec = replace(national, quality=None, file_bytes=Span(700 * 1024, 800 * 1024))
    assert refused(maker, portrait, spec) == "photo.file_window_unreachable"
