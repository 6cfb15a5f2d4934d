# SPDX-License-Identifier: Apache-2.0
"""The control window's pages: mishaps by one key each, the reader with its cards, the cameras, the printer.

Each shows how its device stands now, however it came to that, and does at once what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.mishaps import PLOTS, Apparatus, Mishap
from sscard_desktop.services.ports import DemoPerson, DemoScene
from sscard_desktop.ui.demo.rows import Row, RowList
from sscard_desktop.ui.demo.words import DemoWords
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.segments import Segments

MISHAP_KEYS = {
    **dict(zip([m for m in Mishap if PLOTS[m].apparatus is Apparatus.READER], "123456789", strict=True)),
    **dict(zip([m for m in Mishap if PLOTS[m].apparatus is Apparatus.CAMERA], "QWERTYU", strict=True)),
    **dict(zip([m for m in Mishap if PLOTS[m].apparatus is Apparatus.PRINTER], "ASDFGH", strict=True)),
}
"""Mishap → key: each device has a row of the keyboard."""
LIFT_KEY, GIVE_UP_KEY = "Delete", "F6"
_REMOVED = "removed"
_WELL = "well"
_PACES = ("0.0", "0.6", "2.5")
_SPECIMEN = "specimen:"
_PERSON = "person:"
_FAULT = "fault:"


class ControlsPanel(QWidget):
    """One page."""

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._words = DemoWords(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.s)

    def refresh(self) -> None:
        """Show how things stand, in the language in force."""
        raise NotImplementedError

    def _choices(self, words: Mapping[str, str], now: str) -> list[Row]:
        """Return what can be chosen, the one marked that holds now."""
        mark = self._words.now()
        return [Row(code, word, note=mark if code == now else "", held=code == now) for code, word in words.items()]


class _Switches(QWidget):
    """Choices that hold until another is made, a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.m)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[Label] = []
        self._segments: list[Segments] = []
        self._told: list[tuple[tuple[str, str], ...]] = []

    def add(self, picked: Callable[[str], object]) -> Segments:
        """Add a line."""
        label, segments = Label("", self, role="hint"), Segments(self)
        segments.picked.connect(picked)
        row = len(self._segments)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(segments, row, 1)
        self._labels.append(label)
        self._segments.append(segments)
        self._told.append(())
        return segments

    def show_line(self, at: int, label: str, options: Sequence[tuple[str, str]], code: str) -> None:
        """Show a line's words and what holds."""
        self._labels[at].setText(label)
        segments = self._segments[at]
        segments.setAccessibleName(label)
        if tuple(options) != self._told[at]:
            self._told[at] = tuple(options)
            segments.set_options(options)
        if segments.code() != code:
            segments.set_code(code)


