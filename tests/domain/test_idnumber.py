# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2 as stdnum_mod_11_2

from sscard_desktop import messages
from sscard_desktop.domain import idnumber
from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.idnumber import (
    DOCUMENT_TYPES,
    agrees_with_birth,
    birth_date,
    check_number,
    foreigner_social_security_plausible,
    normalise,
    propose_eighteen,
    sex,
)
from sscard_desktop.domain.problems import Severity, blocking

TODAY = date(2026, 6, 27)
DIVISIONS = frozenset({"110105", "440524", "510107"})


def codes(document_type: str, number: str) -> list[str]:
    found = check_number(document_type, number, today=TODAY, divisions=DIVISIONS)
    return [problem.code.removeprefix("idnumber.") for problem in found]


def eighteen(seventeen: str) -> str:
    return seventeen + mod_11_2(seventeen)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_published_samples_of_gb_11643_are_right(number: str) -> None:
    assert codes("resident", number) == []


@pytest.mark.parametrize("number", ["PAK310080010103", "KAZ110090123105", "932682198501010017", "911124198108030024"])
def test_the_published_samples_of_the_foreign_card_are_right(number: str) -> None:
    assert codes("foreign_permanent", number) == []


@pytest.mark.parametrize(
    ("document_type", "number", "code"),
    [
        ("resident", "110105194912310021", "check_character"),
        ("resident", "1101051949123100", "length"),
        ("resident", "11010519491231002XX", "length"),
        ("resident", "1101051949123100AX", "characters"),
        ("resident", "X10105194912310021", "characters"),
        ("resident", "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "characters"),
        ("resident", eighteen("11010519490230002"), "birth_date"),
        ("resident", eighteen("11010519000229002"), "birth_date"),
        ("resident", eighteen("11010520260628002"), "birth_future"),
        ("resident", eighteen("11010510260627002"), "birth_too_old"),
        ("resident", eighteen("81000019900101001"), "belongs_to_hmt"),
        ("resident", "932682198501010017", "belongs_to_foreigner"),
        ("resident", "110105490230002", "birth_date"),
        ("resident", "110105491231998", "fifteen_places_centenarian"),
        ("foreign_permanent", "PAK310080010104", "check_character"),
        ("foreign_permanent", "PAK310080013103", "check_character"),
        ("foreign_permanent", "PAK31008001010", "foreign_permanent_shape"),
        ("foreign_permanent", "932682198501010018", "check_character"),
        ("foreign_permanent", "11010519491231002X", "foreign_permanent_prefix"),
        ("hmt_residence", "11010519491231002X", "hmt_prefix"),
        ("hmt_residence", eighteen("83000019900231001"), "birth_date"),
        ("hk_macau_pass", "H1234567", "hk_macau_pass_shape"),
        ("hk_macau_pass", "T12345678", "hk_macau_pass_shape"),
        ("hk_macau_pass", "H1234567801", "renewal_digits"),
        ("taiwan_pass", "1234567", "taiwan_pass_shape"),
        ("taiwan_pass", "1234567801", "renewal_digits"),
        ("passport", "ABCDEFGH", "passport_shape"),
        ("passport", "E123", "passport_shape"),
        ("passport", "E1234567$", "passport_shape"),
        ("other", "9" * 41, "other_shape"),
    ],
)
def test_each_slip_has_its_own_finding(document_type: str, number: str, code: str) -> None:
    assert code in codes(document_type, number)


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        ("hmt_residence", eighteen("81000019900101001")),
        ("hmt_residence", eighteen("82000019900101001")),
        ("hmt_residence", eighteen("83000019900101001")),
        ("hk_macau_pass", "M12345678"),
        ("taiwan_pass", "12345678"),
        ("passport", "E12345678"),
        ("passport", "EA1234567"),
        ("other", "军字第 1234567 号"),
    ],
)
def test_numbers_of_the_other_documents_pass(document_type: str, number: str) -> None:
    assert codes(document_type, number) == []


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_an_empty_number_has_no_problems_of_its_own(document_type: str) -> None:
    assert codes(document_type, "") == []
    assert codes(document_type, " \t-") == []


def test_an_unknown_division_is_a_warning_never_an_error() -> None:
    [problem] = check_number("resident", eighteen("12999919900101001"), today=TODAY, divisions=DIVISIONS)
    assert problem.code == "idnumber.division_unknown"
    assert problem.severity is Severity.WARNING
    assert blocking([problem]) == []


def test_fifteen_places_are_a_question_with_the_answer_proposed() -> None:
    [problem] = check_number("resident", "110105491231002", today=TODAY, divisions=DIVISIONS)
    assert problem.severity is Severity.QUESTION
    assert problem.proposal == "11010519491231002X"
    assert blocking([problem]) == [problem]


@pytest.mark.parametrize("sequence", ["996", "997", "998", "999"])
def test_nothing_is_proposed_for_people_born_in_the_eighteen_hundreds(sequence: str) -> None:
    assert propose_eighteen("110105491231" + sequence) is None


def test_a_birthday_today_is_not_in_the_future() -> None:
    assert codes("resident", eighteen("11010520260627002")) == []


def test_a_leap_day_needs_a_leap_year_only_in_one_century_for_the_old_foreign_number() -> None:
    first = "PAK3100" + "000229" + "1"
    assert codes("foreign_permanent", first + weights_7_3_1(first)) == []


def test_a_finding_belongs_to_the_field_that_was_asked_about() -> None:
    [problem] = check_number("resident", "1", today=TODAY, divisions=DIVISIONS, key="guardian_number")
    assert problem.key == "guardian_number"


