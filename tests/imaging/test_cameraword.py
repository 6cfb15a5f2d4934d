# SPDX-License-Identifier: Apache-2.0
"""When a camera says that it took a picture."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from sscard_desktop.imaging.cameraword import taken_at
from sscard_desktop.imaging.gathering import Gathering
from sscard_desktop.imaging.picturefiles import HEAD_BYTES


def shot(said: str | None, fraction: str = "", *, tag: int = ExifTags.Base.DateTimeOriginal) -> bytes:
    exif = Image.Exif()
    if said is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[tag] = said
        if fraction:
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.SubsecTimeOriginal] = fraction
    target = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(target, "JPEG", exif=exif)
    return target.getvalue()


@pytest.mark.parametrize(
    ("said", "fraction", "at"),
    [
        ("2026:03:02 09:05:30", "", datetime(2026, 3, 2, 9, 5, 30, tzinfo=UTC)),
        ("2026:03:02 09:05:30", "25", datetime(2026, 3, 2, 9, 5, 30, 250_000, tzinfo=UTC)),
        ("2026:03:02 09:05:30", "x", datetime(2026, 3, 2, 9, 5, 30, tzinfo=UTC)),
        ("0000:00:00 00:00:00", "", None),
        ("    :  :     :  :  ", "", None),
        ("2026-03-02", "", None),
        (None, "", None),
    ],
)
def test_a_time_is_what_reads_as_one(said: str | None, fraction: str, at: datetime | None) -> None:
    assert taken_at(shot(said, fraction)) == at


def test_when_a_program_changed_the_file_isnt_when_it_was_taken() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:03:02 09:05:30"
    target = io.BytesIO()
    Image.new("RGB", (40, 30)).save(target, "JPEG", exif=exif)
    assert taken_at(target.getvalue()) is None


@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_bytes_are_taken_without_an_error(noise: bytes, cut: int) -> None:
    whole = _SHOT
    taken_at(noise)
    taken_at(whole[:cut] + noise + whole[cut + len(noise) :])


_SHOT = shot("2026:03:02 09:05:30")


def test_the_beginning_of_a_file_is_enough_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    content = _SHOT + bytes(2 * HEAD_BYTES)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "IMG_1.jpg").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("IMG_1.jpg", content)
    for place in ("in", "in.zip"):
        files = Gathering().open(tmp_path / place)
        (picture,) = files.pictures
        head = files.head(picture.key)
        assert len(head) == HEAD_BYTES
        assert Gathering().taken_at(head) == datetime(2026, 3, 2, 9, 5, 30, tzinfo=UTC)
        files.close()


def test_pictures_stand_side_by_side_and_what_is_none_is_blank() -> None:
    with Image.open(io.BytesIO(Gathering().beside([_SHOT, b"none", _SHOT]))) as sheet:
        assert sheet.size == (720, 240)
        assert sheet.convert("L").crop((250, 10, 470, 230)).getextrema() == (255, 255)
