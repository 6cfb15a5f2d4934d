# SPDX-License-Identifier: Apache-2.0
"""Cards as they are printed: where each layout has its words, in true proportions (GA 448 and the public specimens).

Positions, sizes and words are facts; grounds, emblem and portrait are drawn by :mod:`tests.helpers.idcards.art`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import cv2
import numpy as np

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Layout, Side
from sscard_desktop.domain.fields import LONG_TERM
from tests.helpers.idcards import art
from tests.helpers.idcards.fonts import REGULAR, Face, digits, script_face
from tests.helpers.idcards.people import CardPerson
from tests.helpers.idcards.sheet import Ink, Rgb, Sheet, wrapped

PASSPORT_WIDTH_MM, PASSPORT_HEIGHT_MM = 125.0, 88.0
_BLUE: Ink = (58, 110, 150)
_BLACK: Ink = (26, 24, 26)
_RED: Ink = (170, 52, 46)
_SEXES = MappingProxyType({"1": "男", "2": "女"})
_LATIN_SEXES = MappingProxyType({"1": "M", "2": "F"})
# What stands in the second lines is no word of any language, only letters of the script.
_LETTERS = MappingProxyType(
    {
        "mongolian": "".join(map(chr, range(0x1820, 0x1838))),
        "uyghur": "ابتجدرسشغفقكلمنوي",
        "tibetan": "".join(map(chr, range(0x0F40, 0x0F47))) + "་",
        "zhuang": "abcdeghinouvz",
    }
)


def size_mm(layout: Layout) -> tuple[float, float]:
    """Return width and height of the document's page."""
    return (PASSPORT_WIDTH_MM, PASSPORT_HEIGHT_MM) if layout is Layout.PASSPORT else (ID_1_WIDTH_MM, ID_1_HEIGHT_MM)


def draw_card(
    holder: CardPerson,
    side: Side,
    *,
    font: Face = REGULAR,
    layout: Layout | None = None,
    px_per_mm: float = 20,
    rng: np.random.Generator | None = None,
    photograph: bool = False,
    grey: bool = False,
) -> Rgb:
    """Return the card's side as RGB, edge to edge, with square corners (a scene rounds them).

    Args:
        layout: of the holder, unless another one is wanted for their words.
        rng: for ground, portrait and ink; the holder's own seed where none is given.
        photograph: the portrait is the public photograph instead of a drawn person.
        grey: as a photocopier leaves it.
    """
    kind = layout or holder.layout
    chance = rng or np.random.default_rng(holder.seed)
    width_mm, height_mm = size_mm(kind)
    width, height = round(width_mm * px_per_mm), round(height_mm * px_per_mm)
    tints = _TINTS[kind, side]
    tinted = tuple(tuple(int(v + chance.integers(-5, 6)) for v in tint) for tint in tints)
    sheet = Sheet(art.ground(width, height, chance, (tinted[0], tinted[1])), px_per_mm)  # type: ignore[arg-type]
    _PAGES[kind, side](_Page(sheet, holder, font, px_per_mm, chance, photograph))
    drawn = sheet.rgb()
    if grey:
        light = cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY).astype(np.float32)
        light = np.clip((light - 40) * 1.25 + chance.normal(0, 5, light.shape), 0, 255)
        drawn = np.repeat(light.astype(np.uint8)[..., None], 3, axis=2)
    return drawn


