# SPDX-License-Identifier: Apache-2.0
"""Anybody whom a city may meet: strategies for records that the rules of any profile have nothing against.

The people are made up from nothing but what the profile says of its fields, so a city that comes later is covered
without a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.conditions import holds, is_minor
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec, han_count
from sscard_desktop.domain.kindspelling import document_type_of, normalised
from sscard_desktop.domain.namedrules import CHANGES_SECTION
from sscard_desktop.domain.profile import Profile

TODAY = date(2026, 3, 2)
DIVISIONS = ("510107", "110105", "370704", "440507", "510122", "310103")
HAN = "张王李赵陈单解区阿依古丽买提欧阳司马小明伟芳㛃䶮𠮷𬭚〇龘犇喆"
WORDS = HAN + "路街道号楼室苑区县市省东西南北中样本科技有限公司（）ABCxyz0123456789-#·、"
_LONGEST = 30


def any_values(profile: Profile) -> st.SearchStrategy[dict[str, str]]:
    """Return values of a complete record of the kind of business that ``profile`` is the view of."""
    return _values(profile)


@st.composite
def _values(draw: st.DrawFn, profile: Profile) -> dict[str, str]:
    born = draw(st.dates(TODAY - timedelta(days=90 * 365), TODAY))
    sex = draw(st.sampled_from("12"))
    # In the order in which a clerk fills a form in: what is asked next depends on what was answered.
    values = {"birth_date": born.isoformat(), "sex": sex} if "birth_date" in profile.fields else {}
    keys = sorted(profile.fields, key=lambda key: (not key.endswith("document_type"), key == "number"))
    for _ in range(2):
        for key in keys:
            spec = profile.fields[key]
            if values.get(key) or not holds(spec.shown, values, TODAY, profile.adult_age):
                continue
            needed = holds(spec.required, values, TODAY, profile.adult_age)
            if key.startswith("agent_") and not needed:
                continue
            if needed or draw(st.booleans()):
                values[key] = normalised(spec, draw(_answer(spec, profile, values, born, sex)), values)
    kept = {key: value for key, value in values.items() if key in profile.fields and value}
    rules = {use.name for use in profile.rules}
    if kept.get("agent_proof"):
        minor = is_minor(kept, TODAY, profile.adult_age)
        kept["agent_proof"] = "household_register" if minor else "authorisation"
    if "something_changes" in rules:
        first = next(section.fields for section in profile.sections if section.key == CHANGES_SECTION)[0]
        kept.setdefault(
            first, normalised(spec := profile.fields[first], draw(_answer(spec, profile, kept, born, sex)), kept)
        )
    if "social_security_is_number" in rules and kept.get("document_type") == "resident":
        kept["social_security_number"] = kept["number"]
    return kept


def _answer(
    spec: FieldSpec, profile: Profile, values: Mapping[str, str], born: date, sex: str
) -> st.SearchStrategy[str]:
    if spec.key == "country":
        foreign = values.get("document_type") in ("passport", "foreign_permanent")
        return st.sampled_from(["CAN", "KAZ", "PAK"] if foreign else ["CHN"])
    if spec.key == "birth_date":
        return st.just(born.isoformat())
    if spec.key == "sex":
        return st.just(sex)
    if spec.key == "valid_from":
        return st.dates(born, TODAY).map(date.isoformat)
    codes = [entry.code for entry in profile.code_lists[spec.code_list].entries] if spec.code_list else []
    match spec.kind:
        case FieldKind.NUMBER:
            kind = document_type_of(spec, values)
            if spec.document == "agent":
                grown = st.dates(TODAY - timedelta(days=80 * 365), TODAY - timedelta(days=31 * 365))
                return grown.flatmap(lambda day: _number(kind, day, "1"))
            return _number(kind, born, sex)
        case FieldKind.NAME:
            return _name(spec)
        case FieldKind.PINYIN:
            return st.sampled_from(["ZHANG SAN", "OUYANG XIAOMING", "LÜ WEI", "ANNE-MARIE O'HARA", "AYIGULI·MAIMAITI"])
        case FieldKind.DATE:
            return st.dates(date(1950, 1, 1), TODAY).map(date.isoformat)
        case FieldKind.EXPIRY:
            ends = st.dates(TODAY + timedelta(days=400), date(2060, 1, 1)).map(date.isoformat)
            return st.just(LONG_TERM) | ends
        case FieldKind.CODE:
            return st.sampled_from(codes)
        case FieldKind.CODES:
            chosen = st.lists(st.sampled_from(codes), min_size=1, unique=True)
            return chosen.map(lambda some: ",".join(code for code in codes if code in some))
        case FieldKind.FLAG:
            return st.sampled_from([YES, NO])
        case FieldKind.MOBILE:
            return st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter(str.isascii)
        case FieldKind.PHONE:
            return st.sampled_from(["028-86245818", "010-12345678", "0536-1234567-12", "13800000000"])
        case FieldKind.POSTCODE:
            return st.integers(1, 999_999).map(lambda number: f"{number:06d}")
        case FieldKind.DIGITS:
            least, most = max(1, spec.min_chars), spec.max_chars or max(18, spec.min_chars)
            return st.text("0123456789", min_size=least, max_size=min(most, max(least, _LONGEST)))
        case _:
            return _words(spec)


def _number(kind: str, born: date, sex: str) -> st.SearchStrategy[str]:
    sequence = st.integers(0, 499).map(lambda number: f"{2 * number + (sex == '1'):03d}")
    divisions = {
        "resident": st.sampled_from(DIVISIONS),
        "hmt_residence": st.sampled_from(["810000", "820000", "830000"]),
        "foreign_permanent": st.integers(0, 99_999).map(lambda number: f"9{number:05d}"),
    }
    if kind in divisions:
        bodies = st.tuples(divisions[kind], sequence).map(lambda parts: f"{parts[0]}{born:%Y%m%d}{parts[1]}")
        return bodies.map(lambda body: body + mod_11_2(body))
    eight = st.integers(0, 99_999_999).map(lambda number: f"{number:08d}")
    if kind == "hk_macau_pass":
        return st.tuples(st.sampled_from("HM"), eight).map("".join)
    if kind == "taiwan_pass":
        return eight
    return eight.map(lambda digits: f"E{digits}")


def _name(spec: FieldSpec) -> st.SearchStrategy[str]:
    longest = min(spec.max_chars or 15, 15)
    chinese = st.text(HAN, min_size=2, max_size=longest)
    return chinese | st.sampled_from(["阿依古丽·买买提", "陈𠮷", "MARTIN SAMPLE"]).filter(
        lambda name: len(name) <= longest
    )


def _words(spec: FieldSpec) -> st.SearchStrategy[str]:
    most = min(spec.max_chars or _LONGEST, max(_LONGEST, spec.min_chars + 4))
    least = max(2, spec.min_chars)
    texts = st.text(WORDS, min_size=0, max_size=max(0, most - least)).map(
        lambda text: "样本路号科技有限公司样例街"[:least] + text
    )
    if spec.max_han:
        return texts.map(lambda text: _fitting(text, spec.max_han))
    return texts


def _fitting(text: str, limit: float) -> str:
    while han_count(text) > limit:
        text = text[:-1]
    return text
