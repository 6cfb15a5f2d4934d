# SPDX-License-Identifier: Apache-2.0
"""Chip × pictures × form × roster: where any two that speak of the same thing say something else.

Two ways to write one thing are one: 汉 and 汉族, full-width figures, ``x`` for ``X``, ``1990.03.07``, 长期, a number of
fifteen places and the same in eighteen, a private-use character and the standard one that it stands for; of addresses
also 號 and 号, blanks and marks. A name's traditional character is another character: the police compare it so.

Answers for finding and weighing. Refuses to say who is right: that is decided by the clerk, and holds until one of the
values changes (:attr:`Disagreement.digest`).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.kindspelling import document_type_of, normalised
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.traditional import SIMPLIFIED
from sscard_desktop.domain.unsettled import settled

_SIMPLER = str.maketrans({**SIMPLIFIED, "臺": "台"})

TELLERS = (Source.RECORD, Source.CHIP, Source.DOCUMENT, Source.ROSTER)
"""Who is compared, in the order in which they stand side by side."""

REFUSED_BY_BUREAUS = frozenset(
    {"document_type", "country", "number", "name", "sex", "nation", "birth_date", "valid_to", "pass_number"}
)
"""What of a card must be right to the letter (``FieldSpec.card``): a bureau compares it with the police's, or refuses a
card for its expiry. An address or an authority in other words comes back from nobody."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of which at least two sources say something different.

    Attributes:
        key: the field's.
        values: who says what, as stored, in the order of :data:`TELLERS`; who says nothing is missing.
        severity: ``ERROR`` keeps the record from being submitted until somebody decided, ``WARNING`` doesn't.
        digest: of all that was said, in the one spelling; a decision holds for this digest.
        decided: somebody decided between just these values.
    """

    key: str
    values: Mapping[Source, str] = field(repr=False)
    severity: Severity
    digest: str
    decided: bool = False


def disagreements(
    profile: Profile,
    told: Mapping[Source, Mapping[str, str]],
    *,
    unsure: Container[str] = (),
    decided: Mapping[str, str] | None = None,
) -> tuple[Disagreement, ...]:
    """Return where sources differ, in the form's order.

    Args:
        profile: as the record's kind of business sees it; only fields that a card fills are compared.
        told: the record's and the roster's values by field key, the chip's and the pictures' by ``FieldSpec.card``.
        unsure: what of the pictures was read with doubt, by ``FieldSpec.card``: it can't outweigh anybody.
        decided: field key → digest that somebody decided about.
    """
    found = []
    numbers = _numbers(profile, told)
    for key, spec in profile.fields.items():
        if not spec.card:
            continue
        values = {teller: value for teller in TELLERS if (value := _said(told.get(teller, {}), teller, key, spec))}
        spellings = {
            teller: spelled(spec, value, told.get(Source.RECORD, {}), code_lists=profile.code_lists)
            for teller, value in values.items()
        }
        if len(set(spellings.values())) < 2 or _follows(spec, spellings, numbers):
            continue
        digest = _digest(spellings)
        found.append(
            Disagreement(
                key,
                values,
                _weight(spec, spellings, unsure),
                digest,
                decided=(decided or {}).get(key) == digest,
            )
        )
    return tuple(found)


def problems(found: tuple[Disagreement, ...], profile: Profile) -> list[Problem]:
    """Return what keeps a record back, or is worth a look, because of what nobody decided yet."""
    open_ones = [each for each in found if not each.decided]
    two_people = _two_people(open_ones, profile)
    told = []
    for each in open_ones:
        code = "document.differs" if each.severity is Severity.ERROR else "document.differs_slightly"
        if two_people and profile.fields[each.key].card == "number":
            code = "document.other_person"
        told.append(Problem(each.key, code, each.severity))
    return told


def spelled(
    spec: FieldSpec, value: str, values: Mapping[str, str], *, code_lists: Mapping[str, CodeList] | None = None
) -> str:
    """Return a value in the one spelling in which two of them may be compared; never to be stored or shown."""
    plain = settled(normalised(spec, value, values, code_lists=code_lists))
    match spec.kind:
        case FieldKind.NAME:
            # Latin names differ in case and blanks between passport and roster; Chinese ones have neither.
            return "".join(plain.split()).upper()
        case FieldKind.NUMBER if document_type_of(spec, values) in ("resident", ""):
            return idnumber.propose_eighteen(plain) or plain
        case FieldKind.ADDRESS:
            return _words_only(plain).translate(_SIMPLER)
        case FieldKind.TEXT:
            return _words_only(plain)
        case _:
            return plain


def _said(values: Mapping[str, str], teller: Source, key: str, spec: FieldSpec) -> str:
    return values.get(spec.card if teller in (Source.CHIP, Source.DOCUMENT) else key, "").strip()


def _numbers(profile: Profile, told: Mapping[Source, Mapping[str, str]]) -> dict[Source, str]:
    """Return who says which number."""
    fields = ((key, spec) for key, spec in profile.fields.items() if spec.card == "number")
    return {
        teller: spelled(spec, value, told.get(Source.RECORD, {}))
        for key, spec in fields
        for teller in TELLERS
        if (value := _said(told.get(teller, {}), teller, key, spec))
    }


def _follows(spec: FieldSpec, spellings: Mapping[Source, str], numbers: Mapping[Source, str]) -> bool:
    """Return whether a difference is told at the number already: each birth date or sex is that of its own number."""
    if len({numbers.get(teller, "") for teller in spellings}) < 2:
        return False
    return all(said == _in_number(spec.card, numbers.get(teller, "")) for teller, said in spellings.items())


def _in_number(part: str, number: str) -> str:
    if part == "birth_date":
        born = idnumber.birth_date("resident", number)
        return born.isoformat() if born else ""
    return idnumber.sex("resident", number) or "" if part == "sex" else ""


def _words_only(text: str) -> str:
    """Return letters and figures alone: 武侯区 1-2-301 and 武侯区1—2—301 are one address."""
    dense = (character if unicodedata.category(character)[0] in "LNCM" else "" for character in text)
    return "".join(dense).casefold()


def _weight(spec: FieldSpec, spellings: Mapping[Source, str], unsure: Container[str]) -> Severity:
    if spec.card not in REFUSED_BY_BUREAUS:
        return Severity.WARNING
    # The unit's list is corrected by what the card says, and has rules of its own; no bureau sends a card back for it.
    proof = {teller: said for teller, said in spellings.items() if teller is not Source.ROSTER}
    if spec.card in unsure:
        proof.pop(Source.DOCUMENT, None)
    return Severity.ERROR if len(set(proof.values())) > 1 else Severity.WARNING


def _two_people(found: list[Disagreement], profile: Profile) -> bool:
    """Return whether number and name on the pictures are others than the chip's or the record's: hardly one person."""
    differing: dict[Source, set[str]] = {Source.CHIP: set(), Source.RECORD: set()}
    for each in found:
        spec = profile.fields[each.key]
        shown = each.values.get(Source.DOCUMENT, "")
        for teller, cards in differing.items():
            said = each.values.get(teller, "")
            if each.severity is Severity.ERROR and said and shown:
                first, second = (spelled(spec, value, {}, code_lists=profile.code_lists) for value in (said, shown))
                cards |= {spec.card} if first != second else set()
    return any({"number", "name"} <= cards for cards in differing.values())


def _digest(spellings: Mapping[Source, str]) -> str:
    said = json.dumps(sorted(spellings.items()), ensure_ascii=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()
