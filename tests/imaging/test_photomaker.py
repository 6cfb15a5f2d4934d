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
from sscard_desktop.domain.photo import Adjustment, PhotoSpec, Span, Verdict
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


def test_a_tilt_just_beyond_the_limit_is_told_as_more_than_the_limit(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    said = []
    for degrees in np.arange(9.0, 14.0, 0.5):
        try:
            maker.make(rotated(portrait, float(degrees)), national)
        except InvalidInputError as error:
            said.append((int(error.params["degrees"]), int(error.params["limit"])))
    assert said
    assert all(degrees > limit for degrees, limit in said)


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


def test_an_adjustment_moves_the_person_as_told_and_the_report_says_so(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    plain = maker.make(portrait, national).report
    by = Adjustment(shift_x_px=6, shift_y_px=-2, zoom=1.05, rotate_degrees=-1.5)
    moved = maker.make(portrait, national, adjustment=by).report
    assert plain.geometry
    assert moved.geometry
    assert moved.adjustment == by
    assert plain.adjustment is None
    assert moved.geometry.eye_x - plain.geometry.eye_x == pytest.approx(6, abs=1)
    assert moved.geometry.eye_above_bottom - plain.geometry.eye_above_bottom == pytest.approx(2, abs=1)
    assert moved.geometry.face_width / plain.geometry.face_width == pytest.approx(1.05, abs=0.01)
    assert moved.geometry.roll_degrees - plain.geometry.roll_degrees == pytest.approx(-1.5, abs=0.5)


def test_an_adjustment_that_leaves_a_limit_is_made_and_fails_its_check(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    report = maker.make(portrait, national, adjustment=Adjustment(shift_x_px=40)).report
    assert "eye_x" in {check.key for check in report.failed}


def test_an_adjustment_to_nothing_is_the_photo_as_placed(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    there = Adjustment().moved(shift_x_px=3)
    assert maker.make(portrait, national, adjustment=there).jpeg != maker.make(portrait, national).jpeg
    assert maker.make(portrait, national, adjustment=there.moved(shift_x_px=-3)) == maker.make(portrait, national)


def test_the_smallest_adjustment_hardly_changes_a_pixel(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    plain = open_picture(maker.make(portrait, national).jpeg).rgb.astype(int)
    nudged = maker.make(portrait, national, adjustment=Adjustment(shift_x_px=0.01)).jpeg
    assert np.abs(open_picture(nudged).rgb - plain).mean() < 1


def test_an_adjustment_may_not_show_where_the_camera_cut_the_body(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    # The frame ends close below the photo: room to place it, none to lift it by as much.
    low = np.ascontiguousarray(portrait[:470])
    maker.make(low, national)
    with pytest.raises(InvalidInputError) as caught:
        maker.make(low, national, adjustment=Adjustment(shift_y_px=-60))
    assert caught.value.code == "photo.body_cut_off"


def test_a_buffer_filled_again_is_another_picture(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    buffer = portrait.copy()
    first = maker.make(buffer, national)
    buffer[:] = portrait[:, ::-1]
    assert maker.make(buffer, national).jpeg != first.jpeg
    buffer[:] = portrait
    assert maker.make(buffer, national).jpeg == first.jpeg


def test_before_shows_the_same_part_with_its_own_wall(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> None:
    photo = maker.make(portrait, national)
    before, after = open_picture(photo.before).rgb.astype(int), open_picture(photo.jpeg).rgb
    assert before.shape == after.shape
    face = (slice(180, 260), slice(140, 220))
    assert np.abs(before[face] - after[face]).mean() < 8
    assert before[:20, :20].mean() < after[:20, :20].mean() - 20
