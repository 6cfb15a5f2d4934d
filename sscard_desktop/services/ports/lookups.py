# SPDX-License-Identifier: Apache-2.0
"""What is looked up and never changed by a service: city profiles, divisions, pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sscard_desktop.domain.profile import Profile, ProfileProblem


class Profiles(Protocol):
    """The city profiles that are installed."""

    def names(self) -> Sequence[str]:
        """Return the names of the profiles, sorted."""

    def titles(self, name: str) -> Mapping[str, str]:
        """Return what a profile calls its city, by language, without reading the rest; empty where it can't be told."""

    def load(self, name: str) -> Profile:
        """Return the profile; raise ``InvalidInputError`` naming file, line and key."""

    def read(self, folder: Path) -> Profile:
        """Return the profile in ``folder``, which needn't be an installed one; raise as :meth:`load`."""

    def check(self, folder: Path) -> Sequence[ProfileProblem]:
        """Return everything that is wrong with the profile in ``folder``, which needn't be an installed one."""

    def begin(self, folder: Path, name: str, base: str) -> Path:
        """Make the folder of a new city over ``base`` (``common`` or a city) in ``folder``; return its profile's file.

        Raises ``InvalidInputError`` for a bad name or an unknown base, ``RefusedError`` where the folder is there
        already, ``EnvironmentFailedError`` where it can't be written.
        """

    def own_files(self) -> Mapping[str, bytes]:
        """Return ``city/file`` → content of the cities that were added to this station."""

    def install(self, files: Mapping[str, bytes]) -> Sequence[str]:
        """Add cities from :meth:`own_files` of another station; return the names of those that weren't here.

        Raises ``RefusedError`` where another city of that name is here, ``InvalidInputError`` for a broken one,
        ``EnvironmentFailedError`` where it can't be written.
        """


class Divisions(Protocol):
    """GB/T 2260 divisions, abolished ones included."""

    def __contains__(self, code: object) -> bool:
        """Whether the six-place code exists or existed."""

    def name(self, code: str) -> str:
        """Return the division's full name, ``""`` if unknown."""


class Pinyin(Protocol):
    """Romanisation of names."""

    def of_name(self, name: str, chosen: Mapping[str, str] = ...) -> str:
        """Return the upper-case pinyin of a person's name, surname readings first; ``""`` where one has no reading.

        ``chosen`` are readings of characters that clerks chose, those of surnames behind ``^``.
        """

    def alternatives(self, name: str, chosen: Mapping[str, str] = ...) -> Sequence[str]:
        """Return the other spellings that a name may have."""

    def corrections(self, name: str, spelt: str) -> Mapping[str, str]:
        """Return what a clerk's spelling says of the characters, ``""`` where it is the program's own reading."""

    def initials(self, text: str) -> str:
        """Return lower-case pinyin initials for searching."""
