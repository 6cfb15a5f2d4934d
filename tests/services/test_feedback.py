# SPDX-License-Identifier: Apache-2.0
"""Feedback: a preview says all, nothing is applied that it didn't say, and what was applied can be taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import CancelledError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.feedback import Meaning, Told
from sscard_desktop.domain.feedbackfile import FeedbackSource
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import grouped, receipt_number
from sscard_desktop.domain.record import Move, Record, RecordId, Status, Step
from sscard_desktop.domain.remarks import Answer, RemarkSource
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.enquiries import Enquiries, Node, Result
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import Choices, Outcome
from sscard_desktop.services.feedbackwords import FeedbackWords
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import TableFile
from sscard_desktop.services.refusals import Refusals
from tests.helpers.desks import good_photo
from tests.helpers.offices import CLERK, Office
from tests.helpers.tables import as_csv, as_xlsx

NEVER = datetime(2026, 1, 1, tzinfo=UTC)
HEADERS = ("受理编号", "证件号码", "姓名", "状态", "退回原因", "社保卡号", "领卡网点")


class Bureau(Office):
    """An office whose first three people went out in a batch."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "station")
        self.folder = folder
        self.feedback = Feedback(self.session)
        if not self.store.batches():
            for index in (1, 2, 3):
                self.approved(index)
            self.send()
        (batch,) = self.store.batches()
        self.batch, self.out = batch.number, batch.records
        self.clock.advance(hours=2)

    def send(self) -> str:
        """Let all that is approved leave, without writing a package."""
        self.clock.advance(hours=1)
        now, chief = self.clock.now(), self.session.operator.name
        members = [self.store.record(found.id) for found in self.store.search(statuses=(Status.APPROVED,))]
        number = f"0017-20260302-{len(self.store.batches()) + 1:03d}"
        ids = tuple(record.id for record in members)
        batch = Batch(number, "chengdu", "1", BatchStatus.EXPORTED, now, chief, ids, now, chief, now, "ab" * 32)
        with self.session.action("batch.export", number):
            self.store.add_batch(batch)
            for record in members:
                self.store.add_step(record.id, Step(now, CLERK, Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED))
                self.session.moved(record, Move.EXPORT, at=now, batch=number)
        return number

    def record(self, at: int) -> Record:
        return self.store.record(self.out[at])

    def row(self, at: int, state: str, reason: str = "", card: str = "", place: str = "") -> tuple[str, ...]:
        record = self.record(at)
        return (record.receipt_number, record.value("number"), record.value("name"), state, reason, card, place)

    def table(self, *rows: Sequence[object], headers: Sequence[str] = HEADERS, name: str = "回盘.xlsx") -> TableFile:
        path = self.folder / name
        path.write_bytes(as_xlsx([headers, *rows]))
        return TableFiles().read(path)

    def preview(self, *rows: Sequence[object], choices: Choices | None = None) -> Preview:
        return self.feedback.preview(self.table(*rows), choices)

    def outcomes(self, *rows: Sequence[object], choices: Choices | None = None) -> list[Outcome]:
        return [verdict.outcome for verdict in self.preview(*rows, choices=choices).verdicts]

    def statuses(self) -> list[Status]:
        return [self.record(at).status for at in range(len(self.out))]

    def state(self) -> list[object]:
        """Everything that feedback may change."""
        return [
            *(replace(self.record(at), updated_at=NEVER) for at in range(len(self.out))),
            *(self.store.card_issue(record_id) for record_id in self.out),
            self.store.batch(self.batch),
        ]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a station that every test copies: making one takes longer than most tests."""
    folder = tmp_path_factory.mktemp("sent")
    Bureau(folder).store.close()
    return folder / "station"


@pytest.fixture
def bureau(sent: Path, tmp_path: Path) -> Iterator[Bureau]:
    shutil.copytree(sent, tmp_path / "station")
    made = Bureau(tmp_path)
    yield made
    made.store.close()


# ── what it does ──────────────────────────────────────────────────────────────────────────────────────────────


def test_records_move_come_back_and_get_their_cards(bureau: Bureau) -> None:
    preview = bureau.preview(
        bureau.row(0, "制卡中"),
        bureau.row(1, "退回", "照片不合格，请重照"),
        bureau.row(2, "可领卡", card="A12345678", place="武侯支行"),
    )
    assert [v.outcome for v in preview.verdicts] == [Outcome.MOVES, Outcome.RETURNED, Outcome.MOVES]
    assert [v.target for v in preview.verdicts] == [Status.MAKING, Status.RETURNED, Status.READY]
    assert preview.acknowledged == (bureau.batch,)
    assert bureau.statuses() == [Status.EXPORTED] * 3
    bureau.clock.advance(hours=1)
    file = bureau.feedback.apply(preview)
    assert bureau.statuses() == [Status.MAKING, Status.RETURNED, Status.READY]
    batch = bureau.store.batch(bureau.batch)
    assert (batch.status, batch.acknowledged_at) == (BatchStatus.ACKNOWLEDGED, bureau.clock.now())
    back = bureau.record(1)
    assert (back.batch, back.returned_reason, back.editable) == ("", "照片不合格，请重照", True)
    (remark,) = bureau.store.remarks(back.id)
    assert (remark.point.key, remark.point.code, remark.source) == ("photo", "photo", RemarkSource.BUREAU)
    assert bureau.store.card_issue(bureau.out[2]) == CardIssue(
        bureau.out[2], "A12345678", "武侯支行", bureau.clock.now()
    )
    assert (file.file, file.lines, file.batches) == ("回盘.xlsx", 3, (bureau.batch,))
    (applied,) = [each for each in bureau.actions() if each[1] == "feedback.apply"]
    assert applied[2] == file.id
    assert file.file not in str(applied)


def test_what_came_back_can_be_mended_and_goes_out_again(bureau: Bureau) -> None:
    bureau.feedback.apply(bureau.preview(bureau.row(1, "退回", "照片不合格")))
    record = bureau.record(1)
    with bureau.store.transaction():
        bureau.store.save_record(replace(record, status=Status.APPROVED))
    again = bureau.send()
    assert bureau.store.batch(again).records == (record.id,)


def test_the_same_file_a_second_time_changes_nothing(bureau: Bureau) -> None:
    rows = [
        bureau.row(0, "制卡中"),
        bureau.row(1, "退回", "照片不合格"),
        bureau.row(2, "可领卡", card="A1", place="武侯"),
    ]
    table = bureau.table(*rows)
    bureau.feedback.apply(bureau.feedback.preview(table))
    before = bureau.state()
    again = bureau.feedback.preview(table)
    assert [v.outcome for v in again.verdicts] == [Outcome.SAME] * 3
    assert again.read_before is not None
    with pytest.raises(RefusedError) as caught:
        bureau.feedback.apply(again)
    assert caught.value.code == "feedback.nothing_new"
    assert bureau.state() == before


def test_a_list_that_grows_from_week_to_week_only_adds(bureau: Bureau) -> None:
    first = bureau.row(0, "制卡中")
    bureau.feedback.apply(bureau.preview(first))
    preview = bureau.preview(first, bureau.row(1, "制卡中"))
    assert [v.outcome for v in preview.verdicts] == [Outcome.SAME, Outcome.MOVES]
    bureau.feedback.apply(preview)
    assert bureau.statuses() == [Status.MAKING, Status.MAKING, Status.EXPORTED]


def test_an_old_line_after_the_record_was_sent_again_waits_for_a_decision(bureau: Bureau) -> None:
    """A list of all that ever happened says 退回 again; that isn't a new one, unless somebody says so."""
    row = bureau.row(1, "退回", "照片不合格")
    bureau.feedback.apply(bureau.preview(row))
    with bureau.store.transaction():
        bureau.store.save_record(replace(bureau.record(1), status=Status.APPROVED))
    bureau.send()
    (verdict,) = bureau.preview(row).verdicts
    assert (verdict.outcome, verdict.said_at is not None) == (Outcome.REPEATED, True)
    assert bureau.outcomes(row, choices=Choices(records={verdict.at: bureau.out[1]})) == [Outcome.RETURNED]
    assert bureau.outcomes(bureau.row(1, "退回", "照片不合格，有阴影")) == [Outcome.RETURNED]


