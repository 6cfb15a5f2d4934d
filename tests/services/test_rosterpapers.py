# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import CancelledError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services import rosterpapers as papers_module
from sscard_desktop.services import sheets as sheets_module
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.rosterpapers import RosterPapers, Whom
from sscard_desktop.services.session import Session
from sscard_desktop.services.sheets import Sheets
from tests.helpers import forms
from tests.helpers.desks import Desk
from tests.helpers.keptrosters import keep_roster, listed

PRESS = FormPress(paths.resources() / "fonts")
SHARED = paths.forms() / "shared-forms"
DRIVE = Crowd(By.ROSTER, "drive")


@pytest.fixture(autouse=True)
def real_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's pictures aren't pictures: others take their places on paper."""
    filled = sheets_module.form_content

    def content(*arguments: object, **options: object) -> object:
        return replace(filled(*arguments, **options), pictures=forms.PICTURES)  # type: ignore[arg-type]

    monkeypatch.setattr(sheets_module, "form_content", content)


@pytest.fixture
def people(desk: Desk) -> list[RecordId]:
    """Four people on a roster, backwards; the first two of them were handed in, the third was begun."""
    records = [desk.submitted(0).record.id, desk.submitted(1).record.id]
    cards = [desk.person(index).card for index in range(4)]
    keep_roster(
        desk.supervisor,
        [
            listed(desk.profile, cards[3], unit="乙车间"),
            listed(desk.profile, cards[2], unit="甲车间"),
            listed(desk.profile, cards[1], unit="乙车间", name="王秀瑛"),
            listed(desk.profile, cards[0], unit="甲车间"),
        ],
    )
    for card in (cards[0], cards[1], cards[2]):
        Drive(desk.clerk).arrive(card)
    return records


def of(session: Session) -> RosterPapers:
    return RosterPapers(session, lambda: PRESS, SHARED)


def texts(pdf: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        yield "".join(page.extract_text().split())


def test_a_sheet_over_a_roster_has_those_who_were_handed_in_in_its_order(desk: Desk, people: list[RecordId]) -> None:
    made = of(desk.supervisor).make(DRIVE, "summary", Quiet())
    assert made.printout.records == (people[1], people[0])
    assert (made.people, made.without) == (2, 2)
    (text,) = texts(made.printout.pdf)
    names = ["".join(desk.clerk.record(record).value("name").split()) for record in people]
    assert text.index(names[1]) < text.index(names[0])
    assert "总人数：2" in text
    part = of(desk.supervisor).make(replace(DRIVE, unit="甲车间"), "summary", Quiet())
    assert part.printout.records == (people[0],)


def test_everybodys_form_in_parts_of_the_list(desk: Desk, people: list[RecordId]) -> None:
    first = of(desk.supervisor).make(replace(DRIVE, last=3), "registration", Quiet())
    rest = of(desk.supervisor).make(replace(DRIVE, first=4), "registration", Quiet())
    assert (first.printout.records, rest.printout.records) == ((people[1],), (people[0],))
    before = desk.clerk.record(people[0]).prints
    of(desk.supervisor).printed(rest)
    assert desk.clerk.record(people[0]).prints == before + 1
    assert Sheets(desk.supervisor, lambda: PRESS).choose("registration", DRIVE).records == (people[1], people[0])


def test_the_comparisons_sheets_are_of_those_who_have_something_to_correct(desk: Desk, people: list[RecordId]) -> None:
    made = of(desk.supervisor).make(DRIVE, "comparison", Quiet())
    assert made.printout.records == (people[1],)
    (text,) = texts(made.printout.pdf)
    assert "王秀瑛" in text, "what the list says"
    assert "居民身份证芯片" in text
    assert text.count("---") == 4 + 1 + 1, "below each √, at the photo that is there, and in the instructions"


def test_who_has_not_come_is_listed_with_covered_numbers(desk: Desk, people: list[RecordId]) -> None:
    made = of(desk.supervisor).make(DRIVE, "missing-list", Quiet())
    assert (made.people, made.printout.records) == (1, ())
    (text,) = texts(made.printout.pdf)
    card = desk.person(3).card
    assert card.name in text
    assert card.number not in text
    assert card.number[-4:] in text
    assert "未到人数：1" in text
    of(desk.supervisor).printed(made)
    actions = [(each.action, each.subject) for each in desk.supervisor.store.audit_entries()]
    assert actions[-2:] == [("sheet.show", "roster:drive"), ("sheet.printed", "roster:drive")]


def test_who_comes_when_stands_in_the_times_order(desk: Desk) -> None:
    cards = [desk.person(index).card for index in range(3)]
    rows = keep_roster(desk.supervisor, [listed(desk.profile, card) for card in cards])
    store = desk.supervisor.store
    with pytest.raises(RefusedError, match=r"print\.nobody_slotted"):
        of(desk.supervisor).make(DRIVE, "slot-list", Quiet())
    with store.transaction():
        for row, hour in zip(rows[:2], (3, 1), strict=True):
            slot = datetime(2026, 3, 4, hour, 30, tzinfo=UTC)
            store.save_roster_row(replace(store.roster_row(row), slot=slot))
    made = of(desk.supervisor).make(DRIVE, "slot-list", Quiet())
    (text,) = texts(made.printout.pdf)
    assert text.index(f"2026-03-0409:30{cards[1].name}") < text.index(f"2026-03-0411:30{cards[0].name}")
    assert cards[2].name not in text


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("payslip", "print.no_roster_form"),
        ("summary", "print.nobody_collected"),
        ("comparison", "print.nobody_in_round"),
    ],
)
def test_nothing_to_print_says_why(desk: Desk, form: str, code: str) -> None:
    keep_roster(desk.supervisor, [listed(desk.profile, desk.person(0).card)])
    with pytest.raises(RefusedError) as caught:
        of(desk.supervisor).make(DRIVE, form, Quiet())
    assert caught.value.code == code
    with pytest.raises(RefusedError, match=r"roster\.unknown"):
        of(desk.supervisor).make(replace(DRIVE, key="nowhere"), "missing-list", Quiet())


def test_every_city_has_the_rosters_papers(desk: Desk) -> None:
    papers = of(desk.supervisor).papers()
    assert [each.whom for each in papers[:3]] == [Whom.MISSING, Whom.SLOTTED, Whom.TO_CORRECT]
    assert all(each.form.template.is_file() for each in papers)
    scopes = [each.form.scope for each in papers[3:]]
    assert scopes == sorted(scopes, key=lambda scope: scope is FormScope.RECORD)


def test_a_clerk_gets_no_rosters_and_a_stop_is_one(desk: Desk, people: list[RecordId]) -> None:
    with pytest.raises(NotAllowedError):
        of(desk.clerk).make(DRIVE, "summary", Quiet())
    with pytest.raises(NotAllowedError):
        Sheets(desk.clerk, lambda: PRESS).choose("summary", DRIVE)
    hr = replace(desk.supervisor, operator=Operator("hr", Role.HR))
    assert of(hr).make(DRIVE, "summary", Quiet()).people == 2

    class Stopped:
        def report(self, done: int, total: int) -> None:
            raise CancelledError

    for form in ("summary", "registration", "comparison", "missing-list"):
        with pytest.raises(CancelledError):
            of(desk.supervisor).make(DRIVE, form, Stopped())


def test_a_long_list_is_refused_by_how_much_fits(
    desk: Desk, people: list[RecordId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "MAX_FORMS", 1)
    with pytest.raises(RefusedError) as caught:
        of(desk.supervisor).make(DRIVE, "registration", Quiet())
    assert (caught.value.code, caught.value.params) == ("print.too_many", {"count": 2, "limit": 1})
    assert of(desk.supervisor).make(replace(DRIVE, first=3, last=3), "registration", Quiet()).people == 1


def test_a_roster_whose_people_name_no_unit_bears_its_own(desk: Desk) -> None:
    keep_roster(desk.supervisor, [{"name": "张三"}], unit="样例机械有限公司", unit_number="88")
    (text,) = texts(of(desk.supervisor).make(Crowd(By.ROSTER, RosterId("drive")), "missing-list", Quiet()).printout.pdf)
    assert "单位名称：样例机械有限公司" in text
    assert "单位编号：88" in text
