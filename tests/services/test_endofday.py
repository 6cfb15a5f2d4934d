# SPDX-License-Identifier: Apache-2.0
"""The day's figures and what is open, from a real station, and the sheet that is signed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.endofday import ClerkDay, Gap
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.messages import word
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.endofday import MOST_LISTED, EndOfDay
from sscard_desktop.services.ports import FormRenderer
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from tests.helpers.offices import CHIEF, CLERK, Office

OTHER = "zhangsan"
UNIT = "成都样例贸易公司"


def press() -> FormRenderer:
    return FormPress(paths.resources() / "fonts")


def words_in(language: str) -> Callable[[str, str], str]:
    return lambda kind, value: word(kind, value, language)


def day(session: Session) -> EndOfDay:
    return EndOfDay(session, press)


def with_status(office: Office, record: Record, **changes: object) -> Record:
    changed = replace(record, **changes)  # type: ignore[arg-type]
    with office.store.transaction():
        office.store.save_record(changed)
    return changed


@pytest.fixture
def busy(office: Office) -> Office:
    """Return a station with two clerks' records in every state that a day ends in."""
    review = Review(office.session)
    approved, back = office.submitted(1), office.submitted(2)
    with_status(office, office.submitted(3, by=OTHER, unit=UNIT), prints=1)
    draft = office.submitted(4)
    with_status(office, draft, status=Status.DRAFT, submitted_at=None, submitted_by="", receipt_number="")
    review.approve(approved.id)
    review.send_back(back.id, "照片")
    return office


def test_a_day_is_told_by_unit_kind_and_clerk(busy: Office) -> None:
    report = day(busy.session).report("zh_CN")
    assert (report.people, report.businesses) == (3, (("申办", 3),))
    assert report.units == (("成都样例科技有限公司", 2), (UNIT, 1))
    assert report.clerks == (
        ClerkDay(CLERK, 2, 1, 1, {Gap.UNFINISHED: 1, Gap.UNPRINTED: 1, Gap.UNEXPORTED: 1, Gap.RETURNED: 1}),
        ClerkDay(OTHER, 1, 0, 0, {Gap.UNREVIEWED: 1}),
    )
    assert {(each.clerk, each.gaps) for each in report.open} == {
        (CLERK, (Gap.UNFINISHED,)),
        (CLERK, (Gap.UNPRINTED, Gap.UNEXPORTED)),
        (CLERK, (Gap.RETURNED,)),
        (OTHER, (Gap.UNREVIEWED,)),
    }
    assert report.head == str(busy.store.audit_head()), "with the sheet's own line in it"
    assert busy.actions()[-1] == (CHIEF, "day.show", report.day.isoformat())


def test_what_left_with_a_batch_is_not_open_and_the_batch_is_named(office: Office) -> None:
    approved = office.approved(1)
    batching = Batching(office.session, PackageFile())
    batch = batching.seal()
    report = day(office.session).report("zh_CN")
    assert report.batches == (batch.number,)
    assert report.total(Gap.UNEXPORTED) == 1, "sealed isn't exported"
    record = office.store.record(approved.id)
    with_status(office, record, status=Status.EXPORTED)
    assert day(office.session).report("zh_CN").open == ()


def test_another_day_has_its_own_figures_and_the_same_open_records(busy: Office) -> None:
    today = day(busy.session).report("zh_CN")
    busy.clock.advance(days=1)
    tomorrow = day(busy.session).report("zh_CN")
    assert (tomorrow.people, tomorrow.clerks[0].approved) == (0, 0)
    assert tomorrow.open == today.open
    assert day(busy.session).report("zh_CN", today.day).people == 3
    assert day(busy.session).report("zh_CN", today.day - timedelta(days=1)).people == 0


def test_a_decision_that_was_taken_back_is_none_of_the_day(busy: Office) -> None:
    review = Review(busy.session)
    (waiting,) = busy.store.submissions()
    review.approve(waiting.summary.id)
    review.take_back(waiting.summary.id)
    review.send_back(waiting.summary.id, "照片")
    review.take_back(waiting.summary.id)
    report = day(busy.session).report("zh_CN")
    assert [(each.clerk, each.approved, each.returned) for each in report.clerks] == [(CLERK, 1, 1), (OTHER, 0, 0)]


def test_a_clerk_sees_the_own_day_alone(busy: Office) -> None:
    report = day(busy.session_of(OTHER, Role.CLERK)).report("zh_CN")
    assert [each.clerk for each in report.clerks] == [OTHER]
    assert (report.people, len(report.open)) == (1, 1)
    assert len(day(busy.session_of(OTHER, Role.HR)).report("zh_CN").clerks) == 2


def test_unsigned_is_told_where_somebody_signs_in_the_program(busy: Office) -> None:
    assert Gap.UNSIGNED not in day(busy.session).report("zh_CN").gaps
    (waiting,) = busy.store.submissions()
    with busy.store.transaction():
        busy.store.put_picture(waiting.summary.id, PictureRole.SIGNED_FORM, b"\xff\xd8", report="", at=busy.clock.now())
    report = day(busy.session).report("zh_CN")
    assert report.total(Gap.UNSIGNED) == 1, "the approved one"


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "还没有办结的 4 条"), ("en", "4 still open")])
def test_the_sheet_names_who_is_open_and_has_the_trail_s_head(busy: Office, language: str, words: str) -> None:
    service = day(busy.session)
    report = service.report(language)
    pages = PdfReader(io.BytesIO(service.sheet(report, words_in(language)))).pages
    said = "\n".join(page.extract_text() for page in pages)
    assert words in said
    assert "王小明" in said
    assert UNIT in said
    assert report.head[-8:] in said.replace("\n", " ")
    assert report.open[1].number[6:14] not in said, "the birth date stays covered"


def test_a_long_day_takes_pages_and_tells_what_isn_t_listed(busy: Office) -> None:
    service = day(busy.session)
    report = service.report("zh_CN")
    many = replace(report, open=report.open * 100, unlisted=7, units=report.units * 60)
    reader = PdfReader(io.BytesIO(service.sheet(many, words_in("zh_CN"))))
    assert 10 < len(reader.pages) < 25
    assert f"{len(reader.pages)} / {len(reader.pages)}" in reader.pages[-1].extract_text()
    assert "另有 7 条" in "".join(page.extract_text() for page in reader.pages)
    assert MOST_LISTED >= 2000


def test_a_day_without_anybody_still_gives_a_sheet(office: Office) -> None:
    service = day(office.session)
    report = service.report("en")
    assert (report.people, report.open, report.clerks) == (0, (), ())
    assert len(PdfReader(io.BytesIO(service.sheet(report, words_in("en")))).pages) == 1


def test_every_batch_of_a_busy_day_stands_on_the_sheet(busy: Office) -> None:
    service = day(busy.session)
    numbers = tuple(f"0017-20260302-{running:03d}" for running in range(1, 31))
    many = replace(service.report("zh_CN"), batches=numbers)
    pages = PdfReader(io.BytesIO(service.sheet(many, words_in("zh_CN")))).pages
    said = "\n".join(page.extract_text() for page in pages)
    assert [number for number in numbers if number not in said] == []
