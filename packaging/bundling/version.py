# SPDX-License-Identifier: Apache-2.0
"""The version, read from where it is written, and what is told of it: every file that is handed out asks here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_VERSION = re.compile(r'^__version__ = "([0-9]+\.[0-9]+\.[0-9]+(?:[a-z0-9.]*))"$', re.MULTILINE)
_HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\S+))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One version, as it is handed out.

    Attributes:
        epoch_s: the time that its files bear, in seconds since 1970: that of the commit.
        said: the lines of the changelog, the newest first.
    """

    version: str
    epoch_s: int
    said: tuple[str, ...]

    @property
    def date(self) -> datetime:
        """The time of the commit."""
        return datetime.fromtimestamp(self.epoch_s, UTC)


def version_in(text: str) -> str:
    """Return the version that the package's ``__init__.py`` states.

    Raises:
        ValueError: it states none, or one that no file name may bear.
    """
    found = _VERSION.search(text)
    if found is None:
        raise ValueError('sscard_desktop/__init__.py states no __version__ = "1.2.3"')
    return found[1]


def told_of(version: str, changelog: str) -> tuple[str, ...]:
    """Return what the changelog says of ``version``: its section's lines, or *Unreleased*'s if it has none yet."""
    sections = {heading["version"]: heading for heading in _HEADING.finditer(changelog)}
    chosen = sections.get(version) or sections.get("Unreleased")
    if chosen is None:
        return ()
    following = [heading.start() for heading in sections.values() if heading.start() > chosen.start()]
    part = changelog[chosen.end() : min(following, default=len(changelog))]
    return tuple(line.removeprefix("- ") for line in part.splitlines() if line.startswith("- "))


def release(epoch_s: int, root: Path = ROOT) -> Release:
    """Return the release that the checkout at ``root`` makes."""
    version = version_in((root / "sscard_desktop" / "__init__.py").read_text(encoding="utf-8"))
    return Release(version, epoch_s, told_of(version, (root / "CHANGELOG.md").read_text(encoding="utf-8")))
