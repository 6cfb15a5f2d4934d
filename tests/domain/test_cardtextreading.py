# SPDX-License-Identifier: Apache-2.0
"""Pages of letters to a document's fields, and what two pages say of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop import messages, paths
from sscard_desktop.domain.cardtext import Letter, Page, TextLine
from sscard_desktop.domain.cardtextfields import PROBLEMS
from sscard_desktop.domain.cardtextreading import read_document
from sscard_desktop.domain.cardtextsides import recognise
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.document import DocumentReading, Layout, Side, problem_code
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.cardlines import back, front, line, page

TODAY = date(2026, 3, 1)
CODES = CodeTables(Path(paths.resources()) / "codes")
WORDS = CardWords.of(CODES.code_list("nations"), CODES.code_list("countries"), CODES.divisions().all_names())


def read(*pages: Page) -> DocumentReading:
    return read_document(pages, WORDS, today=TODAY)


def test_both_sides_of_a_resident_card_are_read() -> None:
    found = read(front(), back())
    assert found.layout is Layout.RESIDENT
    assert found.sides == (Side.FRONT, Side.BACK)
    assert found.problems == ()
    assert found.values() == {
        "document_type": "resident",
        "country": "CHN",
        "name": "张三丰",
        "sex": "1",
        "nation": "01",
        "birth_date": "1990-01-01",
        "address": "北京市朝阳区建国路88号院3号楼1501室",
        "number": "110105199001011232",
        "authority": "北京市公安局朝阳分局",
        "valid_from": "2021-03-04",
        "valid_to": "2041-03-04",
    }
    assert min(field.confidence for field in found.fields.values()) > 0.95


def test_the_order_of_the_pictures_does_not_matter_and_is_told() -> None:
    found = read(back(), front())
    assert found.sides == (Side.BACK, Side.FRONT)
    assert found.problems == ("sides_swapped",)
    assert found.values() == read(front(), back()).values()


def test_a_label_glued_to_its_value_is_cut_off() -> None:
    glued = page(
        line("姓名张三丰", x=0.08, y=0.1),
        line("性别男民族汉", x=0.08, y=0.17),
        line("出生1990年1月1日", x=0.08, y=0.24, pitch=0.025),
        line("住址北京市朝阳区", x=0.08, y=0.32),
        line("公民身份号码110105199001011232", x=0.08, y=0.55, pitch=0.03),
    )
    assert read(glued).values()["name"] == "张三丰"
    assert read(glued).values()["nation"] == "01"
    assert read(glued).values()["address"] == "北京市朝阳区"


@pytest.mark.parametrize("dot", "·•・.．")
def test_the_dot_of_a_minority_name_has_one_spelling(dot: str) -> None:
    found = read(front(name=f"阿卜杜拉{dot}买买提", nation="维吾尔"))
    assert found.values()["name"] == "阿卜杜拉·买买提"
    assert found.values()["nation"] == "05"


def test_a_mark_inside_a_name_is_its_dot_and_told() -> None:
    field = read(front(name="帕穆☑古堆")).fields["name"]
    assert (field.value, field.seen) == ("帕穆·古堆", "帕穆☑古堆")
    assert field.confidence < 0.9


def test_a_gap_in_a_name_of_two_characters_is_no_letter() -> None:
    assert read(front(name="张 三")).values()["name"] == "张三"


def test_traditional_characters_in_an_address_are_put_right_and_told() -> None:
    field = read(front(address=("廣東省粵海门街道",))).fields["address"]
    assert (field.value, field.seen) == ("广东省粤海门街道", "廣東省粵海门街道")
    assert field.repaired


def test_a_traditional_character_in_a_name_is_told_and_never_sure() -> None:
    field = read(front(name="張三")).fields["name"]
    assert (field.value, field.seen) == ("张三", "張三")
    assert field.confidence < 0.9


def test_a_rare_character_of_a_name_keeps_its_form() -> None:
    field = read(front(name="贺家頔")).fields["name"]
    assert (field.value, field.seen) == ("贺家頔", "")
    assert field.confidence < 0.9


def test_a_second_script_above_the_lines_is_left_out() -> None:
    plain = front()
    script = [
        line("ᠠᠡᠢᠣᠤvbnmxc", x=0.2, y=0.065, odds=0.5, pitch=0.02),
        line("abcdefghij", x=0.2, y=0.135, odds=0.4, pitch=0.02),
        line("HlmnBvxx", x=0.2, y=0.285, odds=0.4, pitch=0.02),
    ]
    assert read(page(*plain.lines, *script)).values() == read(plain).values()


def test_a_name_may_take_two_lines() -> None:
    with_more = page(*front(name="阿卜杜热西提·买买").lines, line("提艾力", x=0.2, y=0.135))
    assert read(with_more).values()["name"] == "阿卜杜热西提·买买提艾力"


def test_a_name_without_its_label_is_found_above_the_sex_and_believed_less() -> None:
    found = read(page(*(each for each in front().lines if each.text != "姓名")))
    assert found.values()["name"] == "张三丰"
    assert found.fields["name"].confidence < 0.9


def test_text_of_the_desk_around_the_card_is_left_out() -> None:
    stray = (line("会议纪要2026", x=0.9, y=0.1), line("请妥善保管", x=0.2, y=0.02), line("12345678", x=0.1, y=0.62))
    assert read(page(*front().lines, *stray)).values() == read(front()).values()


def test_a_sex_that_was_not_legible_is_taken_from_the_number_and_not_sure() -> None:
    found = read(page(*(each for each in front().lines if each.text != "男")))
    assert found.fields["sex"].value == "1"
    assert found.fields["sex"].confidence < 0.9


def test_a_birth_date_against_the_number_lowers_both_and_is_told() -> None:
    found = read(front(birth="1992 年 2 月 3 日"))
    assert "birth_number_differ" in found.problems
    assert found.fields["number"].confidence < 0.9
    assert found.fields["birth_date"].confidence < 0.9


def test_a_sex_against_the_number_lowers_both_and_is_told() -> None:
    found = read(front(sex="女"))
    assert "sex_number_differ" in found.problems
    assert max(found.fields[key].confidence for key in ("sex", "number")) < 0.9


def test_a_permit_for_people_from_hong_kong_is_told_by_its_number() -> None:
    lines = [each for each in front(number="810000199001011230").lines if each.text not in ("民族", "汉")]
    found = read(page(*lines))
    assert found.layout is Layout.HMT_RESIDENCE
    assert "nation" not in found.fields
    assert found.values()["document_type"] == "hmt_residence"


def test_long_term_is_long_term() -> None:
    assert read(back(term="2021.03.04-长期")).values()["valid_to"] == "long_term"


def test_a_term_that_no_card_has_is_not_believed() -> None:
    found = read(back(term="2021.03.04-2047.03.04"))
    assert found.fields["valid_to"].confidence < 0.9


def test_a_term_against_the_holders_age_is_told() -> None:
    # Ten years of age: five years is the term.
    body = front(birth="2014 年 1 月 1 日", number="110105201401011231")
    assert "term_age_differ" in read(body, back(term="2021.03.04-2041.03.04")).problems


@pytest.mark.parametrize(
    ("above", "beside", "below"),
    [
        ("", "北京市公安局朝阳分局", ""),
        ("新疆维吾尔自治区伊犁哈萨克", "自治州公安局", ""),
        ("", "新疆维吾尔自治区伊犁哈萨克", "自治州公安局"),
    ],
)
def test_an_authority_may_take_two_lines(above: str, beside: str, below: str) -> None:
    lines = [*back(authority=beside).lines, line(above, x=0.41, y=0.43), line(below, x=0.41, y=0.525)]
    found = read(page(*(each for each in lines if each.letters)))
    assert found.values()["authority"] == above + beside + below


def test_two_fronts_of_two_people_are_told_and_not_blended() -> None:
    found = read(front(), front(number="110105198512120014", birth="1985 年 12 月 12 日", name="李四"))
    assert found.problems[:2] == ("two_persons", "two_fronts")
    assert found.fields["name"].confidence < 0.9


def test_a_permits_back_with_a_resident_cards_front_is_told() -> None:
    permit = page(
        line("中华人民共和国", x=0.33, y=0.1),
        line("港澳台居民居住证", x=0.3, y=0.2),
        line("签发机关深圳市公安局", x=0.23, y=0.4),
        line("有效期限2021.03.04-2026.03.04", x=0.23, y=0.46, pitch=0.02),
        line("通行证号码H12345678", x=0.23, y=0.52, pitch=0.03),
        line("签发次数01", x=0.23, y=0.58),
    )
    assert "two_documents" in read(front(), permit).problems
    assert read(permit).values()["pass_number"] == "H12345678"


@pytest.mark.parametrize("title", ["外国人永久居留身份证", "外国人永久居留身份"])
def test_the_back_of_a_foreigners_card_is_no_resident_cards_back(title: str) -> None:
    # 永久居留身份证 differs from 居民身份证 by what a worn card may hide.
    found = recognise(
        page(
            line("中华人民共和国", x=0.33, y=0.1),
            line(title, x=0.3, y=0.2),
            line("签发机关国家移民管理局", x=0.23, y=0.4),
            line("有效期限2021.03.04-2031.03.04", x=0.23, y=0.46, pitch=0.02),
        )
    )
    assert (found.layout, found.side) == (Layout.FOREIGN_PERMANENT, Side.BACK)


def test_an_empty_page_reads_as_nothing() -> None:
    found = read(page())
    assert (found.layout, dict(found.fields), found.problems) == (None, {}, ("nothing_read",))


def test_every_problem_has_its_sentences() -> None:
    for problem in PROBLEMS:
        assert messages.message(problem_code(problem), {}, "zh_CN").todo


letters = st.builds(
    Letter,
    st.sampled_from("姓名性别男女民族汉出生年月日住址公民身份号码签发机关有效期限长期0123456789XxO.-·PASSPORT<张三"),
    st.floats(0.01, 1),
    st.floats(0, 1),
    st.floats(0, 0.63),
)
lines = st.builds(TextLine, st.lists(letters, max_size=24).map(tuple), st.floats(0.001, 0.2))


@settings(max_examples=40)
@given(st.lists(st.builds(Page, st.lists(lines, max_size=10).map(tuple)), min_size=1, max_size=2))
def test_any_letters_anywhere_are_survived(pages: list[Page]) -> None:
    found = read(*pages)
    assert all(0 <= field.confidence <= 1 and field.value for field in found.fields.values())
    assert set(found.problems) <= set(PROBLEMS)


def foreign(number: str = "CAN110190010110", nationality: str = "加拿大/CAN") -> Page:
    """Return a foreigner's card of 2017, labels above values."""
    return page(
        line("外国人永久居留身份证", x=0.1, y=0.08),
        line("姓名/Name", x=0.38, y=0.2, pitch=0.02),
        line("SMITH, JOHN PAUL", x=0.38, y=0.24, pitch=0.02),
        line("史密斯", x=0.38, y=0.28),
        line("性别/Sex", x=0.38, y=0.33, pitch=0.02),
        line("出生日期/DateofBirth", x=0.6, y=0.33, pitch=0.015),
        line("男/M", x=0.38, y=0.37),
        line("1990.01.01", x=0.6, y=0.37, pitch=0.02),
        line("国籍/Nationality", x=0.38, y=0.42, pitch=0.02),
        line(nationality, x=0.38, y=0.46, pitch=0.025),
        line("有效期限/PeriodofValidity", x=0.38, y=0.5, pitch=0.015),
        line("2021.05.01-2031.04.30", x=0.38, y=0.54, pitch=0.02),
        line("证件号码/IDNo", x=0.38, y=0.59, pitch=0.02),
        line(number, x=0.62, y=0.59, pitch=0.02),
    )


