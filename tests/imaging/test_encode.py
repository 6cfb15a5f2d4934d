# SPDX-License-Identifier: Apache-2.0
"""The written file has the city's pixels, resolution and size, or the reason is said."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.imaging.encode import encode, reopen
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker

KB = 1024


@pytest.fixture(scope="module")
def photo(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> Rgb:
    return open_picture(maker.make(portrait, national).jpeg).rgb


@pytest.mark.parametrize(
    ("low_kb", "high_kb", "quality", "dpi"),
    [
        pytest.param(14, 40, 70, 350, id="national"),
        pytest.param(60, 80, None, 350, id="weifang"),
        pytest.param(10, 120, None, 350, id="shanxi"),
        pytest.param(None, 100, None, 350, id="zhucheng"),
        pytest.param(None, 1024, None, 350, id="chengdu"),
        pytest.param(20, 8960, None, None, id="beijing"),
        pytest.param(25, 27, 70, 350, id="a narrow window"),
        pytest.param(None, 12, 70, 350, id="below what the named quality gives"),
    ],
)
def test_each_citys_window_is_met(
    photo: Rgb, national: PhotoSpec, low_kb: int | None, high_kb: int, quality: int | None, dpi: int | None
) -> None:
    window = Span(None if low_kb is None else low_kb * KB, high_kb * KB)
    jpeg, file = encode(photo, replace(national, file_bytes=window, quality=quality, dpi=dpi))
    assert len(jpeg) in window
    assert (file.width, file.height, file.size_bytes, file.dpi) == (358, 441, len(jpeg), dpi)
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.mode == "RGB"
        # 4:4:4: all components are sampled alike; only the lowest ceiling is worth halving colour for.
        sampling = {component[1:3] for component in image.layer}
        assert (sampling == {(1, 1)}) == (file.quality >= 60 and high_kb > 12)
        # Nothing was padded on behind the picture's end.
        assert jpeg.endswith(b"\xff\xd9")


def test_the_citys_quality_is_kept_where_it_fits(photo: Rgb, national: PhotoSpec) -> None:
    assert encode(photo, national)[1].quality == 70


def test_no_quality_for_the_window_is_said_with_the_nearest(photo: Rgb, national: PhotoSpec) -> None:
    with pytest.raises(InvalidInputError) as caught:
        encode(photo, replace(national, file_bytes=Span(900 * KB, 950 * KB)))
    assert caught.value.code == "photo.file_window_unreachable"
    assert caught.value.params["low"] == 900
    nearest = caught.value.params["nearest"]
    assert isinstance(nearest, int)
    assert 50 < nearest < 900


def test_a_least_size_that_no_quality_reaches_is_said_with_the_largest(photo: Rgb, national: PhotoSpec) -> None:
    with pytest.raises(InvalidInputError) as caught:
        encode(photo, replace(national, file_bytes=Span(900 * KB, None)))
    assert (caught.value.code, caught.value.params["low"]) == ("photo.file_least_unreachable", 900)
    nearest = caught.value.params["nearest"]
    assert isinstance(nearest, int)
    assert 50 < nearest < 900


def test_a_low_ceiling_costs_colour_before_it_costs_detail(photo: Rgb, national: PhotoSpec) -> None:
    low = replace(national, file_bytes=Span(None, 12 * KB), quality=None)
    jpeg, file = encode(photo, low)
    with Image.open(io.BytesIO(jpeg)) as image:
        assert {component[1:3] for component in image.layer} == {(1, 1), (2, 2)}
    target = io.BytesIO()
    Image.fromarray(photo).save(target, "JPEG", quality=file.quality, subsampling="4:4:4")
    assert len(target.getvalue()) > 12 * KB


def test_the_nearest_size_is_nearest_on_the_side_that_fails(photo: Rgb, national: PhotoSpec) -> None:
    with pytest.raises(InvalidInputError) as caught:
        encode(photo, replace(national, file_bytes=Span(None, 3 * KB), quality=None))
    smallest = caught.value.params["nearest"]
    assert isinstance(smallest, int)
    assert 3 < smallest < 12


def test_a_plain_white_picture_cant_be_large(national: PhotoSpec) -> None:
    with pytest.raises(InvalidInputError):
        encode(np.full((441, 358, 3), 255, np.uint8), national)


def test_wrong_pixels_are_a_mistake_of_the_program(national: PhotoSpec) -> None:
    with pytest.raises(ValueError, match="358"):
        encode(np.zeros((10, 10, 3), np.uint8), national)


@pytest.mark.parametrize("quality", [40, 70, 85, 95])
def test_another_programs_quality_is_estimated(photo: Rgb, quality: int) -> None:
    target = io.BytesIO()
    Image.fromarray(photo).save(target, "JPEG", quality=quality)
    assert reopen(target.getvalue()).quality == pytest.approx(quality, abs=2)


def test_a_file_that_cant_be_read_back_is_damaged(photo: Rgb, national: PhotoSpec) -> None:
    jpeg, _ = encode(photo, national)
    with pytest.raises(InvalidInputError) as caught:
        reopen(jpeg[: len(jpeg) // 2])
    assert caught.value.code == "picture.damaged"
