# SPDX-License-Identifier: Apache-2.0
"""Review by keyboard on a real station: walked, approved, returned, taken back; and what a supervisor may not do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.lighting import LightScore
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import Adjustment, PhotoCheck, PhotoReport, Verdict
from sscard_desktop.domain.record import Move, RecordId, Status
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.lighting import Lighting
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.review import Review
from sscard_desktop.ui.review.page import ReviewPage, View
from tests.helpers.scenes import PageScene
from tests.helpers.windowdesks import WindowDesk, jpeg

FAILED = PhotoCheck("face_width", Verdict.FAIL, 160.0, "179–255 px", "crop")


class Scene(PageScene[ReviewPage]):
    """The supervisor's page; tests press keys, and wait for the lanes."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        super().__init__(qtbot, desk, ReviewPage(desk.sit_down("wangfang")))
        self.page.entered()
        self.settle()
        if self.page.view() is View.FACES:
            self.key(Qt.Key.Key_Return)

    def shown(self) -> str:
        dossier = self.page.sheet().dossier()
        return str(dossier.record.id) if dossier is not None else ""

    def status(self, record_id: str) -> Status:
        return self.desk.station.supervisor.store.record(RecordId(record_id)).status


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def submitted(desk: WindowDesk, *indices: int) -> list[str]:
    """Submit people a minute apart."""
    records = []
    for index in indices:
        records.append(desk.submitted(index))
        desk.station.clock.advance(minutes=1)
    return records


def test_the_oldest_submission_comes_first_and_j_and_k_walk(qtbot: QtBot, desk: WindowDesk) -> None:
    first, second = submitted(desk, 0, 2)
    scene = Scene(qtbot, desk)
    assert scene.shown() == first
    scene.key(Qt.Key.Key_J)
    assert scene.shown() == second
    scene.key(Qt.Key.Key_J)
    assert scene.shown() == second, "there is nothing behind the last"
    scene.key(Qt.Key.Key_K)
    assert scene.shown() == first


def test_a_approves_at_once_and_the_next_comes_up(qtbot: QtBot, desk: WindowDesk) -> None:
    first, second = submitted(desk, 0, 2)
    scene = Scene(qtbot, desk)
    scene.key(Qt.Key.Key_A)
    assert scene.status(first) is Status.APPROVED
    assert scene.status(second) is Status.SUBMITTED
    assert scene.shown() == second
    assert scene.page.toast().text()


def test_r_returns_with_a_reason_of_the_list_or_in_words(qtbot: QtBot, desk: WindowDesk) -> None:
    first, second = submitted(desk, 0, 2)
    scene = Scene(qtbot, desk)
    scene.key(Qt.Key.Key_R)
    dialog = scene.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    scene.key(Qt.Key.Key_R)
    dialog = scene.page.dialog()
    assert dialog is not None
    QTest.keyClicks(dialog.focusWidget(), "See note 7")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    store = desk.station.supervisor.store
    assert store.record(RecordId(first)).returned_reason == "照片不合格，请重拍"
    assert [each.point.key for each in store.remarks(RecordId(first))] == ["photo"]
    assert store.record(RecordId(second)).returned_reason == "See note 7"


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_R])
def test_ctrl_z_takes_the_last_decision_back(qtbot: QtBot, desk: WindowDesk, key: Qt.Key) -> None:
    (record,) = submitted(desk, 0)
    scene = Scene(qtbot, desk)
    scene.key(key)
    dialog = scene.page.dialog()
    if dialog is not None:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_2)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        desk.settle()
    assert scene.status(record) is not Status.SUBMITTED
    scene.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scene.status(record) is Status.SUBMITTED
    assert scene.shown() == record
    store = desk.station.supervisor.store
    assert store.steps(RecordId(record))[-1].move is Move.RECONSIDER
    assert store.record(RecordId(record)).returned_reason == ""


def test_a_decision_that_was_followed_up_stands(qtbot: QtBot, desk: WindowDesk) -> None:
    (record,) = submitted(desk, 0)
    scene = Scene(qtbot, desk)
    scene.key(Qt.Key.Key_R)
    dialog = scene.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    desk.station.clock.advance(minutes=1)
    Capture(desk.station.clerk).edit(record, {"mobile": "13900001111"})
    scene.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [error.code for error in desk.errors] == ["review.followed"]
    assert scene.status(record) is Status.RETURNED


def test_nobody_approves_their_own_and_it_is_said_before(qtbot: QtBot, desk: WindowDesk) -> None:
    (record,) = submitted(desk, 0)
    Capture(desk.station.clerk).amend(record)
    Capture(desk.station.supervisor).submit(record)
    scene = Scene(qtbot, desk)
    assert scene.shown() == record
    assert "自己" in scene.page.bar().reason()
    scene.key(Qt.Key.Key_A)
    assert scene.status(record) is Status.SUBMITTED
    Review(desk.station.supervisor).allow_own(allowed=True)
    scene.page.entered()
    desk.settle()
    scene.key(Qt.Key.Key_A)
    assert scene.status(record) is Status.APPROVED


def test_overridden_checks_stand_first_with_their_reason(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.filled(0)
    moved = Adjustment(shift_x_px=-3, zoom=1.05)
    judged = JudgedPhoto(PhotoReport((FAILED,), adjustment=moved)).override("face_width", "本人面部有伤，已核实")
    Capture(desk.station.clerk).accept_photo(record, jpeg(358, 441, "#d0d8e0"), judged)
    Capture(desk.station.clerk).submit(record)
    Lighting(desk.station.clerk).keep(LightScore(42, (), "white_lamp"))
    scene = Scene(qtbot, desk)
    findings = scene.page.sheet().findings()
    overridden = next(found for found in findings if "本人面部有伤，已核实" in found.detail())
    assert "160" in overridden.text()
    assert "179–255 px" in overridden.text()
    assert "位置 -3、+0 像素、缩放 105%" in [found.detail() for found in findings]
    assert "当天灯光 42 分" in [found.text() for found in findings]


def test_an_empty_queue_says_so_and_keys_do_nothing(qtbot: QtBot, desk: WindowDesk) -> None:
    scene = Scene(qtbot, desk)
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_J, Qt.Key.Key_K):
        scene.key(key)
    assert scene.page.dialog() is None
    assert not desk.errors


def test_a_record_that_is_not_yet_on_screen_is_not_approved(qtbot: QtBot, desk: WindowDesk) -> None:
    first, second = submitted(desk, 0, 2)
    scene = Scene(qtbot, desk)
    # Both keys before the lane could answer: A speaks of a record that nobody has seen.
    QTest.keyClick(scene.page.focusWidget(), Qt.Key.Key_J)
    QTest.keyClick(scene.page.focusWidget(), Qt.Key.Key_A)
    desk.settle()
    assert scene.status(first) is scene.status(second) is Status.SUBMITTED


def test_only_supervisors_have_the_page(qtbot: QtBot, desk: WindowDesk) -> None:
    from sscard_desktop.ui.pages import places_for

    clerk, chief = desk.sit_down("limin"), desk.sit_down("wangfang")
    assert clerk.operator.role is Role.CLERK
    keys = [[place.key for place in places_for(seated)] for seated in (clerk, chief)]
    assert "review" not in keys[0]
    assert "batches" not in keys[0]
    assert {"records", "review", "batches"} <= set(keys[1])
