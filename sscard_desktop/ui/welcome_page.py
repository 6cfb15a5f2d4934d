# SPDX-License-Identifier: Apache-2.0
"""The very first page of a machine without a station: what this program is, in which language, and the four ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.gate import Gate, flush
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.topbar import LANGUAGE_NAMES
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.segments import Segments

_WAYS = (("station", "Enter", "plus"), ("campaign", "F2", "import"), ("training", "F4", "check"), ("restore", "F3", ""))


class WelcomePage(Gate):
    """Enter makes a station, F2 by a set-up package, F3 from a backup, F4 practises first: the keys that the pages
    behind it have for the same. Arrows walk through the ways, L changes the language.

    Signals:
        language_chosen(code): the window is to speak so.
        station_requested(), campaign_requested(), restore_requested(), training_requested(): the way on.
    """

    language_chosen = Signal(str)
    station_requested = Signal()
    campaign_requested = Signal()
    training_requested = Signal()
    restore_requested = Signal()

    def __init__(self, language: str, parent: QWidget | None = None, *, languages: Sequence[str] = ()) -> None:
        super().__init__(parent, width="wide")
        space = tokens().space
        self._language = language
        self._codes = tuple(languages or LANGUAGE_NAMES)
        self._title = Label("", self, role="section", wrap=True)
        self._lead = Label("", self, role="text", wrap=True)
        self._banner = Banner(self, closable=False)
        self._tongue = Label("", self, role="label")
        flush(self._title, self._lead, self._tongue)
        self.languages = Segments(self)
        self.languages.set_options([(code, LANGUAGE_NAMES[code]) for code in self._codes])
        self.languages.set_code(language)
        self.languages.picked.connect(self._speak)
        tongues = QHBoxLayout()
        tongues.setSpacing(space.m)
        tongues.addWidget(self._tongue)
        tongues.addWidget(self.languages, 1)
        for part in (self._title, self._lead, self._banner):
            self.sheet.addWidget(part)
        self.sheet.addSpacing(space.s)
        self.sheet.addLayout(tongues)
        self.sheet.addSpacing(space.m)
        self._buttons: dict[str, Button] = {}
        self._hints: dict[str, Label] = {}
        signals: dict[str, SignalInstance] = {
            "station": self.station_requested,
            "campaign": self.campaign_requested,
            "training": self.training_requested,
            "restore": self.restore_requested,
        }
        for name, key, icon in _WAYS:
            self._add_way(name, key, icon or "refresh", signals[name])
        self.setFocusProxy(self._buttons["station"])
        self.retranslate()

    def _add_way(self, name: str, key: str, icon: str, chosen: SignalInstance) -> None:
        kind = "primary" if name == "station" else "plain"
        button = self._buttons[name] = Button("", self, kind=kind, icon=icon, key=key)
        hint = self._hints[name] = Label("", self, role="muted", wrap=True)
        flush(hint)
        button.clicked.connect(lambda: chosen.emit())
        column = QVBoxLayout()
        column.setSpacing(tokens().space.xs)
        column.addWidget(button)
        column.addWidget(hint)
        self.sheet.addLayout(column)
        self.sheet.addSpacing(tokens().space.s)
        if key != "Enter":
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(chosen)

    def may_be_left(self) -> bool:
        """Nothing is asked here that could be lost."""
        return True

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why a way can't be gone."""
        self._banner.show_message(what, todo, tone=Tone.BAD)

    def show_done(self, what: str) -> None:
        """Say what went well just now."""
        self._banner.show_message(what, "", tone=Tone.OK)

    def retranslate(self) -> None:
        words = {
            "station": (self.tr("建立新站点"), self.tr("这台电脑第一次使用：填站点、城市和审核员，几分钟就好。")),
            "campaign": (
                self.tr("按批期设置包建立"),
                self.tr("上级给了设置包：城市、单位、人员和名单一次装好。"),
            ),
            "training": (self.tr("先练习"), self.tr("另开一个练习站点，人和设备都是虚构的，怎么试都没有关系。")),
            "restore": (self.tr("从备份恢复"), self.tr("换了电脑，或者数据丢失、损坏。")),
        }
        self._title.setText(self.tr("社保卡信息采集"))
        self._lead.setText(
            self.tr(
                "在柜台上读身份证、拍照、填表、打印登记表，审核后导出上传包。不用联网，数据只保存在本机，全部加密。"
            )
        )
        self._tongue.setText(self.tr("语言 Language（按 L 切换）"))
        self.languages.setAccessibleName(self._tongue.text())
        for name, (verb, hint) in words.items():
            self._buttons[name].set_text(verb)
            self._buttons[name].setAccessibleDescription(hint)
            self._hints[name].setText(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and not event.modifiers():
            self._speak(self._codes[(self._codes.index(self._language) + 1) % len(self._codes)])
            return
        super().keyPressEvent(event)

    def _speak(self, code: str) -> None:
        self._language = code
        self.languages.set_code(code)
        self.language_chosen.emit(code)
