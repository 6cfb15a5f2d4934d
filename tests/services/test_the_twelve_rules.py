# SPDX-License-Identifier: Apache-2.0
"""The rules of the sources at their borders, as the counter meets them: a real station, Chengdu, the whole service.

What each rule says of single values is in ``tests/domain``; the 24 hours have ``test_the_twenty_four_hours``.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sscard_desktop import messages, paths
from sscard_desktop.domain import idnumber
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity, blocking
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.retention import Retention
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.chengdu import citizen_number
from tests.helpers.desks import Desk
from tests.helpers.offices import Office

GIVEN = "510107810717001"
"""A 15-place number of a fictitious person."""


def of(taken: Taken, key: str) -> list[Problem]:
    return [problem for problem in taken.problems if problem.key == key]


def typed(desk: Desk, **values: str) -> Taken:
    capture = Capture(desk.clerk)
    return capture.edit(str(capture.start().record.id), {"document_type": "resident", **values})


# ── 1 the number ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["11010519491231002x", "１１０１０５19491231002ｘ", " 110105 19491231 002x"])
def test_a_typed_x_is_stored_upper_case(desk: Desk, text: str) -> None:
    taken = typed(desk, number=text)
    assert taken.record.value("number") == "11010519491231002X"
    assert of(taken, "number") == []
    assert (taken.record.value("birth_date"), taken.record.value("sex")) == ("1949-12-31", "2")


@pytest.mark.parametrize(
    ("born", "exists"),
    [
        ("19000228", True), ("19000229", False), ("20000229", True), ("20040229", True), ("20010229", False),
        ("19990431", False), ("19991301", False), ("19990100", False), ("20240229", True),
    ],
)  # fmt: skip
def test_the_birth_date_in_a_number_is_a_day_of_the_calendar(desk: Desk, born: str, exists: bool) -> None:
    seventeen = f"510107{born}001"
    found = {problem.code for problem in of(typed(desk, number=seventeen + mod_11_2(seventeen)), "number")}
    assert found == (set() if exists else {"idnumber.birth_date"})


def test_the_day_of_birth_may_be_today_and_not_tomorrow(desk: Desk) -> None:
    assert of(typed(desk, number=citizen_number(desk.today)), "number") == []
    (problem,) = of(typed(desk, number=citizen_number(desk.today + timedelta(days=1))), "number")
    assert problem.code == "idnumber.birth_future"


@pytest.mark.parametrize(
    ("division", "of_today"),
    [
        ("510107", True),  # 武侯区
        ("510122", False),  # 双流县, a district of another code since 2015
        ("310103", False),  # 卢湾区 of Shanghai, abolished in 2011
        ("110103", False),  # 崇文区 of Beijing, abolished in 2010
        ("510202", False),  # Chongqing while it belonged to Sichuan
    ],
)
def test_a_division_that_existed_counts_for_ever(desk: Desk, division: str, of_today: bool) -> None:
    table = CodeTables(paths.resources() / "codes").divisions()
    assert division in table
    assert of(typed(desk, number=citizen_number(date(1981, 7, 17), division=division)), "number") == []


@pytest.mark.parametrize("division", ["519999", "000000", "109999"])
def test_a_division_that_never_was_is_worth_a_look_and_no_refusal(desk: Desk, division: str) -> None:
    (problem,) = of(typed(desk, number=citizen_number(date(1981, 7, 17), division=division)), "number")
    assert (problem.code, problem.severity) == ("idnumber.division_unknown", Severity.WARNING)


def test_fifteen_places_are_upgraded_only_after_the_question(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = str(desk.filled().record.id)
    taken = capture.edit(record_id, {"number": GIVEN, "birth_date": "1981-07-17", "sex": "1"})
    assert taken.record.value("number") == GIVEN
    (question,) = [problem for problem in of(taken, "number") if not problem.code.startswith("document.")]
    assert question.severity is Severity.QUESTION
    assert question.proposal == idnumber.propose_eighteen(GIVEN)
    with pytest.raises(RefusedError, match=r"record\.incomplete"):
        capture.confirm(record_id)
    capture.edit(record_id, {"number": str(question.proposal)})
    # The card on the reader said another number: that is a question of its own.
    assert DocumentFields(desk.clerk).decide(record_id, "number", Source.RECORD).complete


# ── 2 the social security number ──────────────────────────────────────────────────────────────────────────────


def test_a_local_number_is_never_made_up(desk: Desk) -> None:
    taken = typed(desk, number=citizen_number(date(1981, 7, 17)), name="陈样本")
    assert taken.record.value("social_security_number") == ""


# ── 6 once in a campaign ──────────────────────────────────────────────────────────────────────────────────────


def test_a_duplicate_is_found_while_typing_before_saving_and_by_the_supervisor(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    first = str(desk.submitted().record.id)
    number = desk.person().card.number
    second = str(capture.start().record.id)
    assert of(capture.edit(second, {"document_type": "resident", "number": number[:17]}), "number")[0].related == ()
    (problem,) = of(capture.edit(second, {"number": number}), "number")
    assert (problem.code, problem.related) == ("rules.duplicate", (first,))
    assert capture.look(problem.related[0]).record.id == first  # the clerk can open it
    with pytest.raises(RefusedError, match=r"record\.incomplete"):
        capture.submit(second)


def test_a_second_record_that_slipped_in_is_named_before_a_batch_is_made(office: Office) -> None:
    office.approved(1)
    office.approved(2, number=office.approved(4).value("number"))
    readiness = Batching(office.session, PackageFile()).readiness()
    assert len(readiness.ready) == 1
    assert {found.record.value("name") for found in readiness.lacking} == {"王小明", "𠮷小明"}
    assert {problem.code for found in readiness.lacking for problem in found.problems} == {"rules.duplicate"}


# ── 10 nobody is dropped silently ─────────────────────────────────────────────────────────────────────────────


def test_a_batch_names_everybody_who_lacks_something_and_what(office: Office) -> None:
    ready, unphotographed, unnamed = office.approved(1), office.approved(2), office.approved(3, mobile="")
    with office.store.transaction():
        office.store.delete_picture(unphotographed.id, PictureRole.PHOTO)
    batching = Batching(office.session, PackageFile())
    lacking = {found.record.id: [problem.key for problem in found.problems] for found in batching.readiness().lacking}
    assert lacking == {unphotographed.id: ["photo"], unnamed.id: ["mobile"]}
    assert batching.seal().records == (ready.id,)
    # Still there, still named, for the next batch.
    assert {found.record.id for found in batching.readiness().lacking} == {unphotographed.id, unnamed.id}


# ── 11 what is deleted and what never is ──────────────────────────────────────────────────────────────────────


def test_a_deleted_draft_leaves_no_picture_in_the_database(desk: Desk) -> None:
    record_id = desk.filled().record.id
    store = desk.clerk.store
    assert store.picture(record_id, PictureRole.PHOTO)
    Capture(desk.clerk).discard(record_id)
    assert all(store.picture(record_id, role) is None for role in PictureRole)
    assert store.picture_digests(record_id) == {}


@pytest.mark.parametrize("steps", [["confirm"], ["submit"], ["submit", "amend"]])
def test_what_was_confirmed_or_submitted_once_is_never_deleted(desk: Desk, steps: list[str]) -> None:
    capture = Capture(desk.clerk)
    record_id = str(desk.filled().record.id)
    for step in steps:
        getattr(capture, step)(record_id)
    with pytest.raises(RefusedError, match=r"record\.only_drafts_are_deleted"):
        capture.discard(record_id)
    assert desk.clerk.store.picture(RecordId(record_id), PictureRole.PHOTO)
    capture.void(record_id, "申请人放弃")
    assert desk.clerk.store.record(RecordId(record_id)).status is Status.VOID
    assert desk.clerk.store.picture(RecordId(record_id), PictureRole.PHOTO)


def test_only_the_retention_that_a_supervisor_runs_ends_a_record_that_was_submitted(desk: Desk) -> None:
    record_id = desk.submitted().record.id
    desk.clock.wait(100 * 365 * 86400.0)
    assert Retention(desk.supervisor).preview().going == ()
    assert desk.clerk.store.record(record_id).status is Status.SUBMITTED


# ── 12 the form ───────────────────────────────────────────────────────────────────────────────────────────────


def test_each_reprint_carries_its_number(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    printing, form = Printing(desk.clerk), desk.profile.forms[0].key
    numbers = []
    for _ in range(3):
        numbers.append(printing.content(record_id, form)[1].reprint)
        printing.printed(record_id, form)
    assert numbers == [0, 1, 2]


# ── what to do ────────────────────────────────────────────────────────────────────────────────────────────────

CHECKS = sorted(code for code in messages.catalogue() if code.startswith(("rules.", "idnumber.", "record.", "clock.")))


@pytest.mark.parametrize("code", CHECKS)
def test_whatever_a_check_says_it_says_what_to_do(code: str) -> None:
    for language in messages.LANGUAGES:
        told = messages.catalogue()[code][language]
        assert told.get("todo", "").strip(), f"{code}: {language} leaves the clerk alone"


def test_a_filled_record_has_nothing_to_say(desk: Desk) -> None:
    assert blocking(desk.filled().problems) == []
