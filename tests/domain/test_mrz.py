# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.mrz import read_td3

TODAY = date(2026, 6, 27)
# The specimen of ICAO Doc 9303 part 4
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_the_icao_specimen_passes_all_five_checks() -> None:
    zone = read_td3(SPECIMEN, today=TODAY)
    assert zone is not None
    assert zone.failed_checks == ()
    assert (zone.surname, zone.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (zone.number, zone.nationality, zone.issuer) == ("L898902C3", "UTO", "UTO")
    assert (zone.birth_date, zone.sex, zone.valid_to) == (date(1974, 8, 12), "2", date(2012, 4, 15))
    assert zone.personal_number == "ZE184226B"


def test_an_empty_optional_field_may_have_a_filler_for_its_check_digit() -> None:
    line = "L898902C36UTO7408122F1204159" + "<" * 15
    zone = read_td3(SPECIMEN[:45] + line + "8", today=TODAY)
    assert zone is not None
    assert "personal_number" not in zone.failed_checks


@pytest.mark.parametrize(
    ("place", "check"),
    [(0, "number"), (14, "birth_date"), (22, "valid_to"), (30, "personal_number"), (43, "composite")],
)
def test_a_wrong_digit_fails_the_check_that_covers_it(place: int, check: str) -> None:
    second = SPECIMEN[45:]
    wrong = "5" if second[place] != "5" else "6"
    zone = read_td3(SPECIMEN[:45] + second[:place] + wrong + second[place + 1 :], today=TODAY)
    assert zone is not None
    assert check in zone.failed_checks


def test_a_birth_year_is_never_after_today() -> None:
    young = read_td3(SPECIMEN.replace("740812", "260627"), today=TODAY)
    old = read_td3(SPECIMEN.replace("740812", "260628"), today=TODAY)
    assert young is not None
    assert old is not None
    assert young.birth_date == date(2026, 6, 27)
    assert old.birth_date == date(1926, 6, 28)


def test_a_partly_unknown_birth_date_is_no_date() -> None:
    zone = read_td3(SPECIMEN.replace("740812", "74<<<<"), today=TODAY)
    assert zone is not None
    assert zone.birth_date is None


@pytest.mark.parametrize(
    "text", ["", SPECIMEN[:-1], SPECIMEN + "0", SPECIMEN.replace("P<", "I<"), "é" * 88, "P" + "ß" * 60]
)
def test_anything_but_two_lines_of_a_passport_is_no_zone(text: str) -> None:
    assert read_td3(text, today=TODAY) is None


@given(st.text(alphabet="ABCXYZ0123456789<", min_size=87, max_size=87))
def test_every_shape_of_a_zone_is_read_without_breaking(text: str) -> None:
    assert read_td3("P" + text, today=TODAY) is not None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_td3(text, today=TODAY)


def test_a_zone_does_not_show_its_holder_in_a_representation() -> None:
    assert "ERIKSSON" not in repr(read_td3(SPECIMEN, today=TODAY))
