# SPDX-License-Identifier: Apache-2.0
"""The four sheets of the settings' safety: a heading, what is the case, and the buttons that do something about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sscard_desktop.ui.settings.safetywords import SafetyWords, Standing
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label, Tone

_SECTIONS = {
    "backup": (("make", "F2", "file"), ("prove", "F3", "refresh"), ("place", "F4", "settings")),
    "keys": (("renew", "F9", "key"), ("share", "F10", "people"), ("rotate", "F11", "refresh")),
    "trail": (("verify", "F6", "check"), ("export", "F7", "export")),
    "retention": (("destroy", "F8", "trash"),),
}


class SafetySheets(QWidget):
    """``backup``, ``keys``, ``trail`` and ``retention``, in two columns over one bar of how far it is.

    Signals:
        chosen(action): a button, or its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = SafetyWords(self)
        self._titles = {name: Label("", self, role="strong") for name in _SECTIONS}
        self._lists = {name: QVBoxLayout() for name in _SECTIONS}
        self._buttons: dict[str, Button] = {}
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.hide()
        space = tokens().space
        columns = (QVBoxLayout(), QVBoxLayout())
        for name in _SECTIONS:
            self._make_section(columns[name in ("trail", "retention")], name)
        row = QHBoxLayout()
        row.setSpacing(space.xxl)
        for column in columns:
            column.setSpacing(space.s)
            column.addStretch(1)
            row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, space.m, 0, 0)
        whole.addLayout(row, 1)
        whole.addWidget(self._bar)
        self.setFocusProxy(self._buttons["make"])

    def _make_section(self, column: QVBoxLayout, name: str) -> None:
        space = tokens().space
        self._lists[name].setSpacing(space.s)
        column.addWidget(self._titles[name])
        column.addLayout(self._lists[name])
        row = QHBoxLayout()
        row.setSpacing(space.s)
        for action, key, icon in _SECTIONS[name]:
            button = Button("", self, icon=icon, key=key)
            button.clicked.connect(lambda _=False, action=action: self.chosen.emit(action))
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: self.chosen.emit(action))
            self._buttons[action] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(space.l)

    def say_words(self) -> None:
        """Set headings and verbs, in the language in force."""
        for name, title in (
            ("backup", self.tr("备份")),
            ("keys", self.tr("密钥与恢复码")),
            ("trail", self.tr("操作日志")),
            ("retention", self.tr("保存期限")),
        ):
            self._titles[name].setText(title)
        for name, verb in (
            ("make", self.tr("立即备份")),
            ("prove", self.tr("验证备份能恢复")),
            ("place", self.tr("备份设置")),
            ("renew", self.tr("更换恢复码")),
            ("share", self.tr("分给多人")),
            ("rotate", self.tr("更换密钥")),
            ("verify", self.tr("核验日志")),
            ("export", self.tr("导出日志")),
            ("destroy", self.tr("销毁到期记录")),
        ):
            self._buttons[name].set_text(verb)

    def findings(self, name: str) -> list[Finding]:
        """Return what a sheet says."""
        layout = self._lists[name]
        items = [layout.itemAt(index) for index in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Finding)]

    def show_state(self, state: Standing | None, told: Mapping[str, Sequence[Finding]], busy: str) -> None:
        """Show what is the case, what was ``told`` of each sheet just now, and which one is at work."""
        for name in _SECTIONS:
            # The buttons stay enabled: a disabled one would lose the keyboard to another part.
            self._fill(name, state, told.get(name, ()), busy=busy == name)

    def _fill(self, name: str, state: Standing | None, fresh: Sequence[Finding], *, busy: bool) -> None:
        layout = self._lists[name]
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in fresh:
                old.hide()
                old.deleteLater()
        for found in fresh:
            layout.addWidget(found)
        if busy:
            layout.addWidget(Finding(self.tr("正在进行…"), tone=Tone.INFO, icon="clock"))
        elif name == "keys":
            layout.addWidget(Finding(self.tr("忘记密码时，审核员在登录页按 F2 用它设新密码。"), icon="info"))
        elif name == "trail":
            if fresh:
                return
            layout.addWidget(Finding(self.tr("每一步操作都在日志里，任何改动都能查出来。"), icon="info"))
        elif state is not None:
            for found in self._words.backup(state) if name == "backup" else self._words.retention(state.preview):
                if not (name == "retention" and fresh):
                    layout.addWidget(found)

    def begin(self) -> None:
        """Show that something is under way."""
        self._bar.setRange(0, 0)
        self._bar.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def end(self) -> None:
        """Nothing is under way any more."""
        self._bar.hide()

    def take_keys(self) -> None:
        """Put the keyboard on the first button."""
        self._buttons["make"].setFocus()
