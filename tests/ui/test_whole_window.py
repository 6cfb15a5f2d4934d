# SPDX-License-Identifier: Apache-2.0
"""Walks through every page of a supervisor's window, in both languages.

What does somebody find there who hears the window instead of seeing it, who has no mouse, who reads one language only?
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from sscard_desktop import paths
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.navigation import NavigationButton
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import TONE_ICONS, Tone
from sscard_desktop.ui.widgets.rail import SectionRail
from sscard_desktop.ui.widgets.rows import CHIP_ROLE
from sscard_desktop.ui.widgets.segments import Segments
from tests.helpers.wholewindow import SETTINGS, WholeWindow

Role, Text = QAccessible.Role, QAccessible.Text
MEANINGLESS = {Role.NoRole, Role.Client, Role.Pane, Role.Border}
ACTS = {
    *(Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.SpinBox),
    *(Role.Table, Role.List, Role.Tree, Role.Slider, Role.Link),
}
MOST_STOPS, ROWS_READ = 120, 5
CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]{2,}"), re.compile("[a-z]{3}")
DATA = re.compile("成都|^Language 语言$")
"""What stations and units are called stays as it is; languages are found by whoever reads another one."""
KEYS = {"Space"}


@pytest.fixture(scope="module")
def house(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeWindow]:
    opened = WholeWindow(tmp_path_factory.mktemp("window"))
    # Lives as long as the window from its first work on, which may come in any of the tests.
    opened.program.tasks.run(lambda: None, owner=opened.program, lane=Lane.LIVE)
    opened.settle()
    yield opened
    opened.close()


def under(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds: an element and all that is in it, what isn't shown left out."""
    shown = interface.object()
    if interface.state().invisible or (isinstance(shown, QWidget) and not shown.isVisible()):
        return
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from under(child)


def place(shown: QObject | None) -> str:
    """Return where in the tree of widgets something is, for whoever mends it."""
    names = []
    while shown is not None:
        names.append(type(shown).__name__ + (f"#{shown.objectName()}" if shown.objectName() else ""))
        shown = shown.parent()
    return " < ".join(names[:5])


def unnamed(top: QWidget) -> list[str]:
    """Return what can be acted on or takes the keyboard, and has no name or no role."""
    found = []
    for interface in under(QAccessible.queryAccessibleInterface(top)):
        shown, role = interface.object(), interface.role()
        if not isinstance(shown, QWidget) or isinstance(shown, QHeaderView):
            # A cell may well be empty.
            continue
        acts = role in ACTS or isinstance(shown, QAbstractButton) or interface.state().focusable
        if acts and not interface.text(Text.Name).strip():
            found.append(f"no name: {place(shown)}")
        if acts and role in MEANINGLESS and not shown.inherits("QAbstractScrollArea"):
            found.append(f"no role: {place(shown)}")
    return found


def scenes(house: WholeWindow) -> Iterator[tuple[str, QWidget]]:
    """Bring everything to the front, one after the other: the counter with a person, pages, the settings' tabs."""
    house.person()
    for page in house.pages():
        yield page.key, house.window
        for tab in SETTINGS if page.key == "settings" else ():
            house.page("settings", tab)
            yield f"settings/{tab}", house.window


def stops(house: WholeWindow, key: Qt.Key) -> list[QWidget]:
    """Press a key that moves the keyboard until it comes round, and return where it was."""
    found: list[QWidget] = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(house.focused() or house.window, key)
        QApplication.processEvents()
        where = house.focused()
        assert where is not None, f"nothing has the keyboard after {place(found[-1] if found else None)}"
        if where in found:
            return found
        found.append(where)
    pytest.fail("the keyboard never comes round")


