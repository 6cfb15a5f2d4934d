# SPDX-License-Identifier: Apache-2.0
"""One record on one form: a PDF in memory, never a file on disk."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sscard_desktop.documents import template
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import paint
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.documents.proof import proof
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.tomlsource import MAX_CHARACTERS
from sscard_desktop.services.ports import FormContent


class FormPress:
    """Fills printed forms; implements ``ports.FormRenderer``. Fonts are loaded at the first form.

    Args:
        fonts: the folder of the bundled fonts.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = Fonts(fonts)
        self._understood: dict[Path, tuple[bytes, frozenset[str], FormTemplate]] = {}

    def render(self, template: Path, content: FormContent) -> bytes:
        """Return the filled form as a PDF of one page; see :func:`render`.

        Raises:
            InvalidInputError: also ``toml.*`` and ``template.*`` for a broken template; a field that it names must
                be among ``content.values``.
            EnvironmentFailedError: ``template.unreadable``, ``fonts.unreadable``.
        """
        return render(self._template(template, frozenset(content.values)), content, fonts=self._fonts)

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no bundled font can print, each once."""
        return self._fonts.missing_characters(text)

    def proof(self, text: str) -> bytes:
        """Return one line of text set large, as a PDF that is as wide as the line; see :mod:`.proof`."""
        return proof(text, fonts=self._fonts)

    def _template(self, path: Path, fields: frozenset[str]) -> FormTemplate:
        """Return the template; the same file isn't understood anew for each person (half of a form's time)."""
        content = _content(path)
        known = self._understood.get(path)
        if known is not None and known[:2] == (content, fields):
            return known[2]
        understood = template.load(content, file=_shown(path), fields=fields)
        self._understood[path] = (content, fields, understood)
        return understood


def read_template(path: Path, fields: Collection[str]) -> FormTemplate:
    """Read and check a template file against the profile's field keys; see :func:`template.load`.

    Raises:
        InvalidInputError: ``toml.*`` or ``template.*`` with file, line and key.
        EnvironmentFailedError: ``template.unreadable``.
    """
    return template.load(_content(path), file=_shown(path), fields=fields)


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
    return paint(marks, title=template.title, width_mm=template.width_mm, height_mm=template.height_mm, fonts=fonts)
