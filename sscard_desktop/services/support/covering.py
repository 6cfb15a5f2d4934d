# SPDX-License-Identifier: Apache-2.0
"""What of a value may leave in a support bundle: numbers, and words that the program itself put there.

Answers for a list of what is let through, not of what is kept back: a name, a path or a printer's label looks like any
other word, so a text leaves only where its form or its source leaves no room for one.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Collection, Mapping

from sscard_desktop.domain.crashcode import is_code

COVERED = "(covered)"

_PORT = re.compile(r"/dev/(tty(USB|ACM|S)|hidraw|video)\d{1,3}|COM\d{1,3}|LPT\d", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOURS = re.compile(r"[+-]\d{1,2}(\.\d{1,2})?", re.ASCII)
_DIGITS = r"\d{1,4}(?:\.\d{1,4}){0,3}"
_VERSION = re.compile(_DIGITS, re.ASCII)
_RAISED = re.compile(r"[A-Z][A-Za-z]{0,40}(Error|Exception)", re.ASCII)
_USB = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}", re.ASCII)
_ENUMS = frozenset({"place", "part", "trouble"})
"""Parameters that only ever hold a value of an enumeration of the program's."""
_WORDS = frozenset({"yes", "no", "auto", "voice"})

_HEADER = re.compile(r"sscard_desktop bug report, redacted: no messages, values or source lines")
_AT = re.compile(r"at \d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\+\d{2}:\d{2})?", re.ASCII)
_VERSIONS = re.compile(rf"sscard_desktop {_DIGITS}, Python {_DIGITS}, Qt ({_DIGITS}|not loaded)", re.ASCII)
_SYSTEM = re.compile(rf"(Linux|Windows|Darwin) ({_DIGITS})(?!\d)\S* (x86_64|AMD64|aarch64|arm64|loongarch64)", re.ASCII)
_ERROR = re.compile(r"([a-z_]\w*)(\.\w+){0,8}\.[A-Z]\w*(Error|Exception|Interrupt|Exit|Iteration|Warning)", re.ASCII)
_FRAME = re.compile(r"  ([A-Za-z_][\w.\-]*)/([\w./\-]+\.py):(\d{1,6}):([\w<>]{1,80})", re.ASCII)
_ELSEWHERE = re.compile(r"  \(elsewhere\):\d{1,6}", re.ASCII)
_OURS = "sscard_desktop"
_CODE = "code "


def profile(name: str, own: Collection[str]) -> str:
    """Return a city's name as the program brings it; of one that was added what tells it from others."""
    return f"own-{fingerprint(name)}" if name in own else name


def version(text: str) -> str:
    """Return a version if it is digits and dots, a date among them."""
    return text if _VERSION.fullmatch(text) else COVERED


def port(text: str) -> str:
    """Return a port's name as systems give them; a network address or a link of somebody's own is covered."""
    return text if _PORT.fullmatch(text) else COVERED


def usb_id(text: str) -> str:
    """Return ``vid:pid``, and ``""`` for nothing."""
    return text if not text or _USB.fullmatch(text) else COVERED


def fingerprint(text: str) -> str:
    """Return what tells two devices apart and says nothing of either."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8] if text else ""


def params(given: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return an answer's parameters: numbers, days, ports, words of the program's own; the rest covered."""
    return {key: value if isinstance(value, int) else _param(key, value) for key, value in given.items()}


def _param(key: str, value: str) -> str:
    if key in _ENUMS:
        return value
    if key == "port":
        return port(value)
    if key == "date" and _DATE.fullmatch(value):
        return value
    if key == "error" and _RAISED.fullmatch(value):
        return value
    if key == "hours" and _HOURS.fullmatch(value):
        return value
    return COVERED


def setting(value: str) -> str | int | None:
    """Return a setting that is a number or one of the program's words; otherwise only that there is one."""
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) <= 6:
        return int(value)
    return value if value in _WORDS else COVERED


def crash_report(text: str) -> str:
    """Return a bug report line by line, as far as each line can only have come from the program.

    A file in that folder may have been written by anybody; a frame may lie in somebody's home.
    """
    return "\n".join(_line(line) for line in text.splitlines()[:2000]) + "\n"


def _line(line: str) -> str:
    if not line or _HEADER.fullmatch(line) or _AT.fullmatch(line) or _VERSIONS.fullmatch(line):
        return line
    if line.startswith(_CODE) and is_code(line.removeprefix(_CODE)):
        return line
    if found := _SYSTEM.fullmatch(line):
        return f"{found[1]} {found[2]} {found[3]}"
    if (found := _ERROR.fullmatch(line)) and _is_code(found[1]):
        return line
    if _ELSEWHERE.fullmatch(line):
        return line
    if found := _FRAME.fullmatch(line):
        return line if found[1] == _OURS else f"  (elsewhere):{found[3]}"
    return COVERED


def _is_code(module: str) -> bool:
    return module == _OURS or module in sys.stdlib_module_names
