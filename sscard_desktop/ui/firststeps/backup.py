# SPDX-License-Identifier: Apache-2.0
"""The first backup: a second place for it, one's password, and then it is written, copied, and restored on trial.

What makes and proves it is the same as in the settings; here both are one key, since a backup that was never opened is
a hope. The second place stays for all backups to come.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sscard_desktop import messages
from sscard_desktop.domain.errors import NotAllowedError, SscardError
from sscard_desktop.services.backups import BackupState, Made
from sscard_desktop.services.ports import BackupProof
from sscard_desktop.ui.backuprun import BackupRun
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.firststeps.panels import StepPanel
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor


class BackupStep(StepPanel):
    """Two fields and a button; what came of it beneath."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._state: BackupState | None = None
        self._busy = False
        self.second = PathEditor("second", self)
        self.password = PasswordEditor("password", self)
        self.password.set_required(True)
        self._go = Button("", self, icon="file", key="Enter")
        self._go.clicked.connect(self.make)
        self._flow = FieldFlow(self)
        self._flow.set_fields([self.second, self.password])
        self._flow.ended.connect(self.make)
        self._far = HowFar(self)
        self._far.hide()
        self._said = QVBoxLayout()
        self._said.setSpacing(space.s)
        self._findings: list[Finding] = []
        for editor in (self.second, self.password):
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        column.addWidget(self.second)
        column.addWidget(self.password)
        column.addLayout(row)
        column.addWidget(self._far)
        column.addLayout(self._said)
        column.addStretch(1)
        self._run_of_backup = BackupRun(desk.tasks, desk.backups(), self)
        self._run_of_backup.progressed.connect(self._far.advance)
        self._run_of_backup.made.connect(self._prove)
        self._run_of_backup.failed.connect(self._fail)
        self.setFocusProxy(self.second)
        self.retranslate()

    def entered(self) -> None:
        def show(state: BackupState) -> None:
            self._state = state
            if not self.second.value() and state.second is not None:
                self.second.set_value(str(state.second))

        self._desk.tasks.run(self._desk.backups().state, owner=self, on_done=show)

    def findings(self) -> list[tuple[str, Tone]]:
        """Return what came of it, sentence by sentence."""
        return [(found.text(), Tone(found.property("tone"))) for found in self._findings]

    def busy(self) -> bool:
        """Return whether a backup is under way."""
        return self._busy

    def make(self) -> None:
        """Keep the second place, and begin."""
        state, typed = self._state, self.second.value().strip()
        if self._busy or state is None:
            return
        if not self.password.value():
            self.password.set_note(Note(self.tr("请输入您的登录密码：备份要用它打开一次，才知道真的能恢复。")))
            self._flow.go_to("password")
            return
        second: Path | None = self.second.path() if typed else None
        if second is not None and not second.is_absolute():
            self.second.set_note(Note(self.tr("请写完整的位置，或者按 F4 选择。")))
            self._flow.go_to("second")
            return
        usual = self._desk.workplace.station.folder / "backups"
        folder = None if state.folder == usual else state.folder
        self._begin(self.tr("正在备份…"))
        self._desk.tasks.run(
            lambda: self._desk.backups().configure(
                folder=folder, second=second, keep=state.keep, every_h=state.every_h
            ),
            owner=self,
            on_done=lambda _: self._run_of_backup.start(),
            on_error=self._fail_at_place,
        )

    def retranslate(self) -> None:
        self.second.set_label(self.tr("备份另放一处：U 盘或另一块盘上的文件夹"))
        self.second.set_hint(self.tr("按 F4 选择；不填就只在这台电脑里"))
        self.password.set_label(self.tr("您的登录密码（试着打开备份用）"))
        self._show_verb()

    def _show_verb(self) -> None:
        self._go.set_text(self.tr("正在备份…") if self._busy else self.tr("备份，并试着恢复"))

    # on its way

    def _begin(self, text: str) -> None:
        self._busy = True
        self._clear()
        self._far.begin(text)
        self._far.show()
        self._show_verb()

    def _prove(self, made: Made) -> None:
        """Restore what was written on trial: the copy in the second place, where there is one."""
        self._say("cli.backup_made", Tone.OK, file=made.backup.path.name)
        if made.second_error is not None:
            told = self._desk.language.message(made.second_error)
            self._add(Finding(told.what, told.todo, self, tone=Tone.WARN))
        elif made.second is None:
            self._add(
                Finding(self.tr("备份只在这台电脑里。"), self.tr("电脑丢了、坏了，备份也没了。"), self, tone=Tone.WARN)
            )
        self._far.begin(self.tr("正在试着恢复…"))
        file, password = (made.second or made.backup).path, self.password.value()
        backups = self._desk.backups()
        self._desk.tasks.run(
            lambda: backups.prove(file, password),
            owner=self,
            lane=Lane.WORK,
            on_done=self._note_proof,
            on_error=self._fail,
        )

    def _note_proof(self, proof: BackupProof) -> None:
        def noted(_: None) -> None:
            self._say("cli.backup_proved", Tone.OK, file=proof.backup.path.name, count=proof.records)
            self.password.set_value("")
            self._end()
            self.did.emit()

        self._desk.tasks.run(lambda: self._desk.backups().proved(proof), owner=self, on_done=noted, on_error=self._fail)

    def _fail_at_place(self, error: SscardError) -> None:
        self._end()
        told = self._desk.language.message(error)
        self.second.set_note(Note(f"{told.what}{told.todo}"))
        self._flow.go_to("second")

    def _fail(self, error: SscardError) -> None:
        self._end()
        told = self._desk.language.message(error)
        if isinstance(error, NotAllowedError):
            self.password.set_value("")
            self.password.set_note(Note(f"{told.what}{told.todo}"))
            self._flow.go_to("password")
        else:
            self._add(Finding(told.what, told.todo, self, tone=Tone.BAD))

    def _end(self) -> None:
        self._busy = False
        self._far.hide()
        self._show_verb()

    def _say(self, code: str, tone: Tone, **params: object) -> None:
        told = messages.message(code, params, self._desk.language.code)
        self._add(Finding(told.what, "", self, tone=tone))

    def _add(self, found: Finding) -> None:
        self._findings.append(found)
        self._said.addWidget(found)

    def _clear(self) -> None:
        for found in self._findings:
            found.hide()
            found.deleteLater()
        self._findings = []