class _Page:
    """One side being printed."""

    def __init__(
        self, sheet: Sheet, holder: CardPerson, face: Face, scale: float, rng: np.random.Generator, photograph: bool
    ) -> None:
        self.sheet, self.holder, self.face, self.rng = sheet, holder, face, rng
        self._scale, self._photograph = scale, photograph
        shade = int(rng.integers(0, 34))
        self.ink: Ink = (shade, shade, shade)

    def field(self, key: str) -> str:
        return self.holder.fields.get(key, "")

    def label(self, x: float, y: float, text: str, size: float = 2.6, ink: Ink = _BLUE) -> float:
        return self.sheet.text(x, y, text, size, ink, self.face)

    def value(self, x: float, y: float, text: str, size: float = 3.1, pitch: float = 0) -> float:
        return self.sheet.text(x, y, text, size, self.ink, self.face, pitch_mm=pitch)

    def number(self, x: float, y: float, text: str, size: float = 3.9, pitch: float = 2.62) -> None:
        self.sheet.even(x, y, text, size, self.ink, digits(), pitch)

    def portrait(self, x: float, y: float, width: float, height: float) -> None:
        across, down = round(width * self._scale), round(height * self._scale)
        picture, alpha = art.portrait(across, down, self.rng, photograph=self._photograph)
        self.sheet.paste(picture, x, y, alpha)

    def emblem(self, x: float, y: float, size: float) -> None:
        self.sheet.paste(*_placed(art.emblem(round(size * self._scale)), x, y))

    def second_line(self, x: float, y: float, letters: int, size: float = 1.9) -> None:
        """Print letters of the region's script above a line, where the card has such."""
        face = script_face(self.holder.script) or (REGULAR if self.holder.script == "zhuang" else None)
        if face is None:
            return
        stock = _LETTERS[self.holder.script]
        text = "".join(stock[int(self.rng.integers(len(stock)))] for _ in range(letters))
        self.sheet.text(x, y, text, size, self.ink, face)


def _placed(picture: tuple[Rgb, Rgb], x: float, y: float) -> tuple[Rgb, float, float, Rgb]:
    return picture[0], x, y, picture[1]


def _dotted(iso: str) -> str:
    return "长期" if iso == LONG_TERM else iso.replace("-", ".")


def _term(page: _Page) -> str:
    return f"{_dotted(page.field('valid_from'))}-{_dotted(page.field('valid_to'))}"


def _resident_front(page: _Page) -> None:
    born = date.fromisoformat(page.field("birth_date"))
    page.portrait(53.2, 7.6, 26.0, 32.0)
    # Two scripts push everything down a little and closer together.
    rows = (8.3, 14.9, 21.3, 27.6, 3.95) if not page.holder.script else (9.0, 16.2, 22.6, 29.2, 3.85)
    name, sex, birth, home, step = rows
    page.second_line(15.4, name - (4.9 if _on_two_lines(page) else 3.3), 14)
    page.second_line(15.4, home - 3.4, 24)
    page.label(4.9, name, "姓 名")
    _holders_name(page, 15.2, name)
    if "nation" in page.holder.fields:
        page.second_line(15.4, sex - 3.2, 9)
        page.label(4.9, sex, "性 别")
        page.value(15.2, sex, _SEXES[page.field("sex")])
        page.label(24.6, sex, "民 族")
        page.value(33.0, sex, page.holder.printed["nation"])
    else:
        page.label(4.9, sex, "性 别")
        page.value(15.2, sex, _SEXES[page.field("sex")])
    page.label(4.9, birth, "出 生")
    page.value(15.2, birth, str(born.year))
    page.label(24.2, birth, "年")
    page.value(28.9 if born.month > 9 else 29.6, birth, str(born.month))
    page.label(33.0, birth, "月")
    page.value(37.2 if born.day > 9 else 37.9, birth, str(born.day))
    page.label(41.2, birth, "日")
    page.label(4.9, home, "住 址")
    for number, line in enumerate(wrapped(page.field("address"), 11)):
        page.value(15.2, home + number * step, line, 3.1, 3.28)
    page.label(4.9, 47.3, "公民身份号码", 2.75)
    page.number(28.4, 47.2, page.field("number"))


def _on_two_lines(page: _Page) -> bool:
    return len(page.field("name")) > 12


def _holders_name(page: _Page, x: float, y: float) -> None:
    """Print the name: a long one closer and smaller, the longest ones on two lines."""
    name = page.field("name")
    if len(name) < 9:
        page.value(x, y, name, 3.6, 3.85)
    elif not _on_two_lines(page):
        page.value(x, y, name, 2.9, 3.0)
    else:
        first = name.find("·") + 1 if 5 < name.find("·") < 12 else 9
        page.value(x, y - 1.5, name[:first], 2.7, 2.85)
        page.value(x, y + 1.6, name[first:], 2.7, 2.85)


