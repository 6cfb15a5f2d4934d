# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pypdf
import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import CancelledError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services import sheets as sheets_module
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.sheets import Sheets
from tests.helpers import forms
from tests.helpers.desks import Desk

PRESS = FormPress(paths.resources() / "fonts")


@pytest.fixture(autouse=True)
def real_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's pictures aren't pictures: others take their places on paper."""

    def content(*arguments: object, **options: object) -> object:
        return replace(filled(*arguments, **options), pictures=forms.PICTURES)  # type: ignore[arg-type]

    filled = sheets_module.form_content
    monkeypatch.setattr(sheets_module, "form_content", content)


@pytest.fixture
def people(desk: Desk) -> list[RecordId]:
    """Submit four people; those at even places work for one unit."""
    with desk.supervisor.store.transaction():
        for name in ("甲公司", "乙公司"):
            desk.supervisor.store.add_unit(Unit(name))
    records = []
    for index in range(4):
        capture, record_id = Capture(desk.clerk), desk.filled(index).record.id
        capture.edit(record_id, {"unit": "甲公司" if index % 2 == 0 else "乙公司"})
        records.append(capture.submit(record_id).record.id)
    return records


def texts(pdf: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        yield "".join(page.extract_text().split())


def test_a_days_summary_lists_everybody_in_the_order_of_their_numbers(desk: Desk, people: list[RecordId]) -> None:
    sheets = Sheets(desk.clerk, lambda: PRESS)
    chosen = sheets.choose("summary", Crowd(By.DAY, desk.today.isoformat()))
    assert chosen.records == tuple(people)
    printout = sheets.render(chosen, Quiet())
    (text,) = texts(printout.pdf)
    places = [text.index("".join(desk.clerk.record(record).value("name").split())) for record in people]
    assert places == sorted(places)
    assert printout.records == tuple(people)


def test_a_unit_is_its_own_people(desk: Desk, people: list[RecordId]) -> None:
    sheets = Sheets(desk.clerk, lambda: PRESS)
    assert sheets.units() == [("乙公司", 2), ("甲公司", 2)]
    chosen = sheets.choose("summary", Crowd(By.UNIT, "甲公司"))
    assert chosen.records == (people[0], people[2])


@pytest.mark.parametrize(
    "crowd",
    [Crowd(By.UNIT, "丙公司"), Crowd(By.UNIT, ""), Crowd(By.DAY, "2001-01-01"), Crowd(By.UNIT, "' OR 1=1 --")],
    ids=str,
)
def test_nobody_is_nothing_to_print(desk: Desk, people: list[RecordId], crowd: Crowd) -> None:
    with pytest.raises(RefusedError, match=r"print\.nobody"):
        Sheets(desk.clerk, lambda: PRESS).choose("summary", crowd)


@pytest.mark.parametrize("day", ["", "today", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused(desk: Desk, day: str) -> None:
    with pytest.raises((InvalidInputError, RefusedError), match=r"print\.(bad_day|nobody)"):
        Sheets(desk.clerk, lambda: PRESS).choose("summary", Crowd(By.DAY, day))


def test_an_unknown_batch_and_form_are_refused(desk: Desk, people: list[RecordId]) -> None:
    with pytest.raises(RefusedError, match=r"batch\.unknown"):
        Sheets(desk.supervisor, lambda: PRESS).choose("summary", Crowd(By.BATCH, "../x"))
    with pytest.raises(InvalidInputError, match=r"profile\.no_such_form"):
        Sheets(desk.supervisor, lambda: PRESS).choose("payslip", Crowd(By.UNIT, "甲公司"))


def test_a_clerk_prints_their_own_records_and_a_supervisor_all(desk: Desk, people: list[RecordId]) -> None:
    crowd = Crowd(By.DAY, desk.today.isoformat())
    assert Sheets(desk.supervisor, lambda: PRESS).choose("summary", crowd).records == tuple(people)
    other = replace(desk.clerk, operator=replace(desk.clerk.operator, name="other"))
    with pytest.raises(RefusedError, match=r"print\.nobody"):
        Sheets(other, lambda: PRESS).choose("summary", crowd)
    assert Sheets(other, lambda: PRESS).units() == []
    with pytest.raises(NotAllowedError):
        Sheets(replace(other, operator=replace(other.operator, disabled=True)), lambda: PRESS).units()


def test_everybodys_own_form_is_counted_once_it_was_printed(desk: Desk, people: list[RecordId]) -> None:
    sheets = Sheets(desk.clerk, lambda: PRESS)
    before = [desk.clerk.record(record).prints for record in people]
    chosen = sheets.choose("registration", Crowd(By.DAY, desk.today.isoformat()))
    printout = sheets.render(chosen, Quiet())
    assert [desk.clerk.record(record).prints for record in people] == before, "rendering isn't printing"
    assert len(list(texts(printout.pdf))) == 4
    sheets.printed(chosen, printout)
    assert [desk.clerk.record(record).prints for record in people] == [count + 1 for count in before]


def test_a_record_that_cannot_be_printed_is_told_and_not_counted(
    desk: Desk, people: list[RecordId], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = sheets_module.form_content

    def content(session: object, record: object, *rest: object, **options: object) -> object:
        made = filled(session, record, *rest, **options)  # type: ignore[arg-type]
        broken = record.id == people[1]  # type: ignore[attr-defined]
        return replace(made, pictures={PictureRole.PHOTO: b"broken"}) if broken else made

    monkeypatch.setattr(sheets_module, "form_content", content)
    sheets = Sheets(desk.clerk, lambda: PRESS)
    chosen = sheets.choose("registration", Crowd(By.DAY, desk.today.isoformat()))
    printout = sheets.render(chosen, Quiet())
    assert list(printout.refused) == [people[1]]
    before = desk.clerk.record(people[1]).prints
    sheets.printed(chosen, printout)
    assert desk.clerk.record(people[1]).prints == before


def test_the_trail_says_how_many_were_printed_and_names_nobody(desk: Desk, people: list[RecordId]) -> None:
    sheets = Sheets(desk.clerk, lambda: PRESS)
    chosen = sheets.choose("summary", Crowd(By.UNIT, "甲公司"))
    sheets.printed(chosen, sheets.render(chosen, Quiet()))
    lines = [each for each in desk.supervisor.store.audit_entries() if each.action.startswith("sheet.")]
    assert [line.action for line in lines] == ["sheet.show", "sheet.printed"]
    for line in lines:
        told = json.loads(line.detail)
        assert (told["people"], told["form"], told["by"]) == (2, "summary", "unit")
        assert "甲公司" not in line.subject + line.detail


def test_more_than_the_limit_is_refused_before_any_is_read(
    desk: Desk, people: list[RecordId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets_module, "MAX_FORMS", 3)
    monkeypatch.setattr(sheets_module, "MAX_ON_A_SHEET", 4)
    sheets, day = Sheets(desk.clerk, lambda: PRESS), Crowd(By.DAY, desk.today.isoformat())
    assert sheets.choose("summary", day)
    with pytest.raises(RefusedError) as caught:
        sheets.choose("registration", day)
    assert (caught.value.code, caught.value.params) == ("print.too_many", {"count": 4, "limit": 3})


def test_a_cancelled_printout_counts_nothing(desk: Desk, people: list[RecordId]) -> None:
    class Stop:
        def report(self, done: int, total: int) -> None:
            if done == 2:
                raise CancelledError

    sheets = Sheets(desk.clerk, lambda: PRESS)
    for form in ("summary", "registration"):
        with pytest.raises(CancelledError):
            sheets.render(sheets.choose(form, Crowd(By.DAY, desk.today.isoformat())), Stop())
