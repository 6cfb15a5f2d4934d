# SPDX-License-Identifier: Apache-2.0
"""A printed form read from its template file (TOML), strictly.

A template is data from outside: whatever isn't understood is refused with file, line and key, at loading and not at the
counter. Refused: unknown keys and kinds, fields that the profile doesn't have, numbers out of range, boxes that leave
the page or come nearer to its edge than the margin. It can hold no code, no file name and no expression. A form over
several people has one table at most, and nothing outside of it that shows one person.

::

    title = "…"
    page = { width_mm = 210, height_mm = 297, margin_mm = 8 }
    elements = [
        { kind = "cell", x_mm = 10, y_mm = 20, w_mm = 60, h_mm = 8, label = "姓名", label_w_mm = 18, key = "name" },
    ]
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NoReturn, TypeVar

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import Element, Option
from sscard_desktop.documents.formwords import PEOPLE_KEYS, PICTURE_ROLES, PROGRAM_KEYS
from sscard_desktop.documents.kinds import KINDS, ONE_RECORD
from sscard_desktop.documents.tablechecks import table_problems, with_columns_of
from sscard_desktop.documents.tableelements import Table
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.tomlsource import KeyPath, TomlSource, parse_bytes, shown_path

MAX_ELEMENTS = 500
MAX_TEXT = 2000
MARGIN_MM = 8.0
"""Nothing is printed nearer to the edge: office printers don't reach it."""

_ROUNDING_MM = 1e-6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """A form: one page, or as many as its table takes.

    Attributes:
        title: the document's title.
        width_mm: the page's width.
        height_mm: the page's height.
        margin_mm: what every element keeps from the edge.
        elements: in the order of the file, which is the reading order of the PDF.
    """

    title: str
    width_mm: float
    height_mm: float
    margin_mm: float
    elements: tuple[Element, ...]

    @property
    def table(self) -> Table | None:
        """The table of a form over several people."""
        return next((element for element in self.elements if isinstance(element, Table)), None)


def load(content: bytes, *, file: str, fields: Collection[str], scope: FormScope = FormScope.RECORD) -> FormTemplate:
    """Read a template.

    Args:
        content: the file's content.
        file: its name, for messages.
        fields: the keys of the profile's fields.
        scope: whether the form is about one record or several people.

    Raises:
        InvalidInputError: ``toml.*`` or ``template.*``, with ``file``, ``line`` and, for the latter, ``key``.
    """
    return _Reader(parse_bytes(content, file=file), frozenset(fields), scope).template()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    width_mm: float
    height_mm: float
    margin_mm: float = MARGIN_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    title: str
    page: _Page
    elements: tuple[Element, ...]


