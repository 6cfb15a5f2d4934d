# SPDX-License-Identifier: Apache-2.0
"""Lists as they come, made at random from known people: what each cell must be read as, or why it must be refused.

The people are made up. A seed gives the same list again.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.idnumber import propose_eighteen
from sscard_desktop.domain.rosterwords import folded
from tests.helpers.rosters import TODAY, city, number

CITIES = ("chengdu", "weifang", "national", "guangdong-shantou", "beijing", "shanxi", "qingdao", "nanning")
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = "伟芳娜敏静丽强磊军洋艳勇杰涛明超秀霞平刚桂英华玉兰红建国志文海燕春梅雪莹浩宇轩梓涵欣怡嘉琪鑫𬀩𠅤㛃堃喆龑"
_DOTTED = ("阿依古丽·买买提", "买买提·吐尔逊", "古丽娜尔·阿不都拉", "扎西·才让", "迪丽热巴·迪力木拉提", "乌仁·图雅")
_DIVISIONS = ("510107", "110105", "370702", "440507", "653101", "310104", "140105", "450103", "370202")
_NATIONS = {"01": "汉", "02": "蒙古", "03": "回", "05": "维吾尔", "08": "壮", "11": "满", "15": "土家"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BLANKS = ("", "", "", "", " ", "　", "\xa0", "\t", "\u200b", "\ufeff")
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "员工姓名", "职工姓名", "参保人姓名", "Name", "姓名/Name", "姓 名"),
    "number": (
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "证件号码",
        "居民身份证号码",
        "ID No.",
        "身份證號碼",
        "身份证",
    ),
    "sex": ("性别", "Sex", "Gender", "性  别", "性别（男/女）"),
    "nation": ("民族", "民族代码"),
    "birth_date": ("出生日期", "出生年月日", "生日", "Date of birth", "出生日期（YYYY-MM-DD）"),
    "mobile": ("手机号码", "手机号", "联系电话", "手机", "移动电话", "本人手机号码", "Mobile"),
    "postcode": ("邮政编码", "邮编"),
    "address": ("常住地址", "家庭住址", "现住址", "居住地址", "通讯地址", "地址"),
    "household_address": ("户籍地址", "户口所在地", "户口地址", "身份证地址"),
    "education": ("学历", "文化程度", "最高学历"),
    "personal_number": ("个人编号",),
    "personnel_category": ("人员类别",),
    "insured_unit_number": ("参保单位编号",),
    "valid_to": ("证件有效期至", "有效期至", "身份证有效期", "证件有效期截止日期"),
    "valid_from": ("证件有效期起", "有效期起始日期"),
    "document_type": ("证件类型", "证件种类"),
}
_REMARKS = ("", "", "", "", "*", "（必填）", "：", "(选填)", "【必填】")
_DIFFERS = frozenset({"rules.birth_date_differs"})
_OF_SEVERAL = frozenset({"rosters.person_twice", "rosters.person_twice_differently", "rosters.personal_number_twice"})
_SERIAL_PLACES = 5
_STRANGERS = (
    *(
        "工号",
        "部门",
        "备注",
        "入职日期",
        "岗位",
        "工资",
        "婚姻状况",
        "政治面貌",
        "曾用名",
        "父亲姓名",
        "紧急联系人",
        "紧急联系人电话",
    ),
    *(
        "银行卡号",
        "姓名（曾用名）",
        "手机号码（家属）",
        "身份证地址邮编",
        "合同到期日",
        "部门负责人",
        "姓名缩写",
        "身份证复印件",
    ),
)
_GROUPS = ("基本信息", "个人信息", "员工情况", "职工基本资料", "人员信息")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell, and what has to come of it: a value, or one of some codes."""

    cell: object
    value: str = ""
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """A row as it must be read."""

    row: int
    values: Mapping[str, str]
    refused: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Messy:
    """A list and what must come of it.

    Attributes:
        keys: the fields whose columns it has.
        others: rows that are nobody.
    """

    seed: int
    profile: str
    name: str
    content: bytes
    keys: Sequence[str]
    people: list[Person] = field(default_factory=list)
    others: set[int] = field(default_factory=set)


