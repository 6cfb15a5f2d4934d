# SPDX-License-Identifier: Apache-2.0
"""Versions as numbers: which one comes after which. Light enough for the first milliseconds of a start."""

from __future__ import annotations

_MOST_PARTS = 4
_LONGEST_PART = 6


def version_of(text: str) -> tuple[int, ...]:
    """Return a version's numbers, so that 1.2 and 1.2.0 are the same.

    Raises:
        ValueError: it isn't ``1.2`` to ``1.2.3.4`` in plain digits without zeros before them.
    """
    parts = text.split(".")
    if not 2 <= len(parts) <= _MOST_PARTS or not all(_is_number(part) for part in parts):
        raise ValueError(f"no version: {text[:20]}")
    return (*(int(part) for part in parts), *(0,) * (_MOST_PARTS - len(parts)))


def is_version(text: object) -> bool:
    """Return whether something is a version, and so a harmless folder name too."""
    try:
        version_of(text if isinstance(text, str) else "")
    except ValueError:
        return False
    return True


def newer(one: str, other: str) -> bool:
    """Return whether ``one`` comes after ``other``; raise ``ValueError`` where one of them is no version."""
    return version_of(one) > version_of(other)


def same(one: str, other: str) -> bool:
    """Return whether both are one version; raise ``ValueError`` where one of them is none."""
    return version_of(one) == version_of(other)


def _is_number(part: str) -> bool:
    plain = part.isascii() and part.isdigit() and len(part) <= _LONGEST_PART
    return plain and (part == "0" or not part.startswith("0"))
