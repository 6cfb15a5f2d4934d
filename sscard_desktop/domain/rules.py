# SPDX-License-Identifier: Apache-2.0
"""What a record must meet: each field by its kind, what is required when, the named rules a profile picks.

Pure: what lies outside of the record comes in with :class:`.rulecases.Context`. Findings are values; nothing is mended
here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from sscard_desktop.domain.conditions import AGENT_FIELDS, holds, is_minor
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.kinds import KindContext, check_kind
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Case, Context


def check_field(profile: Profile, key: str, values: Mapping[str, str], context: Context) -> list[Problem]:
    """Return what is wrong with one field by itself: required and empty, or not what its kind accepts.

    A field that isn't asked for now (``shown``) has no problems, whatever it holds.
    """
    spec = profile.fields[key]
    if not holds(spec.shown, values, context.today, profile.adult_age):
        return []
    value = values.get(key, "")
    if not value.strip():
        if not holds(spec.required, values, context.today, profile.adult_age):
            return []
        return [Problem(key, _required_because(profile, spec, values, context))]
    kind_context = KindContext(values, profile.code_lists, context.today, context.divisions, context.unprintable)
    return check_kind(spec, value, kind_context)


def check_record(
    profile: Profile,
    values: Mapping[str, str],
    *,
    pictures: Container[PictureRole],
    consents: Mapping[str, str],
    context: Context,
) -> list[Problem]:
    """Return everything that is wrong or missing, in the form's order, then pictures, then consent.

    Args:
        profile: the city.
        values: the record's values.
        pictures: roles of the pictures it has.
        consents: key → version of the texts that were agreed to.
        context: what lies outside of the record.

    A record of a kind of business that the city takes no more has that one problem: no form is its own any longer, and
    what the usual one misses in it would send the clerk after answers that nobody needs.
    """
    if profile.business and profile.business not in profile.businesses:
        return [Problem("", "rules.business_not_taken", params={"business": profile.business})]
    problems = [problem for key in profile.fields for problem in check_field(profile, key, values, context)]
    wrong = {problem.key for problem in problems if problem.severity is Severity.ERROR}
    case = Case(profile, values, context)
    for use in profile.rules:
        for problem in RULES[use.name].check(case, use.params):
            # One error a field: a number that isn't one needn't also disagree with the birth date.
            if problem.key not in wrong or problem.severity is Severity.WARNING:
                problems.append(problem)
    order = {key: position for position, key in enumerate(profile.fields)}
    problems.sort(key=lambda problem: order.get(problem.key, len(order)))
    return [*problems, *_missing_pictures(case, pictures), *_missing_consents(profile, consents)]


def _required_because(profile: Profile, spec: FieldSpec, values: Mapping[str, str], context: Context) -> str:
    if spec.key == "unit" and "bank" in profile.fields:
        return "rules.required_unit"
    if spec.key in AGENT_FIELDS:
        minor = spec.required != "agent_begun" and is_minor(values, context.today, profile.adult_age)
        return "rules.required_guardian" if minor else "rules.required_agent"
    return {"by_post": "rules.required_post", "at_office": "rules.required_office"}.get(spec.required, "rules.required")


def _missing_pictures(case: Case, pictures: Container[PictureRole]) -> Iterator[Problem]:
    for role, condition in case.profile.pictures.items():
        needed = holds(condition, case.values, case.context.today, case.profile.adult_age)
        if needed and role not in pictures:
            yield Problem(role.value, f"rules.{role.value}_missing")


def _missing_consents(profile: Profile, consents: Mapping[str, str]) -> Iterator[Problem]:
    for text in profile.consents:
        if text.key not in consents:
            yield Problem("consent", "rules.consent_missing", params={"text": text.key})
        elif consents[text.key] != text.version:
            yield Problem("consent", "rules.consent_outdated", params={"text": text.key})
