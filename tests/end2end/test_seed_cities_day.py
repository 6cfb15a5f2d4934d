# SPDX-License-Identifier: Apache-2.0
"""Two people in each of these cities: card → form → pictures → submission → review → batch → package, and read back."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
import pyzipper

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.specimen import answers
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.comparing import Comparing
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin
from sscard_desktop.storage.station import StationFolder
from tests.helpers.applicants import city
from tests.helpers.desks import JPEG, good_photo
from tests.helpers.packages import PASSWORD as PACKAGE_PASSWORD
from tests.storage.stations import CHEAP, PASSWORD, StationClock

CITIES = ["chengdu", "guangdong-shantou", "qingdao", "weifang", "weifang-zhucheng"]


@pytest.mark.parametrize("name", CITIES)
def test_two_people_go_through_the_day_and_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    profile = city(name)
    station, chief = opened(tmp_path / "station", profile)
    clerk = sit_down(station, profile, "limin")
    with closing(chief.store), closing(clerk.store):
        people = [taken(clerk, index) for index in range(2)]
        for record in people:
            Review(chief).approve(record.id)
        batching = Batching(chief, PackageFile())
        exporting = Exporting(chief, PackageFile())
        assert batching.readiness().lacking == ()
        written = exporting.export(batching.seal().number, tmp_path, PACKAGE_PASSWORD)
        assert exporting.verify(written.path, PACKAGE_PASSWORD) == []
    with pyzipper.AESZipFile(written.path) as archive:
        archive.setpassword(PACKAGE_PASSWORD.encode())
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    rows = sheet(members, profile)
    assert len(rows) == len(people)
    for record, row in zip(people, rows, strict=True):
        assert read_back(profile, row) == told(profile, record)
        if photo := row.get("照片文件"):
            assert members[photo] == JPEG
    assert sum(content == JPEG for content in members.values()) == len(people)


def test_weifangs_list_binds_the_counter(tmp_path: Path) -> None:
    """个人编号 and 人员类别 stay the list's, and of name and number only one differs from it."""
    station, chief = opened(tmp_path / "station", city("weifang"))
    clerk = sit_down(station, city("weifang"), "limin")
    with closing(chief.store), closing(clerk.store):
        capture = Capture(clerk)
        record = filled(clerk, 0)
        listed = {key: record.value(key) for key in ("name", "number", "personal_number", "personnel_category")}
        Comparing(clerk).take_roster(record.id, listed)
        assert capture.look(record.id).complete

        changed = capture.edit(record.id, {"personal_number": "37078299999", "name": "张三"})
        assert {problem.key: problem.code for problem in blocking(changed.problems)} == {
            "personal_number": "rules.roster_fixed",
            "name": "document.differs",  # the card said another one, and nobody decided
        }
        with pytest.raises(RefusedError, match=r"record\.incomplete"):
            capture.submit(record.id)
        Comparing(clerk).take_roster(record.id, {**listed, "number": "370782198107170012"})
        changed = capture.edit(record.id, {"personal_number": listed["personal_number"]})
        assert {problem.key: problem.code for problem in blocking(changed.problems)} == {
            "name": "rules.roster_both_changed"
        }
        capture.edit(record.id, {"name": listed["name"]})
        assert capture.submit(record.id).record.receipt_number


def opened(folder: Path, profile: Profile) -> tuple[StationFolder, Session]:
    """Return a new station of the city, and its supervisor's session."""
    pinyin = Pinyin(CodeTables(paths.resources() / "codes").surname_readings())
    station = StationFolder(folder, clock=StationClock(), initials=pinyin.initials, cost=CHEAP)
    identity = StationIdentity(17, "3 号台", profile.name, "2026")
    station.create(identity, Operator("wangfang", Role.SUPERVISOR, "王芳"), PASSWORD)
    chief = sit_down(station, profile, "wangfang")
    clerk = Operator("limin", Role.CLERK, "李敏")
    with chief.store.transaction():
        chief.store.save_operator(clerk)
        station.add_person(chief.store, clerk, PASSWORD)
    return station, chief


def sit_down(station: StationFolder, profile: Profile, name: str) -> Session:
    codes = CodeTables(paths.resources() / "codes")
    store, operator = station.unlock(name, PASSWORD)
    identity = StationIdentity(17, "3 号台", profile.name, "2026")
    return Session(
        store, operator, identity, profile, StationClock(), codes.divisions(), Pinyin(codes.surname_readings())
    )


def taken(clerk: Session, index: int) -> Record:
    """Take one of the demo's people and submit."""
    return Capture(clerk).submit(filled(clerk, index).id).record


def filled(clerk: Session, index: int) -> Record:
    """Take one of the demo's people up to the submission, but for that."""
    person = demo_people(paths.resources() / "samples", index + 1, clerk.clock.today())[index]
    capture = Capture(clerk)
    record = capture.start(card=person.card).record
    said = {**person.values, "retrieval_code": f"{index + 1}", "insured_unit_number": "3707820001"}
    known = dict(record.values)
    capture.edit(record.id, answers(clerk.profile, known, said, today=clerk.clock.today(), divisions=clerk.divisions))
    capture.accept_photo(record.id, JPEG, JudgedPhoto(good_photo().report))
    for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
        capture.accept_picture(record.id, role, JPEG + role.value.encode())
    return capture.consent(record.id, tuple(text.key for text in clerk.profile.consents)).record


def sheet(members: dict[str, bytes], profile: Profile) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(members[workbook_name(members)]))
    header, *body = book[profile.workbook.sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), (str(cell or "") for cell in row), strict=True)) for row in body]


def workbook_name(members: dict[str, bytes]) -> str:
    (name,) = (name for name in members if name.endswith(".xlsx"))
    return name


def told(profile: Profile, record: Record) -> dict[str, str]:
    """Return what the record holds of the fields that have a column."""
    wanted = {column.value for column in profile.workbook.columns} & set(profile.fields)
    return {key: record.value(key) for key in wanted}


def read_back(profile: Profile, row: dict[str, str]) -> dict[str, str]:
    """Return the fields' values that the row's cells mean, as an import would read them."""
    found: dict[str, str] = {}
    for column in profile.workbook.columns:
        spec = profile.fields.get(column.value)
        if spec is None:
            continue
        back = {bureau: code for code, bureau in column.codes.items()}
        text = back.get(row[column.header], row[column.header])
        value = normalised(spec, text, {"document_type": "resident"}, code_lists=profile.code_lists)
        # Two columns may show one field, such as a code and its words: they mean the same.
        assert found.setdefault(spec.key, value) == value
    return found
