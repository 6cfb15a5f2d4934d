# SPDX-License-Identifier: Apache-2.0
"""What a fictitious person answers to a city's questions: for the demo station and for looking at a profile.

Answers for a record that the profile's rules accept, whatever the city asks: what the person is known to say where the
city asks for it and takes it, and made-up samples for the rest of what is required. Nothing of it is anybody's.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.conditions import asked, holds
from sscard_desktop.domain.fields import LONG_TERM, NO, FieldKind, FieldSpec
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.problems import Problem, blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record

_SAMPLES: Mapping[FieldKind, str] = {
    FieldKind.NAME: "样本甲",
    FieldKind.PINYIN: "YANGBEN JIA",
    FieldKind.EXPIRY: LONG_TERM,
    FieldKind.FLAG: NO,
    FieldKind.MOBILE: "13800000000",
    FieldKind.PHONE: "010-55550000",
    FieldKind.POSTCODE: "100000",
    FieldKind.ADDRESS: "样本路1号样本大厦1单元101室",
    FieldKind.DIGITS: "1",
    FieldKind.UNIT: "样本单位",
}
_SAMPLE_TEXT = "样本"
_CARD_NUMBER = "A00000000"
_ADULT_YEARS = 38
_TELLING_PLACES = 5
_ROUNDS = 3
"""One answer may call for others (邮寄 for an address), and a rule may speak once they are there."""


def answers(
    profile: Profile,
    known: Mapping[str, str],
    said: Mapping[str, str],
    *,
    today: date,
    divisions: Container[str] = frozenset(),
    required_only: bool = True,
) -> dict[str, str]:
    """Return field key → value of what such a person adds to a record.

    Args:
        profile: the city, as the kind of business sees it.
        known: the record's values so far: defaults, and what the card told.
        said: what the person says about things that some city asks for; what this one doesn't ask for is passed over.
        today: day of collection.
        divisions: all division codes that exist or existed.
        required_only: leave empty what may stay empty and the person says nothing about.

    Returns:
        The values that ``known`` hasn't, as stored; what no sample can answer stays away, and the rules say so.
    """
    values = dict(known)
    for key, text in said.items():
        spec = profile.fields.get(key)
        if spec is not None and not spec.fixed and values.get(key, "") in ("", spec.default):
            stored = normalised(spec, text, values, code_lists=profile.code_lists)
            if spec.kind is not FieldKind.CODE or stored in profile.code_lists[spec.code_list]:
                values[key] = stored
    for _ in range(_ROUNDS):
        _fill(profile, values, today, required_only=required_only)
        wrong = [
            problem for problem in _problems(profile, values, today, divisions) if _may_change(problem, profile, known)
        ]
        if not wrong:
            break
        for problem in wrong:
            empty = not values.get(problem.key)
            values[problem.key] = problem.proposal or (
                _sample(profile.fields[problem.key], profile, values, today) if empty else ""
            )
    shown = asked(profile.fields, values, today, profile.adult_age)
    return {key: value for key, value in shown.items() if value and value != known.get(key)}


def _fill(profile: Profile, values: dict[str, str], today: date, *, required_only: bool) -> None:
    for key, spec in profile.fields.items():
        wanted = spec.required if required_only else "always"
        if (
            not values.get(key)
            and holds(spec.shown, values, today, profile.adult_age)
            and holds(wanted, values, today, profile.adult_age)
        ):
            values[key] = _sample(spec, profile, values, today)


def _sample(spec: FieldSpec, profile: Profile, values: Mapping[str, str], today: date) -> str:
    match spec.kind:
        case FieldKind.CODE | FieldKind.CODES:
            return profile.code_lists[spec.code_list].entries[0].code
        case FieldKind.DATE:
            return today.isoformat()
        case FieldKind.NUMBER:
            seventeen = f"510107{today.year - _ADULT_YEARS}0101001"
            return seventeen + mod_11_2(seventeen)
    sample = _CARD_NUMBER if spec.key == "card_number" else _SAMPLES.get(spec.kind, _SAMPLE_TEXT)
    if spec.telling:
        # What the bureau gives each person differs from person to person, as their numbers do.
        sample = "".join(filter(str.isdecimal, values.get("number", "")))[-_TELLING_PLACES:] or "1"
    if len(sample) < spec.min_chars:
        sample = (sample * spec.min_chars)[: spec.min_chars]
    return sample[: spec.max_chars] if spec.max_chars else sample


def _problems(profile: Profile, values: Mapping[str, str], today: date, divisions: Container[str]) -> list[Problem]:
    context = Context(today=today, divisions=divisions)
    return blocking(check_record(profile, values, pictures=profile.pictures, consents={}, context=context))


def _may_change(problem: Problem, profile: Profile, known: Mapping[str, str]) -> bool:
    """Whether the sample is at fault, and not the document that lies on the reader."""
    return problem.key in profile.fields and not known.get(problem.key)
