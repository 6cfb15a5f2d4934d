# SPDX-License-Identifier: Apache-2.0
"""The training station's window: lessons led, counted and judged, by key events on the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QVBoxLayout

from sscard_desktop import app
from sscard_desktop.domain.grouping import MOBILE_GROUPS, in_groups
from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.demostation import PASSWORD
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.traininglessons import LESSONS, Goal, lesson
from sscard_desktop.services.trainingstage import Hand, TrainingStage
from sscard_desktop.services.trainingstation import LEARNER, set_up_training
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.training import words
from sscard_desktop.ui.training.band import TrainingBand
from sscard_desktop.ui.training.host import TrainingHost
from sscard_desktop.ui.training.page import TrainingPage
from sscard_desktop.ui.training.scores import ScoreWords
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.rows import CHIP_ROLE
from sscard_desktop.ui.window import Program
from tests.helpers.desks import JPEG, good_photo
from tests.helpers.waiting import until
from tests.storage.stations import CHEAP

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class School:
    """A learner before the window, with a power that fails without killing anybody."""

    def __init__(self, qapp: QApplication, folder: object) -> None:
        place = app.training_workplace_at(folder)  # type: ignore[arg-type]
        cheap = StationFolder(place.station.folder, clock=place.clock, initials=place.pinyin.initials, cost=CHEAP)
        self.place = replace(place, station=cheap)
        self.language = Language(qapp)
        self.language.switch("zh_CN")
        self.window = MainWindow(self.language)
        self.bugs: list[BaseException] = []
        self.cuts = 0
        self.program = Program(self.place, self.window, self.language, on_bug=self.bugs.append)
        assert self.place.demo is not None
        self.stage = TrainingStage(self.place.demo.reader(), self.place.demo, now=self.place.clock.now)
        self.host = TrainingHost(self.window, self.language, self.stage, self._cut)
        self.program.take_stage(self.stage)
        self.program.lead_with(self.host.places)
        self.program.seated.connect(self.host.sit_down)
        self.program.left.connect(self.host.leave)
        self.program.tasks.run(
            lambda: set_up_training(self.place, "chengdu"), owner=self.program, on_done=lambda _: self.log_in()
        )
        self.window.resize(1366, 768)
        self.window.show()
        until(lambda: self.window.current_page() == "training" and self.program.tasks.idle(), timeout_s=60)

    def _cut(self) -> None:
        self.cuts += 1

    def log_in(self) -> None:
        self.program.tasks.run(
            lambda: self.program.open_desk(LEARNER, PASSWORD), owner=self.program, on_done=self.program.sit_down
        )

    @property
    def counter(self) -> CounterPage:
        page = self.window.page("counter")
        assert isinstance(page, CounterPage)
        return page

    @property
    def lessons(self) -> TrainingPage:
        page = self.window.page("training")
        assert isinstance(page, TrainingPage)
        return page

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
        """Press a key as the window system does: it comes to the window first."""
        front = QApplication.activeModalWidget() or self.window
        front.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(front.windowHandle(), key, modifier)

    def begin(self, key: str) -> None:
        self.window.go_to("training", key)
        until(self.program.tasks.idle)
        self.press(Key.Key_Return)
        until(lambda: self.window.current_page() == "counter" and self.stage.lesson is lesson(key))
        until(self.program.tasks.idle)

    def lay(self) -> None:
        self.press(Key.Key_D, Modifier.ControlModifier)
        until(lambda: self.counter.work.record is not None and bool(self.counter.work.record.value("number")))
        until(self.program.tasks.idle)

    def end(self) -> None:
        self.host.run.stop()
        until(self.program.tasks.idle)


@pytest.fixture(scope="module")
def school(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    fonts.load(qapp)
    theme.apply(qapp, theme.Look())
    found = School(qapp, tmp_path_factory.mktemp("school") / "station")
    yield found
    found.program.close()
    found.host.close()
    found.window.close()
    found.language.silence()
    assert not found.bugs, found.bugs


def test_a_lesson_is_led_counted_and_kept(school: School) -> None:
    school.begin("expiring")
    assert school.host.stripe.texts()[0] == words.title("expiring", "zh_CN")
    school.lay()
    until(lambda: school.host.stripe.texts()[1].startswith("看清楚"))
    school.press(Key.Key_Return)
    until(lambda: school.window.current_page() == "training", timeout_s=20)
    taken = school.host.run.progress.taken["expiring"]
    assert taken.last.right
    # Ctrl+D, which is a shortcut, and Enter, which isn't.
    assert taken.last.keys == 2
    row = school.lessons.chosen()
    assert row is not None
    assert row.lesson.key == "expiring"
    assert row.taken == taken


def test_the_person_answers_to_the_field_that_has_the_keyboard(school: School) -> None:
    school.begin("first_card")
    school.lay()
    until(lambda: school.counter.form.editor("mobile").isVisible())
    school.counter.form.go_to("mobile")
    mobile = in_groups(school.stage.cast[0].values["mobile"], MOBILE_GROUPS)
    until(lambda: mobile in school.host.stripe.texts()[2])
    school.press(Key.Key_E, Modifier.ControlModifier)
    until(school.program.tasks.idle)
    assert not school.counter.work.values().get("mobile"), "in this lesson the learner types"
    school.end()


def test_a_hint_is_given_when_it_is_asked_for_and_counts(school: School) -> None:
    school.begin("expiring")
    school.press(Key.Key_F11, Modifier.ShiftModifier)
    assert "Ctrl+D" in school.host.stripe.texts()[2]
    assert school.host.keys.hints == 1
    assert school.host.keys.keys == 0, "asking is no work"
    school.end()


def test_hands_put_right_what_is_wrong_in_the_room(school: School) -> None:
    school.begin("printer_jam")
    printer = school.stage.devices.printer()
    assert printer.trouble is Trouble.JAM
    school.press(Key.Key_F11)
    # A menu may fade in.
    until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_4)
    assert printer.trouble is None
    assert school.host.keys.keys == 0, "the room is not the program"
    school.end()


def test_every_other_window_is_marked_and_nothing_in_it_is_covered(school: School) -> None:
    dialog = QDialog(school.window)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    dialog.resize(400, 300)
    dialog.open()
    until(lambda: bool(dialog.findChildren(TrainingBand)))
    (band,) = dialog.findChildren(TrainingBand)
    assert dialog.contentsRect().top() >= band.height() > 0
    dialog.resize(600, 300)
    QApplication.processEvents()
    assert band.width() == dialog.width()
    school.host.bands.look()
    assert dialog.findChildren(TrainingBand) == [band]
    dialog.reject()
    dialog.deleteLater()


def test_the_stripe_stays_while_the_window_is_locked_and_the_lesson_goes_on_afterwards(school: School) -> None:
    school.begin("expiring")
    school.window.lock()
    until(lambda: school.window.current_page() == "" and school.program.tasks.idle())
    assert school.host.stripe.isVisible()
    assert school.host.stripe.texts()[0] == ""
    school.log_in()
    until(lambda: school.window.current_page() == "counter" and school.program.tasks.idle())
    until(lambda: school.host.stripe.texts()[0] == words.title("expiring", "zh_CN"))
    school.end()


def test_the_power_fails_once_and_after_its_task_only(school: School) -> None:
    school.begin("power_cut")
    school.lay()
    until(lambda: school.host.stripe.texts()[1] != "" and school.program.tasks.idle())
    assert school.cuts == 0
    school.press(Key.Key_E, Modifier.ControlModifier)
    until(school.program.tasks.idle)
    desk = school.host._desk
    record = school.counter.work.record
    assert desk is not None
    assert record is not None
    school.program.tasks.run(
        lambda: desk.capture.accept_photo(record.id, JPEG, JudgedPhoto(good_photo().report)), owner=school.window
    )
    until(lambda: school.cuts == 1)
    school.host.run.look(forced=True)
    until(school.program.tasks.idle)
    assert school.cuts == 1
    training = school.host.run._training
    assert training is not None
    progress = []
    school.program.tasks.run(training.progress, owner=school.window, on_done=progress.append)
    until(lambda: bool(progress))
    assert progress[0].course is not None
    assert progress[0].course.cut
    school.end()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_keys_that_only_training_has_stand_in_the_line_itself(language: str) -> None:
    for each in LESSONS:
        told = {task.goal: words.task(each, task.goal, language).what for task in each.tasks}
        first = told.get(Goal.READ) or told.get(Goal.CALLED)
        assert first is None or "Ctrl+D" in first, each.key
        if Goal.FILL in told and each.key != "dead_chip":
            assert ("Ctrl+E" in told[Goal.FILL]) == (not each.types), each.key


def test_the_task_bar_tells_training_from_work(school: School) -> None:
    assert school.window.windowTitle().startswith("练习")
    school.language.switch("en")
    assert school.window.windowTitle().startswith("Training")
    school.language.switch("zh_CN")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_lesson_and_no_state_is_cut_in_the_list(school: School, language: str) -> None:
    school.window.go_to("training")
    school.language.switch(language)
    QApplication.processEvents()
    try:
        table, model = school.lessons.table, school.lessons.model
        for row in range(model.rowCount()):
            name, state = model.index(row, 0), model.index(row, 1)
            shown = state.data(CHIP_ROLE)
            chip = Chip("", school.lessons)
            chip.set_state(shown.word, shown.tone, icon=shown.icon)
            chip.ensurePolished()
            assert chip.sizeHint().width() + theme.tokens().space.s <= table.columnWidth(1), shown.word
            advance = table.fontMetrics().horizontalAdvance(name.data())
            assert advance <= table.columnWidth(0) - theme.tokens().space.m, name.data()
            chip.deleteLater()
    finally:
        school.language.switch("zh_CN")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_everything_has_words(school: School, language: str) -> None:
    school.language.switch(language)
    try:
        sheet = ScoreWords().sheet(
            school.host.run.progress, school.counter.work.profile, language, school.place.clock.today()
        )
        named = [words.title(each.key, language) for each in LESSONS]
        named += [text for each in LESSONS for text in (words.story(each.key, language).what,)]
        named += [
            text
            for each in LESSONS
            for task in each.tasks
            for message in (words.task(each, task.goal, language),)
            for text in (message.what, message.todo)
        ]
        named += [words.hand(hand, language) for hand in Hand]
        named += [sheet.title, sheet.foot, *sheet.headers]
        for text in named:
            assert text
            assert not text.startswith("training.")
            assert any("\u4e00" <= each <= "\u9fff" for each in text) == (language == "zh_CN"), text
        assert len(sheet.rows) == len(LESSONS)
    finally:
        school.language.switch("zh_CN")
