# SPDX-License-Identifier: Apache-2.0
"""The feedback page by keyboard on a real station: a real file looked at, explained, read in and taken back; cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.cardissue import CardIssue, Taker
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Move, Record, RecordId, Status
from sscard_desktop.services.feedbackverdict import Outcome
from sscard_desktop.ui.feedback.front import View
from sscard_desktop.ui.feedback.handout import HandOutSheet
from sscard_desktop.ui.feedback.memory import MemorySheet
from sscard_desktop.ui.feedback.page import FeedbackPage
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.pick import PickDialog
from tests.helpers.tables import as_xlsx
from tests.helpers.windowdesks import WindowDesk

HEADERS = ("证件号码", "姓名", "状态", "退回原因", "社保卡号", "领卡网点")


class Scene:
    """The supervisor's page; two people's records went out."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.folder = folder
        self.path = ""
        self.records = [RecordId(desk.submitted(index)) for index in (0, 2)]
        self._send()
        self.page = FeedbackPage(desk.sit_down("wangfang"), ask=lambda parent, title: self.path)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 660)
        self.page.show()
        self.page.entered()
        desk.settle()

    def _send(self) -> None:
        session = self.desk.station.supervisor
        now = session.clock.now()
        batch = Batch("B1", "chengdu", "1", BatchStatus.EXPORTED, now, "wangfang", tuple(self.records), now, "x", now)
        with session.action("batch.export", "B1"):
            session.store.add_batch(batch)
            for record_id in self.records:
                approved = session.moved(session.record(record_id), Move.APPROVE, at=now)
                session.moved(approved, Move.EXPORT, at=now, batch="B1")

    def record(self, at: int) -> Record:
        return self.desk.station.supervisor.record(self.records[at])

    def row(self, at: int, *rest: str) -> tuple[str, ...]:
        record = self.record(at)
        return (record.value("number"), record.value("name"), *rest)

    def read(self, *rows: Sequence[object], headers: Sequence[str] = HEADERS) -> None:
        self.path = str(self.folder / "回盘.xlsx")
        Path(self.path).write_bytes(as_xlsx([headers, *rows]))
        self.key(Qt.Key.Key_O)

    def key(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page.focusWidget() or self.page, key)
        self.desk.settle()

    def pick(self, word: str) -> None:
        dialog = self.page.dialog()
        assert isinstance(dialog, PickDialog)
        place = next(at for at, option in enumerate(dialog.options()) if word in option)
        dialog._list.setCurrentRow(place)
        dialog._take()
        self.desk.settle()

    def outcomes(self) -> list[Outcome]:
        return [verdict.outcome for verdict in self.page.lines().rows()]


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)


def test_a_file_is_looked_at_read_in_and_taken_back_by_keys(scene: Scene) -> None:
    assert scene.page.view() is View.EMPTY
    scene.read(
        scene.row(0, "可领卡", "", "A12345678", "武侯支行"),
        scene.row(1, "退回", "照片不合格"),
        ("510107199001010000", "", "制卡中"),
    )
    assert scene.page.view() is View.PREVIEW
    assert scene.outcomes() == [Outcome.MOVES, Outcome.RETURNED, Outcome.UNMATCHED]
    assert scene.page.bar().next_button().text() == "读入 2 行"
    assert "1 行" in scene.page.bar().reason()
    assert scene.record(0).status is Status.EXPORTED
    scene.key(Qt.Key.Key_A)
    assert scene.outcomes() == [Outcome.UNMATCHED]
    scene.key(Qt.Key.Key_Return)
    assert [scene.record(at).status for at in (0, 1)] == [Status.READY, Status.RETURNED]
    assert scene.page.view() is View.FILES
    scene.key(Qt.Key.Key_U)
    dialog = scene.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    scene.desk.settle()
    assert [scene.record(at).status for at in (0, 1)] == [Status.EXPORTED, Status.EXPORTED]
    assert not scene.desk.errors


def test_columns_and_words_are_explained_once(scene: Scene) -> None:
    scene.read(scene.row(0, "打包"), headers=("证件号码", "姓名", "进展"))
    assert scene.page.banner().tone() is Tone.WARN
    scene.key(Qt.Key.Key_Escape)
    assert scene.page.view() is View.EMPTY
    scene.key(Qt.Key.Key_O)
    # What it isn't understood without is the next step, by Enter as by its own key.
    assert "指明列" in scene.page.bar().next_button().text()
    scene.key(Qt.Key.Key_Return)
    scene.pick("进展")
    scene.pick("状态")
    assert scene.outcomes() == [Outcome.UNKNOWN_WORD]
    scene.key(Qt.Key.Key_W)
    scene.pick("制卡中")
    assert scene.outcomes() == [Outcome.MOVES]
    scene.key(Qt.Key.Key_Return)
    assert scene.record(0).status is Status.MAKING
    scene.read(scene.row(1, "打包"), headers=("证件号码", "姓名", "进展"))
    assert scene.outcomes() == [Outcome.MOVES]


def test_below_the_lines_stands_all_of_the_chosen_one(scene: Scene) -> None:
    scene.read(
        scene.row(0, "可领卡", "", "1234****5678", ""),
        ("510107199010130000", "钱多多", "制卡中", "", "", ""),
    )
    (said,) = (each for each in scene.page.findChildren(Label) if "卡号不完整" in each.text())
    scene.key(Qt.Key.Key_Down)
    assert "本站没有这个号码的记录" in said.text()
    scene.key(Qt.Key.Key_Escape)
    assert not said.isVisibleTo(scene.page)


