# SPDX-License-Identifier: Apache-2.0
"""The words that a template of a form may use: what it may show beside a profile's fields, and how and where."""

from __future__ import annotations

from enum import StrEnum

from sscard_desktop.domain.comparison import ITEMS
from sscard_desktop.domain.photo import PictureRole

PROGRAM_KEYS = frozenset(
    {"personal_code", "receipt_number", "station", "operator", "city", "business", "fee"}
    | {f"comparison_{part}" for part in ("source", *ITEMS)}
    | {f"comparison_{item}_{part}" for item in ITEMS for part in ("mark", "fill", "told")}
)
"""What a form of one record may show beside the profile's fields."""

PEOPLE_KEYS = frozenset(
    {
        "unit",
        "insured_unit_number",
        "insured_unit_name",
        "batch_number",
        "collected_on",
        "head_count",
        "page_count_of_people",
        "printed_on",
        "station",
        "operator",
        "city",
    }
)
"""What a form over several people may show outside its table, beside the fields that are the same for all of them."""

PICTURE_ROLES = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)


class Align(StrEnum):
    """Where text stands between left and right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Stand(StrEnum):
    """Where text stands between top and bottom."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Pages(StrEnum):
    """On which pages of a document an element stands; on a form of one page each of them means that page."""

    ALL = "all"
    FIRST = "first"
    LAST = "last"


class Shape(StrEnum):
    """The mark before an option: ●/○ or ■/□."""

    CIRCLE = "circle"
    SQUARE = "square"


class Documents(StrEnum):
    """Which documents a picture is of."""

    ANY = "any"
    TWO_SIDED = "two_sided"
    ONE_SIDED = "one_sided"


class SignedBy(StrEnum):
    """Who signs there: whoever signs for the applicant, only one of them, or somebody else, always by hand."""

    ANYONE = "anyone"
    APPLICANT = "applicant"
    """The applicant, or a minor's guardian."""
    AGENT = "agent"
    OTHERS = "others"


class Show(StrEnum):
    """What of a coded value is printed: its words, its code (the form's legend explains it) or both."""

    VALUE = "value"
    CODE = "code"
    BOTH = "both"