def test_a_card_number_that_comes_later_is_taken_along(bureau: Bureau) -> None:
    bureau.feedback.apply(bureau.preview(bureau.row(0, "可领卡")))
    preview = bureau.preview(bureau.row(0, "可领卡", card="A1", place="武侯支行"))
    assert [v.outcome for v in preview.verdicts] == [Outcome.UPDATES]
    bureau.feedback.apply(preview)
    issue = bureau.store.card_issue(bureau.out[0])
    assert issue is not None
    assert (issue.number, issue.place) == ("A1", "武侯支行")


def test_a_result_that_is_not_good_sends_back_whatever_the_node(bureau: Bureau) -> None:
    headers = ("受理编号", "业务节点", "办理结果", "原因")
    rows = [
        (bureau.record(0).receipt_number, "卡商制卡", "已办理", ""),
        (bureau.record(1).receipt_number, "银行开户", "失败", "手机号码已被占用"),
    ]
    preview = bureau.feedback.preview(bureau.table(*rows, headers=headers), Choices(source=FeedbackSource.BANK))
    bureau.feedback.apply(preview)
    assert bureau.statuses()[:2] == [Status.MAKING, Status.RETURNED]
    (remark,) = bureau.store.remarks(bureau.out[1])
    assert (remark.point.key, remark.source) == ("mobile", RemarkSource.BANK)


