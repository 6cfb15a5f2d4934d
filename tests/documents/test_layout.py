# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.documents import elements
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, PictureMark, TextMark
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import FormContent
from tests.helpers import forms

REGISTRATION = forms.registration()
Rectangle = tuple[float, float, float, float]


def laid_out(template: FormTemplate, content: FormContent) -> list[Mark]:
    return lay_out(template.elements, Sheet(template.title, content, forms.FONTS))


def rectangle_of(mark: TextMark) -> Rectangle:
    """Return the em boxes of a text's characters: left, top, right, bottom."""
    width = forms.FONTS.width(mark.text, mark.size_pt, mark.weight) + mark.spacing_pt * (len(mark.text) - 1)
    if mark.pitch_pt:
        width = mark.pitch_pt * len(mark.text)
    return mark.x_pt, mark.y_pt - 0.88 * mark.size_pt, mark.x_pt + width, mark.y_pt + 0.12 * mark.size_pt


def assert_texts_keep_to_their_places(template: FormTemplate, marks: list[Mark]) -> None:
    texts = [mark for mark in marks if isinstance(mark, TextMark)]
    for mark in texts:
        element = template.elements[mark.owner]
        left, top, right, bottom = rectangle_of(mark)
        assert left >= element.x_mm * POINTS_PER_MM - 0.01, mark
        assert right <= (element.x_mm + element.w_mm) * POINTS_PER_MM + 0.01, mark
        assert top >= element.y_mm * POINTS_PER_MM - 0.01, mark
        assert bottom <= (element.y_mm + element.h_mm) * POINTS_PER_MM + 0.01, mark
    boxes = sorted(((rectangle_of(mark), mark) for mark in texts), key=lambda pair: pair[0])
    for position, (one, mark) in enumerate(boxes):
        for other, second in boxes[position + 1 :]:
            if other[0] >= one[2] - 0.01:
                break
            assert other[1] >= one[3] - 0.6 or other[3] <= one[1] + 0.6, (mark, second)


@pytest.mark.parametrize("path", [forms.REGISTRATION, forms.RECEIPT], ids=lambda path: path.stem)
@pytest.mark.parametrize("content", [forms.content(), forms.empty()], ids=["full", "empty"])
def test_texts_never_touch_each_other(path: object, content: FormContent) -> None:
    template = forms.form(path)  # type: ignore[arg-type]
    assert_texts_keep_to_their_places(template, laid_out(template, content))


NINE = (elements.Option(code="a", label="甲"),) * 9
LETTERS = st.sampled_from("成都市武侯区洗面桥街𠮷㛃𬭚·ABCxyz0123456789 -（）()，号")


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(sorted(forms.FIELDS - {"social_security_number"})), st.text(LETTERS, max_size=60))
)
def test_any_value_is_set_in_its_place_or_refused(values: dict[str, str]) -> None:
    try:
        marks = laid_out(REGISTRATION, forms.content(values, pictures={}))
    except InvalidInputError as error:
        assert error.code == "form.text_too_long"  # noqa: PT017
        return
    assert_texts_keep_to_their_places(REGISTRATION, marks)
    text = "".join("".join(mark.text.split()) for mark in marks if isinstance(mark, TextMark))
    for key, value in values.items():
        if key not in forms.CODES and key != "bank":
            assert "".join(value.split()) in text


def test_a_row_stands_on_one_line() -> None:
    marks = {mark.text: mark for mark in laid_out(REGISTRATION, forms.content()) if isinstance(mark, TextMark)}
    for row in (("性别", "男", "民族", "汉族", "1949-12-31"), ("开户银行", "● 成都银行"), ("姓名拼音", "陈思远")):
        assert len({round(marks[text].y_pt, 6) for text in row}) == 1


def test_the_name_is_the_largest_value() -> None:
    sizes = {mark.text: mark.size_pt for mark in laid_out(REGISTRATION, forms.content()) if isinstance(mark, TextMark)}
    assert (sizes["陈思远"], sizes["1949-12-31"], sizes["出生日期"]) == (14, 10.5, 8)