def test_a_foreigners_card_is_read_with_both_names() -> None:
    number = "CAN11019001011"
    found = read(foreign(number + weights_7_3_1(number)))
    assert found.layout is Layout.FOREIGN_PERMANENT
    assert found.values() == {
        "document_type": "foreign_permanent",
        "name": "史密斯",
        "name_en": "SMITH JOHN PAUL",
        "sex": "1",
        "birth_date": "1990-01-01",
        "country": "CAN",
        "valid_from": "2021-05-01",
        "valid_to": "2031-04-30",
        "number": number + weights_7_3_1(number),
    }
    assert min(field.confidence for field in found.fields.values()) > 0.9


@pytest.mark.parametrize("label", ["证件号码/IDN", "证件号码/IDNo", "证件号码", "正牛亏/ON", ""])
def test_a_foreigners_number_of_2017_is_found_by_its_make_whatever_its_label_became(label: str) -> None:
    body = "CAN11019001011"
    number = body + weights_7_3_1(body)
    lines = [each for each in foreign().lines if not each.text.startswith(("CAN1", "证件号码"))]
    found = read(page(*lines, line(label + number, x=0.3, y=0.59, pitch=0.02)))
    assert found.values()["number"] == number
    assert found.fields["number"].confidence > 0.9


@pytest.mark.parametrize(
    ("seen", "value"),
    [
        ("SPECIMEN. JOHN QUINCY", "SPECIMEN JOHN QUINCY"),
        ("SPECIMEN.JOHN QUINCY", "SPECIMEN JOHN QUINCY"),
        ("SMITH, JOHN JR.", "SMITH JOHN JR"),
        ("ST. JOHN, MARY", "ST. JOHN MARY"),
    ],
)
def test_a_stop_behind_a_whole_latin_name_is_a_comma(seen: str, value: str) -> None:
    lines = [
        replace(line(seen, x=0.38, y=0.24, pitch=0.02)) if "SMITH" in each.text else each for each in foreign().lines
    ]
    assert read(page(*lines)).values()["name_en"] == value


