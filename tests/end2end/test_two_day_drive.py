# SPDX-License-Identifier: Apache-2.0
"""An employer's drive: a list, two laptops, two days, one whole: sheets, export, answer, a second round, closed.

Everything goes its real way but devices and pictures. The list comes as a workbook with the slips that lists have;
people are late, unlisted, half served on the first day, or never come. Two hundred of them with ``--long``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain import fields
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.domain.specimen import answers
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.rosterpackage import RosterPackages
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services import sheets as sheets_module
from sscard_desktop.services.arrivals import Arrivals
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.preparedphotos import PreparedState
from sscard_desktop.services.review import Review
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rostersharing import RosterSharing
from sscard_desktop.services.sheets import By, Crowd, Sheets
from sscard_desktop.services.trust import Trust
from tests.helpers import forms
from tests.helpers.desks import JPEG, good_photo
from tests.helpers.offices import Office
from tests.helpers.packages import PASSWORD as PACKAGE_PASSWORD
from tests.helpers.rosters import checked, number
from tests.helpers.tables import as_xlsx
from tests.helpers.transfers import PASSWORD, Silent

FILES, SEALER = StationPackageFiles(), SealedPackages(PackageFile())
UNITS = ("成都样例科技有限公司一车间", "成都样例科技有限公司二车间")
GIVEN = ("嘉怡", "浩然", "思远", "雅琴", "晓东", "佳琪", "文博", "春梅", "志远", "丽娟")
SURNAMES = "赵钱孙李周吴郑王冯陈"
COLUMNS = ("name", "number", "sex", "nation", "mobile", "unit", "address", "education")
REPORT = JudgedPhoto(good_photo().report)
RETURNED_OF_100 = 5


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who works there: their card, what they are listed as, and the unit."""

    card: Card
    values: dict[str, str]


class Laptop(Office):
    """A station of the drive; its supervisor does all the work."""

    def __init__(self, folder: Path, number: int) -> None:
        super().__init__(folder / f"station-{number}", number=number)
        self.folder = folder / f"from-{number}"
        self.folder.mkdir()
        self.drive, self.mode = Drive(self.session), DriveMode(self.session)
        self.handover = Handover(self.session, FILES, SEALER)
        self.sharing = RosterSharing(self.session, RosterPackages(), SEALER)
        with self.store.transaction():
            for name in UNITS:
                self.store.add_unit(Unit(name, insured_number="900001"))

    def trusts(self, other: Laptop) -> None:
        pem = other.handover.station_key().pem
        Trust(self.session, FILES).trust(pem, number=other.identity.number, name=f"{other.identity.number} 号台")

    def serve(self, somebody: Somebody, *, half: bool = False) -> PreparedState:
        """Serve somebody from the card on; ``half``: they are called away before the end."""
        capture = Capture(self.session)
        self.clock.advance(minutes=2)
        found = self.drive.arrive(somebody.card)
        record = found.taken.record
        if found.unknown:
            self.drive.add(record.id)
            capture.edit(record.id, somebody.values)
        elif found.doubts:
            self.drive.attach(record.id, found.doubts[0].row.id)
        capture.edit(record.id, self.said(somebody, record.values))
        if half:
            capture.park(record.id)
            return found.photo.state
        if PictureRole.PHOTO not in self.session.record(record.id).pictures:
            capture.accept_photo(record.id, JPEG, REPORT)
        for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
            capture.accept_picture(record.id, role, JPEG + role.value.encode())
        capture.consent(record.id, tuple(text.key for text in self.profile.consents))
        capture.submit(record.id)
        return found.photo.state

    def said(self, somebody: Somebody, known: Mapping[str, str]) -> dict[str, str]:
        """Return what somebody says at the counter: all that neither card nor list holds."""
        return answers(self.profile, known, somebody.values, today=self.clock.today(), divisions=self.divisions)

    def handed_over(self) -> list[Path]:
        self.clock.advance(minutes=1)
        made = self.folder / f"{self.clock.now():%d%H%M%S}"
        made.mkdir()
        return [each.path for each in self.handover.make(made, PASSWORD, Silent())]

    def merge(self, *paths: Path) -> None:
        merging = Merging(self.session, FILES, SEALER)
        merging.merge(merging.look(paths, Silent(), password=PASSWORD.password), Silent())

    def counts(self, roster: RosterId) -> dict[str, int]:
        return {state.value: count for state, count in self.mode.status(roster).counts.items() if count}


