# SPDX-License-Identifier: Apache-2.0
"""Fills printed forms: a PDF in memory, never a file on disk. Each template is understood once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from sscard_desktop.documents import sheaves, template
from sscard_desktop.documents.bilingual import ENGLISH_FILE, in_both, read_english
from sscard_desktop.documents.calibration import calibration_page
from sscard_desktop.documents.contactsheet import contact_sheet
from sscard_desktop.documents.daysheet import day_sheet
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.labels import LabelSheet, label_pages, read_label_sheet
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.moving import moved
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.placing import Part, Sheet
from sscard_desktop.documents.proof import proof
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.documents.trainingsheet import training_sheet
from sscard_desktop.domain.endofday import DayReport
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.tomlsource import MAX_CHARACTERS
from sscard_desktop.services.ports import (
    ContactEntry,
    FormContent,
    FormSheaf,
    PeopleContent,
    PostLabel,
    Progress,
    TrainingSheet,
)


class FormPress:
    """Fills printed forms; implements ``ports.FormRenderer``. Fonts are loaded at the first form.

    Args:
        fonts: the folder of the bundled fonts.
        english: the list of English words for forms in two languages, ``None`` for none.
        across: words across every page of everything, ``""`` for none.
    """

    def __init__(self, fonts: Path, english: Path | None = None, *, across: str = "") -> None:
        self._fonts = Fonts(fonts, across=across)
        self._english = english
        self._doubled: dict[Path, tuple[FormTemplate, FormTemplate]] = {}
        self._understood: dict[tuple[Path, FormScope], tuple[bytes, frozenset[str], FormTemplate]] = {}

    def render(self, template: Path, content: FormContent, *, values_only: bool = False) -> bytes:
        """Return the filled form as a PDF of one page; see :func:`render`.

        Raises:
            InvalidInputError: also ``toml.*`` and ``template.*`` for a broken template; a field that it names must
                be among ``content.values``.
            EnvironmentFailedError: ``template.unreadable``, ``fonts.unreadable``.
        """
        understood = self._template(template, frozenset(content.values))
        if content.bilingual:
            understood = self._in_both(template, understood)
        return render(understood, content, fonts=self._fonts, values_only=values_only)

    def render_many(
        self,
        template: Path,
        contents: Iterable[FormContent],
        total: int,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> FormSheaf:
        """Return many people's forms as one PDF; see :func:`sheaves.render_many`."""
        coming = iter(contents)
        first = next(coming, None)
        if first is None:
            return FormSheaf(b"", (), {})
        understood = self._template(template, frozenset(first.values))
        contents = itertools.chain([first], coming)
        return sheaves.render_many(
            understood, contents, total, fonts=self._fonts, progress=progress, values_only=values_only
        )

    def render_people(
        self,
        template: Path,
        content: PeopleContent,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> bytes:
        """Return a form over several people; see :func:`sheaves.render_people`."""
        understood = self._template(template, frozenset(content.heading), FormScope.PEOPLE)
        if content.bilingual:
            understood = self._in_both(template, understood)
        return sheaves.render_people(understood, content, fonts=self._fonts, progress=progress, values_only=values_only)

    def calibration_page(self, told: str) -> bytes:
        """Return the page by which a printer's offset is found; see :mod:`.calibration`."""
        shown = "".join(each for each in told[:40] if not self._fonts.missing_characters(each))
        return calibration_page(shown, fonts=self._fonts)

    def moved(self, pdf: bytes, x_mm: float, y_mm: float) -> bytes:
        """Return one of these documents with its print moved; see :mod:`.moving`."""
        return moved(pdf, x_mm, y_mm)

    def warm(self) -> None:
        """Load the fonts now, while nobody waits; that of rare characters comes with the first of them."""
        self._fonts.warm()

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no bundled font can print, each once."""
        return self._fonts.missing_characters(text)

    def contact_sheet(self, heading: Sequence[str], entries: Sequence[ContactEntry]) -> bytes:
        """Return small pictures with what is to be said of each, as PDF; see :mod:`.contactsheet`."""
        return contact_sheet(heading, entries, fonts=self._fonts)

    def day_sheet(self, report: DayReport, word: Callable[[str, str], str]) -> bytes:
        """Return a day's sheet as PDF; see :mod:`.daysheet`."""
        return day_sheet(report, word, fonts=self._fonts)

    def training_sheet(self, sheet: TrainingSheet) -> bytes:
        """Return a learner's results as PDF; see :mod:`.trainingsheet`."""
        return training_sheet(sheet, fonts=self._fonts)

    def labels(self, sheet: Path, labels: Sequence[PostLabel], *, first: int = 0) -> bytes:
        """Return address labels as PDF; see :mod:`.labels`.

        Raises:
            InvalidInputError: also ``toml.*`` and ``labels.broken`` for a broken sheet.
            EnvironmentFailedError: ``template.unreadable``, ``fonts.unreadable``.
        """
        understood = read_labels(sheet)
        return label_pages(understood, labels, fonts=self._fonts, first=first)

    def proof(self, text: str) -> bytes:
        """Return one line of text set large, as a PDF that is as wide as the line; see :mod:`.proof`."""
        return proof(text, fonts=self._fonts)

    def _in_both(self, path: Path, understood: FormTemplate) -> FormTemplate:
        """Return a form in two languages; it is tried out once what has room, not for each person."""
        known = self._doubled.get(path)
        if known is not None and known[0] is understood:
            return known[1]
        words: dict[str, str] = {}
        for file in (self._english, path.parent / ENGLISH_FILE):
            if file is not None and file.is_file():
                words |= read_english(_content(file), file=_shown(file))
        doubled = in_both(understood, words, self._fonts)
        self._doubled[path] = (understood, doubled)
        return doubled

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


def read_labels(path: Path) -> LabelSheet:
    """Read and check a sheet of labels; raise as :meth:`Forms.labels` does."""
    return read_label_sheet(_content(path), file=_shown(path))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4 * MAX_CHARACTERS + 1)
    except OSError as error:
        raise EnvironmentFailedError("template.unreadable", file=_shown(path)) from error


def _shown(path: Path) -> str:
    """Return the name of the file in messages: with its city's folder."""
    return f"{path.parent.name}/{path.name}"


def render(template: FormTemplate, content: FormContent, *, fonts: Fonts, values_only: bool = False) -> bytes:
    """Return the filled form as a PDF of one page, its fonts embedded as subsets.

    ``values_only`` leaves out what paper has that the form was printed on before.

    The same template and content give the same bytes. The metadata hold the form's title and nothing of the person.

    Raises:
        InvalidInputError: ``form.text_too_long``, ``form.missing_glyph``, ``form.bad_code``,
            ``form.picture_unreadable``, each with the name of its ``box``.
        EnvironmentFailedError: ``fonts.unreadable``.
    """
    marks = lay_out(
        template.elements,
        Sheet(template.title, content, fonts, part=Part.OVERLAY if values_only else Part.WHOLE),
    )
    return paint([marks], title=template.title, width_mm=template.width_mm, height_mm=template.height_mm, fonts=fonts)
