# SPDX-License-Identifier: Apache-2.0
"""An ID card picture becomes a legible JPEG inside the profile's limits, or is refused with its reason."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.idpicture import prepare_id_picture
from sscard_desktop.imaging.opening import Rgb, open_picture

RESOURCES = Path(__file__).parents[2] / "resources"
SPEC = IdPictureSpec(max_bytes=1024 * 1024, min_width=600, min_height=380)


@pytest.fixture(scope="module")
def card() -> Rgb:
    hardware = DemoHardware(RESOURCES / "samples", RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", date(2026, 11, 21))
    front, _back = hardware.id_pictures(hardware.people(1)[0])
    return open_picture(front).rgb


def written(rgb: Rgb, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rgb).save(target, kind, **options)
    return target.getvalue()


def refusal(data: bytes, spec: IdPictureSpec = SPEC) -> str:
    with pytest.raises(InvalidInputError) as caught:
        prepare_id_picture(data, spec)
    return caught.value.code


def test_a_card_becomes_a_jpeg_inside_the_limit(card: Rgb) -> None:
    jpeg = prepare_id_picture(written(card), SPEC)
    assert len(jpeg) <= SPEC.max_bytes
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1370, 864))


def test_a_phones_large_picture_is_reduced_and_stays_legible(card: Rgb) -> None:
    large = np.asarray(cv2.resize(card, (4000, 2525), interpolation=cv2.INTER_CUBIC), np.uint8)
    grain = np.random.default_rng(1).normal(0, 12, large.shape)
    jpeg = prepare_id_picture(written(np.clip(large + grain, 0, 255).astype(np.uint8), "JPEG", quality=90), SPEC)
    assert len(jpeg) <= SPEC.max_bytes
    with Image.open(io.BytesIO(jpeg)) as image:
        assert 1200 <= image.width <= 1600


def test_a_tight_limit_takes_quality_before_pixels(card: Rgb) -> None:
    spec = IdPictureSpec(max_bytes=90 * 1024, min_width=600, min_height=380)
    jpeg = prepare_id_picture(written(card), spec)
    assert len(jpeg) <= spec.max_bytes
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.width >= 600


def test_a_card_held_upright_is_as_good_as_one_laid_flat(card: Rgb) -> None:
    upright = np.ascontiguousarray(np.rot90(cv2.resize(card, (640, 404), interpolation=cv2.INTER_AREA)))
    assert prepare_id_picture(written(upright), SPEC)


def test_a_small_picture_is_refused(card: Rgb) -> None:
    assert refusal(written(np.asarray(cv2.resize(card, (300, 190)), np.uint8))) == "id_picture.too_small"


def test_a_blurred_picture_is_refused(card: Rgb) -> None:
    assert refusal(written(np.asarray(cv2.GaussianBlur(card, (0, 0), 7), np.uint8))) == "id_picture.blurred"


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_empty_picture_is_refused(level: int) -> None:
    assert refusal(written(np.full((800, 1200, 3), level, np.uint8))) == "id_picture.blank"


def test_what_cant_be_brought_under_the_limit_is_said() -> None:
    noise = np.random.default_rng(2).integers(0, 256, (800, 1200, 3), dtype=np.uint8)
    assert refusal(written(noise), IdPictureSpec(20 * 1024, 1000, 700)) == "id_picture.too_detailed"


def test_what_isnt_a_picture_is_refused() -> None:
    assert refusal(b"%PDF-1.7") == "picture.kind_unknown"
