# SPDX-License-Identifier: Apache-2.0
"""Takes values out of a profile's tree by type, and collects what is wrong with them, each with file, line and key.

Reading goes on after a problem, so that one run tells all of them; what couldn't be read is replaced by something
harmless, and a tree with problems is never used.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.photo import Span
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.domain.tomlsource import shortened
from sscard_desktop.storage.profile_source import Node

MAX_PROBLEMS = 200
CITY_TABLES = frozenset({"photo", "id_picture", "pictures", "workbook", "package", "package.pictures"})
"""Tables that a base may begin and the city completes."""
LANGUAGES = ("zh_CN", "en")
ROOT_KEYS = frozenset({"extends", "version", "edit_hours", "adult_age", "shared_records"})
"""Keys of the root that are easily written below the first ``[table]``, whose keys they become there."""
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHOWN_CHOICES = 400


class TooManyProblemsError(Exception):
    """The file has more problems than anyone reads; reading stops."""


@dataclass(slots=True)
class Findings:
    """The problems found so far.

    Attributes:
        own: root of the profile's own file: what a base leaves for the city to say is missing there, not in the base.
    """

    own: Node | None = None
    problems: list[ProfileProblem] = field(default_factory=list)

    def add(self, node: Node, code: str, *, key: str = "", **params: str | int | float) -> None:
        """Note a problem at ``node``, or at its part ``key``, which may be missing."""
        part = node.value.get(key) if key and isinstance(node.value, dict) else None
        at = node if part is None else part
        if code == "missing_key" and self.own and node.file != self.own.file and node.key in CITY_TABLES:
            at = self.own
        shown = ".".join(name for name in (node.key, shortened(key)) if name)
        if self._follows(at.file, shown, code):
            return
        short = {
            name: shortened(value, _SHOWN_CHOICES) if isinstance(value, str) else value
            for name, value in params.items()
        }
        problem = ProfileProblem(at.file, at.line, shown, f"profile.{code}", short)
        if problem in self.problems:
            return
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooManyProblemsError

    def _follows(self, file: str, key: str, code: str) -> bool:
        """Return whether something was told of this value, or of what holds it, that makes ``code`` a mere echo."""
        for told in self.problems:
            if told.file == file and told.code != f"profile.{code}":
                inside = key.startswith((f"{told.key}.", f"{told.key}["))
                if told.key == key or (inside and told.code == "profile.wrong_type"):
                    return bool(told.key)
        return False


class Table:
    """A table of the tree, read key by key; :meth:`close` tells the keys that nobody asked for.

    Args:
        node: the table; anything else is noted as a problem and read as an empty table.
        findings: where problems go.
    """

    def __init__(self, node: Node, findings: Findings) -> None:
        self.node = node
        self.findings = findings
        self._known: set[str] = set()
        self._parts: Mapping[str, Node] = {}
        if isinstance(node.value, dict):
            self._parts = node.value
        else:
            findings.add(node, "wrong_type", expected="table")

    def get(self, key: str) -> Node | None:
        """Return the part ``key``, if there is one."""
        self._known.add(key)
        return self._parts.get(key)

    def needed(self, key: str) -> Node | None:
        """Return the part ``key``; that it is missing is a problem."""
        part = self.get(key)
        if part is None:
            self.findings.add(self.node, "missing_key", key=key)
        return part

    def close(self) -> None:
        """Note every key that was never asked for as a problem; call it last."""
        for key, part in self._parts.items():
            if key not in self._known and key in ROOT_KEYS:
                self.findings.add(part, "key_of_the_root", value=key)
            elif key not in self._known:
                self.findings.add(part, "unknown_key", allowed=nearest_first(key, self._known))

    def text(self, key: str, default: str | None = None, *, limit: int = 200, lines: bool = False) -> str:
        """Return a text without control characters (line ends if ``lines``); required where there is no default."""
        part = self.get(key) if default is not None else self.needed(key)
        return (default or "") if part is None else text_of(part, self.findings, limit=limit, lines=lines)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """Return a text that is one of ``choices``; something else is a problem that names them."""
        part = self.get(key) if default is not None else self.needed(key)
        fallback = default if default is not None else next(iter(choices), "")
        if part is None:
            return fallback
        text = text_of(part, self.findings)
        if text not in choices:
            self.findings.add(part, "unknown_choice", value=text, allowed=nearest_first(text, choices))
            return fallback
        return text

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        part = self.get(key) if default is not None else self.needed(key)
        fallback = low if default is None else default
        if part is None:
            return fallback
        if type(part.value) is not int:
            self.findings.add(part, "wrong_type", expected="integer")
            return fallback
        if not low <= part.value <= high:
            self.findings.add(part, "out_of_range", low=low, high=high)
            return fallback
        return part.value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        part = self.get(key)
        if part is None:
            return default
        if type(part.value) is not bool:
            self.findings.add(part, "wrong_type", expected="boolean")
            return default
        return part.value

    def span(self, key: str, default: Span | None = None, *, low: float, high: float) -> Span:
        """Return the interval ``{ min = …, max = … }``, either end open where it isn't given."""
        part = self.get(key) if default is not None else self.needed(key)
        if part is None:
            return default or Span()
        table = Table(part, self.findings)
        least, most = table.get("min"), table.get("max")
        table.close()
        told = len(self.findings.problems)
        ends = [None if end is None else number_of(end, self.findings, low=low, high=high) for end in (least, most)]
        if len(self.findings.problems) > told:
            return Span()  # what else is wrong with it follows from that
        if least is None and most is None:
            self.findings.add(part, "span_empty")
        elif ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            self.findings.add(part, "span_reversed")
        return Span(*ends)

    def labels(
        self, key: str = "labels", *, limit: int = 60, needed: bool = True, lines: bool = False
    ) -> dict[str, str]:
        """Return language → text from the table ``key``; Chinese and English both, where ``needed``."""
        part = self.needed(key) if needed else self.get(key)
        return {} if part is None else labels_of(Table(part, self.findings), limit=limit, needed=needed, lines=lines)

    def table(self, key: str) -> Table:
        """Return the table ``key``, which must be there; where it isn't, that is all that is told."""
        part = self.needed(key)
        if part is None:
            return Table(Node({}, self.node.file, self.node.line, self.node.key), Findings())
        return Table(part, self.findings)

    def tables(self, key: str, *, limit: int, needed: bool = True) -> Iterator[Table]:
        """Yield the tables of the array ``key``."""
        for part in self.array(key, limit=limit, needed=needed):
            yield Table(part, self.findings)

    def array(self, key: str, *, limit: int, needed: bool = True) -> list[Node]:
        """Return the elements of the array ``key``; more than ``limit`` is a problem and reads as none."""
        part = self.needed(key) if needed else self.get(key)
        if part is None:
            return []
        if not isinstance(part.value, list):
            self.findings.add(part, "wrong_type", expected="array")
            return []
        if len(part.value) > limit:
            self.findings.add(part, "too_many", count=len(part.value), limit=limit)
            return []
        return part.value

    def items(self, *, limit: int) -> Iterator[tuple[str, Node]]:
        """Yield all keys with their parts, for tables whose keys are names of the profile's own."""
        if len(self._parts) > limit:
            self.findings.add(self.node, "too_many", count=len(self._parts), limit=limit)
            return
        for key, part in self._parts.items():
            self._known.add(key)
            yield key, part


