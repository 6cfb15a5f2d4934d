# SPDX-License-Identifier: Apache-2.0
"""Where travel permits, foreigners' cards and passports have their words, after public specimens and ICAO 9303."""

from __future__ import annotations

from datetime import date

from tests.helpers.idcards.fonts import digits
from tests.helpers.idcards.page import BLACK, LATIN_SEXES, RED, SEXES, Page, dotted, term

PASSPORT_WIDTH_MM, PASSPORT_HEIGHT_MM = 125.0, 88.0


def pass_front(page: Page) -> None:
    hong_kong = page.holder.edition == "hk"
    title = "港澳居民来往内地通行证" if hong_kong else "台湾居民来往大陆通行证"
    under = "Mainland Travel Permit for " + ("Hong Kong and Macao Residents" if hong_kong else "Taiwan Residents")
    page.sheet.text(5.0, 5.6, title, 4.0, RED, page.face)
    page.sheet.text(5.0, 9.4, under, 1.8, RED, page.face)
    page.portrait(5.0, 13.6, 22.0, 28.0)
    x, values = 31.0, 46.5
    page.label(x, 14.4, "姓名", 2.4)
    page.value(values, 14.4, page.field("name"), 3.5)
    page.value(values, 18.6, page.field("name_en").replace(" ", ", ", 1), 2.5)
    page.label(x, 23.0, "出生日期", 2.4)
    page.value(values, 23.0, dotted(page.field("birth_date")), 2.9)
    page.label(67.0, 23.0, "性别", 2.4)
    page.value(74.0, 23.0, SEXES[page.field("sex")], 2.9)
    page.label(x, 28.2, "有效期限", 2.4)
    page.value(values, 28.2, term(page), 2.9)
    page.label(x, 33.4, "签发机关", 2.4)
    page.value(values, 33.4, page.field("authority"), 2.7)
    if not hong_kong:
        page.label(x, 38.2, "签发地点", 2.4)
        page.value(values, 38.2, page.holder.printed["place"], 2.7)
    page.label(x, 43.6, "证件号码", 2.4)
    page.value(values, 43.6, page.field("number"), 3.4)
    page.label(x, 48.6, "换证次数" if hong_kong else "签发次数", 2.4)
    page.value(values, 48.6, page.holder.printed["issue_count"], 2.9)


def pass_back(page: Page) -> None:
    page.emblem(5.0, 4.0, 11.0)
    page.sheet.text(19.0, 7.0, "中华人民共和国", 3.6, RED, page.face)
    page.sheet.text(19.0, 12.2, "国家移民管理局", 3.2, RED, page.face)
    page.sheet.text(5.0, 20.0, "持证人来往内地时应当出示本证", 2.4, BLACK, page.face)
    page.sheet.text(5.0, 24.0, "本证遗失应当即时报告", 2.4, BLACK, page.face)
    born, end = (page.field(key).replace("-", "")[2:] for key in ("birth_date", "valid_to"))
    sex = LATIN_SEXES[page.field("sex")]
    lines = (
        f"CR{page.field('number')}".ljust(30, "<"),
        f"{born}{sex}{end}CHN".ljust(30, "<"),
        page.field("name_en").replace(" ", "<<", 1).ljust(30, "<"),
    )
    for number, line in enumerate(lines):
        page.sheet.even(4.8, 36.0 + 5.2 * number, line[:30], 3.1, page.ink, digits(), 2.54)


def foreign_front(page: Page) -> None:
    newest = page.holder.edition == "2023"
    page.sheet.text(5.0, 5.0, "中华人民共和国", 3.2, RED, page.face)
    page.sheet.text(5.0, 9.2, "外国人永久居留身份证", 3.9, RED, page.face)
    page.sheet.text(5.0, 12.8, "FOREIGN PERMANENT RESIDENT ID CARD", 1.9, RED, page.face)
    left = 5.0 if newest else 31.0
    if newest:
        page.portrait(56.5, 14.0, 24.0, 29.5)
    else:
        page.portrait(4.0, 15.5, 23.0, 28.5)
    _foreign_rows(page, left, latin_first=not newest)
    page.label(5.0 if newest else 31.0, 49.6, "证件号码 / ID No.", 2.2)
    page.number(24.0 if newest else 47.0, 49.5, page.field("number"), 3.2 if newest else 3.0, 2.2)


def _foreign_rows(page: Page, x: float, *, latin_first: bool) -> None:
    chinese = page.field("name") if page.field("name") != page.field("name_en") else ""
    latin = f"{page.holder.printed['surname']}, {page.holder.printed['given']}"
    names = [each for each in ((latin, chinese) if latin_first else (chinese, latin)) if each]
    page.label(x, 17.6, "姓名 / Name", 2.1)
    for number, each in enumerate(names):
        page.value(x, 20.9 + 3.4 * number, each, 2.7)
    page.label(x, 28.0, "性别 / Sex", 2.1)
    page.value(x, 31.0, f"{SEXES[page.field('sex')]} / {LATIN_SEXES[page.field('sex')]}", 2.7)
    page.label(x + 21.0, 28.0, "出生日期 / Date of Birth", 2.1)
    page.value(x + 21.0, 31.0, dotted(page.field("birth_date")), 2.7)
    page.label(x, 34.6, "国籍 / Nationality", 2.1)
    page.value(x, 37.6, page.holder.printed["country"].replace("/", " / "), 2.7)
    page.label(x, 41.2, "有效期限 / Period of Validity", 2.1)
    page.value(x, 44.4, term(page), 2.7)


def foreign_back(page: Page) -> None:
    page.emblem(5.0, 5.0, 13.0)
    page.sheet.spread(22.0, 78.0, 8.4, "外国人永久居留身份证", 4.2, BLACK, page.face)
    page.sheet.text(22.0, 13.4, "FOREIGN PERMANENT RESIDENT ID CARD", 2.2, BLACK, page.face)
    page.label(22.0, 26.0, "签发机关 / Issuing Authority", 2.3)
    page.value(22.0, 30.0, page.field("authority"), 3.0)
    page.label(22.0, 35.5, "换证次数 / Number of Renewals", 2.3)
    page.value(22.0, 39.5, page.holder.printed["issue_count"], 3.0)
    page.sheet.text(5.0, 48.0, "本证是持证人在中国境内居留的身份证件", 2.3, BLACK, page.face)


def passport_page(page: Page) -> None:
    printed = page.holder.printed
    page.sheet.text(6.0, 6.0, "护照", 4.6, RED, page.face)
    page.sheet.text(17.0, 6.2, "PASSPORT", 3.0, RED, page.face)
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
    page.value(x, 31.4, f"{SEXES[page.field('sex')]}/{LATIN_SEXES[page.field('sex')]}", 3.0)
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
