# SPDX-License-Identifier: Apache-2.0
"""What a line of a feedback file says: headers and words by the profile and what was learnt, nothing by likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.feedback import (
    MOVE_OF,
    STATUS_OF,
    FeedbackReason,
    FeedbackSpec,
    Layout,
    Line,
    Meaning,
    Told,
    Words,
    is_covered,
    layout_of,
    plain,
    points_of,
    same_name,
    same_number,
    told_by,
    unknown_words,
)
from sscard_desktop.domain.record import MOVES, Status
from sscard_desktop.domain.remarks import Point

PHOTO = FeedbackReason("photo", {"zh_CN": "照片", "en": "Photo"}, ("照片", "相片"), ("photo",))
FRAME = FeedbackReason("frame", {"zh_CN": "边框"}, ("边框",))
SPEC = FeedbackSpec(
    columns={
        Meaning.RECEIPT_NUMBER: ("受理编号",),
        Meaning.NUMBER: ("证件号码", "公民身份号码"),
        Meaning.STATE: ("状态",),
        Meaning.RESULT: ("办理结果",),
        Meaning.REASON: ("原因",),
    },
    states={Told.MAKING: ("制卡中", "卡商制卡"), Told.READY: ("可领卡",), Told.RETURNED: ("退回",)},
    good=("已办理",),
    reasons=(PHOTO, FRAME),
)
WORDS = Words.of(SPEC, {}, {})


def line(**said: str) -> Line:
    return Line("", 2, {Meaning(key): value for key, value in said.items()})


def test_every_state_that_moves_a_record_has_its_move_to_its_status() -> None:
    assert set(STATUS_OF) == set(Told) == set(MOVE_OF) | {Told.RECEIVED}
    for told, move in MOVE_OF.items():
        assert MOVES[Status.EXPORTED, move] is STATUS_OF[told]


@pytest.mark.parametrize(
    "header", ["受理编号", " 受理 编号* ", "受理编号：", "受理编号（必填）", "受理编号(17位)", "受理\n编号"]
)
def test_a_header_is_known_however_it_is_dressed(header: str) -> None:
    assert WORDS.meaning(header) is Meaning.RECEIPT_NUMBER


@pytest.mark.parametrize("header", ["", "受理", "受理编号2", "编号"])
def test_a_header_that_is_only_like_one_is_not_known(header: str) -> None:
    assert WORDS.meaning(header) is None
    assert not WORDS.knows(header)


def test_what_was_learnt_goes_before_the_profile() -> None:
    words = Words.of(SPEC, {"流水号": Meaning.RECEIPT_NUMBER, "原因": None}, {"卡商制卡": Told.READY})
    assert words.meaning("流水号") is Meaning.RECEIPT_NUMBER
    assert words.meaning("原因") is None
    assert words.knows("原因")
    assert told_by(line(state="卡商制卡"), words) is Told.READY


def test_the_header_is_found_below_a_title_whatever_the_columns_order() -> None:
    rows = [
        (1, ("社保卡制卡回盘表",)),
        (2, ("日期", "2026-03-02")),
        (3, ("状态", "", "证件号码")),
        (4, ("制卡中", "", "5101")),
    ]
    layout = layout_of("回盘", rows, WORDS)
    assert (layout.header_row, dict(layout.meanings)) == (3, {0: Meaning.STATE, 2: Meaning.NUMBER})
    assert (layout.usable, layout.unknown) == (True, ())


def test_headers_that_nobody_explained_are_told_beside_those_that_are_known() -> None:
    words = Words.of(SPEC, {"序号": None}, {})
    layout = layout_of("", [(1, ("序号", "证件号码", "进展", "状态"))], words)
    assert (layout.usable, layout.unknown) == (True, ("进展",))


def test_two_columns_of_one_meaning_are_neither() -> None:
    layout = layout_of("", [(1, ("证件号码", "公民身份号码", "状态"))], WORDS)
    assert dict(layout.meanings) == {2: Meaning.STATE}
    assert dict(layout.clashing) == {Meaning.NUMBER: (0, 1)}
    assert not layout.usable


@pytest.mark.parametrize(
    ("headers", "names", "tells"),
    [
        (("证件号码", "姓名"), True, False),
        (("状态", "姓名"), False, True),
        ((), False, False),
        (("A", "B"), False, False),
    ],
)
def test_columns_that_are_wrong_are_not_usable(headers: tuple[str, ...], names: bool, tells: bool) -> None:
    layout = layout_of("", [(1, headers)], WORDS)
    assert (layout.names_records, layout.tells_something, layout.usable) == (names, tells, False)


def test_a_sheet_where_nothing_is_known_shows_its_fullest_row() -> None:
    layout = layout_of("", [(1, ("标题",)), (2, ("A", "B", "C")), (3, ("1", "2", ""))], WORDS)
    assert (layout.header_row, layout.headers) == (2, ("A", "B", "C"))
    assert layout_of("", [], WORDS) == Layout("", 0, (), {})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"state": "制卡中"}, Told.MAKING),
        ({"state": " 卡商 制卡 "}, Told.MAKING),
        ({"state": "卡商制卡", "result": "已办理"}, Told.MAKING),
        ({"state": "卡商制卡", "result": "退回"}, Told.RETURNED),
        ({"result": "可领卡"}, Told.READY),
        ({"state": "卡商制卡", "result": "不知道"}, None),
        ({"state": "不知道"}, None),
        ({"state": "制卡"}, None),
        ({"result": "已办理"}, Told.RECEIVED),
        ({}, Told.RECEIVED),
    ],
)
def test_what_a_line_tells(said: dict[str, str], told: Told | None) -> None:
    assert told_by(line(**said), WORDS) is told


def test_words_that_nobody_explained_are_told_once() -> None:
    lines = [
        line(state="待寄"),
        line(state="待 寄"),
        line(state="制卡中", result="挂起"),
        line(result="已办理"),
        line(),
    ]
    assert unknown_words(lines, WORDS) == ("待寄", "挂起")


def test_a_reason_stands_at_its_fields_in_the_bureaus_words() -> None:
    assert points_of(line(reason="相片 有边框"), SPEC) == (
        Point("相片 有边框", "photo", "photo"),
        Point("相片 有边框", "", "frame"),
    )
    assert points_of(line(reason="信息有误", state="退回"), SPEC) == (Point("信息有误"),)
    assert points_of(line(state="退回"), SPEC) == (Point("退回"),)
    assert len(points_of(line(reason="长" * 900), SPEC)[0].text) == 500


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("阿依古丽·买买提", "阿依古丽•买买提", True),
        ("阿依古丽·买买提", "阿依古丽买买提", True),
        ("王小明", "王**", True),
        ("王小明", "王*", False),
        ("王小明", "王小民", False),
    ],
)
def test_names_are_one_however_the_dot_is_written_or_covered(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_numbers_are_one_whatever_their_width_and_cover() -> None:
    assert same_number("51010719900307001x", "５10107 19900307 001X")
    assert same_number("510107199003070014", "510107********0014")
    assert not same_number("510107199003070014", "510107********0022")
    assert not same_number("510107199003070014", "*")
    assert is_covered("510107********0014")
    assert not is_covered("510107199003070014")


@given(st.text(max_size=30))
def test_a_word_is_compared_the_same_twice(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(
    st.dictionaries(st.sampled_from(Meaning), st.text(min_size=1, max_size=5)), st.integers(1, 9), st.text(max_size=3)
)
def test_a_lines_digest_is_of_what_it_says_wherever_it_stands(said: dict[Meaning, str], row: int, sheet: str) -> None:
    assert Line(sheet, row, said).digest == Line("", 1, dict(reversed(said.items()))).digest