def test_enquiries_answer_from_it_by_card_and_number(bureau: Bureau) -> None:
    bureau.feedback.apply(bureau.preview(bureau.row(2, "可领卡", card="A12345678", place="武侯支行")))
    enquiries = Enquiries(bureau.session)
    for text in ("A12345678", "a12345678", bureau.record(2).value("number")):
        (found,) = enquiries.progress(text)
        assert (found.record, found.card_number, found.pickup_place, found.told) == (
            bureau.out[2], "A12345678", "武侯支行", True,
        )  # fmt: skip
        assert [s.node for s in found.steps if s.result is Result.DONE][-1] is Node.READY
        status = enquiries.card_status(text)
        assert status is not None
        assert (status.card_number, status.pickup_place) == ("A12345678", "武侯支行")
    stranger = Enquiries(bureau.session_of("zhaoliu", Role.CLERK))
    (covered,) = stranger.progress("A12345678")
    assert covered.card_number == "*****5678"


# ── what does nothing ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_line_that_does_nothing_says_why(bureau: Bureau) -> None:
    """The file that the issue names: unknown people, duplicates, backwards, another's number; and one good line."""
    bureau.feedback.apply(bureau.preview(bureau.row(2, "可领卡")))
    first, second, third = (bureau.record(at) for at in range(3))
    waiting = bureau.approved(4)
    stranger = receipt_number(17, bureau.clock.today(), 900)
    elsewhere = receipt_number(23, bureau.clock.today(), 1)
    rows = [
        bureau.row(0, "制卡中"),
        bureau.row(0, "制卡中"),
        bureau.row(1, "制卡中"),
        bureau.row(1, "退回", "照片不合格"),
        bureau.row(2, "制卡中"),
        (waiting.receipt_number, waiting.value("number"), "", "制卡中"),
        (stranger, "", "", "制卡中"),
        (elsewhere, "", "", "制卡中"),
        ("", "510107199003079990", "", "制卡中"),
        (first.receipt_number, third.value("number"), "", "制卡中"),
        (third.receipt_number, "", "李四", "已发放"),
        ("", 510107199003070014, "", "制卡中"),
        ("", "", "王小明", "制卡中"),
        ("", "510107********0014", "", "制卡中"),
    ]
    preview = bureau.preview(*rows)
    assert [verdict.outcome for verdict in preview.verdicts] == [
        Outcome.MOVES,
        Outcome.DUPLICATE,
        Outcome.CONTRADICTS,
        Outcome.CONTRADICTS,
        Outcome.BACKWARDS,
        Outcome.NOT_SENT,
        Outcome.UNMATCHED,
        Outcome.ELSEWHERE,
        Outcome.UNMATCHED,
        Outcome.DISAGREES,
        Outcome.DISAGREES,
        Outcome.DIGITS_LOST,
        Outcome.NO_KEY,
        Outcome.UNMATCHED,
    ]
    assert preview.counts[Outcome.UNMATCHED] == 3
    assert len(preview.changes) == 1
    bureau.feedback.apply(preview)
    assert bureau.statuses() == [Status.MAKING, Status.EXPORTED, Status.READY]
    assert bureau.store.record(waiting.id).status is Status.APPROVED
    assert second.status is Status.EXPORTED


