# SPDX-License-Identifier: Apache-2.0
"""How long numbers are read aloud: 110105 19491231 002X, 138 0013 8000. Stored they are plain."""

from __future__ import annotations

RESIDENT_GROUPS = (6, 8, 4)
MOBILE_GROUPS = (3, 4, 4)


def in_groups(plain: str, groups: tuple[int, ...]) -> str:
    """Return ``plain`` in groups where it has their length, else as it is: a passport's number has none."""
    if len(plain) != sum(groups):
        return plain
    ends = [sum(groups[: at + 1]) for at in range(len(groups))]
    return " ".join(plain[end - size : end] for end, size in zip(ends, groups, strict=True))
