# SPDX-License-Identifier: Apache-2.0
"""The named rules that a profile picks from, each with what it needs of the profile; :mod:`.rules` applies them.

Sources: domain rules of the seeds (chengdu-collection-platform for validity, duplicates and units; weifang-notice for
rosters), GB 11643 by way of ``idnumber``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain import conditions, idnumber
from sscard_desktop.domain.conditions import age_on, is_minor
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.kindspelling import document_type_of
from sscard_desktop.domain.months import add_months
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import NOT_YET_OUT, RecordSummary
from sscard_desktop.domain.rulecases import Case

_NAMES_SHOWN = 3
CHANGES_SECTION = "changes"
"""Key of the section whose fields the rule ``something_changes`` looks at."""
_CARD_NUMBER = re.compile(r"[0-9A-Z]{9}|[0-9]{16,19}")
"""What stands on a card: its own number on the portrait side (nine characters), or the bank card number below it (16 to
19 digits), which holders take for it."""
_ROSTER_FIXED = ("social_security_number", "personal_number", "personnel_category")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Attributes:
        check: yields what is wrong, given the case and the profile's parameters.
        params: parameter → lowest and highest value that a profile may give.
        needs: fields without which the rule would never speak; a profile that uses it must ask for them.
        section: key of the section that it needs.
    """

    check: Callable[[Case, Mapping[str, int | str]], Iterator[Problem]]
    params: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    section: str = ""