@pytest.fixture(autouse=True)
def plain_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep passwords cheap; the pictures here aren't pictures, so others take their places on paper."""
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    filled = sheets_module.form_content

    def content(*arguments: object, **options: object) -> object:
        return replace(filled(*arguments, **options), pictures=forms.PICTURES)  # type: ignore[arg-type]

    monkeypatch.setattr(sheets_module, "form_content", content)


def one_figure_off(number: str) -> str:
    """Return a number as it is easily mistyped."""
    return f"{number[:-2]}{(int(number[-2]) + 1) % 10}{number[-1]}"


def staff(office: Laptop, count: int) -> list[Somebody]:
    """Return so many people who work there."""
    (ordinary,) = demo_people(paths.resources() / "samples", 1, office.clock.today())
    found = []
    for index in range(count):
        born = date(1970 + index % 30, 1 + index % 12, 1 + index % 28)
        name = SURNAMES[index % 10] + GIVEN[index // 10 % 10] + ("" if index < 100 else "明")
        sequence = 100 + index * 2 + (ordinary.card.sex == "1")
        card = replace(ordinary.card, number=number(born, sequence), name=name, birth_date=born)
        values = {**ordinary.values, "mobile": f"139{index:08d}", "unit": UNITS[index % 2]}
        found.append(Somebody(card, values))
    return found


def workbook(office: Laptop, people: Sequence[Somebody]) -> list[list[str]]:
    """Return the unit's list, with its slips: a title above, full-width figures, an ``x``, a wrong figure."""
    profile = office.profile
    rows = [["二〇二六年三月参保人员花名册"], [profile.fields[key].label("zh_CN") for key in COLUMNS]]
    for index, somebody in enumerate(people):
        told = values_from_card(profile, somebody.card)
        values = told | answers(
            profile, told, somebody.values, today=office.clock.today(), divisions=office.divisions, required_only=False
        )
        cells = [fields.shown(profile.fields[key], values.get(key, ""), profile.code_lists, "zh_CN") for key in COLUMNS]
        listed = cells[1] = values["number"].lower()
        if index % 7 == 1:
            cells[1] = "".join(chr(ord(sign) + 0xFEE0) for sign in listed)
        rows.append(cells)
    return rows


def drive(folder: Path, count: int) -> Iterator[None]:
    """Go through the two days; each ``yield`` is a station of the way."""
    office, first, second = Laptop(folder, 1), Laptop(folder, 17), Laptop(folder, 18)
    laptops = (first, second)
    people = staff(office, count + 2)
    listed, strangers = people[:count], people[count:]

    # Before: the list is checked and imported, photos that exist are laid by, and each laptop gets its half.
    found = checked(folder, workbook(office, listed))
    imported = RosterImports(office.session).import_checked(
        found, title="三月花名册", unit="成都样例科技有限公司", unit_number="900001", progress=Silent()
    )
    roster = imported.roster.id
    rows = Rosters(office.session).rows(roster)
    assert [row.value("number") for row in rows] == [each.card.number for each in listed]
    with office.store.transaction():
        for row in rows[::2]:
            office.store.put_row_picture(
                row.id, PictureRole.PHOTO, JPEG, report=REPORT.to_json(), at=office.clock.now()
            )
        mistyped = dict(rows[3].values)
        mistyped["name"] = mistyped["name"][:-1] + "某"
        office.store.save_roster_row(replace(rows[3], values=mistyped, updated_at=office.clock.now()))
        slip = {**rows[9].values, "number": one_figure_off(rows[9].value("number"))}
        office.store.save_roster_row(replace(rows[9], values=slip, updated_at=office.clock.now()))
    Rosters(office.session).refuse(roster, rows[5].id, "已调离")
    shared = office.sharing.share(roster, office.folder, PASSWORD, Silent(), parts=2, units_together=True)
    for laptop, file in zip(laptops, shared, strict=True):
        laptop.sharing.take(
            laptop.sharing.look(file.path, Silent()), Silent(), password=PASSWORD.password, confirmed=True
        )
        laptop.mode.start(roster, unit=UNITS[laptops.index(laptop)])
        office.trusts(laptop)
    yield

    # The first day: two in three come, everybody to the laptop of their unit; some are called away before the end.
    never = set(range(count - max(count // 20, 1), count))
    late = {index for index in range(count) if index % 3 == 2 and index != 5} - never
    half = set(range(0, count, 11)) - late - never
    used = 0
    for index, somebody in enumerate(listed):
        if index not in late | never | {5}:
            used += laptops[index % 2].serve(somebody, half=index in half) is PreparedState.USED
    first.serve(strangers[0])
    assert used == sum(index % 2 == 0 for index in range(count) if index not in late | never | {5})
    office.merge(*first.handed_over(), *second.handed_over())
    assert office.counts(roster) == {
        "done": count - len(late) - len(never) - len(half),
        "half": len(half),
        "missing": len(late) + len(never),
        "refused": 1,
    }
    yield

    # The second day: the late ones, and those who were called away, by their cards alone.
    for laptop in (office, *laptops):
        laptop.clock.advance(hours=20)
    for index in sorted(late | half):
        laptops[index % 2].serve(listed[index])
    second.serve(strangers[1])
    office.clock.advance(hours=10)
    office.merge(*first.handed_over(), *second.handed_over())
    assert office.counts(roster) == {"done": count + 1 - len(never), "missing": len(never), "refused": 1}
    missing = Arrivals(office.session).missing(roster)
    assert [each.number for each in missing] == [listed[index].card.number for index in sorted(never)]
    yield

    # The office: looked over, sealed, the sheets with it, and out.
    submitted = [each.id for each in office.store.search(statuses=(Status.SUBMITTED,), limit=1000)]
    assert len(submitted) == count + 1 - len(never)
    for record_id in submitted:
        Review(office.session).approve(record_id)
    batching = Batching(office.session, PackageFile())
    exporting = Exporting(office.session, PackageFile())
    batch = batching.seal()
    sheets = Sheets(office.session, lambda: FormPress(paths.resources() / "fonts"))
    chosen = sheets.choose("summary", Crowd(By.BATCH, batch.number))
    assert len(chosen.records) == len(submitted)
    assert sheets.render(chosen, Silent()).pdf.startswith(b"%PDF")
    written = exporting.export(batch.number, folder, PACKAGE_PASSWORD)
    assert exporting.verify(written.path, PACKAGE_PASSWORD) == []
    yield

    # The answer: one in twenty comes back, is mended, goes out again, and everybody has a card in the end.
    returned = set(submitted[:: 100 // RETURNED_OF_100])
    answer(office, folder, submitted, returned, "first.xlsx")
    assert office.counts(roster).get("half", 0) == len(returned)
    hr = replace(office.session, operator=office.session_of("hr", Role.HR).operator)
    for record_id in returned:
        Capture(hr).accept_photo(record_id, JPEG + b"again", REPORT)
        Capture(hr).submit(record_id)
        Review(office.session).approve(record_id)
    again = batching.seal()
    assert set(again.records) == returned
    exporting.export(again.number, folder, PACKAGE_PASSWORD)
    answer(office, folder, sorted(returned), set(), "second.xlsx")
    assert {office.store.record(each).status for each in submitted} == {Status.READY}
    Rosters(office.session).close(roster)
    assert office.counts(roster) == {"done": count + 1 - len(never), "missing": len(never), "refused": 1}
    for each in (office, *laptops):
        assert each.store.check_integrity() == []
        each.store.close()
    yield


def answer(office: Laptop, folder: Path, records: Sequence[RecordId], returned: set[RecordId], name: str) -> None:
    """Read the bureau's answer in."""
    rows = [("受理编号", "证件号码", "姓名", "状态", "退回原因", "社保卡号", "领卡网点")]
    for place, record_id in enumerate(records):
        record = office.store.record(record_id)
        bad = record_id in returned
        rows.append(
            (
                record.receipt_number,
                record.value("number"),
                record.value("name"),
                "退回" if bad else "可领卡",
                "照片不合格" if bad else "",
                "" if bad else f"{name[0].upper()}{place:08d}",
                "" if bad else "武侯支行",
            )
        )
    path = folder / name
    path.write_bytes(as_xlsx(rows))
    office.clock.advance(hours=1)
    feedback = Feedback(office.session)
    feedback.apply(feedback.preview(TableFiles().read(path)))


def test_two_laptops_take_everybody_of_a_list_in_two_days(tmp_path: Path) -> None:
    assert len(list(drive(tmp_path, 24))) == 5


@pytest.mark.long
def test_two_hundred_people_in_two_days(tmp_path: Path) -> None:
    assert len(list(drive(tmp_path, 200))) == 5
