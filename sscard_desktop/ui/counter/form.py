# SPDX-License-Identifier: Apache-2.0
"""The form, built from the profile: its sections, each field with its kind's editor, shown and required as it says.

It shows values and problems and tells of typing; what is stored when is not its business. A field that the clerk has
in hand (it has the keyboard and was typed in) is never overwritten, unless the clerk asked for just that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.conditions import holds
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.counter.attention import AttentionFlow
from sscard_desktop.ui.counter.fieldkeys import FieldKeys
from sscard_desktop.ui.counter.formsection import MOST_COLUMNS, FormSection
from sscard_desktop.ui.counter.formwords import option_initials, speak
from sscard_desktop.ui.pieces import Pieces, finish, some_at_a_time
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.addresses import AddressEditor
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor, NumberEditor, UnitEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note

_ONE_COLUMN_WIDTH = 400
"""A column is at least so wide; the form takes two, or three where there is room (px)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field's value came from: an icon, its tooltip, and a word beside it where it matters."""

    icon: str
    tip: str = ""
    word: str = ""


_TYPED = Origin("")


class RecordForm(QScrollArea):
    """The whole form in one column of sections that scrolls.

    Signals:
        typed(key, text): each change by the clerk. rested(key): the field was left with a change: time to store.
        left(key): the field lost the keyboard.
        accepted(key): Enter in a field.
        section_entered(key): the keyboard is in another section.
        proposal_taken(key): the action of a field's note was chosen.
        searched(key, text): a unit is sought.
        rebuilt(): it asks for what another kind of business asks for; all editors are new.
        undo_asked(): Ctrl+Z in a field that has nothing of its own to undo.
    """

    typed = Signal(str, str)
    rested = Signal(str)
    left = Signal(str)
    accepted = Signal(str)
    section_entered = Signal(str)
    proposal_taken = Signal(str)
    searched = Signal(str, str)
    undo_asked = Signal()
    rebuilt = Signal()

    def __init__(
        self,
        profile: Profile,
        *,
        today: Callable[[], date],
        initials: Callable[[str], str],
        parent: QWidget | None = None,
        in_pieces: bool = False,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._initials_of = initials
        self._parts: dict[str, QWidget] = {}
        self._in_hand = ""
        self.keys = FieldKeys(self, in_hand=self.in_hand)
        self.keys.left.connect(self._leave)
        self.keys.undo_asked.connect(self.undo_asked)
        self.flow = AttentionFlow(self)
        self.flow.accepted.connect(self.accepted)
        self.flow.entered.connect(self._enter)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.pieces = self._build(profile)
        """What is left to make, where it is made in pieces; nothing else may be asked of the form before."""
        if not in_pieces:
            finish(self.pieces)

    def serve(self, profile: Profile) -> bool:
        """Ask for what another kind of business asks for; return whether it is another. What was shown goes."""
        if profile == self._profile:
            return False
        for part in self._parts.values():
            part.setParent(None)
        former = self.takeWidget()
        self.keys.forget()
        finish(self._build(profile))
        for key, part in self._parts.items():
            self.append(key, part)
        former.deleteLater()
        self.rebuilt.emit()
        return True

    @property
    def profile(self) -> Profile:
        """The city as the kind of business sees it whose form this is."""
        return self._profile

    def _build(self, profile: Profile) -> Pieces:
        space = tokens().space
        self._profile = profile
        self._initials = option_initials(profile, self._initials_of)
        yield
        # Made where they stay: hundreds of widgets that move house later are dressed twice.
        body = QWidget(self.viewport())
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, space.m, space.s, space.l)
        self._column.setSpacing(space.m)
        self._sections = {section.key: FormSection(section, body) for section in profile.sections}
        made: dict[str, FieldEditor] = {}
        for section in profile.sections:
            part = self._sections[section.key]
            self._column.addWidget(part)
            for key in section.fields:
                made[key] = self._made(profile.fields[key], part)
                part.take(profile.fields[key], made[key])
                made[key].ensurePolished()
                if some_at_a_time(len(made)):
                    yield
        self._column.addStretch()
        self._editors = {key: made[key] for key in profile.fields}
        self._section_of = {key: section.key for section in profile.sections for key in section.fields}
        self._in_hand = ""
        self._unmatched: dict[str, Note | None] = {}
        self._refused = ""
        yield
        self.setWidget(body)
        yield
        self.flow.set_fields(list(self._editors.values()))
        specs = profile.fields.values()
        self._conditions = tuple(dict.fromkeys((*(spec.shown for spec in specs), *(spec.required for spec in specs))))
        self._followed: tuple[object, ...] | None = None
        self._refresh()

    def _made(self, spec: FieldSpec, section: QWidget) -> FieldEditor:
        key = spec.key
        editor = EDITORS[spec.kind](key, section)
        editor.edited.connect(lambda text: self._edit(key, text))
        editor.finished.connect(lambda text: self._finish(key, text))
        editor.action_chosen.connect(lambda: self.proposal_taken.emit(key))
        editor.composing.began.connect(lambda: self._compose(key))
        if isinstance(editor, CodeEditor):
            editor.unmatched.connect(lambda: self._refuse(key))
        if isinstance(editor, UnitEditor):
            editor.searched.connect(lambda text: self.searched.emit(key, text))
        if isinstance(editor, AddressEditor):
            editor.set_max_chars(spec.max_chars)
            editor.set_max_han(spec.max_han)
        self.keys.watch(key, editor.control())
        return editor

    # what the page calls

    def set_language(self, code: str) -> None:
        """Say everything in a language."""
        speak(self._editors, self._profile, self._initials, code)
        for section in self._sections.values():
            section.heading.setText(section.labels.label(code))

    def show_values(
        self, values: Mapping[str, str], *, settled: Callable[[str], bool] = lambda _: True, forced: bool = False
    ) -> None:
        """Show stored values.

        Args:
            values: of the record.
            settled: tells of a key whether its stored value is the newest there is.
            forced: the clerk asked for the change, so the field under their hand takes it too.
        """
        for key, editor in self._editors.items():
            value = values.get(key, "")
            if settled(key) and (forced or key != self._in_hand) and editor.value() != value:
                editor.set_value(value)
        if forced:
            self._in_hand = ""
        self._refresh()

    def show_value(self, key: str, value: str) -> None:
        """Show one field's stored value: how the station spells it, once the field is left."""
        editor = self._editors[key]
        if key != self._in_hand and editor.value() != value:
            editor.set_value(value)
            self._refresh()

    def clear(self) -> None:
        """Empty every field, for the next person."""
        self._in_hand = ""
        self._unmatched.clear()
        for editor in self._editors.values():
            editor.set_value("")
            editor.set_note(None)
            editor.set_origin("", "")
        self.verticalScrollBar().setValue(0)

    def set_notes(self, notes: Mapping[str, Note]) -> None:
        """Show what is wrong beneath the fields, and nothing beneath the others."""
        for key, editor in self._editors.items():
            editor.set_note(self._unmatched.get(key) or notes.get(key))

    def take_unmatched(self, key: str) -> bool:
        """Return whether a choice was left just now with a text that names none of its entries; tell it once."""
        just_now, self._refused = self._refused == key, ""
        return just_now

    def set_origins(self, marks: Mapping[str, Origin]) -> None:
        """Mark where fields' values came from; those without a mark were typed."""
        for key, editor in self._editors.items():
            mark = marks.get(key, _TYPED)
            editor.set_origin(mark.icon, mark.tip, mark.word)

    def set_read_only(self, read_only: bool) -> None:
        """Only show, or let the fields be edited (but for those that are the roster's)."""
        for key, spec in self._profile.fields.items():
            self._editors[key].set_read_only(read_only or spec.fixed)

    def set_units(self, key: str, choices: list[Choice]) -> None:
        """Bring what was found for a unit field."""
        editor = self._editors[key]
        if isinstance(editor, CodeEditor):
            editor.set_choices(choices)

    def append(self, key: str, part: QWidget) -> None:
        """Put a part that holds no fields below the sections."""
        self._column.insertWidget(self._column.count() - 1, part)
        self._parts[key] = part

    def sections(self) -> Iterable[FormSection]:
        """Return the sections, in the form's order."""
        return self._sections.values()

    def in_hand(self) -> str:
        """Return the field that is being typed in, ``""`` if none is."""
        return self._in_hand

    def empty_with_keyboard(self) -> str:
        """Return the field that has the keyboard if it is empty, else ``""``."""
        current = self._editors.get(self.flow.current())
        return current.key if current is not None and current.control().hasFocus() and not current.value() else ""

    def current_section(self) -> str:
        """Return the section in which the keyboard is, or was last; ``""`` before the first."""
        return self._section_of.get(self.flow.current(), "")

    def has(self, key: str) -> bool:
        """Return whether the form has this field."""
        return key in self._editors

    def of_kind(self, *kinds: FieldKind) -> list[str]:
        """Return the fields of these kinds, asked for or not."""
        return [key for key, spec in self._profile.fields.items() if spec.kind in kinds]

    def values(self) -> dict[str, str]:
        """Return what the fields show."""
        return {key: editor.value() for key, editor in self._editors.items()}

    def editor(self, key: str) -> FieldEditor:
        """Return a field's editor."""
        return self._editors[key]

    def order(self) -> list[str]:
        """Return the keys of the fields that are asked for now and can be filled, in the form's order."""
        return [key for key, editor in self._editors.items() if not editor.isHidden() and not editor.read_only()]

    def wanting(self) -> set[str]:
        """Return the required fields that are empty."""
        values = self.values()
        asks = self._asking(values)
        return {key for key in self.order() if not values[key] and asks(self._profile.fields[key].required)}

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a field."""
        found = self.flow.go_to(key)
        if found and self._bring(key):
            # Once more when everything that was just shown has its place.
            QTimer.singleShot(0, self, lambda: self._bring(key, exactly=True))
        return found

    def go_to_section(self, key: str) -> None:
        """Put the keyboard into a section's first field that wants something, or its first."""
        if key in self._parts:
            self.ensureWidgetVisible(self._parts[key], 0, 0)
            return
        fields = [field for field in self.order() if self._section_of[field] == key]
        wanting = self.wanting()
        first = next((field for field in fields if field in wanting), fields[0] if fields else "")
        self.ensureWidgetVisible(self._sections[key], 0, 0)
        if first:
            self.go_to(first)

    def finish(self) -> None:
        """Take what stands in the field with the keyboard, half picked choices too: the page is left."""
        current = self._editors.get(self.flow.current())
        if current is not None and current.control().hasFocus():
            # Not clearFocus(): keys would reach no page any more.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            current.finish()

    # inside

    def _asking(self, values: Mapping[str, str]) -> Callable[[str], bool]:
        """Return what tells whether a condition holds: there are a few of them, and each asks the same for all."""
        today, adult_age = self._today(), self._profile.adult_age
        return lru_cache(maxsize=None)(lambda condition: holds(condition, values, today, adult_age))

    def _refresh(self) -> None:
        """Follow the values: which fields are asked for, which must be filled, how numbers are grouped."""
        values = self.values()
        asks = self._asking(values)
        columns = max(2, min(MOST_COLUMNS, self.viewport().width() // _ONE_COLUMN_WIDTH))
        kinds = {agent: values.get("agent_document_type" if agent else "document_type", "") for agent in (False, True)}
        followed = (columns, *kinds.values(), *map(asks, self._conditions))
        if followed == self._followed:
            # Hardly a key in a hundred changes any of it, and each comes by here.
            return
        self._followed = followed
        for section in self._sections.values():
            section.arrange(columns, lambda spec: asks(spec.shown))
        for key, editor in self._editors.items():
            spec = self._profile.fields[key]
            editor.set_required(asks(spec.required))
            if isinstance(editor, NumberEditor):
                kind = kinds[spec.document == "agent"]
                editor.set_resident(kind in ("resident", "id_card", "household_register", "hmt_residence", ""))

    def _refuse(self, key: str) -> None:
        self._unmatched[key] = self._editors[key].note()
        self._refused = key

    def _edit(self, key: str, text: str) -> None:
        self._in_hand = key
        self._unmatched.pop(key, None)
        self.typed.emit(key, text)
        self._refresh()

    def _compose(self, key: str) -> None:
        """Keep what is shown: another value in the field would throw away what is being composed."""
        self._in_hand = key

    def _finish(self, key: str, text: str) -> None:
        self.typed.emit(key, text)
        self.rested.emit(key)

    def _enter(self, key: str) -> None:
        if key != self._in_hand:
            self._in_hand = ""
        self.section_entered.emit(self._section_of[key])

    def _bring(self, key: str, *, exactly: bool = False) -> bool:
        """Scroll so that the field and what follows it are in sight, its section's name too where there is room.

        Nothing moves where they are in sight already, unless ``exactly``. Returns whether anything was scrolled.
        """
        section, editor, body = self._sections[self._section_of[key]], self._editors[key], self.widget()
        # What was just shown or noted may not have its place yet.
        for part in (section, body):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        top = editor.mapTo(body, QPoint(0, 0)).y()
        start = section.y() - tokens().space.m
        room = self.viewport().height()
        if top + 2 * editor.height() - start > room:
            start = top - room // 3
        bar = self.verticalScrollBar()
        hidden = bar.value() > start + tokens().space.m or top + 2 * editor.height() > bar.value() + room
        if hidden or exactly:
            bar.setValue(start)
        return hidden

    def _leave(self, key: str) -> None:
        if not self._editors[key].control().hasFocus():
            if self._in_hand == key:
                self._in_hand = ""
            self.left.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()
