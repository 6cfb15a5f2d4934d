# SPDX-License-Identifier: Apache-2.0
"""What the command line says: sentences for people, or one JSON object for scripts, and the exit code that fits."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TextIO

from sscard_desktop.domain.errors import (
    CancelledError,
    EnvironmentFailedError,
    InvalidInputError,
    NotAllowedError,
    RefusedError,
    SscardError,
)
from sscard_desktop.messages import message, word

LONGEST_QUOTE = 500
"""Of what was typed, when it is repeated in an error."""


class Exit(IntEnum):
    """Exit codes, a contract with scripts."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    NOT_ALLOWED = 4
    BUG = 70


_BY_FAMILY: tuple[tuple[type[SscardError], Exit], ...] = (
    (NotAllowedError, Exit.NOT_ALLOWED),
    (EnvironmentFailedError, Exit.ENVIRONMENT),
    (InvalidInputError, Exit.FINDINGS),
    (RefusedError, Exit.FINDINGS),
    (CancelledError, Exit.FINDINGS),
)


def exit_code_of(error: SscardError) -> Exit:
    """Return the exit code for an error's family."""
    return next((code for family, code in _BY_FAMILY if isinstance(error, family)), Exit.BUG)


@dataclass(frozen=True, slots=True)
class Output:
    """Where results go.

    Attributes:
        as_json: one JSON object on ``out`` and nothing else there.
        language: of the sentences, ``zh_CN`` or ``en``.
    """

    as_json: bool
    language: str
    out: TextIO
    err: TextIO

    def done(self, data: Mapping[str, object], code: str, /, *lines: str, **params: object) -> None:
        """Say what was done: ``data`` for scripts, else the sentence of ``code`` and then ``lines``."""
        if self.as_json:
            self._say_json(data)
            return
        for line in (self.sentence(code, **params), *lines):
            print(harmless(line), file=self.out)

    def failed(self, error: SscardError, **more: str) -> Exit:
        """Say what went wrong and what to do, to scripts ``more`` of it; return the exit code."""
        told = message(error.code, error.params, self.language)
        if self.as_json:
            body = {"error": {"code": error.code, "message": told.what, "remedy": told.todo, **more}}
            self._say_json(body)
        else:
            print(harmless(f"{told.what} {told.todo}".strip()), file=self.err)
        return exit_code_of(error)

    def misused(self, usage: str, why: str) -> Exit:
        """Say that the command line wasn't understood, in argparse's own words."""
        why = why if len(why) <= LONGEST_QUOTE else why[:LONGEST_QUOTE] + "…"
        if self.as_json:
            body = {"error": {"code": "cli.usage", "message": why, "remedy": usage.strip()}}
            self._say_json(body)
        else:
            print(f"{usage}{harmless(why)}", file=self.err)
        return Exit.USAGE

    def mistaken(self, code: str, report: str) -> Exit:
        """Apologise for a mistake of the program's own; say its code, and where its report lies (``""``: nowhere)."""
        told = {"support_code": code}
        if report:
            self.failed(SscardError("cli.bug", support_code=code, report=report), **told)
        else:
            self.failed(SscardError("cli.bug_unreported", support_code=code), **told)
        return Exit.BUG

    def _say_json(self, data: Mapping[str, object]) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
        try:
            text.encode(self.out.encoding or "utf-8")
        except UnicodeEncodeError:
            # Where the system's encoding lacks a character, JSON has its own way to write it; Python's isn't JSON.
            text = json.dumps(data, indent=2, default=str)
        print(text, file=self.out)

    def sentence(self, code: str, /, **params: object) -> str:
        """Return the sentence of a message code."""
        told = message(code, params, self.language)
        return f"{told.what} {told.todo}".strip()

    def word(self, kind: str, value: str) -> str:
        """Return what people call a value; see :func:`sscard_desktop.messages.word`."""
        return word(kind, value, self.language)

    def report(self, done: int, total: int) -> None:
        """Tell how far long work is, on a terminal only; implements ``services.ports.Progress``."""
        if not self.as_json and self.err.isatty():
            print(f"\r{done}/{total}", end="\n" if done == total else "", file=self.err, flush=True)


def harmless(line: str) -> str:
    """Return a line so that what others typed in can't steer the terminal or turn the reading direction."""
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in line)


def for_terminal(*, as_json: bool, language: str) -> Output:
    """Return the output of a real run; a terminal that can't show Chinese gets escapes instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Output(as_json, language, sys.stdout, sys.stderr)
