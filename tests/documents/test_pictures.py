# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sscard_desktop.documents.pictures import PrintedPicture, prepare
from sscard_desktop.domain.errors import InvalidInputError
from tests.helpers import forms


def prepared(content: bytes) -> PrintedPicture:
    return prepare(content, box="照片", width_mm=26, height_mm=32)


def png_header(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def test_the_card_photo_passes_through_untouched() -> None:
    photo = forms.picture(358, 441, "white")
    assert prepared(photo) == PrintedPicture(photo, 358, 441)


def test_a_large_picture_is_brought_to_300_dpi() -> None:
    picture = prepared(forms.picture(3000, 3600, "white"))
    assert picture.width_px <= 307
    assert picture.height_px <= 378
    assert Image.open(io.BytesIO(picture.jpeg)).format == "JPEG"


def test_a_picture_on_its_side_is_set_upright_and_loses_its_exif() -> None:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a camera that tells where it was"
    Image.new("RGB", (200, 100), "white").save(buffer, "JPEG", exif=exif)
    picture = prepared(buffer.getvalue())
    assert (picture.width_px, picture.height_px) == (100, 200)
    assert b"camera" not in picture.jpeg


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_other_kinds_of_picture_are_printed_on_white(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (50, 60)).save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    picture = prepared(buffer.getvalue())
    assert Image.open(io.BytesIO(picture.jpeg)).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0" + bytes(100),
        png_header(30_000, 30_000),
        png_header(0, 0),
        png_header(20, 20),
        forms.picture(40, 40, "white", "BMP"),
        forms.picture(358, 441, "white")[:800],
    ],
    ids=["empty", "gif", "zeros", "bomb", "no size", "no rows", "bmp", "cut"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        prepared(content)
    assert (caught.value.code, caught.value.params) == ("form.picture_unreadable", {"box": "照片"})


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8), st.sampled_from(["JPEG", "PNG"]))
def test_a_damaged_picture_is_printed_or_refused(place: int, damage: bytes, file_format: str) -> None:
    content = bytearray(forms.picture(120, 150, "white", file_format))
    place %= len(content)
    content[place : place + len(damage)] = damage
    try:
        picture = prepared(bytes(content))
    except InvalidInputError as error:
        assert error.code == "form.picture_unreadable"  # noqa: PT017
    else:
        assert picture.width_px
        assert picture.height_px
