# SPDX-License-Identifier: Apache-2.0
"""The applicant's screen through a visit: what it shows when, and that it never shows anybody else's data."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, OFF, SCREEN_SETTING, Place, Screens
from sscard_desktop.ui.applicant.window import ApplicantWindow
from sscard_desktop.ui.counter.doors import doors_of
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.tasks import Lane
from tests.helpers.counters import CounterWindow
from tests.helpers.waiting import until

SECOND = QRect(1366, 0, 1280, 800)
NAME, NUMBER = "欧阳样本", "110105194912310021"


class TwoScreens(Screens):
    """The clerk's, and perhaps another one."""

    def __init__(self) -> None:
        super().__init__()
        self.place: QRect | None = None

    def beside(self, window: QWidget, chosen: str = "") -> QRect | None:
        return self.place if chosen in ("", "second") else None

    def places(self) -> list[Place]:
        return [Place("second", "样例屏幕", SECOND)]


@pytest.fixture(scope="module")
def opened(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterWindow]:
    found = CounterWindow(dressed_app, tmp_path_factory.mktemp("visit") / "station")
    found.screens = TwoScreens()
    found.open()
    # The lane that looks at frames would be begun in the middle of a test, and outlive it.
    found.tasks.run(lambda: None, owner=found.window, lane=Lane.LIVE)
    yield found
    found.close()


@pytest.fixture
def counter(opened: CounterWindow) -> Iterator[CounterWindow]:
    """Nobody is in work, the second screen is the applicant's."""
    screens(opened).place = SECOND
    opened.page.look.visit.choose("second")
    opened.settle()
    yield opened
    for sheet in opened.page.findChildren(QDialog):
        if sheet.isVisible():
            sheet.reject()
    opened.page.work.discard()
    opened.settle()
    assert opened.errors == []


def screens(counter: CounterWindow) -> TwoScreens:
    assert isinstance(counter.screens, TwoScreens)
    return counter.screens


def window_of(counter: CounterWindow) -> ApplicantWindow:
    window = counter.page.look.window
    assert window is not None
    return window


def begin(counter: CounterWindow, **values: str) -> str:
    """Begin a record, with these values and a name and number of nobody's."""
    counter.page.work.start()
    counter.settle()
    record = counter.page.work.record
    assert record is not None
    edit(counter, **{"name": NAME, "number": NUMBER, **values})
    until(lambda: window_of(counter).page.view.page is not None)
    return record.id


def edit(counter: CounterWindow, **values: str) -> None:
    record = counter.page.work.record
    assert record is not None
    counter.in_lane(lambda: counter.desk.capture.edit(record.id, values))
    counter.page.work.look(forced=True)
    counter.settle()


def said(window: QWidget) -> str:
    """Return all words on a window, in front or not."""
    found = [str(each.text()) for each in window.findChildren(QWidget) if callable(getattr(each, "text", None))]
    return " ".join([*found, *(each.accessibleName() for each in window.findChildren(QWidget))])


def open_door(counter: CounterWindow, name: str, record_id: str) -> QDialog:
    doors = doors_of(counter.desk, counter.page, counter.page.look.visit)
    getattr(doors, name)(record_id, lambda: None, lambda: None)
    counter.settle()
    (found,) = [each for each in counter.page.findChildren(QDialog) if each.isVisible()]
    return found


def frame() -> Frame:
    return Frame(np.full((90, 160, 3), 90, np.uint8), time.monotonic())


# ── welcome, data, thanks ────────────────────────────────────────────────────────────────────────────────────────


def test_while_nobody_is_there_it_says_what_is_collected_and_why_in_both_languages(counter: CounterWindow) -> None:
    window = window_of(counter)
    assert window.isVisible()
    assert window.geometry() == SECOND
    assert window.scene() is window.greeting
    spec = counter.desk.profile.applicant
    assert spec.text("welcome", "zh_CN") in said(window)
    assert spec.text("welcome", "en") in said(window)


