# SPDX-License-Identifier: Apache-2.0
"""Holders of cards who don't exist: made by chance from public lists, their numbers right in form only.

Answers for what is *printed*; the truth is in the record's spelling (dates ISO, codes for sex and nation), so that a
reading can be compared with it as it is. The same generator gives the same person.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.document import Layout
from sscard_desktop.domain.fields import LONG_TERM

_T = TypeVar("_T")
_CODES = Path(__file__).parents[3] / "resources" / "codes"
DAY_OF_ISSUE = date(2026, 3, 1)
"""Every card was issued before this day and is valid on it."""

DEVELOPMENT, HELD_OUT = 1, 2
"""Two families of seeds that never meet: what the thresholds are set with, and what is only ever counted."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_RARE_SURNAMES = "亓佴冼仉爨逄钭昝麴禤尕芈幺滕郄乜蔺臧荀晁眭酆璩濮"
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "澹台", "赫连")
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华文辉力波斌宇浩轩梓涵欣怡雨晨佳琪嘉诚志远建国庆玉珍"
    "淑贞凤云龙飞翔鹏程思源子墨一诺可馨雅婷俊熙若曦天佑海燕春梅冬雪红卫东方旭阳立新永福德胜学良家豪美玲晓"
)
_UNCOMMON = "淏昊垚犇骉翀翯赟甯祎頔玥珺琎晟暐焜煊燊烨祺禛筠筱芃菡蕙瀚潆滢濛炘钰铄锴锟韫颢馥骁骞鸢鹍麒"
_BEYOND_GBK = "㛃䶮㭎㸌𠮷𬭚𬱖𬸦𫍲𫖯𫘦𬀩𬬭𬺈𪟝𪣻𫄷𬘭𬳵"
_SYLLABLES = [
    "阿",
    "依",
    "古",
    "丽",
    "买",
    "提",
    "吐",
    "尔",
    "逊",
    "艾",
    "力",
    "克",
    "木",
    "卡",
    "德",
    "热",
    "合",
    "曼",
    "努",
    "尔",
    "沙",
    "依",
    "玛",
    "穆",
    "罕",
    "默",
    "迪",
    "帕",
    "提",
    "海",
    "米",
    "拉",
    "扎",
    "西",
    "次",
    "仁",
    "丹",
    "增",
    "卓",
    "玛",
    "格",
    "桑",
    "旺",
    "堆",
    "其",
    "木",
    "格",
    "巴",
    "特",
    "乌",
    "兰",
    "娜",
    "仁",
    "苏",
    "和",
    "毕",
    "力",
]
_ROADS = [
    "文昌",
    "解放",
    "人民",
    "建设",
    "青年",
    "兴隆",
    "滨河",
    "长乐",
    "新华",
    "和平",
    "五一",
    "凤凰",
    "梧桐",
    "白云",
    "望江",
    "石桥",
    "花园",
    "金沙",
    "龙泉",
    "迎宾",
    "东风",
    "胜利",
    "环城",
    "学府",
    "银杏",
    "月亮湾",
    "七里",
    "马家湾",
    "胜天",
    "红星",
]
_ESTATES = [
    "锦绣苑",
    "翠湖花园",
    "阳光小区",
    "丽水家园",
    "金域华府",
    "幸福里",
    "紫荆公馆",
    "书香门第",
    "东篱雅舍",
    "天悦府",
    "怡景新村",
]
_VILLAGES = [
    "王家庄",
    "李家沟",
    "上坪",
    "下河湾",
    "黄土岭",
    "石板桥",
    "大槐树",
    "双龙",
    "清水塘",
    "马鞍山",
    "八里铺",
    "罗家坝",
]
_FOREIGN = (
    ("CAN", "124", "加拿大", "MCKENZIE", "ALEXANDRA JANE", ""),
    ("KAZ", "398", "哈萨克斯坦", "SULEIMENOV", "DAUREN", ""),
    ("PAK", "586", "巴基斯坦", "SAMPLE", "IMRAN AHMED", ""),
    ("FRA", "250", "法国", "DUPONT EXEMPLE", "MARIE CLAIRE", "杜梦兰"),
    ("DEU", "276", "德国", "MUSTERMANN", "ERIKA", ""),
    ("JPN", "392", "日本", "MIHON", "HANAKO", "见本花子"),
    ("KOR", "410", "韩国", "GYEON", "BONSEOK", "甄本硕"),
    ("USA", "840", "美国", "SPECIMEN", "JOHN QUINCY", "施明远"),
    ("RUS", "643", "俄罗斯", "OBRAZTSOV", "ALEKSEI", ""),
    ("SGP", "702", "新加坡", "TAN", "AH SAMPLE", "陈亚样"),
)
_READINGS = MappingProxyType(
    {
        "陈": "CHEN", "李": "LI", "黄": "HUANG", "何": "HE", "梁": "LIANG", "林": "LIN", "王": "WANG", "周": "ZHOU",
        "嘉": "JIA", "诚": "CHENG", "志": "ZHI", "远": "YUAN", "欣": "XIN", "怡": "YI", "美": "MEI", "玲": "LING",
        "俊": "JUN", "熙": "XI", "子": "ZI", "墨": "MO", "家": "JIA", "豪": "HAO", "文": "WEN", "静": "JING",
    }
)  # fmt: skip
_SPELT_SURNAMES, _SPELT_GIVEN = "陈李黄何梁林王周", "嘉诚志远欣怡美玲俊熙子墨家豪文静"
# Printed with a second line in the script of the region; on a generator's card that line is decoration.
SCRIPT_OF = MappingProxyType({"15": "mongolian", "65": "uyghur", "54": "tibetan", "45": "zhuang"})