def test_a_foreigners_number_of_2023_is_read_by_its_own_rule() -> None:
    body = "91112419900101001"
    found = read(foreign(body + mod_11_2(body)))
    assert found.values()["number"] == body + mod_11_2(body)
    assert found.fields["number"].confidence > 0.99


def test_a_foreigners_number_with_a_wrong_check_digit_is_not_believed() -> None:
    number = "CAN11019001011"
    wrong = str((int(weights_7_3_1(number)) + 1) % 10)
    found = read(foreign(number + wrong))
    assert found.fields["number"].confidence < 0.9


@pytest.mark.parametrize(
    ("number", "kind", "title"),
    [
        ("H12345678", "hk_macau_pass", "港澳居民来往内地通行证"),
        ("M1234567801", "hk_macau_pass", "港澳居民来往内地通行证"),
        ("12345678", "taiwan_pass", "台湾居民来往大陆通行证"),
    ],
)
def test_a_travel_permit_is_read(number: str, kind: str, title: str) -> None:
    found = read(
        page(
            line(title, x=0.06, y=0.07),
            line("姓名", x=0.36, y=0.17),
            line("陈大文", x=0.55, y=0.17),
            line("CHAN, TAI MAN", x=0.55, y=0.22, pitch=0.02),
            line("出生日期", x=0.36, y=0.28),
            line("1990.01.01", x=0.55, y=0.28, pitch=0.02),
            line("性别", x=0.78, y=0.28),
            line("男", x=0.88, y=0.28),
            line("有效期限2021.05.01-2031.04.30", x=0.36, y=0.34, pitch=0.022),
            line("签发机关国家移民管理局", x=0.36, y=0.4),
            line("证件号码", x=0.36, y=0.51),
            line(number, x=0.55, y=0.51, pitch=0.025),
            line("换证次数02", x=0.36, y=0.58),
        )
    )
    assert found.layout is Layout.HMT_PASS
    assert found.values() == {
        "document_type": kind,
        "name": "陈大文",
        "name_en": "CHAN TAI MAN",
        "sex": "1",
        "birth_date": "1990-01-01",
        "valid_from": "2021-05-01",
        "valid_to": "2031-04-30",
        "authority": "国家移民管理局",
        "number": number,
    }


