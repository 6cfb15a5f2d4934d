# SPDX-License-Identifier: Apache-2.0
"""Devices: which reader is listened to, what cameras and printers there are, and whether the workplace is fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import Health
from sscard_desktop.domain.printing import Printer
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.examining import Examination
from sscard_desktop.ui.settings.applicantscreen import ApplicantScreen
from sscard_desktop.ui.settings.cameraspanel import CamerasPanel
from sscard_desktop.ui.settings.readerpanel import ReaderPanel
from sscard_desktop.ui.settings.shooting import Shooting
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label, Tone

_TONES = {Health.OK: Tone.OK, Health.WARN: Tone.WARN, Health.FAIL: Tone.BAD}


class DevicesTab(Tab):
    """Devices at the left, the examination at the right. F5 examines, F2 tries the reader, F6 checks the light, F7 and
    F8 show the cameras' pictures."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self.examination = Examination(desk, self)
        self.examination.answered.connect(lambda _: self._show_health())
        self.examination.ended.connect(lambda _: self._show_health())
        self._titles = {
            name: Label("", self, role="strong")
            for name in ("reader", "cameras", "photo", "applicant", "printers", "health")
        }
        self.reader_panel = ReaderPanel(desk, self)
        self._lists: dict[str, QVBoxLayout] = {}
        devices = QWidget()
        left = QVBoxLayout(devices)
        left.setContentsMargins(0, 0, space.s, 0)
        left.setSpacing(space.s)
        left.addWidget(self._titles["reader"])
        left.addWidget(self.reader_panel)
        left.addSpacing(space.m)
        self.shooting = Shooting(desk, self)
        self.cameras = CamerasPanel(desk, self)
        self.applicant = ApplicantScreen(desk, self)
        for name in ("cameras", "photo", "applicant", "printers"):
            left.addWidget(self._titles[name])
            if name == "photo":
                left.addWidget(self.shooting)
            elif name == "cameras":
                left.addWidget(self.cameras)
            elif name == "applicant":
                left.addWidget(self.applicant)
            else:
                left.addLayout(self._make_list(name))
            left.addSpacing(space.m)
        left.addStretch(1)
        found = QWidget()
        inner = QVBoxLayout(found)
        inner.setContentsMargins(0, 0, space.s, 0)
        inner.addLayout(self._make_list("health"))
        inner.addStretch()
        right = QVBoxLayout()
        right.setSpacing(space.s)
        right.addWidget(self._titles["health"])
        self._examined = self._scrolled(found)
        right.addWidget(self._examined, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space.m, 0, 0)
        row.setSpacing(space.xxl)
        self._area = self._scrolled(devices)
        row.addWidget(self._area, 1)
        row.addLayout(right, 1)
        self.setFocusProxy(self.reader_panel)
        self.retranslate()

    def _scrolled(self, content: QWidget) -> QScrollArea:
        """Return a half of the page; with a question and remedies at once, the devices need more than a screen."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setProperty("ringed", True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _make_list(self, name: str) -> QVBoxLayout:
        self._lists[name] = QVBoxLayout()
        self._lists[name].setSpacing(tokens().space.s)
        return self._lists[name]

    # the tab

    def title(self) -> str:
        return self.tr("设备")

    def entered(self) -> None:
        self._show_printers()
        self.reader_panel.look()
        self.shooting.read()
        self.applicant.read()
        self.cameras.read()

    def key_actions(self) -> list[KeyAction]:
        return [
            KeyAction("test", "F2", self.tr("测试读卡器"), "reader"),
            KeyAction("examine", "F5", self.tr("体检"), "refresh"),
            KeyAction("light", "F6", self.tr("灯光检查")),
            KeyAction("person", "F7", self.tr("拍照画面"), "camera"),
            KeyAction("document", "F8", self.tr("证件画面"), "camera"),
        ]

    def act(self, name: str) -> None:
        if name == "test":
            self.reader_panel.test()
        elif name == "light":
            self.shooting.check_light()
        elif name in list(Purpose):
            self.cameras.show_picture(Purpose(name))
        else:
            self.examine()

    def reader(self) -> CodeEditor:
        """Return the choice of the reader; for tests."""
        return self.reader_panel.port

    def findings(self, name: str) -> list[Finding]:
        """Return what is listed: ``printers`` or ``health``; for tests."""
        layout = self._lists[name]
        items = [layout.itemAt(index) for index in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Finding)]

    def retranslate(self) -> None:
        self._titles["reader"].setText(self.tr("读卡器"))
        self._titles["cameras"].setText(self.tr("摄像头"))
        self._titles["photo"].setText(self.tr("拍照"))
        self._titles["applicant"].setText(self.tr("申请人屏幕"))
        self._titles["printers"].setText(self.tr("打印机"))
        self._titles["health"].setText(self.tr("体检"))
        self._area.setAccessibleName(self.title())
        self._examined.setAccessibleName(self._titles["health"].text())
        self._show_printers()
        self._show_health()

    # the others

    def _show_printers(self) -> None:
        spooler = self._desk.workplace.spooler()
        if not spooler.there():
            self._fill_printers(())
            return

        def silent(error: SscardError) -> None:
            told = self._desk.language.message(error)
            self._fill("printers", [Finding(told.what, told.todo, tone=Tone.WARN)])

        self._desk.tasks.run(
            spooler.printers, owner=self, lane=Lane.PRINT, on_done=self._fill_printers, on_error=silent
        )

    def _fill_printers(self, printers: Sequence[Printer]) -> None:
        nothing = self.tr("没有找到打印机。表格可以保存为 PDF，拿到别处打印。")
        found = [self._printer(printer) for printer in printers]
        self._fill("printers", found or [Finding(nothing, tone=Tone.WARN)])

    def _printer(self, printer: Printer) -> Finding:
        told = [self.tr("默认打印机")] if printer.usual else []
        if printer.trouble is not None:
            code = f"printer.trouble.{printer.trouble.value}"
            told.append(str(messages.message(code, {}, self._desk.language.code)))
        tone = Tone.OK if printer.trouble is None else Tone.WARN
        return Finding(printer.name, " · ".join(told), tone=tone, icon="printer")

    def examine(self) -> None:
        """Look at every part of the workplace."""
        self.examination.begin()
        self._show_health()

    def _show_health(self) -> None:
        found = []
        for check in self.examination.checks:
            told = messages.message(check.code, check.params, self._desk.language.code)
            found.append(Finding(told.what, told.todo, tone=_TONES[check.health]))
        if self.examination.running:
            found.append(Finding(self.tr("正在检查每个部分…"), tone=Tone.INFO, icon="clock"))
        nothing = self.tr("按 F5 检查读卡器、摄像头、字体、照片模型、磁盘、时钟和数据库。")
        self._fill("health", found or [Finding(nothing, tone=Tone.QUIET, icon="info")])

    def _fill(self, name: str, findings: Iterable[Finding]) -> None:
        layout = self._lists[name]
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for found in findings:
            layout.addWidget(found)
