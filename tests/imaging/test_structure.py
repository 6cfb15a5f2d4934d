# SPDX-License-Identifier: Apache-2.0
"""Parts are counted as Pillow takes them, and what devices write is never too much."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sscard_desktop.imaging.structure import MOST_CHUNKS, is_plausible, kind_of, orientation_of


def test_the_kind_is_told_by_the_first_bytes_and_not_by_what_follows() -> None:
    assert kind_of(b"\x89PNG\r\n\x1a\n" + b"\xff\xd8\xff") == "PNG"
    assert kind_of(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic") == "HEIC"
    assert kind_of(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif") is None
    assert kind_of(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42") is None
    assert kind_of(b"") is None


@pytest.mark.parametrize("first", [b"\0", b"\x01x\0"])
def test_an_empty_block_hides_nothing_in_a_gif(first: bytes) -> None:
    # Pillow reads on behind an extension's empty first block, where a plain reader would look for the frame.
    screen = b"GIF89a" + struct.pack("<HHBBB", 64, 64, 0, 0, 0)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 64, 64, 0)
    many = b"\x01\x2c" * (MOST_CHUNKS + 1)
    assert not is_plausible(screen + b"!\xf9" + b"\0" + many + b"\0" + frame, "GIF")
    assert not is_plausible(screen + b"!\xf9" + first.replace(b"\0", b"") + many + b"\0" + frame, "GIF")
    assert is_plausible(screen + b"!\xf9" + b"\x04abcd\0" + frame + many, "GIF")


def test_the_orientation_is_read_in_both_orders_and_nonsense_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a maker of cameras"
    assert orientation_of(exif.tobytes()) == 6
    big = b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x0112, 3, 1, 8, 0) + bytes(4)
    assert orientation_of(b"Exif\0\0" + big) == 8
    assert orientation_of(big.replace(b"\0\x08\0\0", b"\0\x63\0\0")) == 1
    assert orientation_of(b"") == orientation_of(b"II*\0") == 1


def test_a_directory_that_points_at_itself_is_counted_once() -> None:
    entries = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x8825, 4, 1, 8)
    assert is_plausible(b"II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 8), "TIFF")


def test_a_scanners_page_in_strips_of_one_row_is_a_picture() -> None:
    target = io.BytesIO()
    Image.new("L", (8, 16_000)).save(target, "TIFF", tiffinfo={278: 1}, strip_size=1, compression="tiff_deflate")
    assert is_plausible(target.getvalue(), "TIFF")


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"]))
def test_any_bytes_are_counted_without_an_error(data: bytes, kind: str) -> None:
    assert is_plausible(data, kind) in (True, False)
    assert 1 <= orientation_of(data) <= 8
    assert 1 <= orientation_of(b"II*\0\x08\0\0\0" + data) <= 8
    kind_of(data)