@pytest.mark.parametrize(
    ("states", "target"),
    [
        (("银行开户", "制卡中"), Status.MAKING),
        (("已提交", "可领卡", "制卡中"), Status.READY),
        (("制卡中", "退回"), None),
    ],
)
def test_of_several_lines_the_farthest_counts_unless_something_was_sent_back(
    bureau: Bureau, states: tuple[str, ...], target: Status | None
) -> None:
    verdicts = bureau.preview(*(bureau.row(0, state) for state in states)).verdicts
    assert [v.target for v in verdicts if v.outcome is Outcome.MOVES] == ([target] if target else [])
    others = Outcome.DUPLICATE if target else Outcome.CONTRADICTS
    assert sum(v.outcome is others for v in verdicts) == len(states) - bool(target)


def test_of_lines_with_times_the_last_counts(bureau: Bureau) -> None:
    headers = ("受理编号", "状态", "办理时间")
    receipt = bureau.record(0).receipt_number
    rows = [(receipt, "制卡中", "2026-03-09"), (receipt, "退回", "2026-03-08"), (receipt, "已提交", "2026-03-07")]
    verdicts = bureau.feedback.preview(bureau.table(*rows, headers=headers)).verdicts
    assert [v.outcome for v in verdicts] == [Outcome.MOVES, Outcome.DUPLICATE, Outcome.DUPLICATE]


def test_a_number_that_names_two_records_waits_until_somebody_says_which(bureau: Bureau) -> None:
    person = bureau.record(0)
    other = replace(
        person,
        id=RecordId("f" * 32),
        business="loss",
        batch="",
        receipt_number=receipt_number(17, bureau.clock.today(), 77),
    )
    with bureau.store.transaction():
        bureau.store.add_record(other)
    row = ("", person.value("number"), "", "制卡中")
    (verdict,) = bureau.preview(row).verdicts
    assert (verdict.outcome, set(verdict.candidates)) == (Outcome.AMBIGUOUS, {person.id, other.id})
    chosen = bureau.preview(row, choices=Choices(records={verdict.at: person.id}))
    assert [(v.outcome, v.record) for v in chosen.verdicts] == [(Outcome.MOVES, person.id)]
    headers = ("证件号码", "状态", "业务类型", "批次")
    for said in (("新申领", ""), ("申办", ""), ("", bureau.batch)):
        table = bureau.table((person.value("number"), "制卡中", *said), headers=headers)
        (verdict,) = bureau.feedback.preview(table).verdicts
        assert verdict.record == (person.id if said != ("新申领", "") else None), said


def test_a_card_number_of_somebody_else_is_not_taken(bureau: Bureau) -> None:
    assert bureau.outcomes(bureau.row(0, "可领卡", card="A1"), bureau.row(1, "可领卡", card="A1")) == [
        Outcome.CARD_TAKEN, Outcome.CARD_TAKEN,
    ]  # fmt: skip
    bureau.feedback.apply(bureau.preview(bureau.row(0, "可领卡", card="A1")))
    assert bureau.outcomes(bureau.row(1, "可领卡", card="A1")) == [Outcome.CARD_TAKEN]


