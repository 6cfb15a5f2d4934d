# SPDX-License-Identifier: Apache-2.0
"""二次采集比对: a record against what chip, roster or ID pictures said, and the values of the sheet to correct.

The readings are kept with the record when the card is read and when a roster is taken over, and go with it. Whether
two photos show one person is for people: :meth:`Comparing.judge_photo` keeps what they said until another photo comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sscard_desktop.domain import fields
from sscard_desktop.domain.comparison import (
    ABSENT,
    FILL,
    PHOTO,
    PRESENT,
    SPECS,
    Compared,
    Mark,
    Source,
    compared,
)
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import ROW
from sscard_desktop.services.access import allowed
from sscard_desktop.services.entering import MAX_VALUE_CHARACTERS, editable, kept_of
from sscard_desktop.services.preparedphotos import PHOTO_OF_ROSTER
from sscard_desktop.services.session import Session

_SAME, _DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Six items against one source.

    Attributes:
        source: None where neither chip nor roster nor ID pictures said anything yet; then every item is missing.
    """

    source: Source | None
    items: tuple[Compared, ...]

    @property
    def undecided(self) -> bool:
        """Whether somebody still has to look at the two photos."""
        return any(item.mark is None for item in self.items)

    @property
    def to_correct(self) -> tuple[str, ...]:
        """The items that the person fills in: those marked × and 无."""
        return tuple(each.item for each in self.items if each.mark in (Mark.DIFFERENT, Mark.MISSING))


class Comparing:
    """Compares records; changes nothing of them."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    @allowed(Permission.CAPTURE)
    def compare(self, record_id: str, source: Source | None = None) -> Comparison:
        """Compare a record with one source: the one named, or the chip, the roster, or else the ID pictures."""
        return comparison(self._session, self._session.opened(record_id), source)

    @allowed(Permission.CAPTURE)
    def take_roster(self, record_id: str, values: Mapping[str, str]) -> Comparison:
        """Keep what the roster says of a record's person, in place of what it said before.

        From then on the rules hold the record to it: name and number don't both differ from the roster
        (``rules.roster_both_changed``), personal number and category not at all.

        Raises:
            RefusedError: ``record.no_such_field``, ``record.value_too_long``; ``record.locked``, it was submitted.
        """
        session = self._session
        record = editable(session, record_id)
        profile = session.profile_of(record)
        clean: dict[str, str] = {}
        for key, text in values.items():
            spec = profile.fields.get(key) or SPECS.get(key)
            if spec is None and key != PHOTO:
                raise RefusedError("record.no_such_field", field=key[:40], profile=profile.name)
            if len(text) > MAX_VALUE_CHARACTERS:
                raise RefusedError("record.value_too_long", field=key, limit=MAX_VALUE_CHARACTERS)
            clean[key] = text if spec is None else normalised(spec, text, values, code_lists=profile.code_lists)
        with session.action("comparison.roster", record_id, items=sorted(clean)) as now:
            kept = kept_of(session, record, Source.ROSTER)
            links = {key: kept[key] for key in (ROW, PHOTO_OF_ROSTER) if key in kept}
            session.store.put_readings(record.id, Source.ROSTER, {**clean, **links}, at=now)
        return comparison(session, record, Source.ROSTER)

    @allowed(Permission.CAPTURE)
    def judge_photo(self, record_id: str, *, same: bool) -> Comparison:
        """Keep what somebody said who laid the card's photo beside the record's.

        Raises:
            RefusedError: ``comparison.no_two_photos``, there is nothing to lay side by side.
        """
        session = self._session
        record = session.record(record_id)
        found = comparison(session, record, None)
        if next(each for each in found.items if each.item == PHOTO).mark is Mark.MISSING:
            raise RefusedError("comparison.no_two_photos")
        with session.action("comparison.photo", record_id, same=same) as now:
            said = {PHOTO: _SAME if same else _DIFFERENT, **_of_which(session, record)}
            session.store.put_readings(record.id, Source.PICTURE, said, at=now)
        return comparison(session, record, None)


def comparison(session: Session, record: Record, source: Source | None) -> Comparison:
    """Return the comparison of a record that is open; see :meth:`Comparing.compare`."""
    told: dict[Source, dict[str, str]] = {}
    for reading in session.store.readings(record.id):
        told.setdefault(reading.source, {})[reading.key] = reading.value
    judged = told.pop(Source.PICTURE, {})
    if source is None:
        source = next((each for each in (Source.CHIP, Source.ROSTER, Source.DOCUMENT) if each in told), None)
    same = photos_judged(session, record, judged)
    ours = {**record.values, PHOTO: PRESENT if PictureRole.PHOTO in record.pictures else ""}
    items = compared(
        ours, told.get(source, {}) if source else {}, code_lists=session.profile.code_lists, photos_same=same
    )
    return Comparison(source, items)


def photos_judged(session: Session, record: Record, judged: Mapping[str, str]) -> bool | None:
    """Return what somebody said of a record's two photos, ``None`` where nobody looked at these two.

    Args:
        judged: what is kept of source ``picture``.
    """
    if not judged or {key: judged[key] for key in judged if key != PHOTO} != _of_which(session, record):
        return None
    return judged[PHOTO] == _SAME


def sheet_values(session: Session, record: Record) -> dict[str, str]:
    """Return what a form shows of the comparison: ``comparison_*``, as ``printed-forms.md`` names them.

    An item that nobody decided on has no mark: it is made by hand.
    """
    found = comparison(session, record, None)
    values = {"comparison_source": found.source.words if found.source else ""}
    for each in found.items:
        key = f"comparison_{each.item}"
        values[key] = _shown(session, each.item, each.ours)
        values[f"{key}_told"] = _shown(session, each.item, each.told)
        values[f"{key}_mark"] = each.mark.value if each.mark else ""
        values[f"{key}_fill"] = FILL if each.mark is Mark.SAME else ""
    return values


def _shown(session: Session, item: str, value: str) -> str:
    if item == PHOTO:
        return PRESENT if value else ABSENT
    return fields.shown(SPECS[item], value, session.profile.code_lists, "zh_CN")


def _of_which(session: Session, record: Record) -> dict[str, str]:
    """Return the digests of the two photos that were looked at: what was said of them holds for no others."""
    digests = session.store.picture_digests(record.id)
    two = (PictureRole.PHOTO, PictureRole.CHIP_PHOTO)
    return {f"{role.value}_sha256": digests[role] for role in two if role in digests}