def out_of_reach(top: QWidget, reached: set[QWidget]) -> list[str]:
    """Return what can be pressed or written in, is no stop of the Tab key, and shows no key either."""
    acting = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, Segments)
    return [
        place(widget)
        for widget in top.findChildren(QWidget)
        if isinstance(widget, acting)
        and widget.isVisible()
        and widget.isEnabled()
        and widget not in reached
        and not isinstance(widget, QHeaderView)
        # Answers and sections are moved through from inside: arrows and digits, and the sections' own fields.
        and not isinstance(widget.parent(), Segments | SectionRail)
        and not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # A lens in a line is drawn there; it does nothing.
        and not isinstance(widget.parent(), QLineEdit)
        and not any(cap.isVisible() and cap.text() for cap in widget.findChildren(KeyCap))
    ]


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def unlit(stops: Iterable[QWidget], seen: set[tuple[str, object]]) -> list[str]:
    """Return which stops look alike with and without the keyboard; one of each kind is looked at."""
    found = []
    for stop in stops:
        kind = (type(stop).__name__, stop.property("kind") or stop.objectName())
        if kind not in seen:
            seen.add(kind)
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            lit = picture(stop)
            stop.clearFocus()
            if lit == picture(stop):
                found.append(place(stop))
    return found


def texts(top: QWidget) -> Iterator[str]:
    """Yield whatever can be read in a window or heard of it; of a table, its headings and first rows."""
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QTableView) and (model := widget.model()) is not None:
            columns = range(model.columnCount())
            yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns)
            for row in range(min(model.rowCount(), ROWS_READ)):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield from (str(model.index(row, at).data(role) or "") for at in columns)