def _number_agrees(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """Birth date, where it is asked for, and sex agree with what the number carries (GB 11643)."""
    document_type, number = case.value("document_type"), case.value("number")
    born, sex = case.day("birth_date"), case.value("sex")
    told_birth = idnumber.birth_date(document_type, number)
    if born is not None and not idnumber.agrees_with_birth(document_type, number, born):
        proposal = told_birth.isoformat() if told_birth else None
        yield Problem("birth_date", "rules.birth_date_differs", proposal=proposal)
    told_sex = idnumber.sex(document_type, number)
    if sex and told_sex and sex != told_sex:
        yield Problem("sex", "rules.sex_differs", proposal=told_sex)


def _country_agrees(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """中国国籍请选择居民身份证（户口簿）: a citizen applies by the citizen's document, and nobody else does."""
    document_type, country = case.value("document_type"), case.value("country")
    if document_type == "resident" and country not in ("", "CHN"):
        yield Problem("country", "rules.country_of_citizen", proposal="CHN")
    if document_type in ("passport", "foreign_permanent") and country == "CHN":
        yield Problem("country", "rules.country_of_foreigner")


def _social_security_is_number(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """A Chinese citizen's social security number is the citizen ID number."""
    number, own = case.value("number"), case.value("social_security_number")
    if case.value("document_type") == "resident" and number and own and own != number:
        yield Problem("social_security_number", "rules.social_security_differs", proposal=number)


def _identity_validity(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """The document stays valid ``months`` past the day of collection: collected 06-27, valid beyond 10-27."""
    expiry, today, months = case.day("valid_to"), case.context.today, int(params["months"])
    if case.value("valid_to") == LONG_TERM or expiry is None or expiry > add_months(today, months):
        return
    days = (expiry - today).days
    shown: dict[str, str | int] = {"days": abs(days), "months": months, "valid_to": expiry.isoformat()}
    code = "identity_expired" if days < 0 else "identity_expires_today" if days == 0 else "identity_expires_soon"
    yield Problem("valid_to", f"rules.{code}", params=shown)


def _dates_in_order(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """Born, then the document issued, then today, then its expiry."""
    today = case.context.today
    born, issued, expiry = case.day("birth_date"), case.day("valid_from"), case.day("valid_to")
    if born is not None and born > today:
        yield Problem("birth_date", "rules.birth_date_future")
    if issued is not None and issued > today:
        yield Problem("valid_from", "rules.valid_from_future")
    elif issued is not None and born is not None and issued < born:
        yield Problem("valid_from", "rules.valid_from_before_birth")
    if issued is not None and expiry is not None and expiry <= issued:
        yield Problem("valid_to", "rules.expiry_before_start")


def _one_per_campaign(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """One person is collected once in a campaign."""
    yield from _already(case, case.context.same_number, "rules.duplicate")


def _one_at_a_time(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """The same is asked for again once the earlier request has left the station: a card is lost more than once."""
    waiting = [other for other in case.context.same_number if other.status in NOT_YET_OUT]
    yield from _already(case, waiting, "rules.still_open")


def _already(case: Case, others: Sequence[RecordSummary], code: str) -> Iterator[Problem]:
    """Tell at the number that these are there already, by the first of them."""
    if case.value("number") and others:
        first = others[0]
        yield Problem(
            "number",
            code,
            params={"name": first.name, "operator": first.created_by, "count": len(others)},
            related=tuple(other.id for other in others),
        )


def _something_changes(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """A request to change information names at least one new value (手机号码变更, 其他信息变更)."""
    keys = next((section.fields for section in case.profile.sections if section.key == CHANGES_SECTION), ())
    if keys and all(case.value(key).strip() == case.profile.fields[key].default for key in keys):
        yield Problem(keys[0], "rules.nothing_changes")


def _card_number_shape(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """A card number that looks like none is worth a second look; there are more shapes than are written down."""
    number = case.value("card_number")
    dense = re.sub(r"[\s-]", "", number).upper()
    if number and dense == case.value("number"):
        yield Problem("card_number", "rules.card_number_is_number", Severity.WARNING)
    elif number and not _CARD_NUMBER.fullmatch(number):
        if _CARD_NUMBER.fullmatch(dense):
            yield Problem("card_number", "rules.card_number_spelling", Severity.WARNING, proposal=dense)
        else:
            yield Problem("card_number", "rules.card_number_shape", Severity.WARNING, {"places": len(dense)})


def _agent_proof(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """An agent shows the holder's 委托书; a minor's guardian shows the 户口簿, which proves the guardianship."""
    proof = case.value("agent_proof")
    minor = is_minor(case.values, case.context.today, case.profile.adult_age)
    if minor and proof == "authorisation":
        yield Problem("agent_proof", "rules.guardian_shows_register", proposal="household_register")
    if not minor and proof == "household_register":
        yield Problem("agent_proof", "rules.agent_shows_authorisation", proposal="authorisation")


def _mobile_shared(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """The same mobile number on several people is worth a look, with who they are."""
    # Someone who holds two documents, or a draft and its duplicate, is one person: the duplicate rule speaks of it.
    others = [other for other in case.context.same_mobile if other.number != case.value("number") or not other.number]
    if case.value("mobile") and others:
        names = list(dict.fromkeys(other.name for other in others if other.name))
        yield Problem(
            "mobile",
            "rules.mobile_shared",
            Severity.WARNING,
            {"names": "、".join(names[:_NAMES_SHOWN]) or "—", "count": len(others)},
            related=tuple(other.id for other in others),
        )


def _unit_in_directory(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """现今工作单位 is chosen from the directory: the card is delivered, and its bank found, by it."""
    if case.value("unit") and case.context.has_units and not case.context.unit_known:
        yield Problem("unit", "rules.unit_unknown")


def _unit_settings(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """What a unit settled when it opened collective application (单位代领, 开户银行, 办卡网点) holds for its people.

    A unit that opened and doesn't collect the cards leaves its people the other ways.
    """
    settled = case.context.unit_settings
    if settled is None:
        return
    for key, spec in case.profile.fields.items():
        given = settled.get(key, "") if spec.of_unit else ""
        if given and case.value(key) != given:
            yield Problem(key, "rules.unit_settled", proposal=given)
    pickup = case.profile.fields.get("pickup_way")
    if pickup is not None and pickup.of_unit and not settled.get("pickup_way") and case.value("pickup_way") == "unit":
        yield Problem("pickup_way", "rules.unit_collects_not")


def _guardian(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """A guardian or agent is another person, and of age."""
    spec = case.profile.fields["agent_number"]
    number = case.value("agent_number")
    if not number or not conditions.has_agent(case.values, case.context.today, case.profile.adult_age):
        return
    if number == case.value("number"):
        yield Problem("agent_number", "rules.agent_is_applicant")
    born = idnumber.birth_date(document_type_of(spec, case.values), number)
    if born is not None and age_on(born, case.context.today) < case.profile.adult_age:
        yield Problem("agent_number", "rules.agent_under_age", params={"years": case.profile.adult_age})


def _roster_identity(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """Name and number of a roster person can't both change at once: change the number, leave the name to the bureau."""
    roster = case.context.roster
    if all(roster.get(key) and case.value(key) and roster[key] != case.value(key) for key in ("name", "number")):
        yield Problem("name", "rules.roster_both_changed", proposal=roster["name"])


def _roster_fixed(case: Case, params: Mapping[str, int | str]) -> Iterator[Problem]:
    """个人编号 and 人员类别 are the roster's."""
    for key in _ROSTER_FIXED:
        given = case.context.roster.get(key)
        if given and key in case.profile.fields and case.value(key) != given:
            yield Problem(key, "rules.roster_fixed", proposal=given)


RULES: Mapping[str, Rule] = {
    "number_agrees": Rule(_number_agrees, needs=("sex",)),
    "country_agrees": Rule(_country_agrees, needs=("country",)),
    "social_security_is_number": Rule(_social_security_is_number, needs=("social_security_number",)),
    "identity_validity": Rule(_identity_validity, {"months": (1, 120)}, needs=("valid_to",)),
    "dates_in_order": Rule(_dates_in_order),
    "one_per_campaign": Rule(_one_per_campaign),
    "one_at_a_time": Rule(_one_at_a_time),
    "something_changes": Rule(_something_changes, section=CHANGES_SECTION),
    "card_number_shape": Rule(_card_number_shape, needs=("card_number",)),
    "agent_proof": Rule(_agent_proof, needs=("agent_proof",)),
    "mobile_shared": Rule(_mobile_shared, needs=("mobile",)),
    "unit_in_directory": Rule(_unit_in_directory, needs=("unit",)),
    "unit_settings": Rule(_unit_settings, needs=("unit",)),
    "guardian": Rule(_guardian, needs=("agent_number",)),
    "roster_identity": Rule(_roster_identity),
    "roster_fixed": Rule(_roster_fixed),
}
"""Rule name → rule. A profile that names another is refused."""
