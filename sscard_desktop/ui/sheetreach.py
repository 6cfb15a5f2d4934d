# SPDX-License-Identifier: Apache-2.0
"""Which widgets a style sheet dresses otherwise when a dynamic property changes: the widget itself, and what lies in it
and is named at the end of a rule that asks for that property.

To dress a widget anew costs Qt a third of a millisecond, and a field has a dozen parts of which a rule's change reaches
two. Answers for the selectors of Qt's style sheets as this program's templates use them: types, ``#names``,
``[property="value"]``, states behind a colon, descendants and children. Takes a child for any descendant: too many
are dressed then, never too few.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtWidgets import QWidget

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_PART = re.compile(
    r"(?P<type>\*|[A-Za-z_]\w*)?(?P<id>#\w+)?(?P<properties>(?:\[\w+=\"[^\"]*\"\])*)(?P<states>(?:::?!?[\w-]+)*)"
)
_PROPERTY = re.compile(r"\[(\w+)=\"([^\"]*)\"\]")


@dataclass(frozen=True, slots=True)
class Part:
    """One link of a selector: what a widget must be, but for its state.

    Attributes:
        kind: the class, ``""`` for any.
        name: the object's name, ``""`` for any.
        properties: names and values.
    """

    kind: str
    name: str
    properties: tuple[tuple[str, str], ...]

    def fits(self, widget: QWidget, *, but_for: str = "") -> bool:
        """Return whether a widget is such a one; the property ``but_for`` may have any value."""
        return (
            (not self.kind or self.kind in _kinds_of(widget))
            and (not self.name or widget.objectName() == self.name)
            and all(name == but_for or _text(widget.property(name)) == value for name, value in self.properties)
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule that a property decides on: where the property is asked for, and what is dressed by it."""

    asked: Part
    dressed: Part


def reaches(sheet: str) -> Mapping[str, tuple[Reach, ...]]:
    """Return, for each property, the rules by which it reaches into a widget.

    Raises:
        ValueError: a selector is none that is understood here.
    """
    found: dict[str, dict[Reach, None]] = {}
    for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
        for selector in rule.group(1).split(","):
            *above, last = [_part(each) for each in selector.replace(">", " ").split()]
            for part in above:
                for name, _ in part.properties:
                    found.setdefault(name, {})[Reach(part, last)] = None
    return {name: tuple(each) for name, each in found.items()}


def reached(widget: QWidget, name: str, by: Mapping[str, tuple[Reach, ...]]) -> list[QWidget]:
    """Return the widget, and what in it is dressed otherwise when its property ``name`` changes."""
    kinds = _kinds_of(widget)
    asking = (each for each in by.get(name, ()) if not each.asked.kind or each.asked.kind in kinds)
    dressed = dict.fromkeys(each.dressed for each in asking if each.asked.fits(widget, but_for=name))
    within = widget.findChildren(QWidget) if dressed else []
    return [widget, *(each for each in within if any(part.fits(each, but_for=name) for part in dressed))]


def _part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(text)
    kind, name = match["type"] or "", (match["id"] or "").removeprefix("#")
    return Part("" if kind == "*" else kind, name, tuple(_PROPERTY.findall(match["properties"])))


def _kinds_of(widget: QWidget) -> frozenset[str]:
    return _names(type(widget).__mro__)


@lru_cache(maxsize=1024)
def _names(kinds: tuple[type[object], ...]) -> frozenset[str]:
    return frozenset(each.__name__ for each in kinds)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
