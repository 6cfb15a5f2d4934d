# SPDX-License-Identifier: Apache-2.0
"""Rare characters in the form's fields: the key that finds one, and beneath a name that needs a look its proof.

A name of common characters costs nothing and shows nothing. For any other, what the form will print is shown beneath
the field, with what becomes of it in an export, so that the applicant can read it over at once.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.coverage import NameCoverage, name_coverage
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.services.characters import Characters
from sscard_desktop.ui.characters.proofview import ProofView
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.field import FieldEditor

_TEXTS = (FieldKind.NAME, FieldKind.TEXT, FieldKind.ADDRESS)


class RareNames(QObject):
    """Watches a form's names.

    Args:
        desk: of the person at work.
        form: the form.
        page: over which the dialog opens.

    Signals:
        proposed(key, text): the clerk confirmed the plain spelling of a field's doubtful characters.
    """

    proposed = Signal(str, str)

    def __init__(self, desk: Desk, form: RecordForm, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._form, self._page = desk, form, page
        self._characters: Characters | None = None
        self._names: list[str] = []
        self._texts: set[str] = set()
        self._shown: dict[str, str] = {}
        self._proofs: dict[str, tuple[FieldEditor, ProofView]] = {}

    def retranslate(self) -> None:
        """Say the key beside each name's label; the form may have other fields now (another kind of business)."""
        self._names = self._form.of_kind(FieldKind.NAME)
        self._texts = set(self._form.of_kind(*_TEXTS))
        word = self.tr("生僻字")
        for key in self._names:
            self._form.editor(key).set_aside(f"{word}  {cap(KEYS[Action.CHARACTER])}")
        kept = {key: each for key, each in self._proofs.items() if key in self._names}
        self._proofs = {key: each for key, each in kept.items() if each[0] is self._form.editor(key)}
        self._shown = {key: name for key, name in self._shown.items() if key in self._proofs}
        self.refresh()

    def refresh(self) -> None:
        """Show the proofs of the names as they stand; nothing for those that reach everything."""
        for key in self._names:
            name = self._form.editor(key).value()
            if self._shown.get(key, "") == name:
                continue
            self._shown[key] = name
            if name_coverage(name).sound:
                self._clear(key)
            else:
                self._prove(key, name)

    def proof(self, key: str) -> ProofView | None:
        """Return what stands beneath a name, ``None`` before it was ever needed."""
        return self._proofs[key][1] if key in self._proofs else None

    def open(self) -> None:
        """Open the dialog for the field with the keyboard, or for the name."""
        key = self._form.flow.current()
        if not self._takes(key):
            key = next((name for name in self._names if self._takes(name)), "")
        if not key:
            return
        from sscard_desktop.ui.characters.dialog import CharacterDialog

        editor = self._form.editor(key)
        dialog = CharacterDialog(
            self._service(),
            self._desk.tasks,
            self._page,
            text=editor.value(),
            caret=editor.caret(),
            is_name=key in self._names,
        )
        dialog.inserted.connect(lambda character: editor.insert(character))
        dialog.proposed.connect(lambda text: self.proposed.emit(key, text))
        dialog.finished.connect(lambda _: self._form.go_to(key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _takes(self, key: str) -> bool:
        return key in self._texts and not self._form.editor(key).read_only()

    def _service(self) -> Characters:
        if self._characters is None:
            self._characters = self._desk.characters()
        return self._characters

    def _clear(self, key: str) -> None:
        if key in self._proofs:
            self._proofs[key][1].clear()

    def _prove(self, key: str, name: str) -> None:
        characters = self._service()

        def make() -> tuple[bytes, NameCoverage]:
            return characters.proof(name), characters.coverage(name)

        def show(result: tuple[bytes, NameCoverage]) -> None:
            if self._shown.get(key) != name:
                return
            view = self.proof(key)
            if view is None:
                editor = self._form.editor(key)
                view = ProofView(editor)
                editor.set_below(view)
                self._proofs[key] = (editor, view)
            view.show_proof(*result)

        self._desk.tasks.run(make, owner=self, lane=Lane.WORK, on_done=show)