@dataclass(frozen=True)
class CardPerson:
    """A fictitious holder and what their card says.

    Attributes:
        fields: by the record's keys and in its spelling; only what the card shows.
        printed: what the card shows beyond that, as printed.
        edition: which of several prints of the layout: ``2017``/``2023`` (foreigners), ``hk``/``tw`` (passes).
        script: ``mongolian``, ``uyghur``, ``tibetan``, ``zhuang`` where the card has a second line; empty otherwise.
        seed: for the portrait and the ground.
    """

    layout: Layout
    fields: Mapping[str, str]
    printed: Mapping[str, str]
    edition: str = ""
    script: str = ""
    seed: int = 0


@dataclass(frozen=True)
class _Division:
    code: str
    province: str
    city: str
    county: str

    @property
    def full(self) -> str:
        return self.province + self.city + self.county


def person(rng: np.random.Generator, layout: Layout = Layout.RESIDENT) -> CardPerson:
    """Return somebody who holds a card of ``layout``."""
    match layout:
        case Layout.RESIDENT:
            made = _resident(rng)
        case Layout.HMT_RESIDENCE:
            made = _hmt_resident(rng)
        case Layout.HMT_PASS:
            made = _pass_holder(rng)
        case Layout.FOREIGN_PERMANENT:
            made = _foreigner(rng)
        case Layout.PASSPORT:
            made = _traveller(rng)
    return replace(made, seed=int(rng.integers(1 << 30)))


def _resident(rng: np.random.Generator) -> CardPerson:
    home = _one(rng, divisions())
    born, sex = _birth(rng, youngest=1), _sex(rng)
    nation = "01" if rng.random() < 0.75 else _one(rng, sorted(nations()))
    script = SCRIPT_OF.get(home.code[:2], "") if rng.random() < 0.8 else ""
    body = f"{home.code}{born:%Y%m%d}{_sequence(rng, sex)}"
    start, end = _term(rng, born)
    fields = {
        "document_type": "resident",
        "country": "CHN",
        "number": body + mod_11_2(body),
        "name": _name(rng, nation),
        "sex": sex,
        "nation": nation,
        "birth_date": born.isoformat(),
        "address": _address(rng, home),
        "authority": _authority(rng, home),
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat() if end else LONG_TERM,
    }
    return CardPerson(Layout.RESIDENT, fields, {"nation": nations()[nation]}, script=script)


def _hmt_resident(rng: np.random.Generator) -> CardPerson:
    prefix = _one(rng, ("810000", "820000", "830000"))
    born, sex, home = _birth(rng, youngest=6), _sex(rng), _one(rng, divisions())
    body = f"{prefix}{born:%Y%m%d}{_sequence(rng, sex)}"
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    fields = {
        "document_type": "hmt_residence",
        "number": body + mod_11_2(body),
        "name": _name(rng, "01"),
        "sex": sex,
        "birth_date": born.isoformat(),
        "address": _address(rng, home),
        "authority": _authority(rng, home),
        "valid_from": start.isoformat(),
        "valid_to": _years_on(start, 5).isoformat(),
        "pass_number": _pass_number(rng, {"810000": "H", "820000": "M", "830000": ""}[prefix]),
    }
    return CardPerson(Layout.HMT_RESIDENCE, fields, {"issue_count": f"{int(rng.integers(1, 5)):02d}"})