def _emblem_side(page: _Page, title: str) -> None:
    page.emblem(5.0, 4.6, 15.5)
    page.second_line(24.0, 4.0, 34)
    page.sheet.spread(25.0, 74.0, 9.2, "中华人民共和国", 4.5, _BLACK, page.face)
    if len(title) < 6:
        page.sheet.spread(23.5, 76.5, 19.0, title, 6.6, _BLACK, page.face)
    else:
        page.sheet.spread(20.5, 79.5, 19.0, title, 5.6, _BLACK, page.face)


def _resident_back(page: _Page) -> None:
    _emblem_side(page, "居民身份证")
    page.label(18.6, 41.3, "签发机关", 2.8, _BLACK)
    _authority(page, 34.4, 41.3)
    page.label(18.6, 47.6, "有效期限", 2.8, _BLACK)
    page.value(34.4, 47.6, _term(page), 3.1)


def _authority(page: _Page, x: float, y: float) -> None:
    lines = wrapped(page.field("authority"), 14)
    for number, line in enumerate(lines):
        page.value(x, y + (number - len(lines) + 1) * 3.7, line, 3.1)


def _hmt_back(page: _Page) -> None:
    _emblem_side(page, "港澳台居民居住证")
    page.label(18.6, 33.6, "签发机关", 2.8, _BLACK)
    _authority(page, 34.4, 33.6)
    page.label(18.6, 38.6, "有效期限", 2.8, _BLACK)
    page.value(34.4, 38.6, _term(page), 3.1)
    page.label(18.6, 43.6, "通行证号码", 2.8, _BLACK)
    page.value(34.4, 43.6, page.field("pass_number"), 3.1)
    page.label(18.6, 48.4, "签发次数", 2.8, _BLACK)
    page.value(34.4, 48.4, page.holder.printed["issue_count"], 3.1)


def _pass_front(page: _Page) -> None:
    hong_kong = page.holder.edition == "hk"
    title = "港澳居民来往内地通行证" if hong_kong else "台湾居民来往大陆通行证"
    under = "Mainland Travel Permit for " + ("Hong Kong and Macao Residents" if hong_kong else "Taiwan Residents")
    page.sheet.text(5.0, 5.6, title, 4.0, _RED, page.face)
    page.sheet.text(5.0, 9.4, under, 1.8, _RED, page.face)
    page.portrait(5.0, 13.6, 22.0, 28.0)
    x, values = 31.0, 46.5
    page.label(x, 14.4, "姓名", 2.4)
    page.value(values, 14.4, page.field("name"), 3.5)
    page.value(values, 18.6, page.field("name_en").replace(" ", ", ", 1), 2.5)
    page.label(x, 23.0, "出生日期", 2.4)
    page.value(values, 23.0, _dotted(page.field("birth_date")), 2.9)
    page.label(67.0, 23.0, "性别", 2.4)
    page.value(74.0, 23.0, _SEXES[page.field("sex")], 2.9)
    page.label(x, 28.2, "有效期限", 2.4)
    page.value(values, 28.2, _term(page), 2.9)
    page.label(x, 33.4, "签发机关", 2.4)
    page.value(values, 33.4, page.field("authority"), 2.7)
    if not hong_kong:
        page.label(x, 38.2, "签发地点", 2.4)
        page.value(values, 38.2, page.holder.printed["place"], 2.7)
    page.label(x, 43.6, "证件号码", 2.4)
    page.value(values, 43.6, page.field("number"), 3.4)
    page.label(x, 48.6, "换证次数" if hong_kong else "签发次数", 2.4)
    page.value(values, 48.6, page.holder.printed["issue_count"], 2.9)


