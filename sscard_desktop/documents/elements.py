# SPDX-License-Identifier: Apache-2.0
"""The kinds of element that a printed form is made of, as values. A template file names them; layout sets them.

Positions and lengths are millimetres from the page's upper left corner. Each class's own attributes are the keys that
its kind may have in a template; an attribute without a default is required. What the attributes may say is
:mod:`.formwords`'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.documents.fonts import Weight
from sscard_desktop.documents.formwords import Align, Documents, Pages, Shape, Show, SignedBy, Stand
from sscard_desktop.domain.photo import PictureRole

VALUE_PT = 10.5
LABEL_PT = 8.0
HAIRLINE_PT = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice ○/●, or one entry of a legend; ``blank_mm`` draws a line to write on after it."""

    code: str
    label: str
    blank_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A rectangle of the page, and the pages that it stands on."""

    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float
    pages: Pages = Pages.ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Element):
    """An element that shows something of the record, or of the program.

    ``key`` names a field of the profile or one of :data:`.PROGRAM_KEYS` (:data:`.PEOPLE_KEYS` on a form over several
    people); ``optional`` lets it name a field that this profile doesn't ask for, whose place stays blank: a template
    that many cities share.
    """

    key: str
    name: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Element):
    """Words of the form itself; ``spacing_pt`` opens up a title, ``leading_em`` is the distance of its lines."""

    text: str
    size_pt: float = VALUE_PT
    floor_pt: float = 5.0
    weight: Weight = Weight.REGULAR
    align: Align = Align.LEFT
    stand: Stand = Stand.MIDDLE
    spacing_pt: float = 0.0
    leading_em: float = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Text):
    """The name of what stands beside it: small. ``base_pt`` sets one line on its row's baseline, as of a value."""

    size_pt: float = LABEL_PT
    base_pt: float | None = None
    leading_em: float = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Text):
    """Running text from the top of its rectangle."""

    size_pt: float = 9.0
    stand: Stand = Stand.TOP
    leading_em: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Keyed):
    """A value of the record.

    ``base_pt`` is the size whose baseline is taken, so that a row stands on one line; two lines and more are set at
    ``wrap_pt`` or less.
    """

    show: Show = Show.VALUE
    before: str = ""
    after: str = ""
    size_pt: float = VALUE_PT
    floor_pt: float = 6.0
    wrap_pt: float = 9.0
    base_pt: float = VALUE_PT
    weight: Weight = Weight.REGULAR
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Value):
    """A framed label and, right of a dividing line at ``label_w_mm``, a value."""

    label: str
    label_w_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comb(Keyed):
    """A number, one place a cell; ``groups`` says after how many places a taller divider stands."""

    cells: int
    groups: tuple[int, ...] = ()
    size_pt: float = VALUE_PT
    floor_pt: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Keyed):
    """The options of a coded field, the chosen one marked, the others open; ``columns`` = 0 lets them follow on."""

    options: tuple[Option, ...]
    columns: int = 0
    shape: Shape = Shape.CIRCLE
    size_pt: float = 9.0
    floor_pt: float = 6.0
    leading_em: float = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Element):
    """A frame."""

    line_pt: float = HAIRLINE_PT


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Element):
    """A rule: either ``w_mm`` or ``h_mm`` is 0."""

    line_pt: float = HAIRLINE_PT


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Element):
    """A picture of the record, whole and undistorted; ``label`` stands in the empty frame.

    Without a ``required`` one the form isn't printed at all: it would be a form of nothing. ``of`` leaves the picture
    out for documents of the other kind: a passport has one page and another size.
    """

    role: PictureRole
    label: str
    frame: bool = True
    required: bool = False
    of: Documents = Documents.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Watermark(Element):
    """What the page may be used for, again and again across the rectangle, rising, light enough to read through.

    ``text`` may name the day of printing as ``{date}``. Template files put it last: it lies over what stands before it.
    """

    text: str
    size_pt: float = 12.0
    angle: float = 30.0
    strength: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Keyed):
    """A code with its quiet zone; ``label`` stands there where there's nothing to encode."""

    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code128(Code):
    """A bar code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qr(Code):
    """A two-dimensional code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend(Element):
    """What the codes of a list mean, after ``label``: ``职业代码：1、单位负责人；2、…``."""

    label: str
    entries: tuple[Option, ...]
    size_pt: float = 7.5
    floor_pt: float = 5.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Element):
    """A label and a line to sign on; ``by`` says whose signature from the screen stands there, if there is one."""

    label: str
    size_pt: float = 9.0
    by: SignedBy = SignedBy.OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBlank(Element):
    """Room for a date by hand: 年 月 日, at the right end of its rectangle; with ``by`` the day of that signature."""

    size_pt: float = 9.0
    gap_mm: float = 8.0
    by: SignedBy = SignedBy.OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber(Element):
    """``label`` with the page's number for ``{page}`` and how many there are for ``{pages}``."""

    label: str = "{page}/{pages}"
    size_pt: float = LABEL_PT
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint(Element):
    """``label`` with the reprint's number for ``{number}``; nothing on the first print."""

    label: str
    size_pt: float = LABEL_PT
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDate(Element):
    """``label`` with the day of printing for ``{date}``."""

    label: str
    size_pt: float = LABEL_PT
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal(Element):
    """Room for a seal, dashed: a circle, or with ``round`` = false a rectangle; ``label`` stands in its middle."""

    label: str
    round: bool = True
    size_pt: float = LABEL_PT
