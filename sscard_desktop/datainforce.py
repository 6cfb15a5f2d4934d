# SPDX-License-Identifier: Apache-2.0
"""Which data update is in force, read once a process, and held so that nobody takes it away from under a program.

One word beside the sets names the one that is used and the program that checked it, and behind it, line by line, those
that may be gone back to. What isn't named there is nobody's: half a step left it, or somebody went back from it. A
program that runs holds the set it began with, whatever is named since; who wants to take a set away asks first.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACK_IN_FORCE = "in-force"
"""Names the data update in force, the program that checked it, and what was in force before."""
OWN = "-"
"""Stands there for the program's own data."""
_HELD = Path("forms", "common.toml")
"""Without it a set isn't whole, so there is always something to hold."""
_CONTENT = "content"
"""Beside a set: how many files it has, and their bytes."""
_MOST_LOOKS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of the sets.

    Attributes:
        named: the set that is used from the next start on; ``OWN`` for the program's own data.
        program: which checked it; with another one it doesn't hold.
        before: what may be gone back to.
    """

    named: str = OWN
    program: str = ""
    before: tuple[str, ...] = ()


def read_word(folder: Path) -> Word:
    """Return what is said; raise ``OSError``, ``FileNotFoundError`` too, and ``ValueError`` where it isn't one."""
    first, *before = (folder / PACK_IN_FORCE).read_text(encoding="ascii").splitlines()
    named, program = first.split()
    return Word(named, program, tuple(before))


def write_word(word: Word) -> bytes:
    """Return what :func:`read_word` reads."""
    return "".join(f"{line}\n" for line in (f"{word.named} {word.program}", *word.before)).encode("ascii")


def note_content(place: Path) -> None:
    """Write down how much there is of a set that was just proved; raise ``OSError``."""
    (place / _CONTENT).write_text(_content(place), encoding="ascii")


def is_whole(place: Path) -> bool:
    """Return whether all of a set is there still: what a disk lost or a scanner took must not keep people out.

    Counted and added up, which costs a start two milliseconds; each file was proved when it came. Raises ``OSError``.
    """
    if not (place / "codes").is_dir():
        return False
    try:
        noted = (place / _CONTENT).read_text(encoding="ascii")
    except FileNotFoundError:
        return True
    return noted == _content(place)


def _content(place: Path) -> str:
    files = [
        Path(root, name) for part in ("forms", "codes") for root, _, names in os.walk(place / part) for name in names
    ]
    return f"{len(files)} {sum(file.stat().st_size for file in files)}\n"


class SetInUse:
    """A set that this process works by, held until the process ends in whatever way, or nobody knows it any more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        descriptor = os.open(folder / _HELD, os.O_RDONLY)
        weakref.finalize(self, os.close, descriptor)
        # On Windows a file that is open keeps its folder from being renamed; elsewhere it takes a lock.
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FileNotFoundError("it is being taken away") from error
            except OSError:
                # A file system that knows no locks: then it is used all the same.
                return


def set_in_force(folder: Path, program: str) -> SetInUse | None:
    """Return the set in force with a program, held; ``None`` for the program's own data."""
    for _ in range(_MOST_LOOKS):
        try:
            word = read_word(folder)
            place = folder / word.named
            if word.program != program or place.parent != folder or not is_whole(place):
                return None
            held = SetInUse(place)
            # Named still, now that it is held: nobody took it away between the look and the hold.
            if read_word(folder) == word:
                return held
        except (OSError, ValueError):
            return None
    return None


@contextmanager
def nobody_uses(place: Path) -> Iterator[bool]:
    """Say whether no program works by a set, and let none begin to within the block."""
    if sys.platform == "win32" or not (place / _HELD).is_file():
        yield True
        return
    import fcntl

    descriptor = os.open(place / _HELD, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        except OSError:
            yield True
        else:
            yield True
    finally:
        os.close(descriptor)