def signs(top: QWidget) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what tells each coloured state without its colour (its kind, its icons, its words), and the colour's name.

    Of tables, their chips.
    """
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        tone = widget.property("tone") or widget.property("light")
        if tone:
            parts = [part for part in (widget, *widget.findChildren(QWidget)) if not part.isHidden()]
            icons = tuple(sorted(part.name() for part in parts if isinstance(part, IconView) and part.name()))
            words = tuple(part.text() for part in parts if isinstance(part, QLabel) and part.text())
            if not icons and not words:
                continue
            # Neither says that something is well or wrong.
            colour = "neutral" if tone in (Tone.QUIET, Tone.INFO) else str(tone)
            yield (type(widget).__name__, *icons, *(words if not icons else ())), colour
        if isinstance(widget, QTableView) and (model := widget.model()) is not None:
            for row in range(min(model.rowCount(), ROWS_READ)):
                for column in range(model.columnCount()):
                    chip = model.index(row, column).data(CHIP_ROLE)
                    if chip is not None:
                        assert chip.word, f"a chip without a word: {place(widget)}"
                        yield ("cell", chip.icon or TONE_ICONS[chip.tone]), chip.tone.value


@dataclass
class Findings:
    """What was found on a walk through the whole window in one language; scene → what is wrong there."""

    unnamed: dict[str, list[str]] = field(default_factory=dict)
    caught: list[str] = field(default_factory=list)
    unreached: dict[str, list[str]] = field(default_factory=dict)
    unlit: dict[str, list[str]] = field(default_factory=dict)
    kinds: set[tuple[str, object]] = field(default_factory=set)
    texts: dict[str, set[str]] = field(default_factory=dict)
    tones: dict[tuple[str, ...], set[str]] = field(default_factory=dict)


def walk(house: WholeWindow, language: str, *, by_keyboard: bool) -> Findings:
    """Look at everything in a language; the way of the Tab key is the same in each."""
    found = Findings()
    house.speak(language)
    for name, top in scenes(house):
        found.unnamed[name] = unnamed(top)
        found.texts[name] = set(texts(top))
        for sign, tone in signs(top):
            found.tones.setdefault(sign, set()).add(tone)
        if not by_keyboard:
            continue
        way = stops(house, Qt.Key.Key_Tab)
        lost = out_of_reach(top, set(way))
        back = stops(house, Qt.Key.Key_Backtab) if lost else []
        found.unreached[name] = out_of_reach(top, {*way, *back}) if lost else []
        # A loop inside a form comes round as well; the navigation is part of every true way.
        found.caught += [name for each in (way, back) if each and not any(map(_is_navigation, each))]
        found.unlit[name] = unlit(way, found.kinds)
    return found


def _is_navigation(stop: QWidget) -> bool:
    return isinstance(stop, NavigationButton)


@pytest.fixture(scope="module")
def chinese(house: WholeWindow) -> Findings:
    return walk(house, "zh_CN", by_keyboard=True)


@pytest.fixture(scope="module")
def english(house: WholeWindow, chinese: Findings) -> Findings:
    return walk(house, "en", by_keyboard=False)


def only(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: wrong for name, wrong in found.items() if wrong}


def test_whatever_acts_has_a_name_and_a_role(chinese: Findings, english: Findings) -> None:
    assert (only(chinese.unnamed), only(english.unnamed)) == ({}, {})


def test_tab_comes_round_and_is_caught_nowhere(chinese: Findings) -> None:
    assert chinese.caught == []


def test_the_keyboard_reaches_whatever_shows_no_key_of_its_own(chinese: Findings) -> None:
    assert only(chinese.unreached) == {}


def test_every_kind_of_stop_shows_that_it_has_the_keyboard(chinese: Findings) -> None:
    assert only(chinese.unlit) == {}
    assert len(chinese.kinds) > 15


def test_no_state_is_told_by_its_colour_alone(chinese: Findings) -> None:
    """What looks the same without colour has the same colour."""
    assert len(chinese.tones) > 10
    assert {sign: tones for sign, tones in chinese.tones.items() if len(tones) > 1} == {}


def test_no_chinese_of_ours_is_left_in_an_english_window(english: Findings) -> None:
    ours = {run for source in translations() for run in CHINESE.findall(source)}
    left = {
        (name, text)
        for name, shown in english.texts.items()
        for text in shown
        if any(run in ours for run in CHINESE.findall(text)) and not DATA.search(text)
    }
    assert left == set()


def test_no_english_of_ours_is_left_in_a_chinese_window(chinese: Findings) -> None:
    ours = {form for source, form in translations().items() if form != source and ENGLISH.search(form)}
    left = {(name, text) for name, shown in chinese.texts.items() for text in shown & ours - KEYS}
    assert left == set()


def shown_now() -> set[str]:
    """Return whatever can be read in any window that is open."""
    return {text for top in QApplication.topLevelWidgets() if top.isVisible() for text in texts(top)}


def chinese_of_ours(shown: Iterable[str]) -> set[str]:
    ours = {run for source in translations() for run in CHINESE.findall(source)}
    return {text for text in shown if any(run in ours for run in CHINESE.findall(text)) and not DATA.search(text)}


def test_a_record_in_work_speaks_the_language_that_is_chosen_meanwhile(house: WholeWindow) -> None:
    """With a list of answers open, with notices over the form, and for a record that was parked before."""
    house.speak("zh_CN")
    page = house.person()
    page.board.say(Subject.STATE, page.tellings.taken_up)
    page.form.go_to("bank")
    editor = page.form.editor("bank")
    assert isinstance(editor, CodeEditor)
    line = editor.control()
    assert isinstance(line, ChoiceLine)
    line.open_popup()
    house.settle()
    assert chinese_of_ours(shown_now())
    house.speak("en")
    assert chinese_of_ours(shown_now()) == set()
    house.press(Qt.Key.Key_Escape)
    record = page.work.record
    assert record is not None
    house.press(Qt.Key.Key_F7)
    house.wait(lambda: page.work.record is None)
    house.speak("zh_CN")
    house.page("counter", str(record.id))
    house.speak("en")
    assert page.work.record is not None
    assert page.work.record.id == record.id
    assert chinese_of_ours(shown_now()) == set()


def test_a_photo_dialog_speaks_the_language_that_is_chosen_meanwhile(house: WholeWindow) -> None:
    house.speak("zh_CN")
    house.person()
    house.press(Qt.Key.Key_F4)
    dialogs = [each for each in house.window.findChildren(PhotoDialog) if each.isVisible()]
    assert dialogs
    house.speak("en")
    assert chinese_of_ours(texts(dialogs[0])) == set()
    house.speak("zh_CN")
    ours = {form for source, form in translations().items() if form != source and ENGLISH.search(form)}
    assert set(texts(dialogs[0])) & ours - KEYS == set()
    dialogs[0].reject()
    house.settle()


def translations() -> dict[str, str]:
    """Return the program's Chinese strings with their English ones."""
    entries = ElementTree.parse(paths.resources() / "i18n" / "sscard_en.ts").getroot().iter("message")
    return {entry.findtext("source", ""): entry.findtext("translation", "") for entry in entries}
