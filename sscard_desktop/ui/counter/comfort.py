# SPDX-License-Identifier: Apache-2.0
"""What saves the clerk typing at the counter: places under addresses, one-key offers, other readings of the name.

Offers are looked up in the store lane whenever the record was stored, and shown in the field that has the keyboard
only: a form full of proposals would be read by nobody. Places are searched in the window's thread, which takes less
than a key press, so that Enter right behind a letter takes what that letter found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.fields import FieldKind, shown
from sscard_desktop.domain.placesearch import Completion, Gazetteer, no_places
from sscard_desktop.services.comfort import Comfort, Offer, Reason
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.addresses import AddressEditor, Completed
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import PinyinEditor, TextEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Tone

_DISTRICTS = frozenset({"residence_district", "post_district", "household_place"})
"""Fields that name a county, where the city gives no list."""
_HOUSEHOLD = "household_address"
_SHOWN = 18
"""Characters of a value that its button shows."""


class CounterComfort(QObject):
    """Proposals for one form.

    Signals:
        changed(): there are other offers now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._places: Gazetteer = no_places()
        self._station = ""
        self._asked = 0
        self._offers: Mapping[str, Sequence[Offer]] = {}
        self._readings: Sequence[str] = ()
        self._bind_all()
        form.rebuilt.connect(self._bind_all)
        desk.tasks.run(desk.workplace.gazetteer, owner=self, lane=Lane.WORK, on_done=self._have)

    @cached_property
    def _comfort(self) -> Comfort:
        # Not at the beginning: the form may be made before anybody has logged in.
        return self._desk.comfort()

    def _bind_all(self) -> None:
        """Serve the editors that the form has now: another kind of business has others."""
        for key in self._form.profile.fields:
            editor = self._form.editor(key)
            if isinstance(editor, AddressEditor):
                self._bind(key, editor)
            elif key in _DISTRICTS and isinstance(editor, TextEditor):
                editor.set_completing(self._districts)
            elif isinstance(editor, PinyinEditor) and key == "name_pinyin":
                editor.asked.connect(lambda editor=editor: editor.propose(self._readings[1:]))

    def refresh(self, values: Mapping[str, str]) -> None:
        """Look up what follows from a record's values; :attr:`changed` tells."""
        self._asked += 1
        asked, comfort, name = self._asked, self._comfort, values.get("name", "")

        def find() -> tuple[Mapping[str, Sequence[Offer]], Sequence[str]]:
            return comfort.offers(values), comfort.other_readings(name)

        def bring(found: tuple[Mapping[str, Sequence[Offer]], Sequence[str]]) -> None:
            if asked == self._asked:
                news = found != (self._offers, self._readings)
                self._offers, self._readings = found
                self._show_readings(values.get("name_pinyin", ""))
                if news:
                    self.changed.emit()

        self._desk.tasks.run(find, owner=self, on_done=bring)

    def remember(self, values: Mapping[str, str]) -> None:
        """Somebody was finished: what they chose is offered to the next where people often answer alike."""
        comfort = self._comfort
        self._desk.tasks.run(lambda: comfort.remember(values), owner=self)

    def forget(self) -> None:
        """Begin anew: another person."""
        self._asked += 1
        self._offers, self._readings = {}, ()
        self._show_readings("")

    def offer(self, key: str) -> str:
        """Return the value that is offered for a field, as it is stored; ``""`` for none."""
        offers = self._offers.get(key)
        if not offers or not self._form.has(key):
            return ""
        editor = self._form.editor(key)
        return "" if editor.read_only() or editor.value() else self._stored(key, offers[0].value)

    def is_beginning(self, key: str) -> bool:
        """Return whether more is to be typed behind what is offered for a field: a county, of an address."""
        return bool(self.offer(key)) and self._offers[key][0].starts

    def noted(self, key: str, notes: Mapping[str, Note]) -> Mapping[str, Note]:
        """Return the notes with what is offered for the field that has the keyboard."""
        if not self.offer(key):
            return notes
        offer, known = self._offers[key][0], notes.get(key)
        if known is not None and known.action:
            return notes
        said = self._label(key, offer.value)
        value = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        action = self.tr("填入 {value}").format(value=value) + f"  {cap(KEYS[Action.PROPOSAL])}"
        text, tone = (known.text, known.tone) if known is not None else (self._reason(offer.reason), Tone.INFO)
        return {**notes, key: Note(text, tone, action)}

    # inside

    def _have(self, places: Gazetteer) -> None:
        self._places = places
        self._station, _ = places.index.locate(self._desk.profile.label("zh_CN"))

    def _bind(self, key: str, editor: AddressEditor) -> None:
        editor.set_completing(lambda text: self._complete(key, text), lambda text: self._further(key, text))

    def _home(self, key: str) -> str:
        number = self._form.editor("number").value() if self._form.has("number") else ""
        born = self._places.today(number[:6]) if key == _HOUSEHOLD and number[:6].isdecimal() else ""
        return born or self._station

    def _complete(self, key: str, text: str) -> list[Completed]:
        found = self._places.index.complete(text, home=self._home(key))
        return [self._completed(completion, completion.start) for completion in found]

    def _districts(self, text: str) -> list[Choice]:
        """Return the counties and cities that may be meant, by their own names."""
        index = self._places.index
        found = [completion for completion in index.complete(text, home=self._station) if len(completion.code) == 6]
        return [Choice(name, name, hint=c.text) for c in found if (name := index.own_name(c.code)) != text]

    def _further(self, key: str, text: str) -> list[Completed]:
        """Return what may follow: offers for an empty address, else the places below the one it ends with."""
        index = self._places.index
        if not text.strip():
            offers = [Completed(offer.value, hint=self._reason(offer.reason)) for offer in self._offers.get(key, ())]
            near = index.below(self._home(key)) if self._home(key) else []
            return offers + [self._completed(completion, 0) for completion in near or index.below("")]
        code, used = index.locate(text, home=self._home(key))
        if not code or used != len(text):
            return []
        above = len(index.name(code))
        return [self._completed(completion, 0, above) for completion in index.below(code)]

    def _completed(self, completion: Completion, start: int, above: int = 0) -> Completed:
        """Return a completion as the list shows it, without the first ``above`` characters that stand there already."""
        hint = "" if completion.in_use else self.tr("已撤销")
        return Completed(completion.text, start, completion.text[above:], hint)

    def _stored(self, key: str, value: str) -> str:
        spec = self._form.profile.fields[key]
        if spec.kind is not FieldKind.CODE:
            return value
        found = self._form.profile.code_lists[spec.code_list].find(value)
        return found.code if found is not None else ""

    def _label(self, key: str, value: str) -> str:
        """Return a value as the clerk reads it."""
        spec = self._form.profile.fields[key]
        return shown(spec, self._stored(key, value), self._form.profile.code_lists, self._desk.language.code)

    def _show_readings(self, spelt: str) -> None:
        if self._form.has("name_pinyin"):
            # Said where the surname may read otherwise; of given names there are too many to say so each time.
            surnames = {reading.partition(" ")[0] for reading in self._readings}
            others = bool(spelt) and len(surnames) > 1
            self._form.editor("name_pinyin").set_aside(self.tr("↓ 其他读音") if others else "")

    def _reason(self, reason: Reason) -> str:
        return {
            Reason.DIVISION: self.tr("按身份证号码的地区"),
            Reason.DIVISION_BEFORE: self.tr("发证时的名称"),
            Reason.HOUSEHOLD: self.tr("与户口所在地址相同"),
            Reason.ADDRESS: self.tr("按常住地址"),
            Reason.POSTCODE_HERE: self.tr("本站在同一地方用过，请核对"),
            Reason.POSTCODE_OLD: self.tr("2019 年的资料，请核对"),
            Reason.LAST: self.tr("上一位选的，请问过再用"),
        }[reason]