def nearest_first(text: str, choices: Iterable[str], *, limit: int | None = None) -> str:
    """Return choices as a list for people, those that are spelled like ``text`` before the others, which are sorted."""
    known = sorted({str(choice) for choice in choices})
    near = difflib.get_close_matches(text[:60], known, n=3, cutoff=0.6)
    return ", ".join([*near, *(choice for choice in known if choice not in near)][:limit]) or "—"


def labels_of(table: Table, *, limit: int = 60, needed: bool = True, lines: bool = False) -> dict[str, str]:
    """Return the texts of a table whose keys are languages; closes it."""
    found = {}
    for language in LANGUAGES:
        text = table.text(language, None if needed else "", limit=limit, lines=lines)
        part = table.get(language)
        if text.strip():
            found[language] = text
        elif part is not None and isinstance(part.value, str) and not part.value.strip():
            table.findings.add(part, "empty")
    table.close()
    return found


def text_of(node: Node, findings: Findings, *, limit: int = 200, lines: bool = False) -> str:
    """Return a text within its limits; ``""`` where it isn't one."""
    if not isinstance(node.value, str):
        findings.add(node, "wrong_type", expected="string")
        return ""
    if len(node.value) > limit:
        findings.add(node, "too_long", count=len(node.value), limit=limit)
        return ""
    if any(not character.isprintable() and not (lines and character == "\n") for character in node.value):
        findings.add(node, "control_character")
        return ""
    return node.value


def number_of(node: Node, findings: Findings, *, low: float, high: float) -> float:
    """Return a finite number from ``low`` to ``high``."""
    if type(node.value) not in (int, float):
        findings.add(node, "wrong_type", expected="number")
        return low
    if not low <= node.value <= high:  # nan lies nowhere
        findings.add(node, "out_of_range", low=low, high=high)
        return low
    return float(node.value)


def key_of(node: Node, findings: Findings) -> str:
    """Return a name of the profile's own (field, section, form): small letters, digits and ``_``."""
    text = text_of(node, findings)
    if not KEY.fullmatch(text):
        findings.add(node, "bad_name", value=text)
        return ""
    return text
