# SPDX-License-Identifier: Apache-2.0
"""The signature sheet: at the left what is signed, at the right who signs and the pad. Keys do all but the writing.

Answers for showing exactly what the signature is bound to: were the record changed meanwhile, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.contentdigest import grouped_mark
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.signing import Signer, Stroke, is_signature
from sscard_desktop.services.signing import KeptSignature, ToSign
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.records.values import ValuesPanel
from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.signature.ink import png
from sscard_desktop.ui.signature.pad import SignaturePad
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.segments import Segments


class SignatureDialog(FullSheet):
    """Has one record signed.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        changed(): a signature was kept, or taken away.
    """

    changed = Signal()

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._record_id = record_id
        self._asked: ToSign | None = None
        self._kept: KeptSignature | None = None
        self._busy = True
        self._signing = desk.signing()
        self._values = ValuesPanel(desk.profile, self)
        self._who = Segments(self)
        self._who.picked.connect(lambda _: self.retranslate())
        self._statement = Label("", self, role="section", wrap=True)
        self._mark = Label("", self, role="muted", wrap=True)
        self.pad = SignaturePad(self)
        self.pad.changed.connect(self._show_actions)
        self.bar.chosen.connect(self._act)
        self.bar.next_requested.connect(self.finish)
        self.lay_out(self._parts())
        self.retranslate()
        desk.tasks.run(self._read, owner=self, on_done=self._show, on_error=self._tell)

    def _parts(self) -> QWidget:
        space = tokens().space
        right = QVBoxLayout()
        right.setSpacing(space.m)
        right.addWidget(self._who)
        right.addWidget(self._statement)
        right.addWidget(self.pad, 1)
        right.addWidget(self._mark)
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(space.l, space.l, space.l, space.l)
        row.setSpacing(space.xl)
        row.addWidget(self._values, 2)
        row.addLayout(right, 3)
        return room

    def _read(self) -> tuple[ToSign, KeptSignature | None]:
        return self._signing.ask(self._record_id), self._signing.of(self._record_id)

    def _show(self, read: tuple[ToSign, KeptSignature | None]) -> None:
        self._asked, self._kept = read
        self._busy = False
        self._values.show_record(self._asked.record, self._desk.language.code)
        self._who.set_code(next(iter(self._asked.names)).value)
        self.retranslate()
        self.setFocus()

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored."""
        return self._busy

    def signer(self) -> Signer:
        """Return in which capacity it is signed."""
        return Signer(self._who.code() or Signer.APPLICANT)

    # ── doing ────────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self) -> None:
        """Keep the signature, and close; with too little on the pad, say so."""
        asked, strokes = self._asked, self.pad.strokes()
        if asked is None or self._busy or not is_signature(strokes):
            return
        self._busy = True
        self._show_actions()
        picture, signer = png(strokes), self.signer()

        def stored(_: KeptSignature) -> None:
            self._busy = False
            self.changed.emit()
            self.accept()

        self._desk.tasks.run(
            lambda: self._signing.sign(self._record_id, picture, strokes, signer=signer, content=asked.content),
            owner=self,
            on_done=stored,
            on_error=self._tell,
        )

    def take_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Take over what is written on a screen of the applicant's own."""
        if not self._busy:
            self.pad.set_strokes(strokes)
            self._show_actions()

    def remove(self) -> None:
        """Take the signature away that the record has."""
        if self._kept is None or self._busy:
            return
        self._busy = True
        self._show_actions()

        def removed(_: object) -> None:
            self._busy = False
            self.changed.emit()
            self.accept()

        self._desk.tasks.run(
            lambda: self._desk.capture.remove_picture(self._record_id, PictureRole.SIGNATURE),
            owner=self,
            on_done=removed,
            on_error=self._tell,
        )

    def reject(self) -> None:
        """Leave without a signature; what is being stored is waited for."""
        if not self._busy or self._asked is None:
            super().reject()

    def _tell(self, error: SscardError) -> None:
        self._busy = False
        self.tell(error)
        self._show_actions()

    def _act(self, name: str) -> None:
        {"back": self.reject, "undo": self.pad.undo, "clear": self.pad.clear, "remove": self.remove}[name]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, command = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat() and key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return
        number = key - Qt.Key.Key_1
        signers = list(self._asked.names) if self._asked is not None else []
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif key == Qt.Key.Key_Escape:
            self.reject()
        elif key == Qt.Key.Key_Backspace or (command and key == Qt.Key.Key_Z):
            self.pad.undo()
        elif key == Qt.Key.Key_Delete:
            self.remove() if command else self.pad.clear()
        elif 0 <= number < len(signers):
            self._who.set_code(signers[number].value)
            self.retranslate()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self._values.verticalScrollBar()
            by = bar.pageStep() if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 3 * bar.singleStep()
            bar.setValue(bar.value() + (by if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -by))

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    def retranslate(self) -> None:
        self.set_title(self.tr("核对并签名"))
        asked, signer = self._asked, self.signer()
        words = {
            Signer.APPLICANT: self.tr("本人"),
            Signer.GUARDIAN: self.tr("监护人"),
            Signer.AGENT: self.tr("代办人"),
        }
        names = asked.names if asked is not None else {}
        self._who.set_options(
            [(each.value, f"{number}  {words[each]} {name}") for number, (each, name) in enumerate(names.items(), 1)]
        )
        # One alone is no choice.
        self._who.setVisible(len(names) > 1)
        if signer is Signer.APPLICANT:
            statement = self.tr("{who}：左边的内容已经本人核对，真实、准确、有效。")
        else:
            statement = self.tr("{who}：左边的内容已由本人替申请人核对，真实、准确、有效。")
        who = f"{words[signer]} {names.get(signer, '')}".rstrip()
        self._statement.setText(statement.format(who=who) if names else "")
        self.pad.set_hint(self.tr("请用手写笔、手指或鼠标在这里写下姓名"))
        mark = (
            self.tr("签名只对左边的内容有效，核对码 {mark}").format(mark=grouped_mark(asked.content)) if asked else ""
        )
        self._mark.setText("\n".join(part for part in (mark, self._told_before()) if part))
        if asked is not None:
            self._values.show_record(asked.record, self._desk.language.code)
        self._show_actions()

    def _told_before(self) -> str:
        kept = self._kept
        if kept is None:
            return ""
        if not kept.holds or kept.said is None:
            return self.tr("原来的签名已作废；签名后替换。")
        return self.tr("{name} 于 {time} 签过；重新签名会替换。").format(
            name=kept.name, time=moment(kept.said.signed_at)
        )

    def _show_actions(self) -> None:
        strokes = self.pad.strokes()
        actions = [
            KeyAction("back", "Esc", self.tr("返回")),
            KeyAction("undo", "Backspace", self.tr("撤销一笔"), "undo"),
            KeyAction("clear", "Delete", self.tr("清除"), "trash"),
        ]
        if self._kept is not None:
            actions.append(KeyAction("remove", "Ctrl+Delete", self.tr("删除原来的签名")))
        self.bar.set_actions(actions)
        enough = is_signature(strokes)
        if self._asked is None or enough:
            self.bar.set_reason("")
        elif strokes:
            self.bar.set_reason(self.tr("还太少，请写下完整的姓名"), Tone.WARN)
        else:
            self.bar.set_reason(self.tr("请在框内写下姓名"))
        self.bar.set_next(self.tr("完成签名"), icon="check", enabled=enough and not self._busy)
