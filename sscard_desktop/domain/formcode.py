# SPDX-License-Identifier: Apache-2.0
"""个人识别码: the 2-D code on a printed form, by which a scanner finds the form's record again.

It says which station printed which form of which record, and a mark of what the form showed. It holds nothing of the
person: whoever finds a form and scans it learns nothing that isn't printed there. Digits alone, since a scanner is a
keyboard: capital lock, an input method and most layouts leave digits alone. Two check digits (ISO/IEC 7064 MOD 97-10)
find every wrong digit and every swap of neighbours. Refused: any line that isn't one whole.

Layout: ``71``, station (4), record (39), form (4), content (12), check (2).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sscard_desktop.domain.record import RecordId

_MARK = "71"
_SHAPE = re.compile(r"71([0-9]{4})([0-9]{39})([0-9]{4})([0-9]{12})[0-9]{2}")
_LEAST_DIGITS = 30
"""A line that begins as ours and is so long was ours before something was lost of it: no other number has as many."""

_LARGEST_ID = 16**32


@dataclass(frozen=True, slots=True)
class FormCode:
    """What a form's code says.

    Attributes:
        station: number of the station that printed it, 1 to 9999.
        record: the record.
        form: which form of the profile, see :func:`form_mark`.
        content: mark of what was printed, see :func:`~.contentdigest.short_mark`.
    """

    station: int
    record: RecordId
    form: str
    content: str

    def __str__(self) -> str:
        body = f"{_MARK}{self.station:04d}{int(self.record, 16):039d}{self.form}{self.content}"
        return body + _check_digits(body)


def form_mark(form: str) -> str:
    """Return the four digits that stand for a form's key, whatever its place in the profile."""
    return f"{int(hashlib.sha256(form.encode()).hexdigest(), 16) % 10_000:04d}"


def is_form_code(line: str) -> bool:
    """Return whether a line is a form's code, or was one before a scanner lost some of it."""
    return line.isascii() and line.isdigit() and line.startswith(_MARK) and len(line) >= _LEAST_DIGITS


def read_form_code(line: str) -> FormCode | None:
    """Return what a code says, ``None`` if it isn't whole."""
    match = _SHAPE.fullmatch(line)
    if match is None or not line.isascii() or int(line) % 97 != 1:
        return None
    station, record, form, content = match.groups()
    if int(record) >= _LARGEST_ID or not int(station):
        return None
    return FormCode(int(station), RecordId(f"{int(record):032x}"), form, content)


def _check_digits(body: str) -> str:
    return f"{98 - int(body + '00') % 97:02d}"