def _pass_holder(rng: np.random.Generator) -> CardPerson:
    letter = _one(rng, ("H", "M", ""))
    born, sex = _birth(rng, youngest=1), _sex(rng)
    name, latin = _spelt_name(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    years = 10 if _age(born, start) >= 18 and letter else 5
    fields = {
        "document_type": "hk_macau_pass" if letter else "taiwan_pass",
        "number": _pass_number(rng, letter),
        "name": name,
        "name_en": latin,
        "sex": sex,
        "birth_date": born.isoformat(),
        "authority": _one(rng, ("公安部出入境管理局", "中华人民共和国出入境管理局", "国家移民管理局")),
        "valid_from": start.isoformat(),
        "valid_to": _ends(start, years).isoformat(),
    }
    printed = {"issue_count": f"{int(rng.integers(1, 9)):02d}", "place": _one(rng, ("广东", "福建", "公安部"))}
    return CardPerson(Layout.HMT_PASS, fields, printed, edition="hk" if letter else "tw")


def _foreigner(rng: np.random.Generator) -> CardPerson:
    country, numeric, printed_country, surname, given, chinese = _one(rng, _FOREIGN)
    born, sex = _birth(rng, youngest=18), _sex(rng)
    edition = _one(rng, ("2017", "2023"))
    where = _one(rng, divisions()).code
    if edition == "2017":
        body = f"{country}{where[:4]}{born:%y%m%d}{2 * int(rng.integers(5)) + (sex == '1')}"
        number = body + weights_7_3_1(body)
    else:
        body = f"9{where[:2]}{numeric}{born:%Y%m%d}{_sequence(rng, sex)}"
        number = body + mod_11_2(body)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 10 * 365 - 30)))
    latin = f"{surname} {given}"
    fields = {
        "document_type": "foreign_permanent",
        "country": country,
        "number": number,
        "name": chinese or latin,
        "name_en": latin,
        "sex": sex,
        "birth_date": born.isoformat(),
        "authority": "公安部出入境管理局" if edition == "2017" else "国家移民管理局",
        "valid_from": start.isoformat(),
        "valid_to": _ends(start, 10).isoformat(),
    }
    printed = {
        "surname": surname,
        "given": given,
        "country": f"{printed_country}/{country}",
        "issue_count": "00" if edition == "2017" else "01",
    }
    return CardPerson(Layout.FOREIGN_PERMANENT, fields, printed, edition=edition)


def _traveller(rng: np.random.Generator) -> CardPerson:
    if rng.random() < 0.5:
        country, _numeric, printed_country, surname, given, _chinese = _one(rng, _FOREIGN)
        name = f"{surname} {given}"
    else:
        country, printed_country = "CHN", "中国"
        name, latin = _spelt_name(rng)
        surname, _, given = latin.partition(" ")
    born, sex = _birth(rng, youngest=1), _sex(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    end = _ends(start, 10 if _age(born, start) >= 16 else 5)
    number = _one(rng, ("E", "EA", "EJ", "G", "P", "X")).ljust(9, "#")
    number = "".join(str(int(rng.integers(10))) if place == "#" else place for place in number)
    names = f"{surname}<<{given}".replace(" ", "<")
    first = f"P{'O' if country == 'CHN' else '<'}{country}{names}"[:44].ljust(44, "<")
    gender = {"1": "M", "2": "F"}[sex]
    parts = [_checked(number), _checked(f"{born:%y%m%d}"), _checked(f"{end:%y%m%d}"), _checked("<" * 14)]
    second = f"{parts[0]}{country}{parts[1]}{gender}{parts[2]}{parts[3]}"
    second += weights_7_3_1("".join(parts))
    fields = {
        "document_type": "passport",
        "country": country,
        "number": number,
        "name": name,
        "name_en": f"{surname} {given}",
        "sex": sex,
        "birth_date": born.isoformat(),
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat(),
    }
    printed = {
        "surname": surname,
        "given": given,
        "country": f"{printed_country}/{country}",
        "mrz_1": first,
        "mrz_2": second,
        "place": _one(rng, ("北京/BEIJING", "四川/SICHUAN", "上海/SHANGHAI", "广东/GUANGDONG")),
    }
    return CardPerson(Layout.PASSPORT, fields, printed)


def _checked(part: str) -> str:
    return part + weights_7_3_1(part)


def _name(rng: np.random.Generator, nation: str) -> str:
    if nation not in ("01", "11", "15", "03", "08") and rng.random() < 0.6:
        parts = ["".join(_several(rng, _SYLLABLES, int(rng.integers(2, 5)))) for _ in range(2)]
        if rng.random() < 0.15:
            parts = ["".join(_several(rng, _SYLLABLES, 4)) + "尔", "".join(_several(rng, _SYLLABLES, 7))]
        return ("·" if rng.random() < 0.9 else "").join(parts)[:15]
    chance = rng.random()
    if chance < 0.06:
        surname = _one(rng, _DOUBLE)
    elif chance < 0.12:
        surname = _one(rng, _RARE_SURNAMES)
    else:
        surname = _one(rng, _SURNAMES)
    given = "".join(_several(rng, _GIVEN, 1 if rng.random() < 0.2 else 2))
    rare = rng.random()
    if rare < 0.12:
        given = given[:-1] + _one(rng, _UNCOMMON)
    elif rare < 0.15:
        given = given[:-1] + _one(rng, _BEYOND_GBK)
    return surname + given


def _spelt_name(rng: np.random.Generator) -> tuple[str, str]:
    surname, given = _one(rng, _SPELT_SURNAMES), "".join(_several(rng, _SPELT_GIVEN, int(rng.integers(1, 3))))
    return surname + given, f"{_READINGS[surname]} {''.join(_READINGS[each] for each in given)}"


def _address(rng: np.random.Generator, home: _Division) -> str:
    kind = rng.random()
    road = f"{_one(rng, _ROADS)}{_one(rng, '路街道')}"
    if rng.random() < 0.3:
        road = road[:-1] + _one(rng, ("东路", "西路", "南街", "北街", "一路", "大道", "巷"))
    number = int(rng.integers(1, 999))
    if kind < 0.3:
        tail = f"{_one(rng, _VILLAGES)}村{_one(rng, ('', '民委员会'))[:4]}{int(rng.integers(1, 19))}组{number % 200}号"
        return f"{home.full}{_one(rng, _ROADS)}镇{tail}"
    block, unit, room = int(rng.integers(1, 60)), int(rng.integers(1, 7)), int(rng.integers(101, 3309))
    if kind < 0.45:
        return f"{home.full}{road}{number}号"
    if kind < 0.75:
        return f"{home.full}{road}{number}号{block}栋{unit}单元{room}号"
    estate = f"{road}{number}号{_one(rng, _ESTATES)}{_one(rng, ('', 'A区', 'B区', '二期', '（北区）'))}"
    return f"{home.full}{_one(rng, _ROADS)}街道{estate}{block}号楼{unit}单元{room}室"


def _authority(rng: np.random.Generator, home: _Division) -> str:
    if home.county.endswith("区"):
        city = home.city or home.province
        return f"{city}公安局{home.county[:-1]}分局" if rng.random() < 0.7 else f"{city}公安局{home.county}分局"
    return f"{home.county}公安局"


def _term(rng: np.random.Generator, born: date) -> tuple[date, date | None]:
    """Return a validity that fits the age at issue (居民身份证法 5): 5 years under 16, 10, 20, from 46 on 长期."""
    for _ in range(40):
        start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, min(19 * 365, (DAY_OF_ISSUE - born).days))))
        age = _age(born, start)
        years = 5 if age < 16 else 10 if age < 26 else 20
        if age >= 46:
            return start, None
        if _years_on(start, years) > DAY_OF_ISSUE:
            return start, _years_on(start, years)
    start = DAY_OF_ISSUE - timedelta(days=30)
    return start, _years_on(start, 5)


