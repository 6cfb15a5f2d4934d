# SPDX-License-Identifier: Apache-2.0
"""Where the user manual comes from, and how it becomes a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from sscard_desktop.domain.manual import Manual


class ManualShelf(Protocol):
    """The manual in every language there is."""

    def read(self, language: str) -> Manual:
        """Return the manual in ``zh_CN`` or ``en``; read once."""

    def picture(self, name: str, language: str) -> Path | None:
        """Return a picture's file, of that language where there is one, ``None`` where the installation has none."""


class ManualPress(Protocol):
    """Sets a manual as a PDF."""

    def render(self, manual: Manual, *, subtitle: str, contents: str) -> bytes:
        """Return a PDF of A4 pages with a title page, contents with page numbers, and the chapters.

        ``subtitle`` says for whom it is, ``contents`` heads the list of contents. Raises ``EnvironmentFailedError``
        for fonts that can't be read.
        """