def test_the_citys_usual_answers_alone_are_nobodys_data(counter: CounterWindow) -> None:
    counter.page.work.start()
    counter.settle()
    window = window_of(counter)
    until(lambda: "正在为您办理" in said(window))
    assert window.page.view.rows() == []


def test_own_data_appear_as_they_are_filled_and_cannot_be_pointed_at_yet(counter: CounterWindow) -> None:
    begin(counter)
    window = window_of(counter)
    assert window.scene() is window.page
    assert {row.key for row in window.page.view.rows()} >= {"name", "number"}
    edit(counter, mobile="13800138000")
    until(lambda: "mobile" in {row.key for row in window.page.view.rows()})
    assert all(window.page.view.childAt(row.geometry().center()) is None for row in window.page.view.rows())
    assert window.page.end.isHidden()
    assert not window.reading


@pytest.mark.parametrize("end", ["parked", "discarded", "left", "hidden"])
def test_nobodys_data_stays(counter: CounterWindow, end: str) -> None:
    begin(counter)
    window = window_of(counter)
    if end == "parked":
        counter.page.work.park()
    elif end == "discarded":
        counter.page.work.discard()
    elif end == "left":
        counter.page.leaving()
    else:
        counter.page.hide()
    if end in ("left", "hidden"):
        # At once: the window may be locked in the same breath.
        assert window.scene() is window.greeting
        assert NAME not in said(window)
    counter.page.show()
    counter.settle()
    if end in ("parked", "discarded"):
        assert window.scene() is window.greeting
        assert NAME not in said(window)
        assert "1949" not in said(window)


def test_the_next_person_never_sees_the_one_before(counter: CounterWindow) -> None:
    first = begin(counter)
    window = window_of(counter)
    counter.page.course.switch(lambda: counter.page.work.start())
    counter.settle()
    record = counter.page.work.record
    assert record is not None
    assert record.id != first
    edit(counter, name="陈样本", number="11010519491231002X")
    until(lambda: window.page.view.page is not None)
    assert NAME not in said(window)


def test_thanks_give_the_number_and_what_follows_and_name_nobody(counter: CounterWindow) -> None:
    begin(counter)
    taken = counter.page.work.taken
    assert taken is not None
    counter.page.work.closed.emit()
    counter.page.look.visit.thank(taken)
    window = window_of(counter)
    assert window.scene() is window.farewell
    assert any("12333" in line for line in window.farewell.lines())
    assert NAME not in said(window)
    # Whoever comes next takes it away at once.
    counter.page.look.visit.begin(taken)
    assert window.scene() is not window.farewell
    assert window.farewell.lines() == []
    counter.page.work.look()
    counter.settle()


# ── dialogs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_photo_dialog_is_a_mirror_with_coaching_here(counter: CounterWindow) -> None:
    from sscard_desktop.ui.photo.dialog import PhotoDialog
    from sscard_desktop.ui.photo.stage import Stage

    record_id = begin(counter)
    dialog = open_door(counter, "photo", record_id)
    assert isinstance(dialog, PhotoDialog)
    window = window_of(counter)
    assert window.scene() is window.camera
    assert NAME not in said(window)
    until(lambda: dialog.stage is Stage.LIVE)
    shown = frame()
    dialog.live.pictured.emit(shown)
    assert window.camera.mirror._frame is shown
    dialog.live.counted.emit(2)
    assert "2" in window.camera.coaching()
    dialog.live.counted.emit(0)
    dialog.live.guided.emit(None)
    assert window.camera.coaching() == "请看镜头"
    dialog.reject()
    counter.settle()
    assert window.camera.mirror._frame is None
    until(lambda: window.scene() is window.page)


