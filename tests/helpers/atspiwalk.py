# SPDX-License-Identifier: Apache-2.0
"""Walks a running program as a screen reader does, over AT-SPI, and writes what it hears as JSON.

``python3 atspiwalk.py PROGRAM``: run by the system's Python, which has ``gi``; nothing of ours is imported here.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

PATIENCE_S = 90.0
MOST_DEEP, MOST_CHILDREN = 40, 400


def called(name: str) -> Any:
    """Return the program of this name, once it has told the desktop of a window with something in it."""
    over = time.monotonic() + PATIENCE_S
    while time.monotonic() < over:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            if program is not None and name in (program.get_name() or "") and program.get_child_count():
                return program
        time.sleep(0.5)
    raise SystemExit(f"nobody is called {name}")


def walk(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a node and all below it."""
    yield node
    if depth < MOST_DEEP:
        for at in range(min(node.get_child_count(), MOST_CHILDREN)):
            child = node.get_child_at_index(at)
            if child is not None:
                yield from walk(child, depth + 1)


def heard(program: Any) -> list[dict[str, str]]:
    """Return role, name and description of all that shows and takes the keyboard."""
    found = []
    for node in walk(program):
        states = node.get_state_set()
        if states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.FOCUSABLE):
            found.append(
                {
                    "role": node.get_role_name(),
                    "name": node.get_name() or "",
                    "description": node.get_description() or "",
                }
            )
    return found


def main() -> None:
    """Listen until what is heard stays the same, and write it."""
    Atspi.init()
    program, before, over = called(sys.argv[1]), [], time.monotonic() + PATIENCE_S
    while time.monotonic() < over:
        now = heard(program)
        if len(now) > int(sys.argv[2]) and now == before:
            break
        before = now
        time.sleep(2)
    json.dump(before, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
