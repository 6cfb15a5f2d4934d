# SPDX-License-Identifier: Apache-2.0
"""The first thing seen: the station's name, a user, a password; and the ways out for who forgot it or lost data."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import Gate, flush
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor, PlainEditor


class UnlockPage(Gate):
    """Asks who works here now.

    Signals:
        unlock_requested(user, password): both are there; the page is busy until :meth:`set_busy` or a problem.
        recovery_requested(user): the password is forgotten, the recovery code at hand.
        restore_requested(user): a backup is to take the station's place.
        training_requested(): the training station is to be opened beside.
        version_requested(): another version of the program, which was offered.
        typing_began(): somebody is here; once.
        typed(): a key changed name or password.
    """

    unlock_requested = Signal(str, str)
    recovery_requested = Signal(str)
    restore_requested = Signal(str)
    training_requested = Signal()
    version_requested = Signal()
    typing_began = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._seconds = 0
        self._busy = False
        self._typed = False
        self._demo_password = ""
        self._station = Label("", self, role="section", wrap=True)
        self._banner = Banner(self, closable=False)
        self._user = PlainEditor("user", self)
        self._password = PasswordEditor("password", self)
        for editor in (self._user, self._password):
            editor.edited.connect(lambda _: self._note_typing())
        self._reason = Label("", self, role="muted")
        flush(self._station, self._reason)
        self._button = Button("", self, kind="primary", icon="key", key="Enter")
        self._button.clicked.connect(self._ask)
        self.sheet.addWidget(self._station)
        self.sheet.addSpacing(space.s)
        self.sheet.addWidget(self._banner)
        self.sheet.addSpacing(space.s)
        self._forgot = Button("", self, kind="link", key="F2")
        self._forgot.clicked.connect(self._forget)
        self._restore = Button("", self, kind="link", key="F3")
        self._restore.clicked.connect(self._bring_back)
        for part in (self._user, self._password, self._button, self._reason):
            self.sheet.addWidget(part)
        self._training = Button("", self, kind="link", key="F4")
        self._training.clicked.connect(self._train)
        self._version = Button("", self, kind="link", key="F6")
        self._version.clicked.connect(self._change_version)
        self._version.hide()
        self._offered: tuple[str, bool] | None = None
        for key, link, go in (
            ("F2", self._forgot, self._forget),
            ("F3", self._restore, self._bring_back),
            ("F4", self._training, self._train),
            ("F6", self._version, self._change_version),
        ):
            self.sheet.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(go)
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._user, self._password])
        self._flow.ended.connect(self._ask)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count_down)
        self.setFocusProxy(self._user)
        self.retranslate()

    def set_station(self, name: str) -> None:
        """Show which station this is."""
        self._station.setText(name)

    def set_user(self, name: str) -> None:
        """Fill in who was here last; the keyboard goes to the password."""
        self._user.set_value(name)
        first = self._password if name else self._user
        self.setFocusProxy(first)
        first.setFocus()

    def tell_demo(self, password: str) -> None:
        """Say by which password a demo station opens again: nobody was asked to choose one, and nothing is at stake."""
        self._demo_password = password
        self.retranslate()

    def stay_made_up(self) -> None:
        """Offer no way to real data nor to training: this station is made up itself, and says its password."""
        for link in (self._forgot, self._restore, self._training):
            link.hide()

    def offer_version(self, version: str, *, back: bool) -> None:
        """Offer another version of the program.

        Args:
            version: which; ``""`` for the installation's.
            back: the one before this; else a newer one that was given up.
        """
        self._offered = (version, back)
        self._version.show()
        self.retranslate()

    def offers_version(self) -> bool:
        """Return whether another version is offered."""
        return self._offered is not None

    def set_busy(self, busy: bool) -> None:
        """Show that the door is being tried (Argon2id takes its time on purpose)."""
        self._busy = busy
        self._show_state()

    def may_be_left(self) -> bool:
        """Not while the door is being tried: who is let in must find a window."""
        return not self._busy

    def says_something(self) -> bool:
        """Return whether something is being told, which nothing of less weight may replace."""
        return not self._banner.isHidden()

    def show_problem(self, what: str, todo: str = "", *, wait_s: int = 0) -> None:
        """Say why it stays shut; with ``wait_s`` the next try must wait so many seconds."""
        self._banner.show_message(what, todo, tone=Tone.BAD)
        self._password.set_value("")
        self._password.setFocus()
        self._seconds = wait_s
        if wait_s > 0:
            self._clock.start()
        self.set_busy(False)

    def show_warning(self, what: str, todo: str = "") -> None:
        """Say what is to be known before anybody types; what was typed stays."""
        self._banner.show_message(what, todo, tone=Tone.WARN)

    def show_done(self, what: str, then: str = "") -> None:
        """Say what went well just now."""
        self._banner.show_message(what, then, tone=Tone.OK)

    def retranslate(self) -> None:
        self._user.set_label(self.tr("用户名"))
        self._password.set_label(self.tr("密码"))
        if self._demo_password:
            self._password.set_hint(self.tr("演示密码：{password}").format(password=self._demo_password))
        self._forgot.set_text(self.tr("忘记密码？用恢复码"))
        self._restore.set_text(self.tr("数据丢失或损坏？从备份恢复"))
        self._training.set_text(self.tr("练习：不动真实数据"))
        if self._offered is not None:
            version, back = self._offered
            words = self.tr("新版本用不了？退回 {version}") if back else self.tr("再试新版本 {version}")
            self._version.set_text(
                words.format(version=version) if version else self.tr("新版本用不了？退回安装时的版本")
            )
        self._show_state()

    def _note_typing(self) -> None:
        self.typed.emit()
        if not self._typed:
            self._typed = True
            self.typing_began.emit()

    def _ask(self) -> None:
        if self._busy or self._seconds > 0:
            return
        user, password = self._user.value(), self._password.value()
        if not user or not password:
            (self._password if user else self._user).setFocus()
            return
        self._banner.close_message()
        self.set_busy(True)
        self.unlock_requested.emit(user, password)

    def _forget(self) -> None:
        if not self._busy and not self._forgot.isHidden():
            self.recovery_requested.emit(self._user.value())

    def _bring_back(self) -> None:
        if not self._busy and not self._restore.isHidden():
            self.restore_requested.emit(self._user.value())

    def _train(self) -> None:
        if not self._busy and not self._training.isHidden():
            self.training_requested.emit()

    def _change_version(self) -> None:
        if not self._busy and not self._version.isHidden():
            self.version_requested.emit()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._clock.stop()
        self._show_state()

    def _show_state(self) -> None:
        self._button.set_text(self.tr("正在打开…") if self._busy else self.tr("解锁"))
        self._button.setEnabled(not self._busy and self._seconds <= 0)
        self._reason.setText(self.tr("还需等待 %n 秒", "", self._seconds) if self._seconds > 0 else "")
