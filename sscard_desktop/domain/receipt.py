# SPDX-License-Identifier: Apache-2.0
"""受理编号: a receipt number that is unique without a network: station, date, running number, check character.

Form: ``SSSSYYYYMMDDNNNNC``, shown as ``SSSS-YYYYMMDD-NNNN-C``; beyond 9999 a day the running number grows, to six
digits at most: the places before it are fixed, so that no number can be read in two ways. The check character is ISO
7064 MOD 11-2 (the one of GB 11643): it finds every single wrong digit and every swap of neighbours, at any length.
"""

from __future__ import annotations

import re
from datetime import date

from sscard_desktop.domain.checkdigits import mod_11_2

_SHAPE = re.compile(r"([0-9]{4})-?([0-9]{8})-?([0-9]{4,6})-?([0-9X])")
MAX_RUNNING = 999_999


def receipt_number(station: int, day: date, running: int) -> str:
    """Return the receipt number of the ``running``-th (from 1) request of ``day`` at ``station`` (1–9999)."""
    if not 1 <= station <= 9999 or not 1 <= running <= MAX_RUNNING:
        raise ValueError(f"a station's number is 1 to 9999, a running number 1 to {MAX_RUNNING}")
    body = f"{station:04d}{day:%Y%m%d}{running:04d}"
    return body + mod_11_2(body)


def grouped(number: str) -> str:
    """Return a receipt number as people read it, ``0001-20261121-0007-3``; other text as it is."""
    match = _SHAPE.fullmatch(number)
    return "-".join(match.groups()) if match else number


def is_receipt_number(text: str) -> bool:
    """Return whether ``text`` has the shape of a receipt number and its check character is right."""
    match = _SHAPE.fullmatch(text.strip().upper())
    return match is not None and mod_11_2("".join(match.groups()[:3])) == match.group(4)