def test_frames_that_come_too_fast_are_not_painted(counter: CounterWindow) -> None:
    record_id = begin(counter)
    dialog = open_door(counter, "photo", record_id)
    camera = window_of(counter).camera
    camera._painted_at_s = 0.0
    first, second = frame(), frame()
    camera.show_frame(first)
    camera.show_frame(second)
    assert camera.mirror._frame is first
    dialog.reject()


def test_the_texts_are_read_here_and_what_was_answered_shows(counter: CounterWindow) -> None:
    from sscard_desktop.ui.photo.consent import ConsentDialog

    record_id = begin(counter)
    dialog = open_door(counter, "consent", record_id)
    assert isinstance(dialog, ConsentDialog)
    window = window_of(counter)
    assert window.scene() is window.consents
    texts = counter.desk.profile.consents
    assert texts[0].texts["zh_CN"].strip()[:20] in said(window)
    window.consents.next.click()
    bar = window.consents.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    until(lambda: dialog.read_to_the_end)
    dialog.toggle(texts[0].key)
    counter.settle()
    assert "已同意" in said(window)
    dialog.reject()
    counter.settle()
    assert "已同意" not in said(window)


def test_a_dialog_of_the_clerks_does_not_block_this_screen(counter: CounterWindow) -> None:
    from sscard_desktop.ui.photo.consent import ConsentDialog

    record_id = begin(counter)
    dialog = open_door(counter, "consent", record_id)
    assert isinstance(dialog, ConsentDialog)
    assert dialog.isModal()
    window = window_of(counter)
    # Through the window system, as a finger comes, and not straight to the widget.
    at = window.speech.mapTo(window, window.speech.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    until(lambda: window.chosen == "en")
    assert dialog.isVisible()
    dialog.reject()


def test_a_finger_moves_the_text_and_the_clerk_no_longer_does(counter: CounterWindow) -> None:
    from sscard_desktop.ui.photo.consent import ConsentDialog

    record_id = begin(counter)
    dialog = open_door(counter, "consent", record_id)
    assert isinstance(dialog, ConsentDialog)
    area = window_of(counter).consents.area
    area.setFixedHeight(200)
    until(lambda: area.verticalScrollBar().maximum() > 100)
    dialog.moved.emit(1.0)
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    dialog.moved.emit(0.0)
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 150))
    QTest.mouseMove(area.viewport(), QPoint(50, 90))
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 90))
    assert area.verticalScrollBar().value() == 60
    dialog.moved.emit(1.0)
    assert area.verticalScrollBar().value() == 60
    dialog.reject()


def test_what_is_written_here_stands_on_the_clerks_sheet_and_is_wiped_from_both(counter: CounterWindow) -> None:
    from sscard_desktop.ui.signature.dialog import SignatureDialog

    record_id = begin(counter)
    dialog = open_door(counter, "sign", record_id)
    assert isinstance(dialog, SignatureDialog)
    window = window_of(counter)
    until(lambda: window.signing.view.page is not None)
    pad = window.signing.pad
    middle = pad.rect().center()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pad, middle + QPoint(60, 10))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 10))
    assert pad.strokes() == dialog.pad.strokes() != ()
    dialog.pad.clear()
    assert pad.strokes() == ()
    dialog.reject()
    counter.settle()
    assert window.signing.view.rows() == []


def test_a_photo_that_was_taken_is_shown_among_the_data(counter: CounterWindow) -> None:
    counter.serve_behind_doors()
    record_id = begin(counter)
    counter.noted.behind["photo"](record_id)
    counter.page.work.look()
    counter.settle()
    assert PictureRole.PHOTO in counter.in_lane(lambda: counter.desk.capture.look(record_id)).record.pictures
    until(lambda: window_of(counter).page.view.photo.ratio() > 0)


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_to_a_foreigner_it_speaks_both_languages_and_the_applicant_chooses_the_first(counter: CounterWindow) -> None:
    begin(counter, document_type="passport", number="12AB34567")
    window = window_of(counter)
    until(lambda: window.codes == ("zh_CN", "en"))
    until(lambda: any(len(row.line.labels) == 2 for row in window.page.view.rows()))
    window.speech.click()
    counter.settle()
    assert window.codes == ("en", "zh_CN")
    until(lambda: window.page.view.rows()[1].line.labels[0].isascii())
    assert counter.language.code == "zh_CN"


