# SPDX-License-Identifier: Apache-2.0
"""The sheet of faces by keyboard on a real station: marked, approved together, returned, opened, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PhotoCheck, PhotoReport, Verdict
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.reviewing import ReviewSpec, Why
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.review import Review
from sscard_desktop.services.reviewqueue import ReviewQueue
from sscard_desktop.ui.review.faces import COLUMNS, FACES, FaceModel, FaceSheet
from sscard_desktop.ui.review.facetile import FACE_ROLE, Face, photo_size
from sscard_desktop.ui.review.page import ReviewPage, View
from sscard_desktop.ui.review.pictures import small_pictures
from tests.helpers.windowdesks import WindowDesk, jpeg

FAILED = PhotoCheck("face_width", Verdict.FAIL, 160.0, "179–255 px", "crop")


class Sheet:
    """The supervisor's page with four people on it, the second one with an overridden check."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, spec: ReviewSpec | None = None) -> None:
        self.desk = desk
        self.records = []
        for index in (0, 2, 5, 6):
            record = desk.filled(index)
            if index == 2:
                judged = JudgedPhoto(PhotoReport((FAILED,))).override("face_width", "面部有伤")
                Capture(desk.station.clerk).accept_photo(record, jpeg(358, 441, "#d0d8e0"), judged)
            Capture(desk.station.clerk).submit(record)
            desk.station.clock.advance(minutes=1)
            self.records.append(record)
        seated = desk.sit_down("wangfang")
        if spec is not None:
            session = replace(seated.session, profile=replace(seated.session.profile, review=spec))
            seated = replace(seated, session=session)
        self.page = ReviewPage(seated)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 724)
        self.page.show()
        self.page.entered()
        desk.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.page.activateWindow()
        QTest.qWaitForWindowActive(self.page)
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.desk.settle()

    def states(self) -> str:
        """Return the first letters of the four records' states."""
        store = self.desk.station.supervisor.store
        return "".join(store.record(RecordId(each)).status.value[0] for each in self.records)

    def face(self, row: int) -> Face:
        found = self.page.faces().model().index(row, 0).data(FACE_ROLE)
        assert isinstance(found, Face)
        return found


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_faces_come_first_and_those_who_want_no_close_look_go_together(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    assert sheet.page.view() is View.FACES
    images = [sheet.face(row).image for row in range(4)]
    assert all(image is not None and not image.isNull() for image in images)
    assert [bool(sheet.face(row).badge) for row in range(4)] == [False, True, False, False]
    sheet.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [sheet.face(row).marked for row in range(4)] == [True, False, True, True]
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "asaa"
    assert "3" in sheet.page.toast().text()
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "asaa", "a face isn't a close look"
    assert "Enter" in sheet.page.toast().text()
    sheet.key(Qt.Key.Key_Return)
    assert sheet.page.view() is View.RECORD
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "aaaa"
    assert sheet.page.view() is View.EMPTY


def test_what_was_approved_together_is_taken_back_together(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    sheet.key(Qt.Key.Key_Space)
    sheet.key(Qt.Key.Key_Right)
    sheet.key(Qt.Key.Key_Right)
    sheet.key(Qt.Key.Key_Space)
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "asas"
    sheet.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.states() == "ssss"
    assert sheet.page.faces().model().rowCount() == 4


def test_the_marked_are_returned_with_points_at_their_fields(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    sheet.key(Qt.Key.Key_Space)
    sheet.key(Qt.Key.Key_Right)
    sheet.key(Qt.Key.Key_Space)
    sheet.key(Qt.Key.Key_R)
    dialog = sheet.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert sheet.states() == "ssss", "no reason, no return"
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_6):
        QTest.keyClick(dialog.focusWidget(), digit)
    QTest.keyClicks(dialog.focusWidget(), "see note 3")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert sheet.states() == "rrss"
    made = desk.station.supervisor.store.remarks(RecordId(sheet.records[1]))
    assert [(each.point.key, each.point.code) for each in made] == [
        ("photo", "photo"),
        ("mobile", "contact"),
        ("address", "contact"),
        ("", ""),
    ]


def test_filters_narrow_the_queue_and_say_when_nothing_is_left(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    menu = sheet.page.filters().menu("S")
    by_text = {action.text(): action for action in menu.actions()}
    by_text["不合格照用"].trigger()
    desk.settle()
    assert [sheet.face(0).summary.id, sheet.page.faces().model().rowCount()] == [sheet.records[1], 1]
    by_text["退回过"].trigger()
    desk.settle()
    assert sheet.page.view() is View.EMPTY
    sheet.key(Qt.Key.Key_X)
    assert sheet.page.faces().model().rowCount() == 4
    by_text["有警告"].trigger()
    desk.settle()
    assert sheet.page.faces().model().rowCount() == 0
    sheet.key(Qt.Key.Key_X)
    sheet.key(Qt.Key.Key_Space)
    by_text["不合格照用"].trigger()
    desk.settle()
    assert sheet.page.bar().next_button().text() == "审核通过", "whom the filter leaves out isn't counted"
    counts = [action.text().split()[-1] for action in sheet.page.filters().menu("C").actions()]
    assert counts == ["4", "4"]


def test_the_first_of_two_supervisors_is_told_that_another_has_to_look(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk, ReviewSpec(100, frozenset({Why.SAMPLED})))
    sheet.key(Qt.Key.Key_V)
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "ssss"
    sheet.page.refresh(sheet.records[0])
    desk.settle()
    assert "另一位" in sheet.page.bar().reason()
    sheet.key(Qt.Key.Key_A)
    assert not desk.errors
    sheet.key(Qt.Key.Key_Escape)
    assert sheet.page.view() is View.FACES
    badge = sheet.face(0).badge
    assert badge is not None
    assert "wangfang" in badge.word


def test_a_photo_that_is_none_is_a_null_picture() -> None:
    made = small_pictures({"a": jpeg(358, 441, "#d0d8e0"), "b": b"no picture", "c": b""}, QSize(100, 100))
    assert (made["a"].height(), made["b"].isNull(), made["c"].isNull()) == (100, True, True)


def test_a_sheet_is_turned_by_pages_of_thirty(qtbot: QtBot, desk: WindowDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(qtbot, desk)
    one = desk.station.supervisor.store.submissions()[0]
    many = [replace(one, summary=replace(one.summary, id=RecordId(f"{number:032x}"))) for number in range(65)]
    monkeypatch.setattr(ReviewQueue, "waiting", lambda self: many)
    monkeypatch.setattr(ReviewQueue, "warnings", lambda self, wanted: {each.summary.id: 0 for each in wanted})
    monkeypatch.setattr(ReviewQueue, "photos", lambda self, wanted: {})
    sheet.page.refresh(many[64].summary.id)
    desk.settle()
    assert sheet.page.faces().model().rowCount() == 5
    sheet.key(Qt.Key.Key_PageUp)
    assert sheet.face(0).summary.id == many[30].summary.id
    sheet.key(Qt.Key.Key_PageUp)
    sheet.key(Qt.Key.Key_PageUp)
    assert sheet.face(0).summary.id == many[0].summary.id


def test_a_photo_leaves_the_number_its_line_where_little_is_missing(qtbot: QtBot) -> None:
    font = QFont()
    font.setPixelSize(13)
    small = QFontMetrics(font)
    line = small.horizontalAdvance("510107 19651010")
    whole = round(121 * 358 / 441)
    for width, narrower in ((whole + line, True), (whole + line // 2, False), (whole + 2 * line, False)):
        size = photo_size(QSize(width, 121), small)
        assert (size.height() < 121) is narrower
        assert size.height() > 121 * 0.85
        assert not narrower or size.width() + line < width


def change(desk: WindowDesk, record_id: str) -> None:
    """Let a record become another one behind the page."""
    store = desk.station.supervisor.store
    record = store.record(RecordId(record_id))
    desk.station.clock.advance(minutes=1)
    with store.transaction():
        store.save_record(replace(record, updated_at=desk.station.clock.now()))


def test_who_changed_under_the_page_is_looked_at_again_before_the_approval(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    change(desk, sheet.records[0])
    sheet.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "ssaa"
    assert sheet.face(0).summary.name in sheet.page.toast().text()
    sheet.key(Qt.Key.Key_Return)
    assert sheet.page.view() is View.RECORD
    change(desk, sheet.records[0])
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "ssaa"
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "asaa", "it was read again"


def test_who_is_gone_under_the_page_leaves_it(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    Review(desk.station.supervisor).send_back(sheet.records[0], "照片")
    sheet.key(Qt.Key.Key_A)
    assert sheet.states() == "rsss"
    assert sheet.page.faces().model().rowCount() == 3
    Review(desk.station.supervisor).send_back(sheet.records[1], "照片")
    sheet.key(Qt.Key.Key_R)
    dialog = sheet.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert sheet.page.faces().model().rowCount() == 2
    assert not desk.errors


def test_a_face_of_a_record_that_changed_is_read_again(qtbot: QtBot, desk: WindowDesk) -> None:
    sheet = Sheet(qtbot, desk)
    model = FaceModel()
    people = [(sheet.face(row).summary, None) for row in range(2)]
    model.show_people(people, ())
    picture = QImage(2, 2, QImage.Format.Format_RGB32)
    model.set_images({each.id: picture for each, _ in people})
    later = replace(people[0][0], updated_at=desk.station.clock.now())
    model.show_people([(later, None), people[1]], ())
    assert model.without_image() == [later.id]


def test_a_search_for_warnings_says_how_far_it_is_and_lays_out_no_chunk_in_vain(
    qtbot: QtBot, desk: WindowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet(qtbot, desk)
    one = desk.station.supervisor.store.submissions()[0]
    many = [replace(one, summary=replace(one.summary, id=RecordId(f"{number:032x}"))) for number in range(400)]
    monkeypatch.setattr(ReviewQueue, "waiting", lambda self: many)
    monkeypatch.setattr(
        ReviewQueue, "warnings", lambda self, wanted: {each.summary.id: int(each is many[399]) for each in wanted}
    )
    monkeypatch.setattr(ReviewQueue, "photos", lambda self, wanted: {})
    sheet.page.refresh(many[0].summary.id)
    desk.settle()
    laid: list[int] = []
    left: list[int] = []
    looking = sheet.page._looking
    looking.narrowed.connect(lambda: laid.append(len(looking.shown)))
    looking.searched.connect(lambda: left.append(looking.searching()))
    menu = sheet.page.filters().menu("S")
    {action.text(): action for action in menu.actions()}["有警告"].trigger()
    assert looking.searching() > 0
    assert any("检查" in label.text() for label in sheet.page._empty.findChildren(QLabel))
    desk.settle()
    assert laid == [0, 1], "at the beginning and at the end"
    assert left == sorted(left, reverse=True)
    assert sheet.face(0).summary.id == many[399].summary.id
    assert looking.searching() == 0


def test_a_sheet_that_scrolls_still_fills_its_lines(qtbot: QtBot, desk: WindowDesk) -> None:
    summary = Sheet(qtbot, desk).face(0).summary
    sheet, model = FaceSheet(), FaceModel()
    qtbot.addWidget(sheet)
    model.show_people([(replace(summary, id=RecordId(str(at))), None) for at in range(FACES)], ())
    sheet.setModel(model)
    sheet.resize(1280, 420)
    sheet.show()
    desk.settle()
    assert sheet.verticalScrollBar().isVisible()
    tops = [sheet.visualRect(model.index(at, 0)).top() for at in range(FACES)]
    assert tops.count(tops[0]) == COLUMNS


def test_few_people_get_larger_tiles_in_the_same_room(qtbot: QtBot, desk: WindowDesk) -> None:
    summary = Sheet(qtbot, desk).face(0).summary
    sheet, model = FaceSheet(), FaceModel()
    qtbot.addWidget(sheet)
    sheet.setModel(model)
    sheet.resize(1280, 620)
    sheet.show()
    heights = []
    for people in (FACES, 12, 11, 6):
        model.show_people([(replace(summary, id=RecordId(str(at))), None) for at in range(people)], ())
        desk.settle()
        heights.append(sheet.gridSize().height())
        assert not sheet.verticalScrollBar().isVisible()
        places = [sheet.visualRect(model.index(at, 0)) for at in range(people)]
        assert all(sheet.viewport().rect().contains(each) for each in places)
    many, twelve, eleven, six = heights
    assert many < twelve == eleven < six == sheet.tile_height()
