# SPDX-License-Identifier: Apache-2.0
"""The applicant's own look at the data before it is signed: what is shown, and what the applicant said of it.

A confirmation holds for one content only (:func:`~.contentdigest.content_digest`), a field pointed at for the value
that stood there: whether either still stands is computed at each look and never stored, so that no way of changing a
record can forget to say so. Refused: judging whether the applicant is right.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.fields import FieldKind, FieldSpec, shown
from sscard_desktop.domain.grouping import MOBILE_GROUPS, RESIDENT_GROUPS, in_groups
from sscard_desktop.domain.photo import PictureRole

if TYPE_CHECKING:
    from sscard_desktop.domain.comparison import Reading
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.domain.record import Record

OWN_LOOK = "own_look"
"""Key of problems that concern the look as a whole; no field of a city's is called so at the counter."""

LOOK_KEYS = ("look_label", "look_value")
"""What a line of the printed sheet may show."""
MAX_NOTE_CHARACTERS = 200

FOREIGN_DOCUMENTS = frozenset({"passport", "foreign_permanent"})
"""Their holders needn't read Chinese."""

_CONTENT = "look:content"
"""Key of the reading that holds the digest of what was confirmed. No field's key has a colon."""
_AT = "at:"


@dataclass(frozen=True, slots=True)
class OwnLookSpec:
    """A city's ``[own_look]``.

    Attributes:
        required: nothing is submitted that the applicant hasn't read over.
    """

    required: bool = False


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line that is read over.

    Attributes:
        key: of the field.
        section: key of the section that it stands in.
        labels: what it is called, in the language chosen and, for a foreigner, in the other one.
        values: what it says, likewise; one where both languages say the same.
        telling: name or document number: what a card is worth nothing with if it is wrong.
    """

    key: str
    section: str
    labels: tuple[str, ...]
    values: tuple[str, ...] = field(repr=False)
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Pointed:
    """Something that the applicant pointed at.

    Attributes:
        key: the field, or ``photo``.
        saw: digest of what stood there, see :func:`seen`; ``""`` once it was answered.
        note: what the applicant said of it.
    """

    key: str
    saw: str
    note: str = field(default="", repr=False)

    def to_json(self) -> str:
        """Return it as it is kept."""
        return json.dumps({"saw": self.saw, "note": self.note}, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, key: str, text: str) -> Self | None:
        """Return what :meth:`to_json` wrote, ``None`` for anything else: it may come from another station."""
        try:
            read = json.loads(text)
            saw, note = read["saw"], read["note"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        if not isinstance(saw, str) or not isinstance(note, str):
            return None
        return cls(key, saw, note[:MAX_NOTE_CHARACTERS])


@dataclass(frozen=True, slots=True)
class Said:
    """What the applicant said at the last look.

    Attributes:
        content: digest of what was confirmed, ``""`` where something was pointed at instead.
        pointed: what was pointed at.
        at: when.
    """

    content: str = ""
    pointed: tuple[Pointed, ...] = ()
    at: datetime | None = None

    def kept(self) -> dict[str, str]:
        """Return it as readings, key → value."""
        told = {f"{_AT}{each.key}": each.to_json() for each in self.pointed}
        return {**told, _CONTENT: self.content} if self.content else told

    def standing(self, record: Record, pictures: Mapping[PictureRole, str]) -> tuple[Pointed, ...]:
        """Return what was pointed at and is still as it was."""
        return tuple(each for each in self.pointed if each.saw and each.saw == seen(record, pictures, each.key))


def said(readings: Iterable[Reading]) -> Said | None:
    """Return what the readings of :attr:`~.comparison.Source.HOLDER` say, ``None`` while nobody looked."""
    content, at = "", None
    pointed = []
    for reading in readings:
        at = reading.at if at is None else max(at, reading.at)
        if reading.key == _CONTENT:
            content = reading.value
        elif reading.key.startswith(_AT):
            read = Pointed.from_json(reading.key.removeprefix(_AT), reading.value)
            pointed += [read] if read is not None else []
    return Said(content, tuple(pointed), at) if at is not None else None


def seen(record: Record, pictures: Mapping[PictureRole, str], key: str) -> str:
    """Return the SHA-256 (hex) of what stands at a field, or of the picture of that role."""
    if key in list(PictureRole):
        return pictures.get(PictureRole(key), "")
    told = json.dumps([record.id, key, record.value(key)], ensure_ascii=True)
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def languages(values: Mapping[str, str], chosen: str) -> tuple[str, ...]:
    """Return the languages in which a person reads: the chosen one, with the other one for a foreigner."""
    if values.get("document_type", "") not in FOREIGN_DOCUMENTS:
        return (chosen,)
    return (chosen, "zh_CN" if chosen != "zh_CN" else "en")


def lines(profile: Profile, values: Mapping[str, str], today: date, chosen: str) -> tuple[LookLine, ...]:
    """Return what a person is shown, in the form's order: all that was answered of what is asked.

    Args:
        profile: as the record's kind of business sees it.
        chosen: the language at the counter.
    """
    wanted = asked(profile.fields, values, today, profile.adult_age)
    codes = languages(values, chosen)
    return tuple(
        LookLine(
            key,
            section.key,
            tuple(dict.fromkeys(spec.label(code) for code in codes)),
            tuple(dict.fromkeys(as_read(spec, value, profile, code) for code in codes)),
            telling=key in ("name", "number"),
        )
        for section in profile.sections
        for key in section.fields
        if (value := wanted.get(key, "")) and (spec := profile.fields[key])
    )


def as_read(spec: FieldSpec, value: str, profile: Profile, language: str) -> str:
    """Return a value as people read it aloud: 110105 19491231 002X, 138 0013 8000, codes as words."""
    if spec.kind is FieldKind.NUMBER:
        return in_groups(value, RESIDENT_GROUPS)
    if spec.kind is FieldKind.MOBILE or (spec.kind is FieldKind.PHONE and value.startswith("1")):
        # Where a telephone is asked for, most give a mobile.
        return in_groups(value, MOBILE_GROUPS)
    return shown(spec, value, profile.code_lists, language)