class _Maker:
    """Makes one list."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.profile = self.random.choice(CITIES)
        self.format = self.random.choice(("xlsx", "xlsx", "xlsx", "xls", "csv"))
        self.serials_1904 = self.format == "xlsx" and self.random.random() < 0.2
        self.csv = self.format == "csv"
        usual = city(self.profile).of(city(self.profile).usual_business)
        self.fields = usual.fields
        self.spelling_faults = self.random.choice((0.0, 0.05, 0.3))

    def one(self, *choices: object) -> object:
        return self.random.choice(choices)

    def padded(self, text: str) -> str:
        return f"{self.random.choice(_BLANKS)}{text}{self.random.choice(_BLANKS)}"

    # ── truth ────────────────────────────────────────────────────────────────────────────────────────────────

    def person(self) -> dict[str, str]:
        born = date(1950, 1, 1) + timedelta(days=self.random.randrange(20_000))
        sequence = self.random.randrange(1, 996)
        if self.random.random() < 0.1:
            name = self.random.choice(_DOTTED)
        else:
            name = self.random.choice(_SURNAMES) + "".join(self.random.choices(_GIVEN, k=self.random.choice((1, 2))))
        start = date(2012, 1, 1) + timedelta(days=self.random.randrange(5000))
        return {
            "name": name,
            "number": number(born, sequence, self.random.choice(_DIVISIONS)),
            "sex": "1" if sequence % 2 else "2",
            "nation": self.random.choice(tuple(_NATIONS)),
            "birth_date": born.isoformat(),
            "mobile": f"1{self.random.choice('3456789')}{self.random.randrange(10**9):09d}",
            "postcode": f"{self.random.randrange(100_000, 860_000):06d}",
            "address": f"成都市武侯区一环路{self.random.randrange(900)}号",
            "household_address": f"四川省成都市武侯区人民南路{self.random.randrange(900)}号",
            "education": self.random.choice(("10", "20", "30", "40", "50", "60")),
            "personal_number": f"{self.random.randrange(10**9, 10**10)}",
            "personnel_category": self.random.choice(("在职", "退休")),
            "insured_unit_number": f"{self.random.randrange(10**9, 10**10)}",
            "valid_from": start.isoformat(),
            "valid_to": self.random.choice((start.replace(day=1, year=start.year + 20).isoformat(), "long_term")),
            "document_type": "resident",
        }

    # ── spellings ────────────────────────────────────────────────────────────────────────────────────────────

    def spelled(self, key: str, truth: Mapping[str, str]) -> Told:
        value = truth[key]
        wrong = self.random.random() < self.spelling_faults
        spell: Callable[[str, bool], Told] = getattr(self, f"_{key}", self._plain)
        return spell(value, wrong)

    def _plain(self, value: str, wrong: bool) -> Told:
        if value.isdigit() and len(value) < 15 and not value.startswith("0") and self.random.random() < 0.4:
            return Told(f"{value}.0" if self.csv else int(value), value)
        return Told(self.padded(value), value)

    def _name(self, value: str, wrong: bool) -> Told:
        dotted = "·" in value
        if wrong:
            options: list[Told] = [
                Told("", codes=frozenset({"rosters.required"})),
                Told(f"{value}1", codes=frozenset({"rules.name_digit"})),
                Told(f"{value}（退休）", codes=frozenset({"rules.name_character"})),
            ]
            if dotted:
                options += [
                    Told(value.replace("·", "."), codes=frozenset({"rosters.name_mark"})),
                    Told(value.replace("·", " "), codes=frozenset({"rules.name_blank"})),
                ]
            elif len(value) == 3:
                options.append(Told(f"{value[:2]} {value[2]}", codes=frozenset({"rules.name_blank"})))
            return self.random.choice(options)
        if dotted:
            return Told(self.padded(value.replace("·", str(self.one(*"·•‧∙・･●．")))), value)
        if len(value) == 2:
            return Told(str(self.one(value, f"{value[0]} {value[1]}", f"{value[0]}　{value[1]}")), value)
        return Told(self.padded(value), value)

    def _number(self, value: str, wrong: bool) -> Told:
        if not wrong:
            spelling = str(
                self.one(
                    value, value.lower(), f"'{value}", f"’{value}", f"{value[:6]} {value[6:14]} {value[14:]}",
                    "".join(chr(ord(sign) + 0xFEE0) for sign in value), f"{value[:6]}-{value[6:14]}-{value[14:]}",
                )
            )  # fmt: skip
            if self.csv and self.random.random() < 0.2:
                spelling = f'="{value}"'
            return Told(self.padded(spelling), value)
        places = list(value)
        at = self.random.randrange(17)
        places[at] = str((int(places[at]) + 1) % 10)
        slip = "".join(places)
        fifteen = value[:6] + value[8:17]
        lost = frozenset({"rosters.digits_lost"})
        options = [
            Told(value[:-1], codes=frozenset({"idnumber.length"})),
            Told(f"{value}1", codes=frozenset({"idnumber.length", "rules.too_long"})),
            Told(slip, codes=lost if slip.endswith("000") else frozenset({"idnumber.check_character"})),
            Told("", codes=frozenset({"rosters.required"})),
            Told("5.10107E+17", codes=lost),
            Told(value.replace(value[3], "O", 1), codes=frozenset({"idnumber.characters"})),
            Told("510107199003070000", codes=lost),
        ]
        if value[6:8] == "19" and propose_eighteen(fifteen) == value:
            options.append(Told(fifteen, codes=frozenset({"idnumber.fifteen_places"})))
            if not self.csv:
                options.append(Told(int(fifteen), codes=frozenset({"idnumber.fifteen_places"})))
        if value[-1] != "X":
            options.append(Told(f"{int(value)}.0" if self.csv else int(value), codes=lost))
        return self.random.choice(options)

    def _sex(self, value: str, wrong: bool) -> Told:
        if wrong:
            return Told(self.one("人妖", "3", "先生", "男女"), codes=frozenset({"rules.code_unknown"}))
        words = {"1": ("男", "男性", "1", "M", "男 ", "1-男", "1 男"), "2": ("女", "女性", "2", "F", "Female", "2.女")}
        cell = self.one(*words[value], int(value))
        return Told(str(cell) if self.csv else cell, value)

    def _nation(self, value: str, wrong: bool) -> Told:
        label = _NATIONS[value]
        if wrong:
            other = "03" if value != "03" else "08"
            return self.random.choice(
                [
                    Told("火星族", codes=frozenset({"rules.code_unknown"})),
                    Told(f"{other} {label}族", codes=frozenset({"rosters.code_and_label_differ"})),
                    Told("99", codes=frozenset({"rules.code_unknown"})),
                ]
            )
        cell = self.one(
            label, f"{label}族", value, f"{value} {label}族", f"{value}-{label}", f"{label}（{value}）", int(value)
        )
        return Told(str(cell) if self.csv else cell, value)

    def _education(self, value: str, wrong: bool) -> Told:
        codes = city(self.profile).code_lists[self.fields["education"].code_list]
        if wrong or value not in codes:
            return Told("神学院", codes=frozenset({"rules.code_unknown"}))
        entry = codes.get(value)
        assert entry is not None
        return Told(self.one(value, entry.label("zh_CN"), *entry.aliases, f"{value} {entry.label('zh_CN')}"), value)

    def _day(self, day: date) -> list[object]:
        cells: list[object] = [
            day.isoformat(), f"{day:%Y/%m/%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
            f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 00:00:00", f"{day.year}-{day.month}-{day.day}",
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{_MONTHS[day.month - 1]} {day.day}, {day.year}",
            f"{day.year} / {day.month} / {day.day}", f"{day:%Y年%m月%d日}",
        ]  # fmt: skip
        if day.day > 12:
            cells += [f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"]
        if not self.csv:
            serial = (day - (date(1904, 1, 1) if self.serials_1904 else date(1899, 12, 30))).days
            cells += [day, datetime.combine(day, time()), int(f"{day:%Y%m%d}"), serial, str(serial)]
        return cells

    def _wrong_day(self, day: date) -> Told:
        options = [
            Told(f"{day.year}-02-30", codes=frozenset({"rules.date_unreadable", "rules.expiry_unreadable"})),
            Told(f"{day.year}年{day.month}月", codes=frozenset({"rosters.date_without_day"})),
            Told(f"{day.isoformat()} 08:00:00", codes=frozenset({"rosters.date_with_time"})),
            Told("不知道", codes=frozenset({"rosters.unsaid"})),
            Told("03/04/1990", codes=frozenset({"rosters.date_ambiguous"})),
        ]
        return self.random.choice(options)

    def _birth_date(self, value: str, wrong: bool) -> Told:
        day = date.fromisoformat(value)
        if wrong:
            other = (day + timedelta(days=1)).isoformat()
            return self.random.choice([self._wrong_day(day), Told(other, codes=_DIFFERS)])
        cells = self._day(day)
        if day.year < 2000:
            cells.append(f"{day.day}-{_MONTHS[day.month - 1]}-{day.year % 100:02d}")
        if self.csv:
            cells.append(str((day - date(1899, 12, 30)).days))
        return Told(self.one(*cells), value)

    def _valid_from(self, value: str, wrong: bool) -> Told:
        day = date.fromisoformat(value)
        return self._wrong_day(day) if wrong else Told(self.one(*self._day(day)), value)

    def _valid_to(self, value: str, wrong: bool) -> Told:
        if value == "long_term":
            return Told(self.one("长期", "长期有效", " 长期", "永久"), value)
        day = date.fromisoformat(value)
        return self._wrong_day(day) if wrong else Told(self.one(*self._day(day)), value)

    def _mobile(self, value: str, wrong: bool) -> Told:
        phone = self.fields["mobile"].kind == "phone"
        if wrong:
            shape = frozenset({"rules.phone_shape"}) if phone else frozenset({"rules.mobile_length"})
            return self.random.choice(
                [
                    Told(value[:-1], codes=shape),
                    Told("1.38E+10", codes=frozenset({"rosters.digits_lost"})),
                    Told(f"{value}/{value}", codes=frozenset({"rules.phone_shape", "rules.mobile_shape"})),
                ]
            )
        cells: list[object] = [
            value, f"{value[:3]} {value[3:7]} {value[7:]}", f"{value[:3]}-{value[3:7]}-{value[7:]}", f"+86{value}",
            f"+86 {value}", f"'{value}", "".join(chr(ord(sign) + 0xFEE0) for sign in value), f"{value}.0",
        ]  # fmt: skip
        if not self.csv:
            cells += [int(value), float(value)]
        return Told(self.one(*cells), value)

    def _postcode(self, value: str, wrong: bool) -> Told:
        if wrong:
            return Told(value[:-1], codes=frozenset({"rules.postcode_shape"}))
        return Told(self.one(value, f"{value}.0" if self.csv else int(value), self.padded(value)), value)

    def _address(self, value: str, wrong: bool) -> Told:
        # A line end in a CSV would make its row numbers those of lines.
        cell = self.one(value, value if self.csv else value.replace("区", "区\n"), self.padded(value))
        return Told(cell, value)

    def _document_type(self, value: str, wrong: bool) -> Told:
        return Told(self.one("居民身份证", "身份证"), value)

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────

    def make(self) -> Messy:
        keys = ["name", "number", *self._further()]
        self.random.shuffle(keys)
        columns: list[str] = list(keys)
        for stranger in self.random.sample(_STRANGERS, k=self.random.randrange(4)):
            columns.insert(self.random.randrange(len(columns) + 1), f"?{stranger}")
        serial = self.random.random() < 0.7
        if serial:
            columns.insert(0, "#")
        rows: list[list[object]] = []
        others: set[int] = set()
        people: list[Person] = []
        header = [self._header(column) for column in columns]

        def nobody(cells: list[object]) -> None:
            rows.append(cells)
            others.add(len(rows))

        if self.random.random() < 0.6:
            nobody(
                [f"{self.one('成都某某有限公司', '某某学校')}社保卡{self.one('人员花名册', '信息采集表', '申领名单')}"]
            )
        if self.random.random() < 0.3:
            nobody(["单位：成都某某有限公司", "", "", f"填报日期：{TODAY}"])
        if self.random.random() < 0.3:
            rows.append([])
        upper, header = self._in_two_rows(header, columns)
        if upper:
            nobody(upper)
        nobody(list(header))
        if upper and self.random.random() < 0.5:
            rows.append([])
        count = self.random.choice((3, 5, 12, 30))
        for place in range(count):
            if self.random.random() < 0.04:
                rows.append([])
            if place and not upper and self.random.random() < 0.03:
                nobody(list(header))
            if self.random.random() < 0.03 and not self.csv:
                nobody(["", str(self.one("一车间", "后勤部", "二、生产部"))])
            truth = self.person()
            told = {key: self.spelled(key, truth) for key in keys}
            if not told["name"].cell and not told["number"].cell:
                told["name"] = Told(truth["name"], truth["name"])
            if self.random.random() < 0.2:
                for key in keys:
                    if key not in ("name", "number", *self._required()) and self.random.random() < 0.3:
                        told[key] = Told(self.one("", "", "无", "/", " "))
            rows.append([self._cell(column, told, place) for column in columns])
            people.append(self._expected(len(rows), told))
        if serial and self.random.random() < 0.4:
            nobody([count + 1])
        if self.random.random() < 0.4:
            nobody([f"合计：{count}人"] if self.random.random() < 0.5 else ["合计", count])
        if self.random.random() < 0.4:
            nobody(["填表人：", "张三", "审核人：", "李四"])
        if self.random.random() < 0.3:
            nobody([self.one("备注：本表一式两份", "注：以上人员均在职", "说明：身份证号码须为18位")])
        name = f"名单.{self.format}"
        return Messy(self.seed, self.profile, name, self._written(rows), keys, people, others)

    def _in_two_rows(self, header: list[str], columns: Sequence[str]) -> tuple[list[object], list[str]]:
        """Return an upper row with headings over some neighbours, and what then stands in the lower one."""
        if len(header) < 4 or self.random.random() < 0.8:
            return [], header
        begin = self.random.randrange(len(header) - 2)
        end = self.random.randrange(begin + 2, len(header) + 1)
        upper: list[object] = [text if not begin <= at < end else "" for at, text in enumerate(header)]
        upper[begin] = self.one(*_GROUPS)
        return upper, [text if begin <= at < end else "" for at, text in enumerate(header)]

    def _further(self) -> list[str]:
        offered = [key for key in _HEADERS if key in self.fields and key not in ("name", "number")]
        return self.random.sample(offered, k=self.random.randrange(len(offered) + 1))

    def _required(self) -> set[str]:
        return {column.key for column in city(self.profile).roster.known if column.required}

    def _header(self, column: str) -> str:
        if column == "#":
            return str(self.one("序号", "编号", "No.", "序 号"))
        if column.startswith("?"):
            return column[1:]
        own = [self.fields[column].label("zh_CN")]
        taken = {folded(label) for key, spec in self.fields.items() if key != column for label in spec.labels.values()}
        return (
            f"{self.one(*own, *(each for each in _HEADERS[column] if folded(each) not in taken))}{self.one(*_REMARKS)}"
        )

    def _cell(self, column: str, told: Mapping[str, Told], place: int) -> object:
        if column == "#":
            return place + 1
        if column.startswith("?"):
            return self.one("", "甲", 12, "2020-01-01", "办公室", "王大明", "13900139000", 6222020202020202)
        return told[column].cell

    def _expected(self, row: int, told: Mapping[str, Told]) -> Person:
        values = {key: each.value for key, each in told.items() if each.value and not each.codes}
        refused = {key: each.codes for key, each in told.items() if each.codes}
        day = told.get("birth_date")
        if "number" in refused and day is not None and day.cell:
            # A day is held against the number, and settled by it, only if there is one.
            if day.codes == _DIFFERS:
                values["birth_date"] = str(day.cell)
                del refused["birth_date"]
            elif self.csv and str(day.cell).isdigit() and len(str(day.cell)) == _SERIAL_PLACES:
                refused["birth_date"] = frozenset({"rosters.date_serial"})
                values.pop("birth_date", None)
        return Person(row, values, refused)

    def _written(self, rows: Sequence[Sequence[object]]) -> bytes:
        target = io.BytesIO()
        if self.csv:
            text = io.StringIO()
            csv.writer(text, delimiter=str(self.one(",", ",", ";", "\t"))).writerows(rows)
            written = text.getvalue()
            encodings = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]
            return written.encode(str(self.one(*encodings)))
        if self.format == "xls":
            book = xlwt.Workbook(encoding="utf-8")
            page = book.add_sheet("名单")
            style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
            for at, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if value != "":
                        page.write(at, column, value, *((style,) if isinstance(value, date) else ()))
            book.save(target)
            return target.getvalue()
        whole = openpyxl.Workbook()
        if self.serials_1904:
            whole.epoch = CALENDAR_MAC_1904
        sheet = whole.active
        assert sheet is not None
        sheet.title = "名单"
        for at, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    cell = sheet.cell(at, column)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"
        if self.random.random() < 0.3:
            whole.create_sheet("填写说明").append(["姓名须与身份证一致"])
        whole.save(target)
        return target.getvalue()


def messy(seed: int) -> Messy:
    """Return a list that somebody might have sent."""
    return _Maker(seed).make()


def mistakes(made: Messy, roster: CheckedRoster) -> list[str]:
    """Return what was read other than it should have been; nothing of it should be."""
    got = {row.number: row for row in roster.rows}
    wanted = {person.row: person for person in made.people}
    found = [f"row {row}: nobody" for row in sorted(wanted.keys() - got.keys())]
    found += [f"row {row}: made up" for row in sorted(got.keys() - wanted.keys())]
    for at, person in wanted.items():
        if (row := got.get(at)) is None:
            continue
        told: dict[str, set[str]] = {}
        for problem in row.problems:
            if problem.blocking and problem.code not in _OF_SEVERAL:
                told.setdefault(problem.key, set()).add(problem.code)
        for key in made.keys:
            right = person.refused.get(key, frozenset())
            if bool(right) != bool(told.get(key)) or (right and not told[key] & right):
                found.append(f"row {at}, {key}: {sorted(told.get(key, ()))} instead of {sorted(right)}")
            elif row.values.get(key, "") != person.values.get(key, ""):
                found.append(f"row {at}, {key}: {row.values.get(key)!r} instead of {person.values.get(key)!r}")
    return found
