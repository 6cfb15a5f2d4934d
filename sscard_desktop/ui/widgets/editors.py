# SPDX-License-Identifier: Apache-2.0
"""The editor of each kind of field: the table ``EDITORS`` has the same keys as the domain's ``FieldKind``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.domain.fields import NO, YES, FieldKind
from sscard_desktop.domain.grouping import MOBILE_GROUPS, RESIDENT_GROUPS
from sscard_desktop.ui.widgets.addresses import PINYIN_TYPED, AddressEditor
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.dateeditors import DateEditor, ExpiryEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lines import (
    GroupedLine,
    before_caret,
    document_characters,
    narrow,
    only_digits,
)
from sscard_desktop.ui.widgets.proposals import Proposals
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.several import CodesEditor

_LINES_LONGEST = 2000
_MOBILE = re.compile("1[3-9][0-9]{9}")


class TextEditor(FieldEditor):
    """Any single line."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._line = QLineEdit()
        self._line.setMaxLength(_LINES_LONGEST)
        super().__init__(key, self._line, parent)
        self._line.textEdited.connect(self._on_edited)
        self._proposals = Proposals(self._line)
        self._proposals.taken.connect(lambda choice: self.take(choice.code))
        self._complete: Callable[[str], Sequence[Choice]] = lambda _: ()

    def set_completing(self, complete: Callable[[str], Sequence[Choice]]) -> None:
        """Propose entries for what was typed; the code of the one that is taken becomes the text."""
        self._complete = complete

    def proposals(self) -> Proposals:
        """Return the list under the input."""
        return self._proposals

    def value(self) -> str:
        return self._line.text().strip()

    def take(self, value: str) -> None:
        super().take(value)
        self._line.end(False)

    def _show(self, value: str) -> None:
        self._line.setText(value)
        self._line.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        self._mend(text)
        self.edited.emit(self.value())
        typed = self.value()
        self._proposals.show(self._complete(typed), highlighted=bool(PINYIN_TYPED.search(typed)))

    def _go(self, event: QKeyEvent) -> bool:
        return self._proposals.handle(event) or super()._go(event)

    def caret(self) -> int:
        return len(before_caret(self._line.text(), self._line.cursorPosition()))

    def insert(self, text: str) -> bool:
        if self._line.isReadOnly():
            return False
        self._line.insert(text)
        self._on_edited(self._line.text())
        return True

    def _mend(self, text: str) -> None:
        mended = self._mended(text)
        if mended != text:
            position = self._line.cursorPosition() - (len(text) - len(mended))
            self._line.setText(mended)
            self._line.setCursorPosition(max(position, 0))

    def _mended(self, text: str) -> str:
        return text


class NameEditor(TextEditor):
    """A person's name, exactly as on the document. A dot typed behind a Chinese character is the middle dot ``·``."""

    def _mended(self, text: str) -> str:
        made = []
        for index, character in enumerate(text):
            behind_chinese = index > 0 and ord(text[index - 1]) >= 0x3400
            made.append("·" if character in ".．•‧∙・" and behind_chinese else character)
        return "".join(made)


class PinyinEditor(TextEditor):
    """姓名拼音: upper case as it is typed; Down opens the other readings that the name may have.

    Signals:
        asked(): the readings are wanted; bring them by :meth:`propose`.
    """

    asked = Signal()

    def propose(self, readings: Sequence[str]) -> None:
        """Show the readings to choose from."""
        self._proposals.show([Choice(reading, reading, hint=" ") for reading in readings], highlighted=True)

    def _go(self, event: QKeyEvent) -> bool:
        if self._line.isReadOnly():
            return super()._go(event)
        if self._proposals.handle(event):
            return True
        if event.key() == Qt.Key.Key_Down:
            self.asked.emit()
            return True
        self._proposals.hide()
        return super()._go(event)

    def _mended(self, text: str) -> str:
        return narrow(text).upper()


class GroupedEditor(FieldEditor):
    """A number shown in groups and stored plain."""

    def __init__(
        self,
        key: str,
        parent: QWidget | None = None,
        *,
        groups: tuple[int, ...] = (),
        clean: Callable[[str], str] = only_digits,
    ) -> None:
        self._line = GroupedLine(groups=groups, clean=clean)
        super().__init__(key, self._line, parent)
        self._line.plain_edited.connect(self.edited)

    def value(self) -> str:
        return self._line.plain()

    def _show(self, value: str) -> None:
        self._line.set_plain(value)