def test_a_line_in_another_encoding_says_so_beside_whatever_else_is_told(scene: Scene) -> None:
    rows = [
        ",".join(HEADERS),
        ",".join(scene.row(0, "怪状态", "", "", "")),
        ",".join(scene.row(1, "制卡中", "", "", "")),
    ]
    first, second, third = (f"{row}\n" for row in rows)
    path = scene.folder / "混.csv"
    path.write_bytes((first + second).encode() + third.encode("gb18030"))
    scene.path = str(path)
    scene.key(Qt.Key.Key_O)
    preview = scene.page.preview()
    assert preview is not None
    assert preview.unknown == ("怪状态",)
    remarks = [scene.page.lines().remark(verdict) for verdict in preview.verdicts]
    assert ["编码" in remark for remark in remarks] == [False, True]


def test_a_number_with_two_records_is_decided_by_d(scene: Scene) -> None:
    session = scene.desk.station.supervisor
    record = scene.record(0)
    with session.store.transaction():
        session.store.add_record(
            replace(record, id=RecordId("f" * 32), business="loss", batch="", receipt_number="9999")
        )
    scene.read(scene.row(0, "制卡中"))
    assert scene.outcomes() == [Outcome.AMBIGUOUS]
    scene.key(Qt.Key.Key_D)
    scene.pick(grouped(record.receipt_number))
    assert scene.outcomes() == [Outcome.MOVES]


def test_a_file_that_is_no_table_says_so_and_leaves_the_list(scene: Scene) -> None:
    bad = scene.folder / "bad.xls"
    bad.write_bytes(b"<html><table></table></html>")
    scene.path = str(bad)
    scene.key(Qt.Key.Key_O)
    assert (scene.page.view(), scene.page.banner().tone()) == (View.EMPTY, Tone.BAD)
    scene.read(scene.row(0, "制卡中"))
    scene.key(Qt.Key.Key_Escape)
    assert scene.page.view() is View.EMPTY
    assert scene.record(0).status is Status.EXPORTED


def test_refusals_are_counted(scene: Scene) -> None:
    scene.read(scene.row(0, "退回", "照片过小"))
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_S)
    sheet = scene.page.dialog()
    assert isinstance(sheet, MemorySheet)
    assert [sheet.model.item(0, column).text() for column in range(3)] == ["原因", "照片", "1"]
    sheet.reject()


def test_a_card_is_handed_out_to_the_holder_and_to_an_agent(scene: Scene) -> None:
    scene.read(*(scene.row(at, "可领卡", "", f"A1234567{at}", "武侯支行") for at in (0, 1)))
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_H)
    sheet = scene.page.dialog()
    assert isinstance(sheet, HandOutSheet)
    card = scene.desk.station.person(0).card
    sheet.take_card(card)
    scene.desk.settle()
    assert [row[4] for row in sheet.rows()] == ["武侯支行"]
    assert sheet.rows()[0][3] == "****5670"
    sheet.give()
    scene.desk.settle()
    assert scene.record(0).status is Status.ISSUED
    assert "已发卡" in sheet.said.text()
    sheet.take_back()
    scene.desk.settle()
    assert scene.record(0).status is Status.READY
    # Another one's card, taken by an agent whose own document is laid on the reader.
    sheet.line.setText(scene.record(1).value("number"))
    sheet.ask()
    scene.desk.settle()
    sheet.takers.set_code(Taker.AGENT)
    sheet._show_taker()
    sheet.take_card(card)
    sheet.give()
    scene.desk.settle()
    assert "委托书" in sheet.said.text()
    sheet.proof.setChecked(True)
    sheet.holders.setChecked(True)
    sheet.give()
    scene.desk.settle()
    issue = scene.desk.station.supervisor.store.card_issue(scene.records[1])
    assert isinstance(issue, CardIssue)
    assert issue.handed is not None
    assert (issue.handed.taker, issue.handed.number) == (Taker.AGENT, card.number)
    sheet.reject()


def test_papers_are_offered_once_cards_wait(scene: Scene) -> None:
    withheld: list[str] = []
    scene.page.withheld.connect(withheld.append)
    scene.key(Qt.Key.Key_P)
    assert (scene.page.dialog(), len(withheld)) == (None, 1)
    scene.read(*(scene.row(at, "可领卡") for at in (0, 1)))
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_P)
    dialog = scene.page.dialog()
    assert isinstance(dialog, PickDialog)
    assert "领卡签收表" in dialog.options()[0]
    dialog.reject()


def test_who_reads_no_feedback_sees_the_part_for_cards(qtbot: QtBot, scene: Scene) -> None:
    page = FeedbackPage(scene.desk.sit_down("limin"))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    scene.desk.settle()
    assert (page.view(), page.bar().next_button().text()) == (View.EMPTY, "发卡")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_O)
    assert page.dialog() is None
    QTest.keyClick(page, Qt.Key.Key_H)
    sheet = page.dialog()
    assert isinstance(sheet, HandOutSheet)
    sheet.reject()