def test_a_field_under_glare_is_not_believed() -> None:
    lit = page(*(replace(each, glare=each.text == "张三丰") for each in front().lines))
    assert read(lit).values()["name"] == "张三丰"
    assert read(lit).fields["name"].confidence < 0.9
    assert read(lit).fields["address"].confidence > 0.9


def test_a_letter_lost_to_glare_leaves_a_gap_and_no_certainty() -> None:
    lost = read(front(address=("  市朝阳区建国路88号院", "3号楼1501室")))
    assert lost.fields["address"].confidence < 0.9
    inside = read(front(address=("北京市  区建国路88号院", "3号楼1501室")))
    assert inside.fields["address"].confidence < 0.9


def test_a_lost_dot_leaves_a_gap_is_put_back_and_told() -> None:
    field = read(front(name="阿卜杜拉 买买提", nation="维吾尔")).fields["name"]
    assert (field.value, field.seen) == ("阿卜杜拉·买买提", "阿卜杜拉买买提")
    assert field.confidence < 0.9


def test_a_long_name_without_a_dot_is_not_believed() -> None:
    assert read(front(name="阿卜杜拉买买提", nation="维吾尔")).fields["name"].confidence < 0.9
    assert read(front(name="阿卜杜拉·买买提", nation="维吾尔")).fields["name"].confidence > 0.9


@pytest.mark.parametrize(
    ("name", "odds", "sure"), [("廖吉", 0.995, False), ("廖吉", 0.9999, True), ("廖忠", 0.995, True)]
)
def test_a_character_that_rare_ones_are_taken_for_takes_more_certainty(name: str, odds: float, sure: bool) -> None:
    with_doubt = [line(name, odds=odds) if each.text == "张三丰" else each for each in front().lines]
    field = read(page(*with_doubt)).fields["name"]
    assert field.value == name
    assert (field.confidence >= 0.9) is sure


