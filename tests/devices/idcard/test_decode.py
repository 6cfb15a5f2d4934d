# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import messages
from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer
from sscard_desktop.devices.idcard.decode import decode
from sscard_desktop.devices.idcard.encode import encode, reading, reading_frame
from sscard_desktop.devices.idcard.layout import LAYOUTS, WLT_HEADER
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.idnumber import former_foreign_number
from tests.helpers.corpus import Entry, body, entries, of_kind

TYPES = {
    "resident": CardType.RESIDENT,
    "hmt": CardType.HMT,
    "foreign2017": CardType.FOREIGNER_2017,
    "foreign2023": CardType.FOREIGNER_2023,
}
WARNINGS = {"id_checksum": "card.number_check_character", "sex_mismatch": "card.number_sex_differ"}
READINGS = [entry for entry in of_kind("response") if entry.id.startswith("resp_base")]


def card_of(identifier: str) -> Card:
    command = commands.READ_WITH_FINGERPRINT if "_fp_" in identifier else commands.READ
    parts = commands.split_reading(command, Answer.parse(body(identifier)).data)
    return decode(parts.text, parts.photo)


def text_of(identifier: str) -> bytearray:
    return bytearray(body(identifier)[7 : 7 + 256])


def codes(card: Card) -> set[tuple[str, str]]:
    return {(warning.attribute, warning.code.removeprefix("card.")) for warning in card.warnings}


def day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


@pytest.mark.parametrize("entry", READINGS, ids=lambda entry: entry.id)
def test_every_card_of_the_corpus_reads_as_it_says(entry: Entry) -> None:
    card = card_of(entry.id)
    person = entry.expect.get("person", {})
    texts = {
        "name": card.name,
        "name_cn": card.name,
        "name_en": card.name_en,
        "sex": card.sex,
        "nation": card.nation,
        "address": card.address,
        "number": card.number,
        "authority": card.authority,
        "pass_no": card.pass_number,
        "issue_count": card.issue_count,
        "renew_count": card.issue_count,
        "nationality": card.nationality,
        "version": card.version,
        "authority_code": card.accepting_authority,
        "assoc": card.related_number,
        "old_number": former_foreign_number(card.number, card.nationality, card.related_number),
    }
    dates = {"birth": card.birth_date, "start": card.valid_from, "end": card.valid_to}
    for key, value in person.items():
        if key in texts:
            assert texts[key] == value, key
        elif key in dates:
            assert dates[key] == day(value), key
        elif key == "doc":
            assert card.type is TYPES[value]
        elif key == "pua":
            assert [f"{ord(place):04X}" for place in card.name if "\ue000" <= place <= "\uf8ff"] == value
            assert codes(card) == {("name", "private_use_character")}
        else:
            assert key == "type"
    if "pua" not in person:
        assert {warning.code for warning in card.warnings} == {
            WARNINGS[warning] for warning in entry.expect.get("warnings", ())
        }
    assert card.photo_wlt.startswith(WLT_HEADER)
    assert len(card.photo_wlt) == 1024


def test_a_long_term_card_has_no_end() -> None:
    text = text_of("resp_base_resident")
    text[204:220] = "长期      ".encode("utf-16-le")
    card = decode(bytes(text))
    assert card.long_term
    assert card.valid_to is None
    assert card.warnings == ()


@pytest.mark.parametrize("flag", ["Z", "A", "j", "1", "外", "\udc00"])
def test_a_type_that_is_not_known_is_never_read_as_a_resident(flag: str) -> None:
    text = text_of("resp_base_resident")
    text[248:250] = flag.encode("utf-16-le", errors="surrogatepass")
    with pytest.raises(InvalidInputError, match="unknown_type"):
        decode(bytes(text))


@pytest.mark.parametrize("length", [0, 255, 257])
def test_a_text_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(InvalidInputError, match="text_length"):
        decode(bytes(length))


@pytest.mark.parametrize("filler", [b"\x20\x00", b"\x00\x00"])
def test_an_empty_card_is_refused(filler: bytes) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        decode(filler * 128)


