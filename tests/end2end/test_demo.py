# SPDX-License-Identifier: Apache-2.0
"""The main job, whole: card → form → photo → print → batch → package, as a person would check what came out."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import python_calamine
import pyzipper
import zxingcpp
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.cli.demo import PACKAGE_PASSWORD
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.formcode import read_form_code
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders

PEOPLE = 10


@dataclass(frozen=True, slots=True)
class Day:
    """What one run of the demo left behind."""

    folder: Path
    summary: dict[str, Any]
    people: list[DemoPerson]

    @property
    def accepted(self) -> list[DemoPerson]:
        refused = {told["story"] for told in self.summary["applicants"] if "refused" in told}
        return [person for person in self.people if person.story not in refused]

    @property
    def package(self) -> Path:
        (path,) = (self.folder / "export").glob("*.zip")
        return path

    def member(self, name: str) -> bytes:
        with pyzipper.AESZipFile(self.package) as archive:
            archive.setpassword(PACKAGE_PASSWORD.encode())
            content: bytes = archive.read(name)
        return content

    @property
    def members(self) -> list[str]:
        with pyzipper.AESZipFile(self.package) as archive:
            names: list[str] = archive.namelist()
        return names

    def rows(self) -> list[dict[str, str]]:
        (name,) = [name for name in self.members if name.endswith(".xlsx")]
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self.member(name)))
        head, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        return [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "sscard_desktop", "demo", "--out", str(folder), "--people", str(PEOPLE)]
    run = subprocess.run(command, cwd=paths.forms().parent, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    people = demo_people(paths.resources() / "samples", PEOPLE, date.fromisoformat(summary["date"]))
    return Day(folder, summary, list(people))


def test_nine_are_accepted_and_the_expiring_document_is_refused_with_its_reason(day: Day) -> None:
    assert day.summary["people"] == PEOPLE
    assert day.summary["accepted"] == PEOPLE - 1
    (refused,) = [told for told in day.summary["applicants"] if "refused" in told]
    assert refused["story"] == "expiring"
    assert "20" in refused["reason"]
    assert "receipt_number" not in refused


def test_the_workbook_holds_every_accepted_persons_values_exactly(day: Day) -> None:
    rows = {row["证件号码"]: row for row in day.rows()}
    assert set(rows) == {person.card.number for person in day.accepted}
    for person in day.accepted:
        row, card = rows[person.card.number], person.card
        assert row["姓名"] == card.name
        assert row["手机号码"] == person.values["mobile"]
        assert row["常住地址"] == person.values["address"]
        assert row["证件有效期至"] == ("长期" if card.valid_to is None else f"{card.valid_to:%Y%m%d}")
        assert row["出生日期"] == (f"{card.birth_date:%Y%m%d}" if card.birth_date else "")
        assert row["民族代码"] == card.nation
        assert row["职业代码"] == person.values["occupation"]
        assert row["照片文件"] in day.members


def test_every_picture_of_the_package_meets_the_profile(day: Day) -> None:
    profile = ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes")).load("chengdu")
    for row in day.rows():
        photo = day.member(row["照片文件"])
        assert len(photo) in profile.photo.file_bytes
        with Image.open(io.BytesIO(photo)) as picture:
            assert picture.size == (profile.photo.width, profile.photo.height)
            assert round(picture.info["dpi"][0]) == profile.photo.dpi
        for header in ("身份证正面文件", "身份证背面文件"):
            assert 0 < len(day.member(row[header])) <= profile.id_picture.max_bytes


def test_the_package_opens_with_its_password_only(day: Day) -> None:
    with pyzipper.AESZipFile(day.package) as archive:
        archive.setpassword(b"not the password")
        with pytest.raises(RuntimeError, match="password"):
            archive.read(day.members[0])
    with zipfile.ZipFile(day.package) as plain, pytest.raises((RuntimeError, NotImplementedError)):
        plain.read(day.members[0], pwd=PACKAGE_PASSWORD.encode())


def test_no_name_and_no_number_can_be_read_in_the_stations_files(day: Day) -> None:
    stored = b"".join(path.read_bytes() for path in sorted((day.folder / "station").iterdir()))
    for person in day.people:
        for text in (person.card.name, person.card.number, person.values["mobile"]):
            for encoding in ("utf-8", "utf-16-le", "gb18030"):
                assert text.encode(encoding) not in stored


def test_every_form_is_one_a4_page_whose_codes_lead_to_its_record_and_name_nobody(day: Day) -> None:
    forms = sorted((day.folder / "forms").glob("*.pdf"))
    assert len(forms) == len(day.accepted)
    told = {
        applicant["receipt_number"]: applicant for applicant in day.summary["applicants"] if "refused" not in applicant
    }
    by_story = {person.story: person for person in day.accepted}
    for path in forms:
        (page,) = pypdf.PdfReader(path).pages
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
        with pypdfium2.PdfDocument(path) as document:
            picture = document[0].render(scale=300 / 72).to_pil()
        codes = {code.format: code.text for code in zxingcpp.read_barcodes(picture)}
        applicant = told[path.stem]
        person = by_story[applicant["story"]]
        assert codes[zxingcpp.BarcodeFormat.Code128] == person.values["social_security_number"]
        text = codes[zxingcpp.BarcodeFormat.QRCode]
        code = read_form_code(text)
        assert code is not None
        assert code.record == applicant["record"]
        assert person.card.number not in text


def test_the_summary_names_every_file_with_its_digest(day: Day) -> None:
    for file in day.summary["files"]:
        content = (day.folder / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
    assert set(day.summary["steps"]) >= {"card", "form_from_card", "typing", "photo", "submit", "form_pdf", "export"}


def test_the_command_line_verifies_the_package(day: Day, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text(PACKAGE_PASSWORD + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sscard_desktop", "--json", "package", "verify", str(day.package)]
    command += ["--package-password-file", str(password)]
    run = subprocess.run(command, cwd=paths.forms().parent, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert json.loads(run.stdout) == {"findings": []}
