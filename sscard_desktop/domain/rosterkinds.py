# SPDX-License-Identifier: Apache-2.0
"""Which rows of a list are people, and what the others are.

Whoever has something like a document number is a person, whatever else stands there. The others are looked at from what
they say: a total, a signature, a heading, a running number alone. What can't be told is a person with problems, so
nobody is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.checkedroster import Skipped
from sscard_desktop.domain.rosterheads import LONGEST_HEADER, Head, HeadWords
from sscard_desktop.domain.rosterwords import folded, is_foot, is_guide, is_sample_mark, is_signed, is_total

_DIGITS_TOGETHER = re.compile(r"[0-9]{4}")
_FEWEST_DIGITS = 5
_WHOLE_NUMBER = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}|[A-Z]{1,3}[0-9]{7,12}")
_PERSONS_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_SECTION = re.compile(
    r".*(?:部|组|科|室|班|车间|公司|处|中心|厂|店|队|学院|系|年级|部门|分局|支行|项目|工段|小区|村|社区|所|院|名单|人员|"
    r"花名册|一览表|登记表|汇总表)(?:[(（][^()（）]{0,12}[)）])?[:：]?"
)
_PARTING = re.compile(
    r"[-=_*—…·.~\s]{3,}|以下空白|以下无正文|此处空白|空白|续表|续上表|(?:接)?下页|第.{1,4}页(?:.{0,8}页)?"
)
_BEGINS = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．)）].*")
_LABELS = frozenset(
    {
        *("制表", "填表", "审核", "复核", "填报", "制表人", "填表人", "审核人", "复核人", "经办人", "填报人", "负责人"),
        *("单位负责人", "部门负责人", "填报单位", "制表单位", "日期", "填报日期", "制表日期", "填表日期", "联系人"),
        *("备注", "说明", "填表说明", "注", "注意事项", "盖章", "单位盖章", "公章", "签字", "签名", "法人代表"),
        *("领导签字", "经办人签字"),
    }
)
"""Folded: what begins a line of signatures without a colon."""
_COUNTS = re.compile(r"[(（]?[0-9０-９]{1,6}[.、)）]?(?:\.0)?")
_SEVERAL_ANSWERS = 4
_SAMPLE_NAME = re.compile(r"(?:示例|样例|范例|样本|例[:：如])")


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Tells people from the rest below one header.

    Attributes:
        head: the header.
        words: what headers mean.
        sample: the template's sample row, field → text.
    """

    head: Head
    words: HeadWords
    sample: Mapping[str, str]

    def kind(self, texts: Sequence[str], *, first: bool) -> Skipped | None:
        """Return what a row is, ``None`` for a person.

        Args:
            texts: its cells.
            first: whether no person was met above.
        """
        keys = self.head.keys
        name, number = (self._at(texts, keys.get(key)) for key in ("name", "number"))
        dense = number.upper()
        if not dense.isalnum() or not dense.isascii():
            dense = "".join(unicodedata.normalize("NFKC", dense).split()).lstrip("'’‘`")
        if _WHOLE_NUMBER.fullmatch(dense):
            return Skipped.SAMPLE if self._is_sample(texts, name, number) or _SAMPLE_NAME.match(name) else None
        filled = [(index, text.strip()) for index, text in enumerate(texts) if text.strip()]
        known = [each for each in filled if each[0] not in self.head.serials or not _COUNTS.fullmatch(each[1])]
        if not known:
            return Skipped.NUMBER_ONLY
        mapped = {column.index for column in self.head.columns if column.key}
        if not any(index in mapped for index, _ in known):
            # Beside the list: a note, or the lower row of a header over columns that nobody asks for.
            if len(known) == 1 and _SECTION.fullmatch(known[0][1]):
                return Skipped.SECTION
            return Skipped.GUIDE if first else Skipped.FOOTER
        begin = known[0][1]
        if is_total(begin) or (is_total(filled[0][1]) and not dense):
            return Skipped.FOOTER
        if self.is_header(texts):
            return Skipped.HEADER
        if len(known) == 1 and is_foot(begin):
            return Skipped.FOOTER
        if _DIGITS_TOGETHER.search(dense) and sum(sign.isdigit() for sign in dense) >= _FEWEST_DIGITS:
            return None
        if self._is_sample(texts, name, number) or _SAMPLE_NAME.match(name):
            return Skipped.SAMPLE
        if first and self._is_guide(known, number):
            return Skipped.GUIDE
        if self._is_foot(filled, begin):
            return Skipped.FOOTER
        if len(known) == 1 and not any(map(str.isdigit, dense)):
            return self._alone(known[0][0], begin)
        return None

    def has_somebody(self, texts: Sequence[str]) -> bool:
        """Return whether a row above the header holds a whole document number."""
        return any(_PERSONS_NUMBER.fullmatch("".join(text.split()).upper()) for text in texts)

    def is_header(self, texts: Sequence[str]) -> bool:
        """Return whether a row is a header once more, be it with other columns."""
        named = {key for text in texts if 0 < len(text) <= LONGEST_HEADER for key in self.words.meanings(text)}
        return {"name", "number"} <= named

    def _is_sample(self, texts: Sequence[str], name: str, number: str) -> bool:
        """Return whether a row is the template's sample, or says of itself that it is one."""
        if self.sample and (name, number) == (self.sample.get("name"), self.sample.get("number")):
            return True
        keys = self.head.keys
        marks = [text for index, text in enumerate(texts[:3]) if index != keys.get("name") and text.strip()]
        return any(is_sample_mark(text) for text in marks[:1])

    def _is_guide(self, known: Sequence[tuple[int, str]], number: str) -> bool:
        says = sum(is_guide(text) for _, text in known)
        return says * 3 >= len(known) and (not number or is_guide(number) or not any(map(str.isdigit, number)))

    def _is_foot(self, filled: Sequence[tuple[int, str]], begin: str) -> bool:
        """Return whether a row is of what stands below a list; somebody with several answers isn't."""
        if not any(is_foot(text) or folded(text) in _LABELS for text in (filled[0][1], begin)):
            return False
        labels = sum(is_signed(text) or folded(text) in _LABELS for _, text in filled)
        mapped = {column.index for column in self.head.columns if column.key}
        return labels > 1 or sum(index in mapped for index, _ in filled) < _SEVERAL_ANSWERS

    def _alone(self, index: int, text: str) -> Skipped | None:
        """Return what a row with one text is; in the column of names it may be somebody."""
        if _PARTING.fullmatch(text):
            return Skipped.FOOTER
        if index == self.head.keys.get("name") and not (_SECTION.fullmatch(text) or _BEGINS.fullmatch(text)):
            return None if len(text) <= 30 else Skipped.FOOTER
        if _SECTION.fullmatch(text) or _BEGINS.fullmatch(text):
            return Skipped.SECTION
        mapped = {column.index for column in self.head.columns if column.key}
        return None if index in mapped and index != min(mapped) else Skipped.SECTION

    def _at(self, texts: Sequence[str], index: int | None) -> str:
        return texts[index].strip() if index is not None and index < len(texts) else ""