def test_typed_numbers_are_normalised() -> None:
    assert normalise("１１０１０５ 1949\u30001231-002x\n") == "11010519491231002X"
    assert normalise("\u200b\u202a110105—19491231–002Ｘ\ufeff") == "11010519491231002X"
    assert normalise("pak310080010103") == "PAK310080010103"
    assert codes("resident", " 110105-19491231-002x ") == []


def test_the_birth_date_and_sex_come_from_the_number() -> None:
    assert birth_date("resident", "11010519491231002X") == date(1949, 12, 31)
    assert sex("resident", "11010519491231002X") == "2"
    assert sex("resident", "440524188001010014") == "1"
    assert sex("foreign_permanent", "PAK310080010103") == "2"
    assert birth_date("foreign_permanent", "932682198501010017") == date(1985, 1, 1)
    assert birth_date("foreign_permanent", "PAK310080010103") is None
    assert birth_date("passport", "11010519491231002X") is None
    assert sex("passport", "E12345678") is None


def test_an_old_foreign_number_agrees_with_the_birth_date_in_either_century() -> None:
    assert agrees_with_birth("foreign_permanent", "PAK310080010103", date(1980, 1, 1))
    assert not agrees_with_birth("foreign_permanent", "PAK310080010103", date(1980, 1, 2))
    assert not agrees_with_birth("resident", "11010519491231002X", date(1949, 12, 30))
    assert agrees_with_birth("passport", "E12345678", date(1949, 12, 30))


def test_a_foreigners_social_security_number_is_only_ever_plausible() -> None:
    assert foreigner_social_security_plausible("usa0000000e1234567")
    assert not foreigner_social_security_plausible("USA0000000E123456")
    assert not foreigner_social_security_plausible("11010519491231002X")


seventeens = st.builds(
    lambda division, day, sequence: f"{division}{day:%Y%m%d}{sequence:03d}",
    st.sampled_from(sorted(DIVISIONS)),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
)


@given(seventeens)
def test_two_other_implementations_agree_on_the_check_character(seventeen: str) -> None:
    assert mod_11_2(seventeen) == stdnum_mod_11_2.calc_check_digit(seventeen) == ric.calc_check_digit(seventeen + "0")


@given(seventeens)
def test_every_rightly_made_number_passes_and_tells_its_date(seventeen: str) -> None:
    number = eighteen(seventeen)
    assert codes("resident", number) == []
    assert f"{birth_date('resident', number):%Y%m%d}" == number[6:14]
    assert sex("resident", number) == ("1" if number[16] in "13579" else "2")


@given(seventeens, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_place_never_passes(seventeen: str, place: int, wrong: str) -> None:
    number = eighteen(seventeen)
    damaged = number[:place] + wrong + number[place + 1 :]
    if damaged != number:
        found = check_number("resident", damaged, today=TODAY, divisions=DIVISIONS)
        assert blocking(found)


@given(seventeens, st.integers(0, 16))
def test_two_swapped_places_never_pass(seventeen: str, place: int) -> None:
    number = eighteen(seventeen)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        assert blocking(check_number("resident", swapped, today=TODAY, divisions=DIVISIONS))


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995))
def test_an_upgraded_number_keeps_its_places_and_passes(day: date, sequence: int) -> None:
    fifteen = f"110105{day:%y%m%d}{sequence:03d}"
    proposed = propose_eighteen(fifteen)
    assert proposed is not None
    assert proposed[:6] + proposed[8:17] == fifteen
    assert codes("resident", proposed) == []


@given(st.sampled_from([*DOCUMENT_TYPES, "no such type"]), st.text(max_size=60), st.dates())
def test_no_text_breaks_a_check_and_no_finding_repeats_it(document_type: str, text: str, today: date) -> None:
    for problem in check_number(document_type, text, today=today, divisions=DIVISIONS):
        assert problem.key == "number"
        assert all(str(value) == normalise(text)[:6] or isinstance(value, int) for value in problem.params.values())
    birth_date(document_type, text)
    sex(document_type, text)
    agrees_with_birth(document_type, text, today)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_every_finding_has_its_sentences() -> None:
    used = set()
    for document_type in DOCUMENT_TYPES:
        for number in SLIPS:
            for problem in check_number(document_type, number, today=TODAY, divisions=frozenset()):
                used.add(problem.code)
                for language in messages.LANGUAGES:
                    shown = messages.message(problem.code, problem.params, language)
                    assert shown.what != problem.code
                    assert "{" not in str(shown)
    told = {code for code in messages.catalogue() if code.startswith("idnumber.")}
    assert used == told, "a sentence that no check uses, or the other way round"


SLIPS = [
    "1",
    "1" * 41,
    "1101051949123100AX",
    "110105491231002",
    "110105491231998",
    "110105194912310021",
    eighteen("11010519490230002"),
    eighteen("11010520260628002"),
    eighteen("11010510260627002"),
    eighteen("81000019900101001"),
    "932682198501010017",
    "H1234567801",
]


@given(st.integers(1, 40))
def test_a_number_stays_right_on_every_later_day(days: int) -> None:
    later = TODAY + timedelta(days=days)
    assert not check_number("resident", "11010519491231002X", today=later, divisions=DIVISIONS)


def test_the_module_names_every_type_it_knows() -> None:
    assert set(DOCUMENT_TYPES) == {
        "resident",
        "passport",
        "foreign_permanent",
        "hmt_residence",
        "hk_macau_pass",
        "taiwan_pass",
        "other",
    }
    assert idnumber.HMT_PREFIXES == ("810000", "820000", "830000")