@cache
def _attributes(cls: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Return a dataclass's attributes: their kind and whether they must be given. Resolving annotations is slow."""
    hints = typing.get_type_hints(cls)
    missing = dataclasses.MISSING
    return {
        attribute.name: (hints[attribute.name], attribute.default is missing and attribute.default_factory is missing)
        for attribute in dataclasses.fields(cls)
    }


class _Reader:
    """Turns tables into dataclasses by their annotations, and says where a table isn't what it should be."""

    def __init__(self, source: TomlSource, fields: frozenset[str], scope: FormScope) -> None:
        self._source = source
        self._fields = fields
        self._scope = scope
        self._keys = fields | (PROGRAM_KEYS if scope is FormScope.RECORD else PEOPLE_KEYS)

    def template(self) -> FormTemplate:
        content = self._object(_File, self._source.data, ())
        page = content.page
        if not (MARGIN_MM <= page.margin_mm < min(page.width_mm, page.height_mm) / 2):
            self._refuse("template.bad_value", ("page", "margin_mm"), expected=f"≥ {MARGIN_MM:g} mm")
        if not content.elements or len(content.elements) > MAX_ELEMENTS:
            self._refuse("template.bad_value", ("elements",), expected=f"1–{MAX_ELEMENTS} elements")
        for position, element in enumerate(content.elements):
            self._check(element, ("elements", position), page)
        tables = [place for place, element in enumerate(content.elements) if isinstance(element, Table)]
        if len(tables) > 1:
            self._refuse("template.bad_value", ("elements", tables[1], "kind"), expected="one table")
        return FormTemplate(
            content.title,
            page.width_mm,
            page.height_mm,
            page.margin_mm,
            tuple(
                with_columns_of(element, self._fields) if isinstance(element, Table) else element
                for element in content.elements
            ),
        )

    def _object(self, cls: type[T], table: object, path: KeyPath, extra: Collection[str] = ()) -> T:
        if not isinstance(table, dict):
            self._refuse("template.bad_value", path, expected="a table")
        known = _attributes(cls)  # type: ignore[arg-type]  # mypy takes no class for hashable
        for name in table:
            if name not in known and name not in extra:
                self._refuse("template.unknown_key", (*path, name))
        given: dict[str, Any] = {}
        for name, (kind, required) in known.items():
            if name in table:
                given[name] = self._value(kind, table[name], (*path, name))
            elif required:
                self._refuse("template.missing_key", (*path, name))
        return cls(**given)

    def _value(self, kind: Any, value: object, path: KeyPath) -> object:
        if kind is Element:
            return self._element(value, path)
        if typing.get_origin(kind) is tuple:
            if not isinstance(value, list):
                self._refuse("template.bad_value", path, expected="a list")
            item = typing.get_args(kind)[0]
            return tuple(self._value(item, each, (*path, position)) for position, each in enumerate(value))
        if isinstance(kind, types.UnionType):
            # "X | None": the key may be left out, never be empty.
            kind = next(each for each in typing.get_args(kind) if each is not types.NoneType)
        if kind is float:
            # Lengths and type sizes alike: 0 to the longest side of A3.
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 420:
                self._refuse("template.bad_value", path, expected="a number from 0 to 420")
            return float(value)
        if kind is int:
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
                self._refuse("template.bad_value", path, expected="a whole number from 0 to 100")
            return value
        if kind is bool:
            if not isinstance(value, bool):
                self._refuse("template.bad_value", path, expected="true, false")
            return value
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if not isinstance(value, str) or value not in list(kind):
                self._refuse("template.bad_value", path, expected=", ".join(kind))
            return kind(value)
        if kind is str:
            if not isinstance(value, str) or len(value) > MAX_TEXT:
                self._refuse("template.bad_value", path, expected="text")
            return value
        return self._object(kind, value, path)

    def _element(self, table: object, path: KeyPath) -> Element:
        word: object = None
        if isinstance(table, dict):
            word = table.get("kind")
        if word is None:
            self._refuse("template.missing_key", (*path, "kind"))
        if not isinstance(word, str) or word not in KINDS:
            self._refuse("template.bad_value", (*path, "kind"), expected=", ".join(KINDS))
        return self._object(KINDS[word], table, path, extra=("kind",))

    def _check(self, element: Element, path: KeyPath, page: _Page) -> None:
        """Check what one annotation can't say."""
        left, top = element.x_mm - page.margin_mm, element.y_mm - page.margin_mm
        right = page.width_mm - page.margin_mm - element.x_mm - element.w_mm
        bottom = page.height_mm - page.margin_mm - element.y_mm - element.h_mm
        for key, room in (("x_mm", left), ("y_mm", top), ("w_mm", right), ("h_mm", bottom)):
            if room < -_ROUNDING_MM:
                self._refuse("template.off_page", (*path, key), over=round(-room, 2))
        if isinstance(element, elements.Line):
            if (element.w_mm == 0) == (element.h_mm == 0):
                self._refuse("template.bad_value", (*path, "w_mm"), expected="w_mm = 0 or h_mm = 0")
        elif not (element.w_mm and element.h_mm):
            self._refuse("template.bad_value", (*path, "w_mm" if not element.w_mm else "h_mm"), expected="> 0")
        if isinstance(element, elements.Keyed) and element.key not in self._keys and not element.optional:
            self._refuse("template.unknown_field", (*path, "key"), name=element.key)
        misplaced = isinstance(element, Table) if self._scope is FormScope.RECORD else isinstance(element, ONE_RECORD)
        if misplaced:
            self._refuse("template.wrong_scope", (*path, "kind"), scope=self._scope.value)
        for size in ("size_pt", "floor_pt", "wrap_pt", "base_pt", "leading_em"):
            value = getattr(element, size, None)
            if value is not None and not 1 <= value <= 72:
                self._refuse("template.bad_value", (*path, size), expected="1–72")
        if getattr(element, "line_pt", 0) > 3:
            self._refuse("template.bad_value", (*path, "line_pt"), expected="0–3")
        self._check_kind(element, path)

    def _check_kind(self, element: Element, path: KeyPath) -> None:
        match element:
            case elements.Picture() if element.role not in PICTURE_ROLES:
                self._refuse("template.bad_value", (*path, "role"), expected=", ".join(PICTURE_ROLES))
            case elements.Cell() if element.label_w_mm >= element.w_mm:
                self._refuse("template.bad_value", (*path, "label_w_mm"), expected=f"< {element.w_mm:g}")
            case elements.Watermark() if not (element.angle <= 90 and 5 <= element.strength <= 60):
                key = "angle" if element.angle > 90 else "strength"
                self._refuse("template.bad_value", (*path, key), expected="0–90" if key == "angle" else "5–60")
            case elements.Comb() if not 1 <= element.cells <= 40 or sum(element.groups) > element.cells:
                self._refuse("template.bad_value", (*path, "cells"), expected="1–40, ≥ groups")
            case elements.Choice():
                self._check_options(element.options, (*path, "options"))
            case elements.Legend():
                self._check_options(element.entries, (*path, "entries"))
            case Table():
                for problem in table_problems(element, self._fields):
                    self._refuse(problem.code, (*path, *problem.key), **problem.params)
            case _:
                pass

    def _check_options(self, options: tuple[Option, ...], path: KeyPath) -> None:
        if not 1 <= len(options) <= 40:
            self._refuse("template.bad_value", path, expected="1–40 entries")
        codes = [option.code for option in options]
        for position, code in enumerate(codes):
            if code in codes[:position]:
                self._refuse("template.duplicate_code", (*path, position, "code"), name=code)

    def _refuse(self, code: str, path: KeyPath, **params: str | int | float) -> NoReturn:
        at = self._source.line_of(path)
        raise InvalidInputError(code, file=self._source.file, line=at, key=shown_path(path), **params)
