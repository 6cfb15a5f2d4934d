# SPDX-License-Identifier: Apache-2.0
"""After the shot: a photo that is there already, answers by single keys, moving by keys, checked again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import Adjustment, PhotoCheck, PhotoReport, PictureRole, Verdict
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.photoreports import JudgedPhoto, from_json
from sscard_desktop.services.photowindows import CityTable, StoredPhoto
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.rules import place_of
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.photo.verdicts import FamilyTitle, PassedChecks, ReasonLine
from sscard_desktop.ui.photo.verdictsheet import SEEN_AFTER_MS, carried
from sscard_desktop.ui.records import citiesdialog
from sscard_desktop.ui.records.citiesdialog import CitiesDialog
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import WAIT_MS, Shown

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(counter: Counter) -> Shown:
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)
    return shown


def reopened(shown: Shown) -> Shown:
    """Open the dialog again on the same record."""
    again = object.__new__(Shown)
    again.counter, again.record_id, again.taken = shown.counter, shown.record_id, []
    again.dialog = PhotoDialog(shown.counter.desk, shown.record_id, shown.counter.host)
    again.dialog.accepted_photo.connect(again.taken.append)
    again.dialog.open()
    shown.counter.qtbot.waitUntil(shown.counter.desk.tasks.idle, timeout=WAIT_MS)
    return again


def moved(shown: Shown) -> None:
    shown.counter.qtbot.waitUntil(lambda: not shown.dialog.mover.busy, timeout=WAIT_MS)


def test_a_record_with_a_photo_shows_it_and_the_camera_stays_off(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Right)
    moved(shown)
    shown.wait_until_seen()
    stored = shown.stored()
    again = reopened(shown)
    assert again.dialog.stage is Stage.RESULT
    assert again.counter.cameras._thread is None
    judged = again.dialog.outcome.judged
    assert judged is not None
    assert not judged.open_questions
    assert again.dialog.mover.adjustment == Adjustment(shift_x_px=1)
    again.press(Qt.Key.Key_Return)
    assert not again.taken, "nothing about it is new"
    third = reopened(shown)
    third.press(Qt.Key.Key_R)
    third.wait_for_picture()
    assert third.dialog.stage is Stage.LIVE
    third.press(Qt.Key.Key_Escape)
    assert shown.stored() == stored


def test_y_answers_one_question_after_the_other_and_none_twice(shown: Shown) -> None:
    sheet = shown.dialog.outcome.sheet
    asked = list(sheet.judged.open_questions) if sheet.judged is not None else []
    assert len(asked) >= 3
    for key in asked:
        assert sheet.current() == key
        shown.counter.qtbot.waitUntil(lambda key=key: answered(shown, key), timeout=WAIT_MS)
    shown.press(Qt.Key.Key_Right)
    moved(shown)
    judged = shown.dialog.outcome.judged
    assert judged is not None
    assert {"glasses", "covering", "clothes"} <= judged.confirmed
    shown.wait_until_seen()


def answered(shown: Shown, key: str) -> bool:
    if shown.dialog.outcome.sheet.current() == key:
        shown.press(Qt.Key.Key_Y)
    return shown.dialog.outcome.sheet.current() != key


def test_the_checks_stand_by_the_families_of_the_bureaus_sheet_and_no_window_flashes_up(shown: Shown) -> None:
    sheet = shown.dialog.outcome.sheet
    places = [place_of(row.check.family) for row in sheet.rows().values()]
    assert places == sorted(places)
    titles = [title.text() for title in sheet.findChildren(FamilyTitle)]
    assert any(title.endswith("眼镜") for title in titles)
    seen: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    sheet.show_judged(sheet.judged)
    app.removeEventFilter(watch)
    assert not seen


def test_the_list_of_what_passed_is_made_when_somebody_unfolds_it(shown: Shown) -> None:
    (passed,) = shown.dialog.outcome.sheet.findChildren(PassedChecks)
    assert not passed.findChildren(FamilyTitle)
    shown.press(Qt.Key.Key_P)
    judged = shown.dialog.outcome.judged
    assert judged is not None
    said = [check for check in judged.report.checks if check.verdict is Verdict.PASS]
    assert len([each for each in passed._rows if each.text()]) == len(said) > 0
    assert passed._list is not None
    assert passed._list.isVisible()
    shown.press(Qt.Key.Key_P)
    assert not passed._list.isVisible()


def test_a_question_has_no_line_for_a_reason(shown: Shown) -> None:
    sheet = shown.dialog.outcome.sheet
    assert [row for row in sheet.rows().values() if row.check.verdict is Verdict.CONFIRM]
    failed = [row for row in sheet.rows().values() if row.check.verdict is Verdict.FAIL]
    assert len(sheet.findChildren(ReasonLine)) == len([row for row in failed if row._reasoning is not None])


def test_esc_asks_once_before_a_photo_that_nobody_stored_is_lost(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.isVisible()
    assert "还没有采用" in shown.dialog.banner.texts()[0]
    shown.press(Qt.Key.Key_B)
    assert not shown.dialog.banner.isVisible(), "whoever goes on has thought better of it"
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.isVisible()
    shown.press(Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()
    assert shown.stored() is None


def test_the_windows_own_cross_asks_too(shown: Shown) -> None:
    dialog = shown.dialog
    QApplication.sendEvent(dialog, spontaneous_close(dialog))
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    shown.press(Qt.Key.Key_Escape)


def spontaneous_close(dialog: PhotoDialog) -> QCloseEvent:
    """Return what the window system sends; Qt itself has no public way to make one."""

    class Spontaneous(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    return Spontaneous()


def test_a_photo_that_was_let_go_comes_back_with_what_was_decided(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Right)
    moved(shown)
    shown.counter.qtbot.wait(SEEN_AFTER_MS + 100)
    shown.press(Qt.Key.Key_Y)
    before = shown.dialog.outcome.judged
    finished = shown.dialog.outcome.finished
    assert before is not None
    assert before.confirmed
    shown.press(Qt.Key.Key_R)
    assert shown.dialog.stage is Stage.LIVE
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.isVisible(), "there is still a photo that nobody stored"
    shown.press(Qt.Key.Key_Z, CONTROL)
    assert shown.dialog.stage is Stage.RESULT
    assert shown.dialog.outcome.judged == before
    assert shown.dialog.outcome.finished is finished
    assert shown.dialog.mover.adjustment == Adjustment(shift_x_px=1)
    shown.press(Qt.Key.Key_Z, CONTROL)
    assert shown.dialog.stage is Stage.RESULT, "here it takes back a step, and there is none"
    shown.wait_until_seen()


def test_photos_that_were_thrown_away_are_counted_with_the_one_that_was_taken(shown: Shown) -> None:
    first = shown.dialog.outcome.judged
    assert first is not None
    shown.press(Qt.Key.Key_R)
    shown.press(Qt.Key.Key_Z, CONTROL)
    assert not shown.dialog._retaken_before(), "a photo that was had back is no retake"
    shown.press(Qt.Key.Key_R)
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)
    shown.wait_until_seen()
    store, record = shown.counter.desk.session.store, RecordId(shown.record_id)
    report = shown.counter.stored(lambda: store.picture_report(record, PictureRole.PHOTO))
    assert from_json(report).retaken == {first.thrown_away(): 1}


def test_a_file_that_is_no_picture_costs_the_photo_that_was_there_nothing(shown: Shown) -> None:
    finished = shown.dialog.outcome.finished
    shown.dialog.import_file(Path(__file__))
    shown.counter.qtbot.waitUntil(lambda: shown.dialog.stage is Stage.LIVE, timeout=WAIT_MS)
    shown.press(Qt.Key.Key_Z, CONTROL)
    assert shown.dialog.outcome.finished is finished
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)


def test_g_tells_which_cities_would_take_the_photo_before_it_is_stored(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[StoredPhoto] = []

    def taking(stored: StoredPhoto, *_: object) -> CityTable:
        asked.append(stored)
        return CityTable((), {}, (), ())

    monkeypatch.setattr(citiesdialog, "cities_taking", taking)
    shown.press(Qt.Key.Key_G)
    table = shown.dialog.findChild(CitiesDialog)
    assert isinstance(table, CitiesDialog)
    shown.counter.qtbot.waitUntil(lambda: table.table() is not None, timeout=WAIT_MS)
    finished = shown.dialog.outcome.finished
    assert finished is not None
    assert asked[0].photo == finished.jpeg
    assert asked[0].original
    assert shown.stored() is None
    table.reject()
    assert shown.dialog.stage is Stage.RESULT
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)


def test_n_takes_another_and_says_why(shown: Shown) -> None:
    shown.counter.qtbot.wait(SEEN_AFTER_MS + 100)
    sheet = shown.dialog.outcome.sheet
    name = sheet.rows()[sheet.current()].accessibleName()
    shown.press(Qt.Key.Key_N)
    assert shown.dialog.stage is Stage.LIVE
    what, todo = shown.dialog.banner.texts()
    assert what.removeprefix("重拍：") in name
    assert todo
    assert shown.stored() is None


def test_keys_move_the_photo_and_it_is_checked_again(shown: Shown) -> None:
    before = shown.dialog.outcome.finished
    assert before is not None
    assert before.report.geometry is not None
    for _ in range(6):
        shown.press(Qt.Key.Key_Left)
    assert shown.dialog.mover.busy
    shown.press(Qt.Key.Key_Return)
    assert shown.dialog.stage is Stage.RESULT, "what is on the screen isn't what would be stored"
    moved(shown)
    after = shown.dialog.outcome.finished
    assert after is not None
    assert after.report.geometry is not None
    assert after.report.geometry.eye_x == pytest.approx(before.report.geometry.eye_x - 6, abs=1.5)
    shown.press(Qt.Key.Key_0)
    moved(shown)
    assert shown.dialog.outcome.finished is not None
    assert shown.dialog.outcome.finished.jpeg == before.jpeg
    shown.press(Qt.Key.Key_Z, CONTROL)
    moved(shown)
    assert shown.dialog.mover.adjustment.shift_x_px == -6


def test_a_move_that_cannot_be_made_is_taken_back_with_the_reason(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise InvalidInputError("photo.body_cut_off")

    monkeypatch.setattr(shown.counter.desk.workplace.photo_maker(), "make", refuse)
    shown.press(Qt.Key.Key_Down)
    moved(shown)
    assert shown.dialog.mover.adjustment == Adjustment()
    assert shown.dialog.banner.isVisible()


def test_b_shows_what_the_camera_saw_and_the_photo_again(shown: Shown) -> None:
    photo = shown.dialog.outcome.picture().copy()
    shown.press(Qt.Key.Key_B)
    assert shown.dialog.outcome.showing_before
    assert shown.dialog.outcome.picture() != photo
    shown.press(Qt.Key.Key_B)
    assert shown.dialog.outcome.picture() == photo


def test_the_original_stays_with_a_photo_that_was_moved_later(shown: Shown) -> None:
    shown.wait_until_seen()
    original = shown.stored(PictureRole.PHOTO_ORIGINAL)
    again = reopened(shown)
    again.press(Qt.Key.Key_Up)
    moved(again)
    again.wait_until_seen()
    assert shown.stored(PictureRole.PHOTO_ORIGINAL) == original


def test_what_was_said_of_the_person_is_carried_on_and_of_the_crop_is_not() -> None:
    checks = (
        PhotoCheck("glasses", Verdict.CONFIRM, None, "", "glasses"),
        PhotoCheck("top_margin", Verdict.CONFIRM, 4.0, "7–21 px", "crop"),
        PhotoCheck("exposure", Verdict.FAIL, 0.1, "0.38–0.82", "quality"),
    )
    before = JudgedPhoto(PhotoReport(checks)).confirm().override("exposure", "the lamp is broken")
    after = carried(before, PhotoReport(checks))
    assert after.open_questions == ("top_margin",)
    assert not after.open_failures


def test_the_dialog_with_its_banner_goes_on_the_smallest_screen(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.banner.isVisible()
    # 768 lines less a title bar and a task bar's edge.
    assert shown.dialog.minimumSizeHint().height() <= 768 - 28
    assert shown.dialog.minimumSizeHint().width() <= 1366
    shown.press(Qt.Key.Key_Escape)


def test_an_answered_question_gives_its_room_to_those_that_wait(shown: Shown) -> None:
    sheet = shown.dialog.outcome.sheet
    row = next(iter(sheet.rows().values()))
    tall = row.height()
    shown.counter.qtbot.waitUntil(lambda: answered(shown, row.check.key), timeout=WAIT_MS)
    shown.counter.qtbot.waitUntil(lambda: row.height() < tall)
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)


def test_after_another_is_asked_for_the_bar_knows_that_there_is_a_picture(shown: Shown) -> None:
    shown.press(Qt.Key.Key_R)
    assert shown.dialog.live.can_shoot
    assert shown.dialog.bar.reason() == ""
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)
