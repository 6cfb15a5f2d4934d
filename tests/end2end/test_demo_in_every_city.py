# SPDX-License-Identifier: Apache-2.0
"""The demo's day in each city: two people from the card to the package, nothing of it written for a city."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import python_calamine
import pyzipper
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.cli.demo import PACKAGE_PASSWORD
from sscard_desktop.domain.photo import PictureRole
from tests.helpers.applicants import city

MORE = ("national", "national-2011", "shanxi")
# Each takes some seconds, and what differs is walked by the cities' own tests: two by default, all in the long run.
CITIES = ["beijing", "nanning", *(pytest.param(name, marks=pytest.mark.long) for name in MORE)]
PEOPLE = 2


@pytest.mark.parametrize("name", CITIES)
def test_two_people_are_collected_and_leave_with_the_package(name: str, tmp_path: Path) -> None:
    profile = city(name)
    command = [sys.executable, "-m", "sscard_desktop", "demo", "--profile", name, "--out", str(tmp_path / "out")]
    run = subprocess.run(
        [*command, "--people", str(PEOPLE)],
        cwd=paths.forms().parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["accepted"], summary["refused"]) == (PEOPLE, 0)
    (package,) = (tmp_path / "out" / "export").glob("*.zip")
    with pyzipper.AESZipFile(package) as archive:
        archive.setpassword(PACKAGE_PASSWORD.encode())
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    (workbook,) = (content for path, content in members.items() if path.endswith(".xlsx"))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    head, *rows = book.get_sheet_by_name(profile.workbook.sheet).to_python(skip_empty_area=False)
    assert head == [column.header for column in profile.workbook.columns]
    assert len(rows) == PEOPLE
    photos = {str(row[head.index(photo_header(name))]) for row in rows}
    assert len(photos) == PEOPLE
    for path in photos:
        assert len(members[path]) in profile.photo.file_bytes
        with Image.open(io.BytesIO(members[path])) as picture:
            assert picture.size == (profile.photo.width, profile.photo.height)
    assert PictureRole.PHOTO in profile.package.pictures


def photo_header(name: str) -> str:
    return next(column.header for column in city(name).workbook.columns if column.value == "photo_file")
