# SPDX-License-Identifier: Apache-2.0
"""What a unit may be called, and how deep units stand below each other."""

from __future__ import annotations

UNIT_MARK = "›"
"""Between the names of a unit's path; no name holds it."""
DEEPEST = 3
"""Levels: 现今工作单位, 二级单位, 三级单位."""
LONGEST_UNIT_NAME = 100


def is_unit_name(name: str) -> bool:
    """Return whether a unit may be called so."""
    return bool(name) and len(name) <= LONGEST_UNIT_NAME and name.isprintable() and UNIT_MARK not in name
