# SPDX-License-Identifier: Apache-2.0
"""The machine-readable zone of a passport (ICAO Doc 9303 part 4, size TD3: two lines of 44 places).

Returns what the lines say together with the checks that fail; it is for the caller to decide what a failed check
means. Other sizes (TD1, TD2, visas) are refused: no document type of the profiles carries them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain.checkdigits import weights_7_3_1

_LINE = re.compile(r"[A-Z0-9<]{44}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SEXES = {"M": "1", "F": "2", "<": "9", "X": "9"}


@dataclass(frozen=True, slots=True, repr=False)
class PassportZone:
    """One TD3 zone, fillers removed.

    Attributes:
        issuer: issuing state or organisation, ISO 3166-1 alpha-3 or ICAO's own code.
        surname, given_names: primary and secondary identifier, blanks for single fillers.
        number: passport number.
        nationality: alpha-3 code.
        birth_date: ``None`` when it isn't a date, or is partly unknown (``<``), which ICAO allows.
        sex: GB/T 2261.1 code; ``9`` where the zone doesn't state it.
        valid_to: end of validity, ``None`` when it isn't a date.
        personal_number: optional data, often empty.
        failed_checks: names of the check digits that don't fit: ``number``, ``birth_date``, ``valid_to``,
            ``personal_number``, ``composite``.
    """

    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: date | None
    sex: str
    valid_to: date | None
    personal_number: str
    failed_checks: tuple[str, ...]

    def __repr__(self) -> str:
        return f"PassportZone(failed_checks={self.failed_checks!r})"


def read_td3(text: str, *, today: date) -> PassportZone | None:
    """Return what a passport's two lines say, or ``None`` when ``text`` isn't a TD3 zone at all.

    Blanks and line ends between and inside the lines don't matter. A two-digit birth year is read as the latest one
    that isn't after ``today``; a passport is valid for ten years, so its end is always in the 2000s.
    """
    places = "".join(text.translate(_FULL_WIDTH).upper().split())
    if len(places) != 88:
        return None
    first, second = places[:44], places[44:]
    if not (_LINE.fullmatch(first) and _LINE.fullmatch(second) and first.startswith("P")):
        return None
    surname, _, given_names = first[5:].partition("<<")
    return PassportZone(
        issuer=_text(first[2:5]),
        surname=_text(surname),
        given_names=_text(given_names),
        number=_text(second[:9]),
        nationality=_text(second[10:13]),
        birth_date=_birth(second[13:19], today),
        sex=_SEXES.get(second[20], "9"),
        valid_to=_date(2000, second[21:27]),
        personal_number=_text(second[28:42]),
        failed_checks=tuple(_failed(second)),
    )


def _failed(line: str) -> list[str]:
    checks = [
        ("number", line[:9], line[9]),
        ("birth_date", line[13:19], line[19]),
        ("valid_to", line[21:27], line[27]),
        ("personal_number", line[28:42], line[42]),
        ("composite", line[:10] + line[13:20] + line[21:43], line[43]),
    ]
    failed = []
    for name, covered, digit in checks:
        # Doc 9303 part 4, 4.2.2: an empty optional field may have a filler for its check digit
        empty = name == "personal_number" and digit == "<" and not covered.strip("<")
        if not empty and weights_7_3_1(covered) != digit:
            failed.append(name)
    return failed


def _text(places: str) -> str:
    return places.replace("<", " ").strip()


def _birth(digits: str, today: date) -> date | None:
    recent = _date(2000, digits)
    return recent if recent is not None and recent <= today else _date(1900, digits)


def _date(century: int, digits: str) -> date | None:
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None
