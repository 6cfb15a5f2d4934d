# SPDX-License-Identifier: Apache-2.0
"""A city that isn't in the repository: one folder put into the station, one reopening, and the whole day works."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import pytest
import pyzipper
from PIL import Image
from python_calamine import CalamineWorkbook

from sscard_desktop import app
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import Verdict
from sscard_desktop.domain.problems import blocking
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.people import People
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.review import Review
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.station import StationFolder
from tests.helpers.applicants import citizen
from tests.helpers.forms import pdfium_text
from tests.helpers.ninthcity import NAME, put_folder
from tests.storage.stations import CHEAP, PASSWORD

FACE = Path(__file__).parents[1] / "data" / "faces" / "astronaut.png"
PERSON = {
    **{key: value for key, value in citizen().items() if key in ("document_type", "number", "name", "birth_date")},
    "sex": "1", "valid_to": "长期", "blood_type": "AB 型", "household": "渔业户", "point": "37",
    "mobile": "13800000000", "address": "样本路1号院",
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """What a day in the ninth city left behind."""

    place: Workplace
    slips: dict[str, str]
    package: Path


def face() -> bytes:
    picture = cv2.resize(cv2.imread(str(FACE)), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return bytes(cv2.imencode(".png", picture)[1])


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("linhai")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "StationFolder", partial(StationFolder, cost=CHEAP))
        before = app.workplace_at(folder / "station")
        assert NAME not in before.profiles.names()
        put_folder(folder / "station" / "profiles")
        place = app.workplace_at(folder / "station")
        assert place.profiles.check(folder / "station" / "profiles" / NAME) == []
        identity = StationIdentity(9, "临海一号台", NAME, "2026")
        place.set_up(identity, supervisor="wangfang", password=PASSWORD)
        yield work(place, folder)


def work(place: Workplace, folder: Path) -> Day:
    chief = place.log_in("wangfang", PASSWORD)
    People(chief, place.station).add("limin", Role.CLERK, PASSWORD)
    clerk = place.log_in("limin", PASSWORD)
    capture, printing, slips = Capture(clerk), Printing(clerk), {}
    taken = []
    for business, values in (
        ("new", PERSON),
        ("pickup", {key: PERSON[key] for key in ("name", "document_type", "number")}),
    ):
        record_id = str(capture.start(business=business).record.id)
        capture.edit(record_id, values if business == "new" else {**values, "shelf": "B-12"})
        if business == "new":
            finished = place.photo_maker().make(face(), clerk.profile.photo)
            judged = JudgedPhoto(finished.report)
            for check in finished.report.failed:
                judged = judged.override(check.key, "演示照片")
            capture.accept_photo(record_id, finished.jpeg, judged.confirm())
            capture.consent(record_id, ("notice",))
        assert blocking(capture.look(record_id).problems) == []
        capture.submit(record_id)
        form = clerk.profile.of(business).forms[0]
        spec, content = printing.content(record_id, form.key)
        slips[business] = pdfium_text(place.forms().render(spec.template, content))
        Review(chief).approve(record_id)
        taken.append(record_id)
    batching = Batching(chief, PackageFile())
    exporting = Exporting(chief, PackageFile())
    (folder / "stick").mkdir()
    written = exporting.export(batching.seal().number, folder / "stick", "a package password")
    for session in (clerk, chief):
        session.store.close()
    return Day(place, slips, written.path)


@pytest.fixture(scope="module")
def members(day: Day) -> dict[str, bytes]:
    with pyzipper.AESZipFile(day.package) as archive:
        archive.setpassword(b"a package password")
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_kind_of_business_leaves_on_its_own_sheet_in_the_citys_order(members: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(members["linhai.xlsx"]))
    assert book.sheet_names == ["办卡", "领卡"]
    header, row = book.get_sheet_by_name("办卡").to_python()
    assert dict(zip(header, row, strict=True)) == {
        "居住点": "37", "户别码": "H", "血型": "AB 型", "有效期止": "长期", "号码": PERSON["number"],
        "证件": "居民身份证（户口簿）", "性别码": "1", "生日": "19900307", "手机": "13800000000", "住址": "样本路1号院",
        "持卡人": "陈样本", "相片": "pic/000037-001.jpg",
    }  # fmt: skip
    assert header[0] == "居住点"
    header, row = book.get_sheet_by_name("领卡").to_python()
    assert (header, row[0]) == (["架号", "姓名", "号码", "证件类型"], "B-12")


def test_its_photo_is_made_to_its_own_measure_and_named_its_own_way(day: Day, members: dict[str, bytes]) -> None:
    photo = members["pic/000037-001.jpg"]
    with Image.open(io.BytesIO(photo)) as picture:
        assert picture.size == (240, 320)
    assert 10_000 <= len(photo) <= 60_000
    report = day.place.photo_maker().check(photo, day.place.profiles.load(NAME).photo)
    assert {check.key: check.verdict for check in report.checks}["pixels"] is Verdict.PASS


def test_its_own_papers_show_its_own_fields(day: Day) -> None:
    assert "临海办卡单" in day.slips["new"]
    assert "AB 型" in day.slips["new"]
    assert "领卡单" in day.slips["pickup"]
    assert "B-12" in day.slips["pickup"]


def test_the_package_has_the_citys_name(day: Day) -> None:
    assert day.package.name.startswith("LH")
