# SPDX-License-Identifier: Apache-2.0
"""One part asked after the other, and what each answers; a part that breaks in any way is an answer too."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError

LONGEST_REASON = 200
_FOLDERS = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'\"]*)*[\\/](?=[^\\/\s])")


class UnprovenError(EnvironmentFailedError):
    """A part did its work, and what came of it isn't what must come of it."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a part that works says of itself: a message code and what goes into its sentence."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """One part's answer.

    Attributes:
        part: its key, a contract with scripts.
        holds: whether it works.
        code: of the sentence that says what works, or what doesn't.
        took_ms: how long it took.
    """

    part: str
    holds: bool
    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)
    took_ms: int = 0


Ask = Callable[[], Proven]


def prove(parts: Mapping[str, Ask]) -> Iterator[Proof]:
    """Yield the answers, part by part in the order given."""
    for part, ask in parts.items():
        began_s = time.perf_counter()
        proof = _asked(part, ask)
        yield Proof(proof.part, proof.holds, proof.code, proof.params, round((time.perf_counter() - began_s) * 1000))


def _asked(part: str, ask: Ask) -> Proof:
    try:
        proven = ask()
    except SscardError as error:
        return Proof(part, False, error.code, error.params)
    except Exception as error:  # noqa: BLE001  # whatever a missing part raises is the very thing to be told
        return Proof(part, False, "selftest.broken", {"reason": reason(error)})
    return Proof(part, True, proven.code, proven.params)


def reason(error: BaseException) -> str:
    """Return an exception in one short line: its kind, and its words without folders, which may name people."""
    words = _FOLDERS.sub("", str(error).partition("\n")[0])[:LONGEST_REASON]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