def test_a_number_excel_cut_is_no_matter_beside_a_receipt_number(bureau: Bureau) -> None:
    record = bureau.record(0)
    row = (grouped(record.receipt_number), int(record.value("number")[:15]) * 1000, record.value("name"), "制卡中")
    assert bureau.outcomes(row) == [Outcome.MOVES]


def test_another_spelling_of_the_name_is_told(bureau: Bureau) -> None:
    """Systems without the character write another: the number decides, and the preview says so."""
    record = bureau.record(1)
    # Also where the receipt number names the record: it may be a slip that fits somebody else's line.
    for receipt in ("", record.receipt_number):
        (verdict,) = bureau.preview((receipt, record.value("number"), "吉小明", "制卡中")).verdicts
        assert (verdict.outcome, verdict.name_differs) == (Outcome.MOVES, True)


# ── files that are wrong ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [("编号", "号码", "名", "情况"), ("受理编号", "姓名"), ("状态", "姓名"), ("证件号码", "公民身份号码", "状态")],
)
def test_columns_that_nobody_explained_are_told_and_nothing_is_applied(
    bureau: Bureau, headers: tuple[str, ...]
) -> None:
    preview = bureau.feedback.preview(bureau.table(("a", "b", "c", "d"), headers=headers))
    assert (preview.understood, preview.verdicts, preview.layouts[0].header_row) == (False, (), 1)
    with pytest.raises(InvalidInputError) as caught:
        bureau.feedback.apply(preview)
    assert caught.value.code == "feedback.not_understood"


def test_what_was_explained_once_is_known_from_then_on(bureau: Bureau) -> None:
    headers, record = ("流水", "进展"), bureau.record(0)
    table = bureau.table((record.receipt_number, "打包"), headers=headers)
    assert not bureau.feedback.preview(table).understood
    columns = {"流水": Meaning.RECEIPT_NUMBER, "进展": Meaning.STATE}
    half = bureau.feedback.preview(table, Choices(columns=columns))
    assert (half.unknown, [v.outcome for v in half.verdicts]) == (("打包",), [Outcome.UNKNOWN_WORD])
    assert FeedbackWords(bureau.session).learnt() == ({}, {})
    bureau.feedback.apply(bureau.feedback.preview(table, Choices(columns=columns, states={"打包": Told.MAKING})))
    other = bureau.table((bureau.record(1).receipt_number, "打 包"), headers=headers, name="下周.xlsx")
    assert [v.outcome for v in bureau.feedback.preview(other).verdicts] == [Outcome.MOVES]
    FeedbackWords(bureau.session).forget()
    assert not bureau.feedback.preview(other).understood


def test_a_damaged_setting_is_no_reason_to_stop(bureau: Bureau) -> None:
    with bureau.store.transaction():
        bureau.store.save_setting("feedback.columns", "{")
        bureau.store.save_setting("feedback.states", '{"a": "no such state", "b": 3}')
    assert FeedbackWords(bureau.session).learnt() == ({}, {})


def test_mixed_encodings_and_a_repeated_header_are_read(bureau: Bureau) -> None:
    rows = [HEADERS, bureau.row(0, "制卡中"), HEADERS, bureau.row(1, "制卡中")]
    content = as_csv(rows[:2]) + as_csv(rows[2:], "gb18030")
    (bureau.folder / "混.csv").write_bytes(content)
    table = TableFiles().read(bureau.folder / "混.csv")
    preview = bureau.feedback.preview(table)
    assert table.otherwise_encoded
    assert [(v.line.row, v.outcome) for v in preview.verdicts] == [(2, Outcome.MOVES), (4, Outcome.MOVES)]


