# SPDX-License-Identifier: Apache-2.0
"""What is known of a card travels with its record: to the counter that gives it out, and the giving out back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.cardissue import CardIssue, Handing, Taker, with_handing, with_told
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.merging import Change, Decision, Standing
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.record import Move, Record, Status, Step
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.enquiries import Enquiries, Node, Result
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.handout import HandOut, Shown
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.mergeplan import Plan
from sscard_desktop.services.mergerun import Merged
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.review import Review
from sscard_desktop.services.trust import Trust
from tests.helpers.offices import CLERK, Office
from tests.helpers.tables import as_xlsx
from tests.helpers.transfers import PASSWORD, Silent
from tests.storage.stations import NOON, a_record

FILES = StationPackageFiles()
SEALER = SealedPackages(PackageFile())
HEADERS = ("受理编号", "证件号码", "姓名", "状态", "退回原因", "社会保障卡卡号", "领卡网点")


class Machine(Office):
    """A station that hands over, merges, reads feedback and gives cards out."""

    def __init__(self, folder: Path, *, number: int) -> None:
        super().__init__(folder / f"station-{number}", number=number)
        self.folder = folder
        self.handover = Handover(self.session, FILES, SEALER)
        self.merging = Merging(self.session, FILES, SEALER)
        self.out = HandOut(self.session_of(CLERK, Role.CLERK))
        self.made = 0

    def package(self) -> Path:
        self.made += 1
        folder = self.folder / f"{self.identity.number}-{self.made}"
        folder.mkdir()
        (written,) = self.handover.make(folder, PASSWORD, Silent())
        return written.path

    def look(self, path: Path) -> Plan:
        return self.merging.look([path], Silent(), password=PASSWORD.password)

    def merge(self, path: Path, **decided: Decision) -> Merged:
        return self.merging.merge(self.look(path), Silent(), decided)

    def tell(self, record: Record, state: str, card: str, place: str) -> str:
        """Read feedback about a record; return its id."""
        self.made += 1
        path = self.folder / f"{self.made}.xlsx"
        path.write_bytes(
            as_xlsx([HEADERS, (record.receipt_number, record.value("number"), "王小明", state, "", card, place)])
        )
        feedback = Feedback(self.session)
        return feedback.apply(feedback.preview(TableFiles().read(path))).id

    def holder(self, record: Record, **changes: bool) -> Shown:
        return Shown(Taker.HOLDER, record.value("name"), record.value("number"), **changes)

    def handed(self, record: Record) -> Handing | None:
        card = self.store.card_issue(record.id)
        return card.handed if card is not None else None

    def status(self, record: Record) -> Status:
        return self.store.record(record.id).status


class Pair:
    """A counter (17) and a supervisor's machine (1) that know each other; the record went out from the latter."""

    def __init__(self, folder: Path) -> None:
        self.counter, self.chief = Machine(folder, number=17), Machine(folder, number=1)
        for one, other in ((self.counter, self.chief), (self.chief, self.counter)):
            key = other.handover.station_key()
            Trust(one.session, FILES).trust(key.pem, number=other.identity.number, name="x")
        self.record = self.counter.submitted(1)
        with self.counter.store.transaction():
            now = self.counter.clock.now()
            step = Step(now, CLERK, Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED)
            self.counter.store.add_step(self.record.id, step)
        self.chief.merge(self.counter.package())
        self.later()
        Review(self.chief.session).approve(self.record.id)
        self.later()
        self._send()
        self.later()

    def later(self) -> None:
        for machine in (self.counter, self.chief):
            machine.clock.advance(hours=1)

    def _send(self) -> None:
        """Let the record leave in a batch, without writing the bureau's package."""
        session, now = self.chief.session, self.chief.clock.now()
        number, name = "0001-20260302-001", session.operator.name
        ids = (self.record.id,)
        batch = Batch(number, "chengdu", "1", BatchStatus.EXPORTED, now, name, ids, now, name, now, "ab" * 32)
        with session.action("batch.export", number):
            session.store.add_batch(batch)
            session.moved(session.store.record(self.record.id), Move.EXPORT, at=now, batch=number)

    def close(self) -> None:
        self.counter.store.close()
        self.chief.store.close()


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    made = Pair(tmp_path)
    yield made
    made.close()