def test_a_rarer_runner_up_takes_the_certainty_of_a_common_character() -> None:
    name = line("邱天驹", odds=0.9999)
    doubtful = replace(name, letters=(*name.letters[:2], replace(name.letters[2], others={"𫘦": 0.003})))
    lines = [doubtful if each.text == "张三丰" else each for each in front().lines]
    assert read(page(*lines)).fields["name"].confidence < 0.9
    assert read(front(name="邱天驹")).fields["name"].value == "邱天驹"


def test_a_nation_that_begins_another_is_sure_only_where_nothing_stands_behind_it() -> None:
    lines = front(nation="土").lines
    closed = [replace(each, closed=True) if each.text == "土" else each for each in lines]
    assert read(page(*lines)).values()["nation"] == read(page(*closed)).values()["nation"] == "30"
    assert read(page(*lines)).fields["nation"].confidence < 0.9 < read(page(*closed)).fields["nation"].confidence
    assert read(front(nation="土家")).values()["nation"] == "15"
    assert read(front(nation="土家")).fields["nation"].confidence > 0.9


def test_a_nation_is_read_by_the_whole_word() -> None:
    assert read(front(nation="土豪")).fields["nation"].confidence < 0.9
    # What stands far behind it is the portrait, not the word.
    assert read(front(nation="汉     米")).fields["nation"].confidence > 0.9


def test_two_lines_of_a_name_with_the_label_between_them_keep_their_order() -> None:
    lines = [each for each in front().lines if each.text not in ("姓名", "张三丰")]
    name = [line("姓名", x=0.08, y=0.1), line("和巴提次尔默仁", x=0.2, y=0.08), line("努尔·艾逊努", x=0.2, y=0.118)]
    assert read(page(*name, *lines)).values()["name"] == "和巴提次尔默仁努尔·艾逊努"


def test_the_first_line_of_a_name_is_kept_where_its_label_stands_beside_the_second() -> None:
    lines = [each for each in front().lines if each.text not in ("姓名", "张三丰")]
    name = [line("格默玛兰尔·海米堆", y=0.075), line("姓名", x=0.08, y=0.1), line("罕玛克克", x=0.2, y=0.118)]
    assert read(page(*name, *lines)).values()["name"] == "格默玛兰尔·海米堆罕玛克克"


@pytest.mark.parametrize(
    ("seen", "value"),
    [
        ("疆维吾尔自治区乌鲁木齐市天山区", "新疆维吾尔自治区乌鲁木齐市天山区"),
        ("云南省昆明市禄劝舞族苗族自治县", "云南省昆明市禄劝彝族苗族自治县"),
    ],
)
def test_a_place_that_is_one_letter_off_is_put_right_and_told(seen: str, value: str) -> None:
    field = read(front(address=(seen, "新华街1号"))).fields["address"]
    assert (field.value, field.seen) == (f"{value}新华街1号", f"{seen}新华街1号")
    assert field.confidence < 0.9


@pytest.mark.parametrize("odds", [0.999, 0.8])
def test_of_two_nations_that_begin_alike_the_longer_one_that_stands_there_is_read(odds: float) -> None:
    whole = front(nation="土家")
    rows = []
    for row in whole.lines:
        letters = (replace(each, odds=odds) if each.character == "家" else each for each in row.letters)
        rows.append(replace(row, letters=tuple(letters)))
    assert read(replace(whole, lines=tuple(rows))).values()["nation"] == "15"
    assert read(front(nation="土")).values()["nation"] == "30"


def test_an_address_of_which_a_line_could_not_be_read_is_not_believed() -> None:
    whole = read(front(address=("北京市朝阳区建国路", "双河村12组85号"))).fields["address"]
    assert whole.confidence >= 0.9
    # As the network tells signs that it doesn't know; the line is left out, and so the rest is no address.
    part = read(front(address=("北京市朝阳区建国路", "双河村··组··号"))).fields["address"]
    assert part.value == "北京市朝阳区建国路"
    assert part.confidence < 0.9


@pytest.mark.parametrize("beginning", ["省汕头市濠江区和平街6号", "山西省大原市尖草坪区和平街6号"])
def test_an_address_that_begins_with_no_place_is_not_believed(beginning: str) -> None:
    assert read(front(address=(beginning,))).fields["address"].confidence < 0.9


@pytest.mark.parametrize(
    ("authority", "sure"),
    [
        ("北京市公安局朝阳分局", True),
        ("北京市公安局朝阳区分局", True),
        ("献县公安局", False),
        ("市公安局朝阳分局", False),
        ("北京市公安局朝日分局", False),
    ],
)
def test_an_authority_is_sure_where_the_address_has_its_places(authority: str, sure: bool) -> None:
    found = read(front(), back(authority=authority))
    assert (found.fields["authority"].confidence >= 0.9) is sure
