# SPDX-License-Identifier: Apache-2.0
"""The control window: a small window beside the counter, in which things happen to a demo station's devices.

It shows how reader, cameras and printer stand, and has a page for what can be staged and one for each device. All of it
by keyboard: F2 to F5 choose the page, F8 makes everything well, F12 goes back to where the keyboard was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.mishaps import Apparatus
from sscard_desktop.services.ports import DemoScene
from sscard_desktop.ui.demo.panels import CamerasPanel, ControlsPanel, MishapsPanel, PrinterPanel, ReaderPanel
from sscard_desktop.ui.demo.words import DemoWords
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.label import ElidedLabel
from sscard_desktop.ui.widgets.lights import Light, StatusLight
from sscard_desktop.ui.widgets.segments import Segments

EVERY_MS = 200
TAB_KEYS = ("F2", "F3", "F4", "F5")
HEAL_KEY, BACK_KEY = "F8", "F12"
_SIZE_LINES = (34, 32)
"""Width and height when it is opened, over the height of a line of text; never more than the screen."""


class ControlsWindow(Retranslated, QFrame):
    """The window.

    Args:
        stage: what is directed.
        told: the sentence for an error, in the language in force.
        now_s: a monotonic clock.

    Signals:
        back_asked(): the keyboard is wanted where it was.
        closed(): somebody closed it.
    """

    back_asked = Signal()
    closed = Signal()

    def __init__(
        self, stage: DemoStage, *, told: Callable[[SscardError], str], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(None)
        self.setWindowFlag(Qt.WindowType.Window)
        # The program ends with its own window, whatever is open beside it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._stage = stage
        self._sentence = told
        self._now_s = now_s
        self._words = DemoWords(self)
        space = tokens().space
        shown = tuple(Apparatus) if stage.whole else (Apparatus.READER,)
        self._lights = {apparatus: StatusLight("", self, pressable=False) for apparatus in shown}
        self._told = {apparatus: ElidedLabel("", self, role="hint") for apparatus in shown}
        head = QGridLayout()
        head.setVerticalSpacing(0)
        head.setColumnStretch(1, 1)
        for row, apparatus in enumerate(shown):
            head.addWidget(self._lights[apparatus], row, 0)
            head.addWidget(self._told[apparatus], row, 1)
        self._tabs = Segments(self)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tabs.picked.connect(self.show_tab)
        self.mishaps = MishapsPanel(stage, now_s, self)
        self.reader = ReaderPanel(stage, self)
        self._panels: dict[str, ControlsPanel] = {"mishaps": self.mishaps, "reader": self.reader}
        if stage.whole:
            self._panels |= {"cameras": CamerasPanel(stage, self), "printer": PrinterPanel(stage, self)}
        self._stack = QStackedWidget(self)
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        inner = QVBoxLayout()
        inner.setContentsMargins(space.m, space.m, space.m, space.s)
        inner.setSpacing(space.s)
        inner.addLayout(head)
        inner.addWidget(self._tabs)
        inner.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self._bar)
        for name, key in zip(self._panels, TAB_KEYS, strict=False):
            self._bind(key, partial(self.show_tab, name))
        self._bind(HEAL_KEY, self.heal_all)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.show_tab("mishaps")
        self.retranslate()

    def open_beside(self, window: QWidget) -> None:
        """Show it at the right of a window, or over that window's right edge where the screen ends."""
        self._fit(window.screen())
        room, gap = window.screen().availableGeometry(), tokens().space.s
        frame = window.frameGeometry()
        left = min(frame.right() + gap, room.right() - self.width() - gap)
        top = max(min(frame.top(), room.bottom() - self.height() - gap), room.top())
        self.move(left, top)
        self.show()

    def open_on(self, screen: QScreen) -> None:
        """Show it by itself, in the middle of a screen."""
        self._fit(screen)
        self.move(screen.availableGeometry().center() - self.rect().center())
        self.show()

    def panel(self, name: str) -> ControlsPanel:
        """Return a page: ``mishaps``, ``reader``, ``cameras`` or ``printer``."""
        return self._panels[name]

    def told(self, apparatus: Apparatus) -> tuple[Light, str]:
        """Return how a device is said to stand."""
        return self._lights[apparatus].light(), self._told[apparatus].full_text()

    def show_tab(self, name: str) -> None:
        """Show a page, the keyboard in it."""
        self._tabs.set_code(name)
        self._stack.setCurrentWidget(self._panels[name])
        self._panels[name].refresh()
        self._panels[name].setFocus()

    def heal_all(self) -> None:
        """Let everything be well."""
        self._stage.heal_all()
        self.refresh()

    def tick(self) -> None:
        """Let the stage go on; seen or not, a mishap ends when it should."""
        self._stage.tick(self._now_s())
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show how things stand: others have their hands on the devices too."""
        self._show_reader()
        if self._stage.whole:
            self._show_cameras()
            self._show_printer()
        panel = self._stack.currentWidget()
        if isinstance(panel, ControlsPanel):
            panel.refresh()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("设备台") if self._stage.whole else self.tr("模拟读卡器"))
        names = {
            Apparatus.READER: self.tr("读卡器"),
            Apparatus.CAMERA: self.tr("摄像头"),
            Apparatus.PRINTER: self.tr("打印机"),
        }
        for apparatus, light in self._lights.items():
            light.set_name(names[apparatus])
        words = (self.tr("意外"), self.tr("读卡器"), self.tr("摄像头"), self.tr("打印机"))
        pages = zip(self._panels, words, TAB_KEYS, strict=False)
        self._tabs.set_options([(name, f"{word}  {key}") for name, word, key in pages])
        actions = [KeyAction("heal", HEAL_KEY, self.tr("全部恢复正常"), "check")]
        back = [KeyAction("back", BACK_KEY, self.tr("回柜台"))] if self._stage.whole else []
        self._bar.set_actions(actions, back)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    # inside

    def _fit(self, screen: QScreen) -> None:
        """Take the size that its type asks for, as far as there is room."""
        self.ensurePolished()
        room, line, gap = screen.availableGeometry(), self.fontMetrics().height(), tokens().space.xxl
        wide, high = (line * lines for lines in _SIZE_LINES)
        self.resize(min(wide, room.width() - gap), min(high, room.height() - gap))

    def _bind(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)

    def _act(self, name: str) -> None:
        if name == "heal":
            self.heal_all()
        else:
            self.back_asked.emit()

    def _show(self, apparatus: Apparatus, light: Light, words: str) -> None:
        self._lights[apparatus].set_light(light)
        if self._told[apparatus].full_text() != words:
            self._told[apparatus].set_full_text(words)

    def _show_reader(self) -> None:
        state = self._stage.reader.state()
        if not state.plugged_in:
            obstacle = self._stage.obstacle
            pulled = self.tr("线拔掉了")
            self._show(Apparatus.READER, Light.BAD, pulled if obstacle is None else self._sentence(obstacle))
            return
        card = self.tr("没有证件") if state.card is None else self.tr("放着{name}的证件").format(name=state.card.name)
        if state.fault:
            self._show(Apparatus.READER, Light.WARN, f"{self._words.fault(state.fault)} · {card}")
        else:
            self._show(Apparatus.READER, Light.READY, card)

    def _show_cameras(self) -> None:
        if not self._stage.devices.cameras_plugged_in():
            self._show(Apparatus.CAMERA, Light.BAD, self.tr("线拔掉了"))
            return
        if self._stage.devices.cameras_frozen():
            self._show(Apparatus.CAMERA, Light.WARN, self.tr("画面停住"))
            return
        scene = self._stage.devices.scene()
        light = Light.READY if scene is DemoScene.SEATED else Light.WARN
        self._show(Apparatus.CAMERA, light, self._words.scene(scene))

    def _show_printer(self) -> None:
        printer = self._stage.devices.printer()
        if printer.removed:
            self._show(Apparatus.PRINTER, Light.BAD, self.tr("从系统里删掉了"))
            return
        words = self._words.trouble(printer.trouble)
        waiting = printer.waiting()
        if waiting:
            words = self.tr("{state} · {count} 份任务等着").format(state=words, count=waiting)
        self._show(Apparatus.PRINTER, Light.READY if printer.trouble is None else Light.WARN, words)