def _birth(rng: np.random.Generator, *, youngest: int) -> date:
    oldest = DAY_OF_ISSUE - timedelta(days=95 * 365)
    return oldest + timedelta(days=int(rng.integers((95 - youngest) * 365)))


def _sex(rng: np.random.Generator) -> str:
    return _one(rng, ("1", "2"))


def _sequence(rng: np.random.Generator, sex: str) -> str:
    return f"{2 * int(rng.integers(500)) + (sex == '1'):03d}"


def _pass_number(rng: np.random.Generator, letter: str) -> str:
    return f"{letter}{int(rng.integers(100_000_000)):08d}"


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _ends(start: date, years: int) -> date:
    # Travel documents end the day before, resident cards on the same day.
    return _years_on(start, years) - timedelta(days=1)


def _one(rng: np.random.Generator, choices: Sequence[_T]) -> _T:
    return choices[int(rng.integers(len(choices)))]


def _several(rng: np.random.Generator, choices: Sequence[str], count: int) -> list[str]:
    return [_one(rng, choices) for _ in range(count)]


@lru_cache(maxsize=1)
def divisions() -> tuple[_Division, ...]:
    """Return the counties and districts of today's list, with their full names."""
    table = json.loads((_CODES / "divisions.json").read_text(encoding="utf-8"))["divisions"]
    today = {code: names[-1][0] for code, names in table.items() if names[-1][2] is None}
    found = []
    for code, county in today.items():
        if code.endswith("00") or code[:2] > "65":
            continue
        city = today.get(code[:4] + "00", "")
        if "直辖" in city or city in ("市辖区", "县") or "直辖" in county:
            city = ""
        found.append(_Division(code, today[code[:2] + "0000"], city, county))
    return tuple(found)


@lru_cache(maxsize=1)
def nations() -> dict[str, str]:
    """Return code → name as printed on a card."""
    listed = tomllib.loads((_CODES / "nations.toml").read_text(encoding="utf-8"))["codes"]
    return {code: entry["zh_CN"] for code, entry in listed.items() if code < "57"}
