# SPDX-License-Identifier: Apache-2.0
"""Where text stands in its rectangle, and what can't stand there: shared by the kinds of element.

Everything that could go wrong with a text goes wrong here, with the name of its box: a character that no font holds, a
value that can't be set legibly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sscard_desktop.documents import elements
from sscard_desktop.documents.codebox import may_be_boxed
from sscard_desktop.documents.elements import Element
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.formwords import Align, Pages
from sscard_desktop.documents.marks import POINTS_PER_MM
from sscard_desktop.documents.typeset import ASCENT_EM, FittedText, fit
from sscard_desktop.domain import receipt
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import FormContent

PAD_MM = 1.4
"""Between a cell's frame and its text, left and right."""

PAD_Y_MM = 0.5
"""The same above and below."""

CENTER_EM = 0.38
"""Middle of a Chinese character over its baseline."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page that is being set, and the people on it where it is one over several people.

    Attributes:
        number: from 1.
        count: how many pages the document has.
        people: those on this page.
        before: how many stand on the pages before.
        in_all: how many stand on all pages.
        sums: what each column of the table adds up to over all pages.
    """

    number: int = 1
    count: int = 1
    people: Sequence[FormContent] = ()
    before: int = 0
    in_all: int = 0
    sums: tuple[str, ...] = ()

    def has(self, pages: Pages) -> bool:
        """Return whether an element of ``pages`` stands on this page."""
        return {Pages.ALL: True, Pages.FIRST: self.number == 1, Pages.LAST: self.number == self.count}[pages]


class Part(Enum):
    """What of a form is set."""

    WHOLE = "whole"
    GROUND = "ground"
    """What every person's form has in common: frames, labels, texts."""
    VALUES = "values"
    """The rest, over the ground."""
    OVERLAY = "overlay"
    """The values alone, for paper that has the form on it already: of options the chosen one's mark, no frame."""

    @property
    def has_ground(self) -> bool:
        """Whether frames, labels and texts are set."""
        return self in (Part.WHOLE, Part.GROUND)

    @property
    def has_values(self) -> bool:
        """Whether what comes of the record is set."""
        return self is not Part.GROUND


_ONE_PAGE = Leaf()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the layout of one page works with."""

    title: str
    content: FormContent
    fonts: Fonts
    leaf: Leaf = _ONE_PAGE
    part: Part = Part.WHOLE

    def text(self, key: str) -> str:
        """Return the value to print for ``key``, any white space in it as single spaces; empty if there's none."""
        value = self.exact(key)
        return " ".join((receipt.grouped(value) if key == "receipt_number" else value).split())

    def exact(self, key: str) -> str:
        """Return the value as it is, for a scanner."""
        return self.content.personal_code if key == "personal_code" else self.content.values.get(key, "")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points that text is set into, the element it belongs to and the name it has for people."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    owner: int
    name: str


def area_of(element: Element, owner: int, name: str, *, pad: bool = True) -> Area:
    """Return the rectangle of ``element``, less the padding of a cell where text stands beside a frame."""
    pad_pt = PAD_MM * POINTS_PER_MM if pad and isinstance(element, elements.Value | elements.Choice) else 0.0
    return Area(
        element.x_mm * POINTS_PER_MM + pad_pt,
        element.y_mm * POINTS_PER_MM,
        element.w_mm * POINTS_PER_MM - 2 * pad_pt,
        element.h_mm * POINTS_PER_MM,
        owner,
        name.replace("\n", ""),
    )


def fit_into(
    words: str,
    area: Area,
    sheet: Sheet,
    size_pt: float,
    floor_pt: float,
    weight: Weight,
    leading_em: float,
    *,
    less_pt: float = 0.0,
    wrap_pt: float = 72.0,
) -> FittedText:
    """Set ``words`` into ``area``, ``less_pt`` of its width kept free, or refuse them by the area's name."""
    refuse_missing(words, area, sheet)
    fitted = fit(
        words, fonts=sheet.fonts, width_pt=area.width_pt - less_pt, height_pt=area.height_pt,
        size_pt=size_pt, floor_pt=min(floor_pt, size_pt), weight=weight, leading_em=leading_em, wrap_pt=wrap_pt,
    )  # fmt: skip
    if fitted is None:
        raise too_long(area, sheet)
    return fitted


def refuse_missing(words: str, area: Area, sheet: Sheet) -> None:
    """Refuse characters that no font holds, each with its code point: a clerk may not see what U+200B is.

    Ideographs and private-use characters pass: a box with the code stands for them.
    """
    missing = [each for each in sheet.fonts.missing_characters(words.replace("\n", "")) if not may_be_boxed(each)]
    if missing:
        named = "、".join(
            f"{character if character.isprintable() else ''}(U+{ord(character):04X})" for character in missing[:8]
        )
        raise InvalidInputError("form.missing_glyph", form=sheet.title, box=area.name, characters=named)


def too_long(area: Area, sheet: Sheet) -> InvalidInputError:
    """Return the error for words that don't fit their area."""
    return InvalidInputError("form.text_too_long", form=sheet.title, box=area.name)


def row_baselines(area: Area, fitted: FittedText, base_pt: float) -> tuple[float, ...]:
    """One line stands on its row's common baseline, whatever its size; more lines are centred as a block."""
    if len(fitted.lines) == 1:
        return (on_baseline(area, fitted.size_pt, base_pt),)
    return fitted.baselines_pt(area.y_pt + (area.height_pt - fitted.height_pt) / 2)


def on_baseline(area: Area, size_pt: float, base_pt: float) -> float:
    """Return the baseline that text of ``base_pt`` has in the middle of ``area``, moved where ``size_pt`` needs it."""
    baseline = area.y_pt + area.height_pt / 2 + CENTER_EM * base_pt
    highest = area.y_pt + ASCENT_EM * size_pt
    lowest = area.y_pt + area.height_pt - (1 - ASCENT_EM) * size_pt
    return max(highest, min(baseline, lowest))


def aligned(area: Area, width_pt: float, align: Align) -> float:
    """Return where a line of this width begins."""
    spare = area.width_pt - width_pt
    return area.x_pt + {Align.LEFT: 0.0, Align.CENTER: spare / 2, Align.RIGHT: spare}[align]
