# SPDX-License-Identifier: Apache-2.0
"""Forms for many people in one PDF: a form each (a sheaf), or one form over all of them (a list).

A page is laid out, painted and forgotten before the next one, so that what grows with the people is the PDF alone.
Fonts are embedded once, a picture that several pages show is too, and what all forms of a sheaf have in common (frames,
labels, statements) is written once and lies beneath each page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import Mark
from sscard_desktop.documents.paging import deal, rows_on
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.placing import Leaf, Part, Sheet
from sscard_desktop.documents.tables import sums_of
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import FormContent, FormSheaf, PeopleContent, Progress

MAX_PEOPLE = 10_000
"""On one list: more is nothing that anyone reads, and would fill the memory."""


def render_many(
    template: FormTemplate,
    contents: Iterable[FormContent],
    total: int,
    *,
    fonts: Fonts,
    progress: Progress | None = None,
    values_only: bool = False,
) -> FormSheaf:
    """Return a form for each of ``contents`` as one PDF; those that can't be set are left out and told.

    Args:
        total: how many there will be, for ``progress``.
        values_only: the paper has the form on it already.

    Raises:
        InvalidInputError: the form's own words can't be set.
        EnvironmentFailedError: ``fonts.unreadable``.
        CancelledError: ``progress`` said so.
    """
    printed: list[int] = []
    refused: dict[int, InvalidInputError] = {}
    sheet = Sheet(template.title, _nobody(), fonts, part=Part.OVERLAY if values_only else Part.VALUES)
    ground = [] if values_only else lay_out(template.elements, replace(sheet, part=Part.GROUND))

    def pages() -> Iterator[list[Mark]]:
        for position, content in enumerate(contents):
            if progress is not None:
                progress.report(position, total)
            try:
                marks = lay_out(template.elements, replace(sheet, content=content))
            except InvalidInputError as error:
                refused[position] = error
            else:
                printed.append(position)
                yield marks

    pdf = paint(
        pages(),
        title=template.title,
        width_mm=template.width_mm,
        height_mm=template.height_mm,
        fonts=fonts,
        ground=ground,
    )
    return FormSheaf(pdf if printed else b"", tuple(printed), refused)


def _nobody() -> FormContent:
    return FormContent(values={}, codes={}, pictures={}, personal_code="", printed_on=date.min)


def render_people(
    template: FormTemplate,
    content: PeopleContent,
    *,
    fonts: Fonts,
    progress: Progress | None = None,
    values_only: bool = False,
) -> bytes:
    """Return a form over several people as a PDF, a page at a time laid out and painted.

    Raises:
        InvalidInputError: as :func:`render`; the ``box`` of a row names its column and the row's number. Also
            ``form.not_a_number`` and ``form.too_many_people``.
        CancelledError: ``progress`` said so.
    """
    if len(content.people) > MAX_PEOPLE:
        raise InvalidInputError("form.too_many_people", form=template.title, limit=MAX_PEOPLE)
    sheet = Sheet(template.title, _heading(content, {}), fonts, part=Part.OVERLAY if values_only else Part.WHOLE)
    pages = _pages_of_people(template, content, sheet, progress)
    return paint(pages, title=template.title, width_mm=template.width_mm, height_mm=template.height_mm, fonts=fonts)


def _pages_of_people(
    template: FormTemplate, content: PeopleContent, sheet: Sheet, progress: Progress | None
) -> Iterator[list[Mark]]:
    people, table = content.people, template.table
    pages: list[int] = [len(people)]
    sums: tuple[str, ...] = ()
    if table is not None:
        pages = deal(len(people), full=rows_on(table, last=False), last=rows_on(table, last=True))
        sums = sums_of(table, people, sheet)
    before = 0
    for number, here in enumerate(pages, start=1):
        if progress is not None:
            progress.report(before, len(people))
        leaf = Leaf(number, len(pages), people[before : before + here], before, len(people), sums)
        counts = {
            "head_count": str(len(people)),
            "page_count_of_people": str(here),
            "printed_on": content.printed_on.isoformat(),
        }
        yield lay_out(template.elements, replace(sheet, content=_heading(content, counts), leaf=leaf))
        before += here


def _heading(content: PeopleContent, counts: Mapping[str, str]) -> FormContent:
    """Return what stands outside the table, as the elements of a form take it."""
    return FormContent(
        values={**content.heading, **counts},
        codes=content.codes,
        pictures={},
        personal_code="",
        printed_on=content.printed_on,
    )