class MishapsPanel(ControlsPanel):
    """Everything that can be staged; a key begins it, and ends it where it goes on.

    Args:
        now_s: a monotonic clock.
    """

    def __init__(self, stage: DemoStage, now_s: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._now_s = now_s
        self._hint = Label("", self, role="muted", wrap=True)
        self._lists: dict[RowList, tuple[Apparatus, ...]] = {}
        row = QHBoxLayout()
        row.setSpacing(tokens().space.s)
        for mine in ((Apparatus.READER,), (Apparatus.CAMERA, Apparatus.PRINTER)) if stage.whole else (Apparatus,):
            rows = RowList(self, keyed=True)
            rows.picked.connect(self._stage_it)
            rows.key_pressed.connect(self.press)
            self._lists[rows] = tuple(mine)
            row.addWidget(rows, 1)
        self._column.addLayout(row, 1)
        self._column.addWidget(self._hint)
        self.setFocusProxy(next(iter(self._lists)))

    def press(self, key: str) -> None:
        """Stage what belongs to a key, whichever list has the keyboard."""
        for rows in self._lists:
            if rows.pick_key(key):
                rows.setFocus()

    def rows(self) -> list[Row]:
        """Return what is listed."""
        return [row for rows in self._lists for row in rows.rows()]

    def refresh(self) -> None:
        running = set(self._stage.running().values())
        headings = {
            Apparatus.READER: self.tr("读卡器"),
            Apparatus.CAMERA: self.tr("摄像头"),
            Apparatus.PRINTER: self.tr("打印机"),
        }
        mark = self._words.now()
        for shown, apparatuses in self._lists.items():
            rows: list[Row] = []
            for apparatus in apparatuses:
                mine = [mishap for mishap in self._stage.mishaps() if PLOTS[mishap].apparatus is apparatus]
                if mine:
                    rows.append(Row("", headings[apparatus]))
                for mishap in mine:
                    held = mishap in running
                    note = mark if held else ""
                    rows.append(Row(mishap.value, self._words.mishap(mishap), MISHAP_KEYS[mishap], note, held=held))
            shown.show_rows(rows)
        self._hint.setText(self.tr("按键开始；不会自己好的，再按一次就恢复。"))

    def _stage_it(self, code: str) -> None:
        mishap = Mishap(code)
        if mishap in self._stage.running().values():
            self._stage.heal(PLOTS[mishap].apparatus)
        else:
            self._stage.begin(mishap, self._now_s())
        self.refresh()


class ReaderPanel(ControlsPanel):
    """Whose card lies on the reader, how it fails, how fast it is, whether it is plugged in."""

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.cards, self.faults = RowList(self), RowList(self)
        self.cards.picked.connect(self._lay)
        self.faults.picked.connect(self._fail)
        self._titles = Label("", self, role="strong"), Label("", self, role="strong")
        self._lift = Button("", self, kind="link", key="Del")
        self._lift.clicked.connect(self.lift)
        lift = QShortcut(QKeySequence(LIFT_KEY), self)
        lift.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        lift.activated.connect(self.lift)
        top = QHBoxLayout()
        top.addWidget(self._titles[0], 1)
        top.addWidget(self._lift)
        self._switches = _Switches(self)
        self.pace = self._switches.add(lambda code: stage.reader.set_reading_time(float(code)))
        self.repeats = self._switches.add(lambda code: stage.reader.set_repeats(repeats=bool(code)))
        self.cable = self._switches.add(self._plug)
        lists = QGridLayout()
        lists.setSpacing(tokens().space.s)
        lists.addLayout(top, 0, 0)
        lists.addWidget(self._titles[1], 0, 1)
        lists.addWidget(self.cards, 1, 0)
        lists.addWidget(self.faults, 1, 1)
        lists.setColumnStretch(0, 1)
        lists.setColumnStretch(1, 1)
        self._column.addLayout(lists, 1)
        self._column.addWidget(self._switches)
        self.setFocusProxy(self.cards)

    def lift(self) -> None:
        """Lift the card."""
        self._stage.lift()
        self.refresh()

    def refresh(self) -> None:
        state, laid = self._stage.reader.state(), self._stage.laid
        lies = self.tr("在读卡器上")

        def row(code: str, card: DemoPerson | str, words: str, special: str = "") -> Row:
            held = state.card is not None and card == laid
            return Row(code, words, note=lies if held else special, held=held)

        people = [
            row(f"{_PERSON}{at}", person, person.card.name, self._words.story(person))
            for at, person in enumerate(self._stage.people)
        ]
        names = self._stage.reader.card_names
        sample = self.tr("样本") if people else ""
        samples = [row(_SPECIMEN + name, name, self._words.card(name), sample) for name in names]
        self.cards.show_rows([*people, *samples])
        faults = {_FAULT + name: self._words.fault(name) for name in ("", *self._stage.reader.fault_names)}
        self.faults.show_rows(self._choices(faults, _FAULT + state.fault))
        self._titles[0].setText(self.tr("放上一张证件"))
        self._titles[1].setText(self.tr("从现在起怎样出错"))
        self._lift.set_text(self.tr("拿开"))
        pace = next((code for code in _PACES if float(code) == state.reading_s), "")
        fastest, usual, slowest = self.tr("立即"), self.tr("0.6 秒"), self.tr("2.5 秒")
        words = zip(_PACES, (fastest, usual, slowest), strict=True)
        self._switches.show_line(0, self.tr("读一张要"), list(words), pace)
        once, again = self.tr("读一次"), self.tr("一再读到")
        self._switches.show_line(1, self.tr("不拿开的"), [("", once), ("1", again)], "1" if state.repeats else "")
        plugged = "1" if state.plugged_in else ""
        self._switches.show_line(2, self.tr("数据线"), [("1", self.tr("插着")), ("", self.tr("拔掉"))], plugged)

    def _lay(self, code: str) -> None:
        if code.startswith(_PERSON):
            self._stage.lay(self._stage.people[int(code.removeprefix(_PERSON))])
        else:
            self._stage.lay(code.removeprefix(_SPECIMEN))
        self.refresh()

    def _fail(self, code: str) -> None:
        self._stage.set_fault(code.removeprefix(_FAULT))
        self.refresh()

    def _plug(self, code: str) -> None:
        if code:
            self._stage.plug_in()
        else:
            self._stage.reader.stop()
        self.refresh()


class CamerasPanel(ControlsPanel):
    """What happens before the cameras, and whether they are plugged in."""

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.scenes = RowList(self)
        self.scenes.picked.connect(self._play)
        self._title = Label("", self, role="strong")
        self._switches = _Switches(self)
        self.cable = self._switches.add(self._plug)
        self._column.addWidget(self._title)
        self._column.addWidget(self.scenes, 1)
        self._column.addWidget(self._switches)
        self.setFocusProxy(self.scenes)

    def refresh(self) -> None:
        devices = self._stage.devices
        now = devices.scene()
        self._title.setText(self.tr("镜头前发生什么"))
        scenes = {scene.value: self._words.scene(scene) for scene in DemoScene}
        self.scenes.show_rows(self._choices(scenes, now))
        plugged = "1" if devices.cameras_plugged_in() else ""
        self._switches.show_line(0, self.tr("数据线"), [("1", self.tr("插着")), ("", self.tr("拔掉"))], plugged)

    def _play(self, code: str) -> None:
        self._stage.play(DemoScene(code))
        self.refresh()

    def _plug(self, code: str) -> None:
        if code:
            self._stage.devices.plug_in_cameras()
        else:
            self._stage.devices.unplug_cameras()
        self.refresh()


class PrinterPanel(ControlsPanel):
    """What the printer does with the jobs it gets, and with those that wait."""

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.states = RowList(self)
        self.states.picked.connect(self._set)
        self._title = Label("", self, role="strong")
        self._waiting = Label("", self, role="hint")
        self.give_up = Button("", self, kind="link", key=GIVE_UP_KEY)
        self.give_up.clicked.connect(self._fail_waiting)
        fail = QShortcut(QKeySequence(GIVE_UP_KEY), self)
        fail.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        fail.activated.connect(self._fail_waiting)
        foot = QHBoxLayout()
        foot.addWidget(self._waiting, 1)
        foot.addWidget(self.give_up)
        self._column.addWidget(self._title)
        self._column.addWidget(self.states, 1)
        self._column.addLayout(foot)
        self.setFocusProxy(self.states)

    def refresh(self) -> None:
        printer = self._stage.devices.printer()
        state = _REMOVED if printer.removed else printer.trouble.value if printer.trouble is not None else _WELL
        words = {
            _WELL: self._words.trouble(None),
            **{trouble.value: self._words.trouble(trouble) for trouble in Trouble},
            _REMOVED: self.tr("从系统里删掉了，任务一起没了"),
        }
        self._title.setText(self.tr("从现在起怎样打印"))
        self.states.show_rows(self._choices(words, state))
        self._waiting.setText(self.tr("{count} 份任务等着").format(count=printer.waiting()))
        self.give_up.set_text(self.tr("让等着的任务失败"))

    def _set(self, code: str) -> None:
        plain = code in (_REMOVED, _WELL)
        self._stage.print_as(None if plain else Trouble(code), removed=code == _REMOVED)
        self.refresh()

    def _fail_waiting(self) -> None:
        self._stage.devices.printer().give_up()
        self.refresh()