def test_a_counter_answers_and_gives_out_what_the_supervisor_was_told_and_the_supervisor_sees_it(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    chief.tell(record, "可领卡", "A12345678", "武侯支行")
    pair.later()
    merged = counter.merge(chief.package())
    assert merged.changes[Change.REPLACED] == 1
    (found,) = counter.out.find(record.value("number"))
    assert (found.ready, found.card_number, found.place) == (True, "A12345678", "武侯支行")
    assert [each.record for each in counter.out.find("A12345678")] == [record.id]
    pair.later()
    counter.out.give(record.id, counter.holder(record))
    pair.later()

    # The record lies in the supervisor's batch; what comes says the same of the person, and only goes on.
    home = counter.package()
    assert chief.look(home).counts[Standing.NEWER] == 1
    before = chief.store.card_issue(record.id)
    done = chief.merge(home)
    assert chief.status(record) is Status.ISSUED
    assert chief.store.record(record.id).batch == "0001-20260302-001"
    handed = chief.handed(record)
    assert handed is not None
    assert (handed.operator, handed.number) == (f"{CLERK}@0017", record.value("number"))
    (progress,) = Enquiries(chief.session).progress(record.value("number"))
    assert [s.node for s in progress.steps if s.result is Result.DONE][-1] is Node.ISSUED
    assert chief.merge(home).seq == 0

    chief.merging.undo(done.seq, Silent())
    assert (chief.status(record), chief.store.card_issue(record.id)) == (Status.READY, before)
    chief.merge(home)
    # And there again: the clerk bears the own name, and nothing is left to do.
    assert counter.merge(chief.package()).seq == 0
    assert (counter.handed(record) or handed).operator == CLERK


def test_a_package_that_knows_nothing_of_a_giving_out_does_not_undo_it(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    chief.tell(record, "制卡中", "", "")
    pair.later()
    counter.merge(chief.package())
    pair.later()
    counter.out.give(record.id, counter.holder(record, unready=True))
    pair.later()
    chief.tell(record, "可领卡", "A12345678", "武侯支行")
    late = chief.package()
    (asked,) = counter.look(late).records
    assert (asked.standing, asked.choices) == (Standing.CONFLICTING, (Decision.LEAVE,))
    with pytest.raises(RefusedError, match="not_a_choice"):
        counter.merge(late, **{record.id: Decision.TAKE})
    assert counter.merge(late).seq == 0
    assert (counter.status(record), counter.handed(record) is None) == (Status.ISSUED, False)
    # The supervisor takes the counter's word, and keeps what the bureau told: then both know both.
    chief.merge(counter.package(), **{record.id: Decision.TAKE})
    card = chief.store.card_issue(record.id)
    assert card is not None
    assert (card.number, card.handed is None, chief.status(record)) == ("A12345678", False, Status.ISSUED)
    merged = counter.merge(chief.package())
    assert merged.changes[Change.REPLACED] == 1
    known = counter.store.card_issue(record.id)
    assert known is not None
    assert (known.number, known.place, known.handed is None) == ("A12345678", "武侯支行", False)
    counter.merging.undo(merged.seq, Silent())
    assert (counter.store.card_issue(record.id) or known).number == ""


def test_a_card_given_out_at_both_is_for_a_person_to_decide(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    chief.tell(record, "可领卡", "A12345678", "武侯支行")
    pair.later()
    counter.merge(chief.package())
    pair.later()
    chief.out.give(record.id, chief.holder(record))
    pair.later()
    counter.out.give(record.id, counter.holder(record))
    ours, there = chief.handed(record), counter.handed(record)
    path = counter.package()
    (asked,) = chief.look(path).undecided
    assert (asked.standing, asked.usual) == (Standing.CONFLICTING, Decision.LEAVE)
    chief.merge(path)
    assert chief.handed(record) == ours
    chief.merge(path, **{record.id: Decision.TAKE})
    assert there is not None
    assert chief.handed(record) == replace(there, operator=f"{CLERK}@0017")


def test_a_giving_out_that_was_a_slip_is_taken_back_everywhere(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    chief.tell(record, "可领卡", "A12345678", "武侯支行")
    pair.later()
    counter.merge(chief.package())
    pair.later()
    counter.out.give(record.id, counter.holder(record))
    chief.merge(counter.package())
    pair.later()
    counter.out.take_back(record.id)
    chief.merge(counter.package())
    assert (chief.status(record), chief.handed(record)) == (Status.READY, None)
    assert (chief.store.card_issue(record.id) or CardIssue(record.id)).number == "A12345678"


def test_a_merge_that_brought_a_card_can_be_taken_back_and_one_told_since_can_not(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    chief.tell(record, "可领卡", "A12345678", "武侯支行")
    pair.later()
    merged = counter.merge(chief.package())
    pair.later()
    chief.tell(record, "可领卡", "A12345678", "高新支行")
    second = counter.merge(chief.package())
    assert (counter.store.card_issue(record.id) or CardIssue(record.id)).place == "高新支行"
    with pytest.raises(RefusedError, match="touched"):
        counter.merging.undo(merged.seq, Silent())
    counter.merging.undo(second.seq, Silent())
    assert (counter.store.card_issue(record.id) or CardIssue(record.id)).place == "武侯支行"
    counter.merging.undo(merged.seq, Silent())
    assert (counter.status(record), counter.store.card_issue(record.id)) == (Status.SUBMITTED, None)


MOMENTS = st.one_of(st.none(), st.integers(0, 3).map(lambda hours: NOON + timedelta(hours=hours)))
HANDINGS = st.one_of(
    st.none(), st.integers(0, 2).map(lambda at: Handing(NOON + timedelta(days=at), "li", Taker.HOLDER, "张伟国", "5"))
)


def card_of(number: str, place: str, told_at: datetime | None, handed: Handing | None) -> CardIssue:
    told = (number, place) if told_at is not None else ("", "")
    return CardIssue(a_record().id, *told, told_at, handed)


NUMBERS, PLACES = st.sampled_from(("", "A1234567", "A7654321")), st.sampled_from(("", "武侯支行", "高新支行"))
CARDS = st.one_of(st.none(), st.builds(card_of, NUMBERS, PLACES, MOMENTS, HANDINGS))


def test_what_was_taken_back_goes_where_a_package_had_brought_it_and_never_returns(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    first = chief.tell(record, "可领卡", "", "武侯支行")
    pair.later()
    second = chief.tell(record, "可领卡", "A12345678", "高新支行")
    pair.later()
    counter.merge(chief.package())
    stale = counter.package()
    pair.later()
    Feedback(chief.session).undo(second)
    before = chief.store.card_issue(record.id)
    assert before is not None
    assert (before.number, before.place) == ("", "武侯支行")
    pair.later()
    # What the counter still has of it doesn't come back,
    chief.merge(stale)
    assert chief.store.card_issue(record.id) == before
    # and the counter lets it go; of an older telling as well.
    seq = counter.merge(chief.package()).seq
    assert counter.store.card_issue(record.id) == before
    pair.later()
    Feedback(chief.session).undo(first)
    pair.later()
    counter.merge(chief.package())
    assert counter.store.card_issue(record.id) is None
    assert counter.status(record) is Status.EXPORTED
    assert not counter.look(chief.package()).winners
    # What is told anew counts.
    chief.tell(record, "可领卡", "B87654321", "高新支行")
    pair.later()
    counter.merge(chief.package())
    card = counter.store.card_issue(record.id)
    assert card is not None
    assert card.number == "B87654321"
    assert seq


def test_letting_go_of_what_was_taken_back_can_itself_be_undone(pair: Pair) -> None:
    counter, chief, record = pair.counter, pair.chief, pair.record
    told = chief.tell(record, "可领卡", "A12345678", "武侯支行")
    pair.later()
    counter.merge(chief.package())
    known = counter.store.card_issue(record.id)
    Feedback(chief.session).undo(told)
    pair.later()
    seq = counter.merge(chief.package()).seq
    assert counter.store.card_issue(record.id) is None
    counter.merging.undo(seq, Silent())
    assert counter.store.card_issue(record.id) == known


@given(CARDS, CARDS)
def test_taking_what_was_told_over_is_idempotent_and_loses_no_giving_out(
    ours: CardIssue | None, theirs: CardIssue | None
) -> None:
    once = with_told(ours, theirs)
    assert with_told(once, theirs) == once
    assert with_told(once, ours) == once
    assert (once.handed if once else None) == (ours.handed if ours else None)
    assert with_told(ours, ours) == ours
    times = [each.told_at for each in (ours, theirs) if each is not None and each.told_at is not None]
    assert (once.told_at if once else None) == max(times, default=None)
    # What both machines told each other is the same on both.
    back = with_told(theirs, once)
    bare = [with_handing(each, a_record().id, None) for each in (once, back)]
    assert bare[0] == bare[1]
