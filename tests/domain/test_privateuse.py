# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import unicodedata

from sscard_desktop.domain.privateuse import STANDARD_OF, proposed

GBK_ROW = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
STILL_PRIVATE_IN_2000 = {
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue831": "\U000215d7",
    "\ue832": "\u9fb8",
    "\ue83b": "\U0002298f",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue855": "\U000241fe",
    "\ue864": "\u9fbb",
}
"""FE51–FEA0 of which the edition of 2000 still said private use; 2022 (eight) and Extension B (six) settled them."""


def test_gbks_last_row_agrees_with_the_codec_and_with_the_later_editions() -> None:
    for place, trail in enumerate(GBK_ROW):
        private = chr(0xE815 + place)
        by_codec = bytes([0xFE, trail]).decode("gb18030")
        assert STANDARD_OF[private] == STILL_PRIVATE_IN_2000.get(private, by_codec), hex(ord(private))


def test_the_vertical_punctuation_is_in_the_order_of_2022_not_of_unicode() -> None:
    assert [ord(STANDARD_OF[chr(code)]) for code in range(0xE78D, 0xE797)] == [
        0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19,
    ]  # fmt: skip


def test_the_letters_and_signs_agree_with_the_codec() -> None:
    assert STANDARD_OF["\ue7c7"] == "\u1e3f"
    assert STANDARD_OF["\ue7c8"] == bytes.fromhex("a8bf").decode("gb18030")
    for place in range(13):
        assert STANDARD_OF[chr(0xE7E7 + place)] == bytes([0xA9, 0x89 + place]).decode("gb18030")


def test_only_private_characters_have_a_standard_one_and_no_two_the_same() -> None:
    assert {unicodedata.category(private) for private in STANDARD_OF} == {"Co"}
    assert "Co" not in {unicodedata.category(standard) for standard in STANDARD_OF.values()}
    assert len(set(STANDARD_OF.values())) == len(STANDARD_OF) == 105


def test_what_the_table_does_not_know_stays() -> None:
    assert proposed("李\ue863\uf8f0𠮷") == "李䶮\uf8f0𠮷"