def test_a_name_of_twenty_characters_is_set_on_two_lines() -> None:
    name = "阿卜杜拉·买买提·吐尔逊江·阿不都热合曼·𠮷"
    marks = laid_out(REGISTRATION, forms.content({"name": name}))
    lines = [mark for mark in marks if isinstance(mark, TextMark) and mark.text in name and "·" in mark.text]
    assert "".join(line.text for line in lines) == name
    assert len(lines) == 2
    assert lines[0].size_pt >= 7.5


def test_card_pictures_have_the_cards_own_size() -> None:
    frames = [mark for mark in laid_out(REGISTRATION, forms.empty()) if isinstance(mark, FrameMark)]
    cards = [frame for frame in frames if round(frame.width_pt / POINTS_PER_MM, 2) == 85.6]
    assert [round(frame.height_pt / POINTS_PER_MM, 2) for frame in cards] == [54, 54]


def test_a_picture_of_another_shape_is_not_stretched() -> None:
    tall = forms.picture(300, 600, "white")
    marks = laid_out(REGISTRATION, forms.content(pictures={PictureRole.ID_FRONT: tall}))
    (placed,) = (mark for mark in marks if isinstance(mark, PictureMark))
    assert placed.height_pt == pytest.approx(placed.width_pt * 2)
    assert placed.height_pt == pytest.approx(54 * POINTS_PER_MM)


def test_several_answers_of_one_field_each_have_their_mark() -> None:
    kinds = (("1", "养老"), ("2", "医疗"), ("3", "失业"))
    options = tuple(elements.Option(code=code, label=label) for code, label in kinds)
    choice = elements.Choice(x_mm=10, y_mm=10, w_mm=100, h_mm=6, key="insurance_kinds", options=options)
    filled = Sheet("表", forms.content({}, {"insurance_kinds": "1,3"}), forms.FONTS)
    texts = [mark.text for mark in lay_out((choice,), filled) if isinstance(mark, TextMark)]
    assert texts == ["● 养老", "○ 医疗", "● 失业"]


def test_a_number_longer_than_its_comb_stays_whole() -> None:
    marks = laid_out(REGISTRATION, forms.content({"number": "P1234567890123456789012"}))
    (number,) = (mark for mark in marks if isinstance(mark, TextMark) and mark.text.startswith("P123"))
    assert number.pitch_pt == 0


@pytest.mark.parametrize(
    "hostile",
    [
        elements.Value(x_mm=10, y_mm=10, w_mm=30, h_mm=2, key="name", size_pt=72, base_pt=72, floor_pt=1),
        elements.Value(x_mm=10, y_mm=10, w_mm=2, h_mm=2, key="name"),
        elements.Comb(x_mm=10, y_mm=10, w_mm=10, h_mm=1, key="name", cells=40, size_pt=72),
        elements.Choice(x_mm=10, y_mm=10, w_mm=10, h_mm=1, key="bank", options=NINE),
        elements.Choice(x_mm=10, y_mm=10, w_mm=10, h_mm=3, key="bank", columns=3, options=NINE),
        elements.DateBlank(x_mm=10, y_mm=10, w_mm=10, h_mm=3, size_pt=72),
        elements.Signature(x_mm=10, y_mm=10, w_mm=10, h_mm=3, label="签名", size_pt=72),
        elements.Text(x_mm=10, y_mm=10, w_mm=10, h_mm=3, text="标题", spacing_pt=400),
        elements.Qr(x_mm=10, y_mm=10, w_mm=2, h_mm=2, key="personal_code"),
        elements.Code128(x_mm=10, y_mm=10, w_mm=2, h_mm=2, key="number"),
        elements.Cell(x_mm=10, y_mm=10, w_mm=4, h_mm=2, label="姓名", label_w_mm=0.1, key="name"),
    ],
    ids=lambda element: type(element).__name__,
)  # fmt: skip
def test_a_box_too_small_for_its_content_is_refused_or_kept_to(hostile: elements.Element) -> None:
    template = FormTemplate("表", 210, 297, 8, (hostile,))
    try:
        marks = laid_out(template, forms.content())
    except InvalidInputError as error:
        assert error.code in ("form.text_too_long", "form.bad_code")  # noqa: PT017
    else:
        assert_texts_keep_to_their_places(template, marks)
