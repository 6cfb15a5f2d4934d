# SPDX-License-Identifier: Apache-2.0
"""A name with any ideograph, the oldest system's and the newest block's, arrives as it was typed wherever it goes."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import pyzipper
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.devices.idcard.decode import decode
from sscard_desktop.devices.idcard.encode import encode
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.card import CardType
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.masking import masked_name
from sscard_desktop.domain.names import name_problems
from sscard_desktop.domain.problems import Severity
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.columns import package_item
from sscard_desktop.services.ports import PackageItem
from sscard_desktop.services.registry import Registry
from tests.helpers import forms
from tests.helpers.desks import Desk
from tests.helpers.packages import PASSWORD, Counting, content, picture_of

PRESS = FormPress(paths.resources() / "fonts")
BLOCKS = [
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
    (0x2EBF0, 0x2EE5D),
    (0x30000, 0x3134A),
    (0x31350, 0x323AF),
    (0xE000, 0xF8FF),
    (0xF0000, 0xF0FFF),
    (0xF900, 0xFA6D),
    (0x2F800, 0x2FA1D),
]
IDEOGRAPHS = st.sampled_from(BLOCKS).flatmap(lambda block: st.integers(*block)).map(chr)
NAMES = st.text(IDEOGRAPHS, min_size=1, max_size=7)
DRAWN = st.sampled_from(BLOCKS[:7]).flatmap(lambda block: st.integers(*block)).map(chr)
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "station")
    yield made
    made.leave()


def item_of(desk: Desk, record: Any) -> PackageItem:
    return package_item(record, desk.profile, running=1, batch_number="B", station=17, names=NamesTaken())


@SLOW
@given(st.lists(NAMES, min_size=1, max_size=12))
def test_a_name_is_stored_found_and_exported_as_it_was_typed(desk: Desk, names: list[str]) -> None:
    capture, registry = Capture(desk.clerk), Registry(desk.clerk)
    rows = []
    place = [column.value for column in desk.profile.workbook.columns].index("name")
    for name in names:
        record_id = capture.start().record.id
        taken = capture.edit(record_id, {"name": name})
        assert not [
            problem for problem in taken.problems if problem.key == "name" and problem.severity is Severity.ERROR
        ]
        stored = desk.supervisor.store.record(record_id)
        assert stored.value("name") == name
        assert record_id in {found.id for found in registry.search(name, limit=1000)}
        rows.append(item_of(desk, stored).cells[place])
        capture.discard(record_id)
    assert rows == names


@SLOW
@given(st.lists(NAMES, min_size=1, max_size=30, unique=True))
def test_workbook_and_zip_are_read_back_equal_by_other_programs(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("package")
    items = tuple(
        PackageItem((str(row), name, f"{name}.jpg"), {f"photos/{row} {name}.jpg": f"r{row}/photo"})
        for row, name in enumerate(names)
    )
    written = PackageFile().write(
        content(items=items),
        folder=folder,
        file_name="p.zip",
        password=PASSWORD,
        picture=picture_of,
        progress=Counting(),
    )
    with pyzipper.AESZipFile(written.path) as archive:
        archive.setpassword(PASSWORD.encode())
        assert {f"photos/{row} {name}.jpg" for row, name in enumerate(names)} <= set(archive.namelist())
        book = archive.read("采集信息.xlsx")
    with zipfile.ZipFile(written.path) as plain:
        # Bit 11: the names are UTF-8, whatever the other computer's code page is.
        assert all(info.flag_bits & 0x800 for info in plain.infolist() if not info.filename.isascii())
    by_calamine = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in by_calamine[1:]] == names
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert [str(row[1]) for row in itertools.islice(sheet.iter_rows(values_only=True), 1, None)] == names


@pytest.mark.skipif(shutil.which("7z") is None, reason="7-Zip isn't installed")
def test_seven_zip_unpacks_files_named_by_rare_names(tmp_path: Path) -> None:
    name = "𠮷䶮\U00031350㐀"
    items = (PackageItem(("1", name, ""), {f"photos/{name}.jpg": "r0/photo"}),)
    written = PackageFile().write(
        content(items=items), folder=tmp_path, file_name="p.zip", password=PASSWORD, picture=picture_of,
        progress=Counting(),
    )  # fmt: skip
    command = ["7z", "x", f"-p{PASSWORD}", f"-o{tmp_path / 'out'}", str(written.path)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "out" / "photos" / f"{name}.jpg").read_bytes() == picture_of("r0/photo")


@settings(max_examples=25, deadline=None)
@given(st.text(DRAWN, min_size=1, max_size=8))
def test_the_printed_name_is_copied_from_the_pdf_as_it_was_typed(name: str) -> None:
    drawn = "".join(character for character in name if not PRESS.missing_characters(character)) or "𠮷"
    assert re.sub(r"\s", "", forms.pdfium_text(PRESS.proof(drawn))) == drawn


@settings(max_examples=8, deadline=None)
@given(NAMES)
def test_the_personal_code_scans_to_the_name(name: str) -> None:
    told = replace(forms.content({"name": "王五"}), personal_code=f"R-1|510107199003070010|{name}")
    page = forms.seen(PRESS.render(forms.REGISTRATION, told), dpi=300)
    assert f"R-1|510107199003070010|{name}" in {each.text for each in zxingcpp.read_barcodes(page)}


@given(NAMES.filter(lambda name: len(name.encode("utf-16-le")) <= 30))
def test_a_card_gives_the_name_that_its_chip_holds(name: str) -> None:
    samples = demo_people(paths.resources() / "samples", 1, date(2026, 3, 2))
    card = replace(samples[0].card, name=name, type=CardType.RESIDENT, photo_wlt=b"")
    assert decode(encode(card), b"").name == name


@given(NAMES)
def test_a_masked_name_shows_one_whole_character(name: str) -> None:
    assert masked_name(name)[0] == name[0]
    masked_name(name).encode("utf-8")
    assert len(masked_name(name)) == len(name)


@given(NAMES)
def test_no_ideograph_is_refused_in_a_name(name: str) -> None:
    assert [problem for problem in name_problems("name", name) if problem.severity is Severity.ERROR] == []