def test_a_foreigner_reads_the_texts_in_both_languages_on_either_screen(counter: CounterWindow) -> None:
    record_id = begin(counter, document_type="passport", number="12AB34567")
    dialog = open_door(counter, "consent", record_id)
    text = counter.desk.profile.consents[0].texts
    for shown in (said(dialog), said(window_of(counter).consents)):
        assert text["zh_CN"].strip() in shown
        assert text["en"].strip() in shown
    dialog.reject()


def test_a_citizen_may_choose_english_and_the_next_one_gets_chinese_again(counter: CounterWindow) -> None:
    begin(counter)
    window = window_of(counter)
    window.speech.click()
    counter.settle()
    assert window.codes == ("en",)
    until(lambda: all(row.line.labels[0].isascii() for row in window.page.view.rows()))
    counter.page.work.discard()
    counter.settle()
    assert window.codes == ("zh_CN",)


# ── the screen ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_never_takes_the_keyboard(counter: CounterWindow) -> None:
    begin(counter)
    window = window_of(counter)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not [each for each in window.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    assert not window.isActiveWindow()


def test_a_pulled_cable_hides_it_and_a_plugged_one_brings_it_back(counter: CounterWindow) -> None:
    begin(counter)
    window = window_of(counter)
    screens(counter).place = None
    screens(counter).changed.emit()
    assert window.isHidden()
    assert NAME not in said(window)
    screens(counter).place = SECOND.translated(10, 0)
    screens(counter).changed.emit()
    until(lambda: window.page.view.page is not None)
    assert window.geometry() == screens(counter).place


def test_a_cable_pulled_while_the_photo_is_taken_leaves_no_picture_behind(counter: CounterWindow) -> None:
    record_id = begin(counter)
    dialog = open_door(counter, "photo", record_id)
    window = window_of(counter)
    window.camera.show_frame(frame())
    screens(counter).place = None
    screens(counter).changed.emit()
    assert window.isHidden()
    assert window.camera.mirror._frame is None
    assert dialog.isVisible()
    dialog.reject()


def test_the_choice_is_kept_and_off_means_off(counter: CounterWindow) -> None:
    visit = counter.page.look.visit
    visit.choose(OFF)
    counter.settle()
    assert counter.in_lane(lambda: counter.desk.session.store.setting(SCREEN_SETTING)) == OFF
    assert window_of(counter).isHidden()
    assert visit.stand() is None
    visit.choose(IN_A_WINDOW)
    counter.settle()
    window = window_of(counter)
    assert window.isVisible()
    assert not window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_a_second_screen_is_offered_and_never_covered_unasked(counter: CounterWindow) -> None:
    visit, board = counter.page.look.visit, counter.page.board
    visit.choose("")
    counter.settle()
    assert window_of(counter).isHidden()
    assert board.current() is Subject.SCREEN
    board.act()
    counter.settle()
    assert window_of(counter).isVisible()
    assert counter.in_lane(lambda: counter.desk.session.store.setting(SCREEN_SETTING)) == "second"


def test_a_lock_leaves_an_empty_screen_that_the_next_login_takes_over(counter: CounterWindow) -> None:
    begin(counter)
    window = window_of(counter)
    counter.get_up()
    assert window.isVisible()
    assert window.scene() is window.greeting
    assert NAME not in said(window)
    counter.sit_down()
    until(lambda: window_of(counter) is window)


def test_an_unreadable_photo_shows_none(counter: CounterWindow) -> None:
    camera = window_of(counter).camera
    camera.show_photo(b"not a picture")
    assert camera._finished._image == QImage()
    camera.clear()
