# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.comparison import ITEMS, PHOTO, Mark
from sscard_desktop.domain.rosterround import (
    CORRECTION,
    SECOND,
    WRITTEN,
    Placed,
    RoundState,
    asked_items,
    listed_values,
    placed,
    second_digest,
)

LISTS = {
    "sexes": CodeList("sexes", (Code("1", {"zh_CN": "男"}), Code("2", {"zh_CN": "女"}))),
    "nations": CodeList("nations", (Code("01", {"zh_CN": "汉"}, aliases=("汉族",)), Code("08", {"zh_CN": "壮"}))),
}
NUMBER, OTHER = "510107199001011004", "510107199001011012"
CARD = {"number": NUMBER, "name": "陈样本", "sex": "2", "nation": "01", "birth_date": "1990-01-01"}
TEXTS = st.sampled_from(["", "陈样本", "王样本", "1", "2", "01", "08", NUMBER, OTHER, "1990-01-01", "？"])
VALUES = st.fixed_dictionaries(dict.fromkeys(WRITTEN, TEXTS))


def found(
    listed: dict[str, str],
    told: dict[str, str] | None = None,
    *,
    photo: bool = True,
    handed_in: bool = True,
    same: bool | None = None,
    settled: dict[str, str] | None = None,
    held: dict[str, str] | None = None,
) -> Placed:
    return placed(
        listed_values(listed, ""),
        CARD if told is None else told,
        asked=asked_items([listed, CARD]),
        code_lists=LISTS,
        has_photo=photo,
        handed_in=handed_in,
        photos_same=same,
        settled=settled,
        held=CARD if held is None else held,
    )


def test_who_says_what_the_card_says_is_the_same_in_any_spelling() -> None:
    listed = {"number": NUMBER.lower(), "name": "陈样本", "sex": "女", "nation": "汉族", "birth_date": "19900101"}
    assert found(listed).state is RoundState.SAME


def test_the_number_says_birth_and_sex_where_the_list_is_silent() -> None:
    assert listed_values({"number": NUMBER}, "")["birth_date"] == "1990-01-01"
    assert listed_values({"number": NUMBER}, "")["sex"] == "2"
    assert listed_values({"number": "E1234567", "document_type": "passport"}, "")["sex"] == ""


def test_what_the_card_does_not_say_either_is_nobodys_task() -> None:
    foreigner = {**CARD, "nation": ""}
    assert found({"number": NUMBER, "name": "陈样本"}, foreigner, held=foreigner).state is RoundState.SAME
    assert found({"number": NUMBER, "name": "陈样本"}).open == ("nation",)


def test_a_photo_is_the_counters_until_the_record_is_handed_in() -> None:
    assert found(CARD, photo=False, handed_in=False).open == ()
    assert found(CARD, photo=False).open == (PHOTO,)
    assert found(CARD, {**CARD, PHOTO: "ab"}, same=False).open == (PHOTO,)
    assert found(CARD, {**CARD, PHOTO: "ab"}).state is RoundState.SAME


def test_a_correction_of_each_open_item_and_the_same_card_again_close_it() -> None:
    listed = {**CARD, "name": "王样本", "nation": "08"}
    half = {CORRECTION + "name": "陈样本"}
    whole = {**half, CORRECTION + "nation": "01"}
    assert found(listed, settled=half).state is RoundState.OPEN
    assert found(listed, settled=whole).state is RoundState.CORRECTED
    again = {SECOND: second_digest(CARD)}
    assert found(listed, settled={**half, **again}).state is RoundState.CLOSED
    assert found(listed, settled=again, held={**CARD, "name": "王样本"}).state is RoundState.OPEN
    assert found(listed, {**CARD, "nation": "08"}, settled=again).state is not RoundState.CLOSED


def test_name_and_number_both_different_are_never_settled_by_paper() -> None:
    settled = {SECOND: second_digest(CARD), CORRECTION + "name": "x", CORRECTION + "number": "y"}
    assert found({**CARD, "name": "王样本", "number": OTHER}, settled=settled).state is RoundState.BOTH


@given(VALUES, st.none() | VALUES, VALUES, st.booleans(), st.booleans(), st.none() | st.booleans())
def test_whatever_is_said_six_items_stand_in_order_and_open_ones_are_no_tick(
    listed: dict[str, str],
    told: dict[str, str] | None,
    held: dict[str, str],
    photo: bool,
    handed_in: bool,
    same: bool | None,
) -> None:
    result = placed(
        listed_values(listed, ""), told, asked=asked_items([listed]), code_lists=LISTS, has_photo=photo,
        handed_in=handed_in, photos_same=same, held=held,
    )  # fmt: skip
    assert tuple(each.item for each in result.items) == ITEMS
    marks = {each.item: each.mark for each in result.items}
    assert all(marks[item] in (Mark.DIFFERENT, Mark.MISSING) for item in result.open)
    assert {item for item in ITEMS if marks[item] is Mark.DIFFERENT} <= set(result.open) or told is None
    assert (result.state is RoundState.WAITING) is (told is None)
    assert result.state is not RoundState.CLOSED, "nobody closes without a second card"