def _pass_back(page: _Page) -> None:
    page.emblem(5.0, 4.0, 11.0)
    page.sheet.text(19.0, 7.0, "中华人民共和国", 3.6, _RED, page.face)
    page.sheet.text(19.0, 12.2, "国家移民管理局", 3.2, _RED, page.face)
    page.sheet.text(5.0, 20.0, "持证人来往内地时应当出示本证", 2.4, _BLACK, page.face)
    page.sheet.text(5.0, 24.0, "本证遗失应当即时报告", 2.4, _BLACK, page.face)
    born, end = (page.field(key).replace("-", "")[2:] for key in ("birth_date", "valid_to"))
    sex = _LATIN_SEXES[page.field("sex")]
    lines = (
        f"CR{page.field('number')}".ljust(30, "<"),
        f"{born}{sex}{end}CHN".ljust(30, "<"),
        page.field("name_en").replace(" ", "<<", 1).ljust(30, "<"),
    )
    for number, line in enumerate(lines):
        page.sheet.even(4.8, 36.0 + 5.2 * number, line[:30], 3.1, page.ink, digits(), 2.54)


def _foreign_front(page: _Page) -> None:
    newest = page.holder.edition == "2023"
    page.sheet.text(5.0, 5.0, "中华人民共和国", 3.2, _RED, page.face)
    page.sheet.text(5.0, 9.2, "外国人永久居留身份证", 3.9, _RED, page.face)
    page.sheet.text(5.0, 12.8, "FOREIGN PERMANENT RESIDENT ID CARD", 1.9, _RED, page.face)
    left = 5.0 if newest else 31.0
    if newest:
        page.portrait(56.5, 14.0, 24.0, 29.5)
    else:
        page.portrait(4.0, 15.5, 23.0, 28.5)
    _foreign_rows(page, left, latin_first=not newest)
    page.label(5.0 if newest else 31.0, 49.6, "证件号码 / ID No.", 2.2)
    page.number(24.0 if newest else 47.0, 49.5, page.field("number"), 3.2 if newest else 3.0, 2.2)


def _foreign_rows(page: _Page, x: float, *, latin_first: bool) -> None:
    chinese = page.field("name") if page.field("name") != page.field("name_en") else ""
    latin = f"{page.holder.printed['surname']}, {page.holder.printed['given']}"
    names = [each for each in ((latin, chinese) if latin_first else (chinese, latin)) if each]
    page.label(x, 17.6, "姓名 / Name", 2.1)
    for number, each in enumerate(names):
        page.value(x, 20.9 + 3.4 * number, each, 2.7)
    page.label(x, 28.0, "性别 / Sex", 2.1)
    page.value(x, 31.0, f"{_SEXES[page.field('sex')]} / {_LATIN_SEXES[page.field('sex')]}", 2.7)
    page.label(x + 21.0, 28.0, "出生日期 / Date of Birth", 2.1)
    page.value(x + 21.0, 31.0, _dotted(page.field("birth_date")), 2.7)
    page.label(x, 34.6, "国籍 / Nationality", 2.1)
    page.value(x, 37.6, page.holder.printed["country"].replace("/", " / "), 2.7)
    page.label(x, 41.2, "有效期限 / Period of Validity", 2.1)
    page.value(x, 44.4, _term(page), 2.7)


def _foreign_back(page: _Page) -> None:
    page.emblem(5.0, 5.0, 13.0)
    page.sheet.spread(22.0, 78.0, 8.4, "外国人永久居留身份证", 4.2, _BLACK, page.face)
    page.sheet.text(22.0, 13.4, "FOREIGN PERMANENT RESIDENT ID CARD", 2.2, _BLACK, page.face)
    page.label(22.0, 26.0, "签发机关 / Issuing Authority", 2.3)
    page.value(22.0, 30.0, page.field("authority"), 3.0)
    page.label(22.0, 35.5, "换证次数 / Number of Renewals", 2.3)
    page.value(22.0, 39.5, page.holder.printed["issue_count"], 3.0)
    page.sheet.text(5.0, 48.0, "本证是持证人在中国境内居留的身份证件", 2.3, _BLACK, page.face)


