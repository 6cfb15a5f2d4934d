# SPDX-License-Identifier: Apache-2.0
"""Safety: backups made and proved, the recovery code, the audit trail verified and taken out, what has had its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from sscard_desktop import messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.backups import BackupState, Made
from sscard_desktop.services.ports import BackupProof
from sscard_desktop.services.retention import Certificate, Preview
from sscard_desktop.services.trail import Trail, Verified
from sscard_desktop.ui.backuprun import BackupRun
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.keywork import KeyWork
from sscard_desktop.ui.settings.safetydialogs import (
    BackupPlaceDialog,
    DestroyDialog,
    DrillDialog,
    TrailExportDialog,
)
from sscard_desktop.ui.settings.safetysheets import SafetySheets
from sscard_desktop.ui.settings.safetywords import SafetyWords, Standing
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone


class SafetyTab(Tab):
    """Four sheets, each with what is the case and the keys that do something about it; one thing at a time.

    Signals:
        locked_out(): the station was closed beneath the window, which has to go to the log-in.
    """

    locked_out = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state: Standing | None = None
        self._words = SafetyWords(self)
        self._busy = ""
        self._asked: Dialog | None = None
        self._told: dict[str, list[Finding]] = {}
        self._sheets = SafetySheets(self)
        self._sheets.chosen.connect(self.act)
        self._run_of_backup = BackupRun(desk.tasks, desk.backups(), self)
        self._run_of_backup.made.connect(self._show_made)
        self._run_of_backup.failed.connect(lambda error: self._fail("backup", error))
        self._run_of_backup.progressed.connect(self._sheets.show_progress)
        self._run_of_backup.ended.connect(self._end)
        self._keys = KeyWork(
            desk,
            self,
            ask=self._ask,
            run_long=lambda work, done: self._long("keys", work, done),
        )
        self._keys.failed.connect(lambda error: self._fail("keys", error))
        self._keys.shared.connect(self._show_shared)
        self._keys.rotated.connect(self._leave_the_station)
        self._closed = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._sheets)
        self.setFocusProxy(self._sheets)
        self.retranslate()

    # the tab

    def title(self) -> str:
        return self.tr("安全")

    def entered(self) -> None:
        self._told.clear()
        self._read()

    def _read(self) -> None:
        def read() -> Standing:
            backups = self._desk.backups()
            return Standing(backups.state(), backups.due(), backups.kept(), self._desk.retention().preview())

        def show(state: Standing) -> None:
            self._state = state
            self._show()

        self._desk.tasks.run(read, owner=self, on_done=show)

    def act(self, name: str) -> None:
        if self._busy or self._asked is not None or self._state is None:
            return
        state = self._state
        {
            "make": lambda: self._make(),
            "prove": lambda: self._ask_proof(state.kept),
            "place": lambda: self._ask_place(state.backup),
            "renew": lambda: self._keys.renew(),
            "share": lambda: self._keys.share(),
            "rotate": lambda: self._keys.rotate(),
            "verify": lambda: self._verify(),
            "export": lambda: self._ask_export(),
            "destroy": lambda: self._ask_destruction(state.preview),
        }[name]()

    def findings(self, name: str) -> list[Finding]:
        """Return what is said: ``backup``, ``keys``, ``trail`` or ``retention``; for tests."""
        return self._sheets.findings(name)

    def asked(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._asked

    def retranslate(self) -> None:
        self._sheets.say_words()
        # What was told was told in another language.
        self._told.clear()
        self._show()

    # showing

    def _show(self) -> None:
        self._sheets.show_state(self._state, self._told, self._busy)

    def _tell(self, section: str, *found: Finding) -> None:
        self._told[section] = list(found)
        self._show()

    def _say(self, section: str, code: str, tone: Tone, **params: object) -> Finding:
        """Tell a sentence of the catalogue that the command line shares."""
        told = messages.message(code, params, self._desk.language.code)
        found = Finding(told.what, "", tone=tone)
        self._tell(section, found)
        return found

    def _show_shared(self, made: int) -> None:
        self._tell("keys", Finding(self.tr("%n 份都已交给保管人。", "", made), tone=Tone.OK))

    def _fail(self, section: str, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self._tell(section, Finding(told.what, told.todo, tone=Tone.BAD))

    # doing

    def _begin(self, section: str) -> None:
        self._busy = section
        self._told.pop(section, None)
        self._sheets.begin()
        self._show()

    def _leave_the_station(self) -> None:
        self._closed = True
        self.locked_out.emit()

    def _end(self) -> None:
        if self._closed:
            return
        self._busy = ""
        self._sheets.end()
        self._show()
        self._read()

    def _ask(self, dialog: Dialog) -> None:
        def closed() -> None:
            self._asked = None
            self._sheets.take_keys()

        self._asked = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: closed())
        dialog.open()

    def _long(
        self, section: str, work: Callable[[Task], object], on_done: Callable[..., object], lane: Lane = Lane.STORE
    ) -> None:
        self._begin(section)
        task = self._desk.tasks.run_long(
            work,
            owner=self,
            lane=lane,
            on_done=on_done,
            on_error=lambda error: self._fail(section, error),
            on_progress=self._sheets.show_progress,
        )
        task.ended.connect(self._end)

    def _make(self) -> None:
        self._begin("backup")
        self._run_of_backup.start()

    def _show_made(self, made: Made) -> None:
        self._say("backup", "cli.backup_made", Tone.OK, file=made.backup.path.name)
        if made.second_error is not None:
            told = self._desk.language.message(made.second_error)
            self._tell("backup", *self._told["backup"], Finding(told.what, told.todo, tone=Tone.WARN))

    def _ask_place(self, state: BackupState) -> None:
        dialog = BackupPlaceDialog(state, self)

        def save(folder: Path | None, second: Path | None, keep: int, every_h: int) -> None:
            usual = self._desk.workplace.station.folder / "backups"
            self._run(
                dialog,
                lambda: self._desk.backups().configure(
                    folder=None if folder == usual else folder, second=second, keep=keep, every_h=every_h
                ),
                lambda _: self._read(),
            )

        dialog.given.connect(save)
        self._ask(dialog)

    def _ask_proof(self, kept: Sequence[Path]) -> None:
        if not kept:
            self._tell("backup", Finding(self.tr("还没有可以验证的备份，请先按 F2 备份。"), tone=Tone.WARN))
            return
        newest = kept[-1]
        dialog = DrillDialog(newest.name, self)

        def prove(password: str) -> None:
            dialog.accept()
            backups = self._desk.backups()
            self._long("backup", lambda _: backups.prove(newest, password), self._note_proof, Lane.WORK)

        dialog.given.connect(prove)
        self._ask(dialog)

    def _note_proof(self, proof: BackupProof) -> None:
        self._say("backup", "cli.backup_proved", Tone.OK, file=proof.backup.path.name, count=proof.records)
        self._desk.tasks.run(lambda: self._desk.backups().proved(proof), owner=self, on_done=lambda _: self._read())

    def _verify(self) -> None:
        def verify(_: Task) -> Verified:
            # A connection of its own: a long trail is no reason for the counter to wait.
            with closing(self._desk.session.store.another()) as store:
                return Trail(replace(self._desk.session, store=store)).verify()

        self._long("trail", verify, self._show_verified, Lane.WORK)

    def _show_verified(self, verified: Verified) -> None:
        self._tell("trail", *self._words.verified(verified, self._desk.language.code))

    def _ask_export(self) -> None:
        dialog = TrailExportDialog(self, may_uncover=self._desk.operator.may(Permission.AUDIT_UNMASKED))

        def export(path: Path, covered: bool) -> None:
            def write() -> object:
                trail, tables = self._desk.trail(), self._desk.workplace.tables()
                return trail.export(path, tables) if covered else trail.export_unmasked(path, tables)

            self._run(dialog, write, lambda _: self._say("trail", "audit.exported", Tone.OK, file=path.name))

        dialog.given.connect(export)
        self._ask(dialog)

    def _ask_destruction(self, preview: Preview) -> None:
        if not preview.going:
            self._say("retention", "retention.nothing", Tone.OK)
            return
        dialog = DestroyDialog(preview, self)
        dialog.confirmed.connect(
            lambda: self._long("retention", lambda task: self._desk.retention().run(task), self._show_certificate)
        )
        self._ask(dialog)

    def _show_certificate(self, made: Certificate) -> None:
        self._say(
            "retention",
            "retention.certificate",
            Tone.OK,
            certificate=made.number,
            count=len(made.tombstones),
            head=made.audit_head,
        )