class NumberEditor(GroupedEditor):
    """A document number; a resident number stands in groups of 6, 8 and 4."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, groups=RESIDENT_GROUPS, clean=document_characters)

    def set_resident(self, resident: bool) -> None:
        """Group it as a resident number, or leave it as it is (passports, permits)."""
        self._line.set_groups(RESIDENT_GROUPS if resident else ())


class MobileEditor(GroupedEditor):
    """A mobile number in groups of 3, 4 and 4; a pasted +86 goes."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, groups=MOBILE_GROUPS, clean=_mobile_digits)


def _mobile_digits(text: str) -> str:
    digits = only_digits(text)
    return digits[2:] if len(digits) == 13 and digits.startswith("861") else digits


def _phone_characters(text: str) -> str:
    return "".join(character for character in narrow(text) if character in "0123456789-+")


class PhoneEditor(GroupedEditor):
    """A landline: digits and hyphens; a mobile number that is given instead stands in groups."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, clean=_phone_characters)
        self._line.plain_edited.connect(self._regroup)

    def _show(self, value: str) -> None:
        super()._show(value)
        self._regroup(self.value())

    def _regroup(self, value: str) -> None:
        self._line.set_groups(MOBILE_GROUPS if _MOBILE.fullmatch(value) else ())


class PostcodeEditor(GroupedEditor):
    """邮政编码: six digits."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, groups=(6,))


class CodeEditor(FieldEditor):
    """One entry of a code list, picked by initials, text, code or arrows.

    Signals:
        unmatched(): left with a text that names no entry; a note says so.
    """

    unmatched = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._line = ChoiceLine()
        super().__init__(key, self._line, parent)
        self._line.picked.connect(self._on_picked)
        self._line.unmatched.connect(self._on_unmatched)
        self._line.accepted.connect(self._on_accepted)
        self._line.back.connect(self._on_back)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Set the entries to pick from."""
        self._line.set_choices(choices)

    def value(self) -> str:
        return self._line.code()

    def _show(self, value: str) -> None:
        self._line.set_code(value)

    def _go(self, event: QKeyEvent) -> bool:
        # The list takes Enter first: it picks, then the field is accepted.
        return False

    def _left(self) -> None:
        # The line settles what was typed in its own focus handling, which comes after this.
        QTimer.singleShot(0, self, self.finish)

    def _on_picked(self, code: str) -> None:
        self.edited.emit(code)

    def _on_accepted(self) -> None:
        self.finish()
        self.accepted.emit()

    def _on_back(self) -> None:
        self.finish()
        self.back.emit()

    def _on_unmatched(self, text: str) -> None:
        shown = text if len(text) <= 12 else f"{text[:12]}…"
        self.set_note(
            Note(self.tr("列表里没有“{text}”。请从列表中选择，可输入拼音首字母。").format(text=shown), Tone.WARN)
        )
        self.unmatched.emit()


class UnitEditor(CodeEditor):
    """A unit of the station's directory, which may be long: the page searches it.

    Signals:
        searched(text): the clerk typed; bring what is found by ``set_choices``.
    """

    searched = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self._line.set_searching(True)
        self._line.searched.connect(self.searched)


class FlagEditor(FieldEditor):
    """Yes or no, as two words side by side: arrows, digits and the words' initials pick."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._segments = Segments()
        super().__init__(key, self._segments, parent)
        self._segments.picked.connect(self._on_picked)
        self.set_words(self.tr("是"), self.tr("否"))

    def set_words(self, yes: str, no: str) -> None:
        """Name the two answers, such as 同意 and 不同意."""
        self._segments.set_options([(YES, yes), (NO, no)])

    def value(self) -> str:
        return self._segments.code()

    def _show(self, value: str) -> None:
        self._segments.set_code(value)

    def _on_picked(self, code: str) -> None:
        self.edited.emit(code)
        self.finish()


EDITORS: Mapping[FieldKind, Callable[..., FieldEditor]] = MappingProxyType(
    {
        FieldKind.TEXT: TextEditor,
        FieldKind.NAME: NameEditor,
        FieldKind.PINYIN: PinyinEditor,
        FieldKind.NUMBER: NumberEditor,
        FieldKind.DATE: DateEditor,
        FieldKind.EXPIRY: ExpiryEditor,
        FieldKind.CODE: CodeEditor,
        FieldKind.CODES: CodesEditor,
        FieldKind.FLAG: FlagEditor,
        FieldKind.MOBILE: MobileEditor,
        FieldKind.PHONE: PhoneEditor,
        FieldKind.POSTCODE: PostcodeEditor,
        FieldKind.ADDRESS: AddressEditor,
        FieldKind.DIGITS: GroupedEditor,
        FieldKind.UNIT: UnitEditor,
    }
)
"""Kind → its editor, made with the field's key and the widget that it stands in."""
