# SPDX-License-Identifier: Apache-2.0
"""One record on one form, or several people on one: a PDF in memory, never a file on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from sscard_desktop.documents import template
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import Mark
from sscard_desktop.documents.paging import deal, rows_on
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.placing import Leaf, Sheet
from sscard_desktop.documents.proof import proof
from sscard_desktop.documents.tables import sums_of
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.tomlsource import MAX_CHARACTERS
from sscard_desktop.services.ports import FormContent, PeopleContent, Progress

MAX_PEOPLE = 10_000
"""On one form: more is no list that anyone reads, and would fill the memory."""


class FormPress:
    """Fills printed forms; implements ``ports.FormRenderer``. Fonts are loaded at the first form.

    Args:
        fonts: the folder of the bundled fonts.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = Fonts(fonts)
        self._understood: dict[tuple[Path, FormScope], tuple[bytes, frozenset[str], FormTemplate]] = {}

    def render(self, template: Path, content: FormContent) -> bytes:
        """Return the filled form as a PDF of one page; see :func:`render`.

        Raises:
            InvalidInputError: also ``toml.*`` and ``template.*`` for a broken template; a field that it names must
                be among ``content.values``.
            EnvironmentFailedError: ``template.unreadable``, ``fonts.unreadable``.
        """
        return render(self._template(template, frozenset(content.values)), content, fonts=self._fonts)

    def render_people(self, template: Path, content: PeopleContent, progress: Progress | None = None) -> bytes:
        """Return a form over several people as a PDF of as many pages as they take; see :func:`render_people`."""
        understood = self._template(template, frozenset(content.heading), FormScope.PEOPLE)
        return render_people(understood, content, fonts=self._fonts, progress=progress)

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no bundled font can print, each once."""
        return self._fonts.missing_characters(text)

    def proof(self, text: str) -> bytes:
        """Return one line of text set large, as a PDF that is as wide as the line; see :mod:`.proof`."""
        return proof(text, fonts=self._fonts)

    def _template(self, path: Path, fields: frozenset[str], scope: FormScope = FormScope.RECORD) -> FormTemplate:
        """Return the template; the same file isn't understood anew for each person (half of a form's time)."""
        content = _content(path)
        known = self._understood.get((path, scope))
        if known is not None and known[:2] == (content, fields):
            return known[2]
        understood = template.load(content, file=_shown(path), fields=fields, scope=scope)
        self._understood[path, scope] = (content, fields, understood)
        return understood


def read_template(path: Path, fields: Collection[str], scope: FormScope = FormScope.RECORD) -> FormTemplate:
    """Read and check a template file against the profile's field keys; see :func:`template.load`.

    Raises:
        InvalidInputError: ``toml.*`` or ``template.*`` with file, line and key.
        EnvironmentFailedError: ``template.unreadable``.
    """
    return template.load(_content(path), file=_shown(path), fields=fields, scope=scope)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4 * MAX_CHARACTERS + 1)
    except OSError as error:
        raise EnvironmentFailedError("template.unreadable", file=_shown(path)) from error


def _shown(path: Path) -> str:
    """Return the name of the file in messages: with its city's folder."""
    return f"{path.parent.name}/{path.name}"


def render(template: FormTemplate, content: FormContent, *, fonts: Fonts) -> bytes:
    """Return the filled form as a PDF of one page, its fonts embedded as subsets.

    The same template and content give the same bytes. The metadata hold the form's title and nothing of the person.

    Raises:
        InvalidInputError: ``form.text_too_long``, ``form.missing_glyph``, ``form.bad_code``,
            ``form.picture_unreadable``, each with the name of its ``box``.
        EnvironmentFailedError: ``fonts.unreadable``.
    """
    marks = lay_out(template.elements, Sheet(template.title, content, fonts))
    return paint([marks], title=template.title, width_mm=template.width_mm, height_mm=template.height_mm, fonts=fonts)


def render_people(
    template: FormTemplate, content: PeopleContent, *, fonts: Fonts, progress: Progress | None = None
) -> bytes:
    """Return a form over several people as a PDF, a page at a time laid out and painted.

    Raises:
        InvalidInputError: as :func:`render`; the ``box`` of a row names its column and the row's number. Also
            ``form.not_a_number`` and ``form.too_many_people``.
        CancelledError: ``progress`` said so.
    """
    if len(content.people) > MAX_PEOPLE:
        raise InvalidInputError("form.too_many_people", form=template.title, limit=MAX_PEOPLE)
    pages = _pages_of_people(template, content, fonts, progress)
    return paint(pages, title=template.title, width_mm=template.width_mm, height_mm=template.height_mm, fonts=fonts)


def _pages_of_people(
    template: FormTemplate, content: PeopleContent, fonts: Fonts, progress: Progress | None
) -> Iterator[list[Mark]]:
    people, table = content.people, template.table
    heading = FormContent(
        values=content.heading, codes=content.codes, pictures={}, personal_code="", printed_on=content.printed_on
    )
    sheet = Sheet(template.title, heading, fonts)
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
        shown = replace(heading, values={**content.heading, **counts})
        yield lay_out(template.elements, replace(sheet, content=shown, leaf=leaf))
        before += here
