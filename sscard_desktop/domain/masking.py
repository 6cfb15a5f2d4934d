# SPDX-License-Identifier: Apache-2.0
"""People's data with the telling part covered: enough to recognise what one knows already, too little to learn it.

A name keeps its first character, a document number its last four, a mobile number its first three and last four, as
banks and bureaus print them. Anything else that is somebody's is covered whole.
"""

from __future__ import annotations

_COVER = "*"
_MOST_COVERS = 12


def masked_name(name: str) -> str:
    """Return the first character and a cover for each other one: 王小明 is 王**."""
    return name[:1] + _covers(len(name) - 1)


def masked_number(number: str) -> str:
    """Return a document number's last four places behind a cover; a short one is covered whole."""
    return _covers(len(number) - 4) + number[-4:] if len(number) >= 8 else _covers(len(number))


def masked_mobile(mobile: str) -> str:
    """Return the first three and the last four places: 138****0001; a short one is covered whole."""
    return f"{mobile[:3]}{_covers(len(mobile) - 7)}{mobile[-4:]}" if len(mobile) >= 10 else _covers(len(mobile))


def masked(key: str, value: str) -> str:
    """Return a field's value covered as its key asks."""
    if key.endswith(("name", "name_pinyin")):
        return masked_name(value)
    if key.endswith(("mobile", "phone")):
        return masked_mobile(value)
    if key.endswith("number"):
        return masked_number(value)
    return _covers(len(value))


def _covers(count: int) -> str:
    # A long cover would tell how long an address is, and fill the page.
    return _COVER * min(max(count, 0), _MOST_COVERS)
