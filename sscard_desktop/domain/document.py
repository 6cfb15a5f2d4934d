# SPDX-License-Identifier: Apache-2.0
"""An identity document as a picture shows it: where it lies, which side it is, and what was read from it.

Answers for the words in which finding, straightening and reading speak with the services. What was read from a picture
is never the truth of a field: it is a proposal with a confidence, until the clerk says that it is so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ID_1_WIDTH_MM, ID_1_HEIGHT_MM = 85.6, 54.0
"""A card's size (ISO/IEC 7810, ID-1, rounded as the resident card's standard does)."""

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom right, bottom left **of the card held upright**, in pixels of the picture."""


class Side(StrEnum):
    """Which side of the card a picture shows."""

    FRONT = "front"
    """With the holder's portrait; a passport's data page."""
    BACK = "back"
    """With the national emblem; of a travel permit the page without the portrait."""


class Layout(StrEnum):
    """Which document it is, as far as its layout tells."""

    RESIDENT = "resident"
    HMT_RESIDENCE = "hmt_residence"
    """港澳台居民居住证: laid out as the resident card, with a pass number on the back."""
    HMT_PASS = "hmt_pass"
    """港澳居民来往内地通行证, 台湾居民来往大陆通行证, as cards."""
    FOREIGN_PERMANENT = "foreign_permanent"
    """外国人永久居留身份证, of 2017 and of 2023."""
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class CardSighting:
    """What one frame of the live picture shows of a card.

    Attributes:
        corners: None where there is no card; the order is by the picture here, as which way is up isn't known yet.
        hint: what to do, the key of a message ``document.hint.<hint>``; empty where nothing is in the way.
        ready: found whole, still and sharp for long enough: the moment to take the picture.
    """

    corners: Corners | None
    hint: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class StraightCard:
    """A card cut out of a picture: upright, level, of ID-1's ratio.

    Attributes:
        jpeg: within the profile's limits.
        corners: where the card was, in pixels of the opened picture (upright by its EXIF).
        side: None where nothing told.
        layout: None where nothing told.
        problems: what would make a bureau send it back, keys of messages ``document.problem.<problem>``, worst first.
    """

    jpeg: bytes = field(repr=False)
    corners: Corners
    side: Side | None
    layout: Layout | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field as read from a picture.

    Attributes:
        value: as a record stores it; see :data:`~sscard_desktop.domain.cardfill.CARD_VALUES` for the keys.
        confidence: 0 to 1; what the reader believes after all cross-checks within the document.
        side: where it stood.
        seen: what stood there letter by letter, where ``value`` isn't just that: a number of which the check character
            left one possibility, an address whose traditional character was a misreading.
    """

    value: str = field(repr=False)
    confidence: float
    side: Side
    seen: str = field(default="", repr=False)

    @property
    def repaired(self) -> bool:
        """Whether ``value`` was concluded, not seen; the clerk is told."""
        return bool(self.seen)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What was read from one document's pictures.

    Attributes:
        layout: None where it couldn't be told.
        fields: by the keys of ``CARD_VALUES``; what wasn't legible is missing rather than guessed.
        sides: those that were recognised, in the order of the pictures given.
        problems: keys of messages ``document.problem.<problem>``: two persons' pictures, two fronts, swapped sides…
    """

    layout: Layout | None
    fields: Mapping[str, FieldReading] = field(default_factory=dict)
    sides: tuple[Side | None, ...] = ()
    problems: tuple[str, ...] = ()

    def values(self) -> dict[str, str]:
        """Return field key → value."""
        return {key: each.value for key, each in self.fields.items()}


def problem_code(problem: str) -> str:
    """Return the message's code for what is wrong with a picture or a reading."""
    return f"document.problem.{problem}"
