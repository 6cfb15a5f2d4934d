# SPDX-License-Identifier: Apache-2.0
"""Where a file between stations says that it comes from: station, city, campaign, when, how much, which part of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import PackageOrigin, RosterOrigin

LONGEST_WORD = 100
"""Characters of a name of a station, city, campaign or file."""
OriginFacts = tuple[int, str, str, str, datetime, int, int, int]
"""Station's number, its name, city, campaign, when it was made, how many are in it, which part, of how many parts."""


def origin_told(origin: PackageOrigin | RosterOrigin, *, counted: str) -> dict[str, object]:
    """Return what a file's head says of its origin, ``counted`` being the attribute that says how much is in it."""
    return {
        "station": origin.number,
        "name": origin.name,
        "profile": origin.profile,
        "campaign": origin.campaign,
        "made_at": origin.made_at.astimezone(UTC).isoformat(),
        counted: getattr(origin, counted),
        "part": origin.part,
        "parts": origin.parts,
    }


def origin_facts(about: Mapping[str, Any], file: str, *, counted: str, most: int, most_parts: int) -> OriginFacts:
    """Return what a file's head says of its origin.

    Args:
        about: the head.
        file: the file's name, for the error.
        counted: key of how many records or people are in it, and ``most`` how many there may be.

    Raises:
        InvalidInputError: ``transfer.damaged``: something is missing, of another kind, or out of bounds.
    """
    try:
        texts = name, profile, campaign = [about[key] for key in ("name", "profile", "campaign")]
        numbers = number, count, part, parts = [about[key] for key in ("station", counted, "part", "parts")]
        if any(type(text) is not str or len(text) > LONGEST_WORD or not text.isprintable() for text in texts):
            raise ValueError("no words")
        if any(type(each) is not int for each in numbers):
            raise ValueError("no numbers")
        made_at = datetime.fromisoformat(about["made_at"])
        bounded = 1 <= number <= 9999 and 0 <= count <= most and 1 <= part <= parts <= most_parts
        if not bounded or made_at.tzinfo is None:
            raise ValueError("out of bounds")
        return number, name, profile, campaign, made_at.astimezone(UTC), count, part, parts
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise InvalidInputError("transfer.damaged", file=file) from error