@pytest.mark.parametrize("bad", ["\ud842", "\u0000甲", "\u202e甲", "\uffff", "\ufdd0", "\u2028甲", "\x1b"])
def test_what_cannot_be_shown_is_flagged_and_never_costs_the_reading(bad: str) -> None:
    text = text_of("resp_base_resident")
    name = ("测" + bad + "乙").encode("utf-16-le", errors="surrogatepass")
    text[: len(name)] = name
    card = decode(bytes(text))
    assert ("name", "unreadable_character") in codes(card)
    assert "\ufffd" in card.name
    assert card.name.endswith("乙")
    assert card.number == "11010519491231002X"
    assert card.name.encode("utf-8")


def test_a_surrogate_pair_is_one_character() -> None:
    text = text_of("resp_base_resident")
    text[0:30] = ("𠮷野".encode("utf-16-le") + b"\x20\x00" * 15)[:30]
    card = decode(bytes(text))
    assert card.name == "𠮷野"
    assert card.warnings == ()


def test_an_address_keeps_its_inner_blanks() -> None:
    assert card_of("resp_base_resident").address == "北京市朝阳区虚构路0号 1单元 101室"


@pytest.mark.parametrize("value", ["20230229", "2023 101", "00000000", "ABCDEFGH", "１９４９１２３１", "        "])
def test_a_date_that_is_none_stays_empty_with_a_warning(value: str) -> None:
    text = text_of("resp_base_resident")
    text[36:52] = value.encode("utf-16-le")
    card = decode(bytes(text))
    assert card.birth_date is None
    assert ("birth_date", "no_date") in codes(card)


def test_disagreements_are_warnings_and_nothing_is_mended() -> None:
    text = text_of("resp_base_resident")
    text[36:52] = "19491230".encode("utf-16-le")
    text[30:32] = "1".encode("utf-16-le")
    text[32:36] = "99".encode("utf-16-le")
    text[204:220] = "20190101".encode("utf-16-le")
    card = decode(bytes(text), b"not a photo")
    assert codes(card) == {
        ("birth_date", "number_birth_date_differ"),
        ("sex", "number_sex_differ"),
        ("nation", "unknown_nation"),
        ("valid_to", "validity_reversed"),
        ("photo_wlt", "photo_unrecognised"),
    }
    assert card.birth_date == date(1949, 12, 30)
    assert card.sex == "1"
    assert card.nation == "99"


@pytest.mark.parametrize("value", ["3", "男", " "])
def test_a_sex_that_is_no_code_is_kept_and_flagged(value: str) -> None:
    text = text_of("resp_base_resident")
    text[30:32] = value.encode("utf-16-le")
    assert ("sex", "unknown_sex") in codes(decode(bytes(text)))


@pytest.mark.parametrize("value", ["0", "9"])
def test_a_sex_that_is_not_stated_disagrees_with_no_number(value: str) -> None:
    text = text_of("resp_base_resident")
    text[30:32] = value.encode("utf-16-le")
    assert decode(bytes(text)).warnings == ()


def test_two_errors_that_the_check_byte_misses_are_noticed_in_the_number() -> None:
    """XOR is blind to two flips of the same bit: the number's own check character isn't."""
    text = text_of("resp_base_resident")
    text[122] ^= 1
    text[124] ^= 1
    assert ("number", "number_check_character") in codes(decode(bytes(text)))


def test_a_foreigner_of_2017_is_compared_by_the_short_birth_date() -> None:
    text = text_of("resp_base_foreign_I")
    text[220:236] = "19800102".encode("utf-16-le")
    text[120:122] = "1".encode("utf-16-le")
    assert codes(decode(bytes(text))) == {("birth_date", "number_birth_date_differ"), ("sex", "number_sex_differ")}


@pytest.mark.parametrize(("name", "card"), specimens(date(2026, 11, 21)).items())
def test_every_specimen_survives_its_own_chip(name: str, card: Card) -> None:
    back = decode(encode(card))
    assert replace(back, warnings=()) == card
    assert {warning.code for warning in back.warnings} == (
        {"card.private_use_character"} if name == "private_use" else set()
    )


def test_a_value_that_does_not_fit_is_refused() -> None:
    card = specimens(date(2026, 11, 21))["resident"]
    with pytest.raises(ValueError, match="name"):
        encode(replace(card, name="测" * 16))
    encode(replace(card, name="测" * 15))