def test_a_preview_that_is_no_longer_true_is_not_applied(bureau: Bureau) -> None:
    preview = bureau.preview(bureau.row(0, "制卡中"))
    with bureau.session.action("record.other", bureau.out[0]) as now:
        bureau.session.moved(bureau.record(0), Move.MAKE_READY, at=now)
    with pytest.raises(RefusedError) as caught:
        bureau.feedback.apply(preview)
    assert caught.value.code == "feedback.changed_meanwhile"


def test_cancelled_half_way_nothing_was_done(bureau: Bureau) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            if done == 2:
                raise CancelledError

    preview = bureau.preview(*(bureau.row(at, "可领卡", card=f"A{at}") for at in range(3)))
    before = bureau.state()
    with pytest.raises(CancelledError):
        bureau.feedback.apply(preview, Impatient())
    assert bureau.state() == before
    assert bureau.feedback.files() == []


# ── taking back ───────────────────────────────────────────────────────────────────────────────────────────────


def test_taken_back_everything_stands_as_before(bureau: Bureau) -> None:
    before = bureau.state()
    rows = [
        bureau.row(0, "制卡中"),
        bureau.row(1, "退回", "照片不合格"),
        bureau.row(2, "可领卡", card="A1", place="武侯"),
    ]
    file = bureau.feedback.apply(bureau.preview(*rows))
    bureau.clock.advance(hours=1)
    undone = bureau.feedback.undo(file.id)
    assert bureau.state() == before
    assert (undone.undone_at, undone.undone_by) == (bureau.clock.now(), bureau.session.operator.name)
    (remark,) = bureau.store.remarks(bureau.out[1])
    assert remark.answer is Answer.TAKEN_BACK
    assert bureau.store.refusals() == []
    (progress,) = Enquiries(bureau.session).progress(bureau.record(1).receipt_number)
    assert not progress.told
    assert {step.result for step in progress.steps} == {Result.DONE, Result.UNTOLD}
    with pytest.raises(RefusedError) as caught:
        bureau.feedback.undo(file.id)
    assert caught.value.code == "feedback.undone_already"
    # It can be read again, and does again what it did.
    assert bureau.outcomes(*rows) == [Outcome.MOVES, Outcome.RETURNED, Outcome.MOVES]


def test_two_files_are_taken_back_in_turn(bureau: Bureau) -> None:
    before = bureau.state()
    first = bureau.feedback.apply(bureau.preview(bureau.row(0, "制卡中")))
    second = bureau.feedback.apply(bureau.preview(bureau.row(0, "可领卡"), bureau.row(1, "制卡中")))
    with pytest.raises(RefusedError) as caught:
        bureau.feedback.undo(first.id)
    assert (caught.value.code, caught.value.params["record"]) == ("feedback.followed", bureau.out[0])
    bureau.feedback.undo(second.id)
    assert bureau.store.batch(bureau.batch).status is BatchStatus.ACKNOWLEDGED
    bureau.feedback.undo(first.id)
    assert bureau.state() == before


def test_a_record_that_was_touched_since_keeps_the_file(bureau: Bureau) -> None:
    file = bureau.feedback.apply(bureau.preview(bureau.row(0, "制卡中"), bureau.row(1, "退回", "照片不合格")))
    bureau.clock.advance(minutes=1)
    with bureau.store.transaction():
        bureau.store.save_values(bureau.out[1], {"mobile": "13900139000"}, at=bureau.clock.now())
    before = bureau.state()
    with pytest.raises(RefusedError) as caught:
        bureau.feedback.undo(file.id)
    assert (caught.value.code, caught.value.params["count"]) == ("feedback.followed", 1)
    assert bureau.state() == before


# ── who, and what is remembered ───────────────────────────────────────────────────────────────────────────────


def test_a_clerk_reads_no_feedback(bureau: Bureau) -> None:
    with pytest.raises(NotAllowedError):
        Feedback(bureau.session_of(CLERK, Role.CLERK))


