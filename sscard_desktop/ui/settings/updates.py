# SPDX-License-Identifier: Apache-2.0
"""Updates: which versions are here, what lies on a stick, taking one and going back. By keys, as all settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.updates import SUFFIX, Update, UpdateKind, VersionState
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.settings.updatecolumns import UpdateColumns
from sscard_desktop.ui.settings.updatedialogs import GoBackDialog, TakeUpdateDialog
from sscard_desktop.ui.settings.updatewords import UpdateWords
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.updaterun import UpdateRun
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.services.updates import Offer, UpdateStatus
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.widgets.dialog import Dialog


def ask_update(parent: QWidget, title: str) -> str:
    """Ask for an update file; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", f"*{SUFFIX}")[0]


class UpdatesTab(Tab):
    """Versions at the left, what is on the stick and how an update goes at the right.

    Args:
        ask: asks for a file.
    """

    def __init__(self, desk: Desk, *, ask: Callable[[QWidget, str], str] = ask_update) -> None:
        super().__init__(desk)
        self._ask_file = ask
        self._status: UpdateStatus | None = None
        self._offers: Sequence[Offer] = ()
        self._asked: Dialog | None = None
        self._told: list[Finding] = []
        self._columns = UpdateColumns(self)
        self._words = UpdateWords(self)
        self._run_of_update = UpdateRun(desk, self)
        self._run_of_update.checked.connect(self._ask_take)
        self._run_of_update.placed.connect(self._show_placed)
        self._run_of_update.failed.connect(self._fail)
        self._run_of_update.progressed.connect(self._show_progress)
        self._run_of_update.ended.connect(self._end)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens().space.m, 0, 0)
        whole.addWidget(self._columns, 1)
        whole.addWidget(self._bar)
        self.retranslate()

    # the tab

    def title(self) -> str:
        return self.tr("更新")

    def entered(self) -> None:
        if not self._run_of_update.running():
            self._told = []
        self._read()

    def key_actions(self) -> list[KeyAction]:
        if self._run_of_update.running():
            return [self._words.stop()]
        newest = self._offers[0].update.version if self._offers else ""
        return self._words.actions(newest, [kind for kind in UpdateKind if self._may_go_back(kind)])

    def act(self, name: str) -> None:
        if self._run_of_update.running():
            if name == "stop":
                self._run_of_update.stop()
            return
        if self._asked is not None:
            return
        if name == "take" and self._offers:
            self._check(self._offers[0].file)
        elif name == "file":
            chosen = self._ask_file(self, self.tr("选更新文件"))
            if chosen:
                self.look_at(Path(chosen))
        elif name == "look":
            self._told = []
            self._read()
        elif name in (UpdateKind.PROGRAM, UpdateKind.DATA):
            self._ask_back(UpdateKind(name))

    def findings(self, name: str) -> list[Finding]:
        """Return what is said: ``program``, ``data`` or ``stick``; for tests."""
        return self._columns.findings(name)

    def look_at(self, file: Path) -> None:
        """Look at a file from elsewhere, and ask whether it shall be taken."""
        if not self.running() and self._asked is None:
            self._check(file)

    def running(self) -> bool:
        """Return whether an update is under way."""
        return self._run_of_update.running()

    def asked(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._asked

    def retranslate(self) -> None:
        self._columns.set_titles(self.tr("程序"), self.tr("城市配置和代码表"), self.tr("U 盘上的更新"))
        # What was told was told in another language.
        self._told = []
        self._show()

    # reading and showing

    def _read(self) -> None:
        updates = self._desk.updates

        def show(found: tuple[UpdateStatus, Sequence[Offer]]) -> None:
            self._status, self._offers = found
            self._show()

        self._desk.tasks.run(
            lambda: (updates().status(), updates().offers()),
            owner=self,
            lane=Lane.PRINT,
            on_done=show,
            on_error=self._fail,
        )

    def _show(self) -> None:
        status = self._status
        installed = status.installed if status is not None else ()
        for kind in UpdateKind:
            self._columns.fill(kind.value, [self._words.version(each) for each in installed if each.kind is kind])
        going = self._run_of_update.running()
        shown = []
        if status is not None and not going:
            language = self._desk.language.code
            shown = self._words.stick(status, self._offers, language, told_already=bool(self._told))
        self._columns.fill("stick", [*self._told, *([self._words.going()] if going else shown)])
        self.actions_changed.emit()

    def _may_go_back(self, kind: UpdateKind) -> bool:
        installed = self._status.installed if self._status is not None else ()
        usable = (VersionState.TRYING, VersionState.CONFIRMED)
        return any(
            not each.own and each.state in usable and (each.in_force or each.state is VersionState.TRYING)
            for each in installed
            if each.kind is kind
        )

    # taking one

    def _check(self, file: Path) -> None:
        self._told = []
        self._bar.setRange(0, 0)
        self._bar.show()
        self._run_of_update.check(file)
        self._show()

    def _ask_take(self, file: Path, update: Update) -> None:
        dialog = TakeUpdateDialog(self._words.update(update), update.notes.get(self._desk.language.code, ""), self)
        # What is confirmed is what is taken: the stick may hold another file of this name by then.
        dialog.accepted.connect(lambda: self._take(file, update))
        self._ask(dialog)

    def _take(self, file: Path, update: Update) -> None:
        self._bar.setRange(0, 0)
        self._bar.show()
        self._run_of_update.take(file, update)
        self._show()

    def _show_placed(self, update: Update) -> None:
        code = "update.placed_program" if update.kind is UpdateKind.PROGRAM else "update.placed_data"
        self._say(code, version=update.version)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _end(self) -> None:
        self._bar.hide()
        self._read()

    def _fail(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self._told = [Finding(told.what, told.todo, tone=Tone.BAD)]
        self._show()

    def _say(self, code: str, **params: str) -> None:
        told = messages.message(code, params, self._desk.language.code)
        self._told = [Finding(told.what, told.todo, tone=Tone.OK)]
        self._read()

    # going back

    def _ask_back(self, kind: UpdateKind) -> None:
        if self._may_go_back(kind):
            dialog = GoBackDialog(kind, self)
            dialog.accepted.connect(lambda: self._go_back(kind))
            self._ask(dialog)

    def _go_back(self, kind: UpdateKind) -> None:
        def done(versions: tuple[str, str]) -> None:
            left, before = versions
            code = "update.went_back_program" if kind is UpdateKind.PROGRAM else "update.went_back_data"
            own = messages.word("update_version", "own", self._desk.language.code)
            self._say(code, left=left, version=before or own)

        self._desk.tasks.run(lambda: self._desk.updates().go_back(kind), owner=self, on_done=done, on_error=self._fail)

    def _ask(self, dialog: Dialog) -> None:
        def closed() -> None:
            self._asked = None
            self.setFocus()

        self._asked = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: closed())
        dialog.open()
