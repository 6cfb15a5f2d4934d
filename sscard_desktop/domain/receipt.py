# SPDX-License-Identifier: Apache-2.0
"""受理编号: a receipt number that is unique without a network: station, date, running number, check character.

Form: ``SSSSYYYYMMDDNNNNC``, shown as ``SSSS-YYYYMMDD-NNNN-C``; beyond 9999 a day the running number has six
digits. It never has five: a citizen ID number has as many places and the same check character, and one would pass for
the other. The check character is ISO
7064 MOD 11-2 (the one of GB 11643): it finds every single wrong digit and every swap of neighbours, at any length.
"""

from __future__ import annotations

import re
from datetime import date

from sscard_desktop.domain.checkdigits import mod_11_2

_SHAPE = re.compile(r"([0-9]{4})-?([0-9]{8})-?([0-9]{4}|[0-9]{6})-?([0-9X])")
_USUAL_RUNNING = 9999
MAX_RUNNING = 999_999


def receipt_number(station: int, day: date, running: int) -> str:
    """Return the receipt number of the ``running``-th (from 1) request of ``day`` at ``station`` (1–9999)."""
    if not 1 <= station <= 9999 or not 1 <= running <= MAX_RUNNING:
        raise ValueError(f"a station's number is 1 to 9999, a running number 1 to {MAX_RUNNING}")
    places = 4 if running <= _USUAL_RUNNING else 6
    body = f"{station:04d}{day:%Y%m%d}{running:0{places}d}"
    return body + mod_11_2(body)


def grouped(number: str) -> str:
    """Return a receipt number as people read it, ``0001-20261121-0007-3``; other text as it is."""
    match = _SHAPE.fullmatch(number)
    return "-".join(match.groups()) if match else number


def is_receipt_number(text: str) -> bool:
    """Return whether ``text`` has the shape of a receipt number, with a real day and the right check character."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None or mod_11_2("".join(match.groups()[:3])) != match.group(4):
        return False
    try:
        date.fromisoformat(match.group(2))
    except ValueError:
        return False
    return True
