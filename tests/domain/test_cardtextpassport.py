# SPDX-License-Identifier: Apache-2.0
"""The machine-readable zone: letters and digits put right by their place, repaired where one possibility is left."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.cardtextpassport import PassportFound, printed_day, read_passport
from sscard_desktop.domain.checkdigits import weights_7_3_1
from tests.helpers.cardlines import line, page

TODAY = date(2026, 3, 1)


def checked(part: str) -> str:
    return part + weights_7_3_1(part)


def second_line(number: str, birth: str, end: str, sex: str = "F", personal: str = "<" * 14) -> str:
    parts = [checked(number.ljust(9, "<")), checked(birth), checked(end), checked(personal)]
    return f"{parts[0]}UTO{parts[1]}{sex}{parts[2]}{parts[3]}{weights_7_3_1(''.join(parts))}"


FIRST = "P<UTOERIKSSON<<ANNA<MARIA".ljust(44, "<")
SECOND = second_line("L898902C3", "740812", "330415", personal="ZE184226B<<<<<")


def read(first: str, second: str, doubts: dict[int, dict[str, float]] | None = None) -> PassportFound:
    zone = (line(first, x=0.05, y=0.55, pitch=0.02), line(second, x=0.05, y=0.62, pitch=0.02, others=doubts))
    return read_passport(page(*zone), today=TODAY)


def test_the_specimen_of_the_standard_is_read() -> None:
    found = read(FIRST, SECOND)
    assert found.zone is not None
    assert found.zone.failed_checks == ()
    told = [found.number, found.birth_date, found.sex, found.valid_to, found.nationality, found.name_en]
    assert [each.value for each in told if each] == [
        "L898902C3",
        "1974-08-12",
        "2",
        "2033-04-15",
        "UTO",
        "ERIKSSON ANNA MARIA",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST.rstrip("<") + "<<<<<<", SECOND),
        (FIRST.replace("<<<<<<", "<<<KK<"), SECOND),
        (FIRST.replace("SSON", "550N"), SECOND.replace("740812", "74O8I2")),
        (FIRST, SECOND.replace("UTO", "UT0")),
        (FIRST, SECOND.replace("<<<<<", "<<<")),
        (FIRST, SECOND.replace("<<<<<", "<<<<<<<")),
        (FIRST.replace("<<", "«"), SECOND),
    ],
    ids=["short", "kk", "digits in names", "zero in country", "fillers lost", "fillers too many", "guillemets"],
)
def test_what_recognition_usually_gets_wrong_is_put_right(first: str, second: str) -> None:
    found = read(first, second)
    assert found.zone is not None
    assert found.zone.failed_checks == ()
    assert (found.zone.surname, found.zone.given_names) == ("ERIKSSON", "ANNA MARIA")


@settings(max_examples=40)
@given(
    st.text(string.ascii_uppercase + string.digits, min_size=9, max_size=9),
    st.dates(date(1930, 1, 1), TODAY),
    st.integers(0, 27).filter(lambda place: place not in (10, 11, 12, 20)),
    st.sampled_from(string.digits + string.ascii_uppercase),
    st.booleans(),
)
def test_one_misread_place_is_never_a_confident_reading(
    number: str, birth: date, place: int, other: str, in_doubt: bool
) -> None:
    right = second_line(number, f"{birth:%y%m%d}", "330415")
    # The check digit counts modulo 10: to it A, K, U and 0 are one.
    assume(other == right[place] or (int(other, 36) - int(right[place], 36)) % 10)
    wrong = right[:place] + other + right[place + 1 :]
    found = read(FIRST, wrong, {place: {right[place]: 0.3}} if in_doubt and right[place] != other else None)
    for words, truth in ((found.number, number), (found.birth_date, birth.isoformat()), (found.valid_to, "2033-04-15")):
        if (words is not None and words.value != truth) or (words is not None and words.seen):
            assert words.odds < 0.9


def test_a_doubtful_place_is_settled_by_the_check_digits_and_told() -> None:
    wrong = SECOND.replace("L898902C3", "L898962C3")
    found = read(FIRST, wrong, {5: {"0": 0.2}})
    assert found.number is not None
    assert (found.number.value, found.number.seen) == ("L898902C3", "L898962C3")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("03 2月/FEB 2021", "2021-02-03"),
        ("032月／FEB2021", "2021-02-03"),
        ("03 FEB 2021", "2021-02-03"),
        ("31 2月/FEB 2021", None),
        ("2021", None),
    ],
)
def test_a_printed_day_is_read(printed: str, day: str | None) -> None:
    found = printed_day(line(printed))
    assert (found.value if found else None) == day


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_two_lines_are_survived(first: str, second: str) -> None:
    read("P<" + first, second)