def _passport_page(page: _Page) -> None:
    printed = page.holder.printed
    page.sheet.text(6.0, 6.0, "护照", 4.6, _RED, page.face)
    page.sheet.text(17.0, 6.2, "PASSPORT", 3.0, _RED, page.face)
    page.portrait(6.0, 14.0, 33.0, 43.0)
    x = 44.0
    page.label(x, 6.0, "类型/Type", 2.0)
    page.value(x, 9.8, "P", 3.0)
    page.label(60.0, 6.0, "国家码/Country Code", 2.0)
    page.value(60.0, 9.8, page.field("country"), 3.0)
    page.label(91.0, 6.0, "护照号码/Passport No.", 2.0)
    page.value(91.0, 10.0, page.field("number"), 3.8)
    page.label(x, 14.6, "姓名/Name", 2.0)
    native = page.field("name")
    if native != page.field("name_en"):
        page.value(x, 18.6, native, 3.4)
    page.value(x, 22.8, f"{printed['surname']}, {printed['given']}", 3.0)
    page.label(x, 27.6, "性别/Sex", 2.0)
    page.value(x, 31.4, f"{_SEXES[page.field('sex')]}/{_LATIN_SEXES[page.field('sex')]}", 3.0)
    page.label(64.0, 27.6, "国籍/Nationality", 2.0)
    page.value(64.0, 31.4, printed["country"], 3.0)
    page.label(93.0, 27.6, "出生日期/Date of birth", 2.0)
    page.value(93.0, 31.4, _travel_day(page.field("birth_date")), 3.0)
    page.label(x, 36.4, "签发日期/Date of issue", 2.0)
    page.value(x, 40.2, _travel_day(page.field("valid_from")), 3.0)
    page.label(93.0, 36.4, "有效期至/Date of expiry", 2.0)
    page.value(93.0, 40.2, _travel_day(page.field("valid_to")), 3.0)
    page.label(x, 45.4, "签发地点/Place of issue", 2.0)
    page.value(x, 49.2, printed["place"], 3.0)
    page.sheet.box(0, 66.0, PASSPORT_WIDTH_MM, 22.0, (243, 240, 236))
    page.sheet.even(6.5, 73.0, printed["mrz_1"], 3.3, page.ink, digits(), 2.54)
    page.sheet.even(6.5, 80.0, printed["mrz_2"], 3.3, page.ink, digits(), 2.54)


def _travel_day(iso: str) -> str:
    day = date.fromisoformat(iso)
    month = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")[day.month - 1]
    return f"{day.day:02d} {day.month}月/{month} {day.year}"


_PALE: tuple[Ink, Ink] = ((218, 232, 240), (240, 222, 226))
_TINTS: dict[tuple[Layout, Side], tuple[Ink, Ink]] = {
    (Layout.RESIDENT, Side.FRONT): _PALE,
    (Layout.RESIDENT, Side.BACK): ((232, 224, 226), (214, 230, 232)),
    (Layout.HMT_RESIDENCE, Side.FRONT): _PALE,
    (Layout.HMT_RESIDENCE, Side.BACK): ((232, 224, 226), (214, 230, 232)),
    (Layout.HMT_PASS, Side.FRONT): ((214, 226, 240), (226, 236, 224)),
    (Layout.HMT_PASS, Side.BACK): ((224, 226, 240), (232, 230, 222)),
    (Layout.FOREIGN_PERMANENT, Side.FRONT): ((226, 236, 240), (238, 230, 214)),
    (Layout.FOREIGN_PERMANENT, Side.BACK): ((236, 232, 222), (222, 234, 238)),
    (Layout.PASSPORT, Side.FRONT): ((238, 228, 224), (222, 232, 236)),
}
_PAGES: dict[tuple[Layout, Side], Callable[[_Page], None]] = {
    (Layout.RESIDENT, Side.FRONT): _resident_front,
    (Layout.RESIDENT, Side.BACK): _resident_back,
    (Layout.HMT_RESIDENCE, Side.FRONT): _resident_front,
    (Layout.HMT_RESIDENCE, Side.BACK): _hmt_back,
    (Layout.HMT_PASS, Side.FRONT): _pass_front,
    (Layout.HMT_PASS, Side.BACK): _pass_back,
    (Layout.FOREIGN_PERMANENT, Side.FRONT): _foreign_front,
    (Layout.FOREIGN_PERMANENT, Side.BACK): _foreign_back,
    (Layout.PASSPORT, Side.FRONT): _passport_page,
}