def test_the_trail_has_no_card_number_and_nobodys_name(bureau: Bureau) -> None:
    bureau.feedback.apply(bureau.preview(bureau.row(0, "可领卡", card="A12345678", place="武侯支行")))
    told = [entry.detail for entry in bureau.store.audit_entries() if entry.action.startswith("feedback")]
    assert told
    assert not any("A12345678" in detail or "王小明" in detail for detail in told)
    assert json.loads(told[-1])["lines"] == {"moves": 1}


def test_refusals_are_counted_by_reason_clerk_camera_and_hour(bureau: Bureau) -> None:
    judged = replace(JudgedPhoto(good_photo().report), camera="USB 摄像头")
    with bureau.store.transaction():
        for at in (0, 1):
            bureau.store.put_picture_report(bureau.out[at], PictureRole.PHOTO, judged.to_json())
    rows = [
        bureau.row(0, "退回", "照片过小"),
        bureau.row(1, "退回", "照片不合格；地址不详"),
        bureau.row(2, "退回", "其他"),
    ]
    bureau.feedback.apply(bureau.preview(*rows))
    memory = Refusals(bureau.session).memory()
    assert dict(memory.rules) == {"photo": 2, "": 1, "address": 1}
    assert (dict(memory.clerks), dict(memory.cameras)) == ({CLERK: 4}, {"USB 摄像头": 3})
    assert dict(memory.photo_bytes) == {"photo": len(bureau.store.picture(bureau.out[0], PictureRole.PHOTO) or b"")}
    assert sum(memory.hours.values()) == 4
    assert Refusals(bureau.session).memory(rule="photo").total == 2
    bureau.clock.advance(days=91)
    assert Refusals(bureau.session).memory(days=90).total == 0


def test_a_reason_that_became_frequent_is_told_where_the_city_wants_it(bureau: Bureau) -> None:
    bureau.feedback.apply(bureau.preview(*(bureau.row(at, "退回", "照片不合格") for at in range(2))))
    clerk = bureau.session_of(CLERK, Role.CLERK)
    assert Refusals(clerk).warnings() == ()
    spec = replace(bureau.profile.feedback, warn_after=2, warn_days=30)
    wanting = replace(clerk, profile=replace(bureau.profile, feedback=spec))
    (warned,) = Refusals(wanting).warnings()
    assert (warned.rule, warned.keys, warned.count, warned.days) == ("photo", ("photo",), 2, 30)
    bureau.clock.advance(days=31)
    assert Refusals(wanting).warnings() == []


_STATES = ("已提交", "核验中", "银行开户", "制卡中", "密钥加载", "可领卡", "已发放", "退回", "不知道", "")
_ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(_STATES),
        st.sampled_from(("", "照片不合格", "姓名有误；地址不详")),
        st.sampled_from(("", "A1", "A2", "A3")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, second=_ROWS)
def test_whatever_a_file_says_it_does_what_was_said_once_and_taken_back_nothing_is_left(
    bureau: Bureau, rows: list[tuple[int, str, str, str]], second: list[tuple[int, str, str, str]]
) -> None:
    before, applied = bureau.state(), []
    for each in (rows, second):
        lines = [bureau.row(at, state, reason, card, "武侯支行") for at, state, reason, card in each]
        preview = bureau.preview(*lines)
        stood = bureau.state()
        if not preview.changes and not preview.acknowledged:
            continue
        applied.append(bureau.feedback.apply(preview))
        told = {v.record: v for v in preview.changes}
        assert len(told) == len(preview.changes)
        for at, record_id in enumerate(bureau.out):
            verdict = told.get(record_id)
            if verdict is None:
                assert (bureau.state()[at], bureau.state()[at + 3]) == (stood[at], stood[at + 3])
            elif verdict.target is not None:
                assert bureau.record(at).status is verdict.target
        again = bureau.preview(*lines)
        assert not again.changes
    for file in reversed(applied):
        bureau.feedback.undo(file.id)
    assert bureau.state() == before
