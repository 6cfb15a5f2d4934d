# SPDX-License-Identifier: Apache-2.0
"""The card reader's part of the devices: its light, which port, a test, and what it did since the program was started.

How it speaks, an address in the network and the library for chip photos are beneath (:mod:`.readerways`).

Asks before anything is written to a port that isn't known to be a reader; choosing one that is known asks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.reader import ReaderChoice, ReaderDialect, ReaderEvent, ReaderPort, ReaderState
from sscard_desktop.services.preferences import Preferences, StationPreferences
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.settings.readerways import ReaderWays
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.lights import Light, StatusLight

AUTOMATIC = "auto"
NETWORK = "network"
_LOOK_MS = 2000
_LIGHTS = {
    ReaderState.DISCONNECTED: Light.BAD,
    ReaderState.CONNECTING: Light.BUSY,
    ReaderState.READY: Light.READY,
    ReaderState.READING: Light.BUSY,
    ReaderState.CARD_READ: Light.READY,
    ReaderState.CARD_FAILED: Light.WARN,
    ReaderState.FAILED: Light.BAD,
}


class ReaderPanel(Retranslated, QWidget):
    """Light and test at the top, the port beneath, the counts below; all of it live while it is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = Preferences()
        self._ports: Sequence[ReaderPort] = ()
        self._event: ReaderEvent | None = None
        self._asked: ReaderPort | None = None
        self.light = StatusLight(parent=self, pressable=False)
        self.test_button = Button("", self, key="F2")
        self.test_button.clicked.connect(self.test)
        self.port = CodeEditor("reader", self)
        self.port.finished.connect(self._choose)
        self.ways = ReaderWays(desk, self)
        self.ways.address_given.connect(self._use_address)
        self.ways.dialect_chosen.connect(self._speak)
        self._question = Label("", self, role="hint", wrap=True)
        self.allow = Button("", self)
        self.allow.clicked.connect(self._allow)
        self.refuse = Button("", self, kind="quiet")
        self.refuse.clicked.connect(self._withdraw)
        self.counts = Label("", self, role="hint", wrap=True)
        self.last_error = Label("", self, role="hint", wrap=True)
        space = tokens().space
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self.light)
        head.addStretch(1)
        head.addWidget(self.test_button)
        answers = QHBoxLayout()
        answers.setSpacing(space.s)
        answers.addWidget(self.allow)
        answers.addWidget(self.refuse)
        answers.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        column.addLayout(head)
        column.addWidget(self.port)
        column.addWidget(self._question)
        column.addLayout(answers)
        column.addWidget(self.ways)
        column.addWidget(self.counts)
        column.addWidget(self.last_error)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        desk.reader.told.connect(self._hear)
        self.setFocusProxy(self.port)
        self._ask(None)
        self.retranslate()

    def look(self) -> None:
        """See what was plugged in or pulled out; what is the same stays as it is."""

        def read() -> tuple[Preferences, Sequence[ReaderPort]]:
            return StationPreferences(self._desk.session).current(), self._desk.workplace.readers.ports()

        def show(read: tuple[Preferences, Sequence[ReaderPort]]) -> None:
            if read != (self._preferences, self._ports):
                self._preferences, self._ports = read
                self._show_ports()

        self._show_counts()
        if self._desk.reader.last is not None:
            self._hear(self._desk.reader.last)
        self._desk.tasks.run(read, owner=self, on_done=show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def test(self) -> None:
        """Ask the reader whether it is well; light and note answer."""
        self.light.set_light(Light.BUSY, self.tr("正在测试"))
        self.port.set_note(Note(self.tr("正在连接…"), Tone.INFO))
        self._desk.reader.check()

    def question(self) -> str:
        """Return what is asked about a port, ``""`` while nothing is."""
        return self._question.text() if self._asked is not None else ""

    def retranslate(self) -> None:
        self.light.set_name("")
        self.test_button.set_text(self.tr("测试"))
        self.port.set_label(self.tr("端口"))
        self.allow.set_text(self.tr("是读卡器，连接"))
        self.refuse.set_text(self.tr("不连接"))
        self._ask(self._asked)
        self._show_ports()
        self._show_counts()
        if self._event is not None:
            self._hear(self._event)

    # which one

    def _show_ports(self) -> None:
        chosen = self._preferences.reader_url
        choices = [Choice(AUTOMATIC, self.tr("自动寻找读卡器"), "zd", " ")]
        for port in self._ports:
            hint = self.tr("读卡器") if port.known_reader else " "
            choices.append(Choice(port.device, f"{port.device}  {port.description}".strip(), "", hint))
        in_network = "://" in chosen
        if chosen and not in_network and chosen not in {port.device for port in self._ports}:
            choices.append(Choice(chosen, self.tr("{port}（没有插上）").format(port=chosen), "", " "))
        choices.append(Choice(NETWORK, self.tr("网络读卡器"), "wl", self.tr("填地址")))
        self.port.set_choices(choices)
        self.port.set_value(
            self._asked.device if self._asked is not None else NETWORK if in_network else chosen or AUTOMATIC
        )
        self.ways.show_preferences(self._preferences)

    def _choose(self, code: str) -> None:
        if code == NETWORK:
            self._ask(None)
            self.ways.ask_address()
            return
        port = next((port for port in self._ports if port.device == code), None)
        if port is not None and not port.known_reader and code != self._preferences.reader_url:
            self._ask(port)
            self.allow.setFocus()
            return
        self._ask(None)
        self._use(port if port is not None else ReaderPort("" if code in ("", AUTOMATIC) else code, ""))

    def _use(self, port: ReaderPort) -> None:
        # A HID device has no serial line: the usual way can't be the way that it speaks.
        unsaid = (port.id or port.device) not in dict(self._preferences.reader_dialects)
        self._keep(port.device, port.id, ReaderDialect.HID if port.is_hid and unsaid else None)

    def _use_address(self, url: str) -> None:
        self._keep(url, "")

    def _speak(self, dialect: str) -> None:
        self._keep(self._preferences.reader_url, self._preferences.reader_device, ReaderDialect(dialect))

    def _ask(self, port: ReaderPort | None) -> None:
        self._asked = port
        if port is not None:
            self._question.setText(
                self.tr(
                    "不能确定 {name}（{port}）是不是读卡器。连接时会向它发送几个字节，别的设备可能因此误动作。"
                ).format(name=port.description, port=port.device)
            )
        for widget in (self._question, self.allow, self.refuse):
            widget.setVisible(port is not None)

    def _allow(self) -> None:
        port = self._asked
        self._ask(None)
        if port is not None:
            self._use(port)
        self.port.setFocus()

    def _withdraw(self) -> None:
        self._ask(None)
        self._show_ports()
        self.port.setFocus()

    def _keep(self, url: str, device: str, dialect: ReaderDialect | None = None) -> None:
        def saved(preferences: Preferences) -> None:
            self._preferences = preferences
            self._show_ports()
            simulated = self._desk.simulated
            self.light.set_light(Light.BUSY, self.tr("正在连接"))
            self._desk.reader.listen(ReaderChoice(simulated.url) if simulated is not None else preferences.reader)

        def keep() -> Preferences:
            return StationPreferences(self._desk.session).change(
                reader_url=url, reader_device=device, reader_dialect=dialect
            )

        self._desk.tasks.run(keep, owner=self, on_done=saved)

    # how it is

    def _hear(self, event: ReaderEvent) -> None:
        self._event = event
        nothing_there = event.error is not None and event.error.code == "reader.none"
        words = {
            ReaderState.DISCONNECTED: self.tr("未连接"),
            ReaderState.CONNECTING: self.tr("正在连接"),
            ReaderState.READY: self.tr("就绪，请放证件"),
            ReaderState.READING: self.tr("正在读取，请勿移动证件"),
            ReaderState.CARD_READ: self.tr("已读取，请取走证件"),
            ReaderState.CARD_FAILED: self.tr("没读出来，请重新放一次"),
            ReaderState.FAILED: self.tr("不能使用"),
        }
        self.light.set_light(Light.OFF if nothing_there else _LIGHTS[event.state], words[event.state])
        if event.error is not None:
            told = self._desk.language.message(event.error)
            text = self.tr("{what}{todo}").format(what=told.what, todo=told.todo)
            card = event.state is ReaderState.CARD_FAILED
            self.port.set_note(Note(text, Tone.WARN if card or nothing_there else Tone.BAD))
        elif event.state is ReaderState.CONNECTING:
            self.port.set_note(Note(self.tr("正在连接…"), Tone.INFO))
        elif event.found is not None and event.found.module:
            text = self.tr("测试通过。{port}，{baud} 波特，安全模块 {module}。").format(
                port=event.found.url, baud=event.found.baud, module=event.found.module
            )
            self.port.set_note(Note(text, Tone.OK))
        elif event.found is not None:
            text = self.tr("连接正常，可以读卡（{port}，{baud} 波特）。").format(
                port=event.found.url, baud=event.found.baud
            )
            self.port.set_note(Note(text, Tone.OK))
        elif event.state in (ReaderState.READY, ReaderState.CARD_READ):
            self.port.set_note(Note(self.tr("连接正常，可以读卡。"), Tone.OK))
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self._desk.reader.counts()
        parts = [
            self.tr("已读 {count}").format(count=counts.read),
            self.tr("未读出 {count}").format(count=counts.refused),
            self.tr("重试 {count}").format(count=counts.retried),
            self.tr("断开后恢复 {count}").format(count=counts.recovered),
        ]
        if counts.last_read_ms:
            parts.append(self.tr("最近一张 {seconds} 秒").format(seconds=f"{counts.last_read_ms / 1000:.1f}"))
        self.counts.setText(self.tr("本次启动以来：{counts}").format(counts=" · ".join(parts)))
        error = counts.last_error
        self.last_error.setVisible(error is not None)
        if error is not None:
            self.last_error.setText(self.tr("最近的问题：{what}").format(what=self._desk.language.message(error).what))