def test_a_frame_made_from_a_card_is_the_corpus_frame() -> None:
    card = card_of("resp_base_resident")
    assert reading_frame(card) == entries()["resp_base_resident"].data
    assert reading(card) == body("resp_base_resident")


# ── the way there and back ────────────────────────────────────────────────────────────────────────────────────

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
wide = st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6)
ascii_text = st.characters(min_codepoint=0x21, max_codepoint=0x7E)


def text(units: int, *, inner_blanks: bool = False) -> st.SearchStrategy[str]:
    alphabet = st.one_of(han, ascii_text, wide, st.just("·"), *([st.just(" ")] if inner_blanks else []))
    return st.text(alphabet, min_size=1, max_size=units // 2).map(lambda value: value.rstrip() or "甲")


digits = st.text("0123456789", min_size=2, max_size=2)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def cards(draw: st.DrawFn) -> Card:
    kind = draw(st.sampled_from(CardType))
    born = draw(days)
    sequence = draw(st.integers(0, 999))
    sex = "1" if sequence % 2 else "2"
    long_term = kind in {CardType.RESIDENT, CardType.HMT} and draw(st.booleans())
    valid_from, valid_to = sorted(draw(st.tuples(days, days)))
    card = Card(
        type=kind,
        number="",
        name=draw(text(15)),
        sex=draw(st.sampled_from([sex, "0", "9"])),
        birth_date=born,
        valid_from=valid_from,
        valid_to=None if long_term else valid_to,
        long_term=long_term,
        photo_wlt=WLT_HEADER + draw(st.binary(max_size=8)),
    )

    def eighteen(six: str) -> str:
        seventeen = f"{six}{born:%Y%m%d}{sequence:03d}"
        return seventeen + mod_11_2(seventeen)

    if kind is CardType.FOREIGNER_2017:
        digit = sequence % 10
        fourteen = f"PAK3100{born:%y%m%d}{digit}"
        return replace(
            card,
            number=fourteen + weights_7_3_1(fourteen),
            sex="1" if digit % 2 else "2",
            name_en=draw(text(60, inner_blanks=True)),
            nationality="PAK",
            version=draw(digits),
            accepting_authority=draw(digits) * 2,
        )
    if kind is CardType.FOREIGNER_2023:
        return replace(
            card,
            number=eighteen("931586"),
            name_en=draw(text(46, inner_blanks=True)),
            nationality="PAK",
            issue_count=draw(digits),
            related_number="0" + draw(digits),
        )
    card = replace(card, address=draw(text(35, inner_blanks=True)), authority=draw(text(15)))
    if kind is CardType.HMT:
        return replace(card, number=eighteen("810000"), pass_number="H00000000", issue_count=draw(digits))
    return replace(card, number=eighteen("510107"), nation=draw(st.sampled_from(["01", "05", "98"])), nationality="CHN")


@given(cards())
def test_what_is_written_on_a_card_is_what_is_read_from_it(card: Card) -> None:
    assert decode(encode(card), card.photo_wlt) == card


@given(st.binary(min_size=256, max_size=256), st.sampled_from(["", " ", "J", "I", "Y"]))
def test_no_text_breaks_the_decoder(block: bytes, flag: str) -> None:
    letter = flag.encode("utf-16-le") or block[248:250]
    try:
        card = decode(block[:248] + letter + block[250:])
    except InvalidInputError:
        return
    for place in LAYOUTS[card.type]:
        value = getattr(card, place.attribute)
        if isinstance(value, str):
            # What comes from a chip can be stored, logged by code and exported: no controls, no half pairs
            value.encode("utf-8")
            assert value.isprintable() or any(0xE000 <= ord(c) <= 0xF8FF or c.isspace() or ord(c) > 0xFF for c in value)


@given(st.binary(min_size=256, max_size=256))
def test_every_warning_has_its_sentences(block: bytes) -> None:
    try:
        card = decode(block[:248] + b"\x20\x00" + block[250:], b"x")
    except InvalidInputError:
        return
    for warning in card.warnings:
        for language in messages.LANGUAGES:
            assert messages.message(warning.code, {}, language).what != warning.code


def test_the_chip_s_people_do_not_show_in_a_representation() -> None:
    card = card_of("resp_base_resident")
    assert card.name not in repr(card)
    assert card.number not in repr(card)
    assert "resident" in repr(card)
