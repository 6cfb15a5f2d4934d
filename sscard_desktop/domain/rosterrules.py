# SPDX-License-Identifier: Apache-2.0
"""Which of the rules that a record must meet a list of people can answer for already."""

from __future__ import annotations

from collections.abc import Container, Mapping

from sscard_desktop.domain.namedrules import RULES, Rule
from sscard_desktop.domain.profile import Profile

LIST_RULES = ("number_agrees", "country_agrees", "social_security_is_number", "identity_validity", "dates_in_order")
"""The named rules that hold for a list already, where the city has them; the first holds everywhere (GB 11643)."""
_NEEDED = {
    "number_agrees": ("birth_date", "sex"),
    "country_agrees": ("country",),
    "social_security_is_number": ("social_security_number",),
    "identity_validity": ("valid_to",),
    "dates_in_order": ("birth_date", "valid_from", "valid_to"),
}
"""Rule → the columns of which it needs one to say anything."""
ONLY_TOLD = frozenset({"identity_validity"})
"""Rules that keep nobody off a list: who comes later may have a new card by then."""


def rules_of(profile: Profile, columns: Container[str]) -> list[tuple[str, Rule, Mapping[str, int | str]]]:
    """Return the rules that have something to say of a list with these columns: name, rule and parameters."""
    uses = {use.name: use.params for use in profile.rules if use.name in LIST_RULES}
    return [
        (name, RULES[name], params)
        for name, params in {"number_agrees": {}, **uses}.items()
        if any(key in columns for key in _NEEDED[name])
    ]
