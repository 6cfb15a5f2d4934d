# SPDX-License-Identifier: Apache-2.0
"""Where a sheet's list of people begins: its header, under titles, in one row or two, and what each column holds.

A column is read only if its header means one field and no other column has it too; anything else is told. Nothing is
known by likeness, by the cells below, or by the order of columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sscard_desktop.domain.checkedroster import ReadColumn
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.rosterneighbours import of_whom
from sscard_desktop.domain.rosterspec import ESSENTIAL, RosterSpec
from sscard_desktop.domain.rosterwords import folded, is_serial, parts_of, speaks_of_others, spellings, with_remark

LONGEST_HEADER = 200
"""Characters of a header; what is longer is a text."""
SEARCHED_ROWS = 60
"""A header further down isn't looked for: nobody sees it there either."""
_FEWEST = 2
_LONGEST_GROUP = 16
_PLAIN_GROUP = re.compile(
    r"(?:个人|本人|人员|员工|职工|参保人员?|持卡人|申领人|申请人|学生|基本|基础|身份|证件|身份证|联系|通讯|详细|其他|其它|"
    r"必填|选填|采集|主要|补充|personal|basic|contact|id)*"
    r"(?:信息|资料|情况|方式|内容|项目|项|栏|数据|部分|information|info|details|data)*"
)
_OF_A_GROUP = re.compile(r"(?:信息|資料|资料|情况|項目|项目|栏)$")
_SHARED_WORDS = frozenset(
    {
        *(
            "地址",
            "详细地址",
            "电话",
            "电话号码",
            "联系电话",
            "联系方式",
            "手机",
            "手机号",
            "手机号码",
            "名称",
            "编号",
            "代码",
        ),
        *("邮编", "邮政编码", "所在区", "单位", "address", "phone", "postcode", "name"),
    }
)
"""What says another thing under another heading: 收件信息 over 地址."""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What headers mean to a city.

    Attributes:
        own: folded header → fields whose column or label it is.
        others: folded header → fields that units call so.
    """

    own: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, spec: RosterSpec, fields: Mapping[str, FieldSpec]) -> HeadWords:
        """Return the words of a city's roster over the fields of a kind of business."""
        own: dict[str, dict[str, None]] = {}
        others: dict[str, dict[str, None]] = {}
        for column in spec.known:
            if column.key not in fields:
                continue
            for word in (column.header, *fields[column.key].labels.values()):
                own.setdefault(folded(word), {})[column.key] = None
            for word in column.aliases:
                others.setdefault(folded(word), {})[column.key] = None
        return cls(
            {word: tuple(keys) for word, keys in own.items()}, {word: tuple(keys) for word, keys in others.items()}
        )

    def meanings(self, header: str) -> tuple[str, ...]:
        """Return the fields that a header may mean: one, none, or several where it isn't clear."""
        for spelling in spellings(header):
            for words in (self.own, self.others):
                if spelling in words:
                    return words[spelling]
        # 联系电话（手机） says one thing twice; 地址（身份证地址） doesn't.
        for parts in (with_remark(header), parts_of(header)):
            said = {self._of_part(part) for part in parts}
            if len(said) == 1 and () not in said:
                return said.pop()
        return ()

    def is_own(self, header: str) -> bool:
        """Return whether a header is a field's own name, not just what some units call it."""
        return any(spelling in self.own for spelling in spellings(header))

    def _of_part(self, part: str) -> tuple[str, ...]:
        for spelling in spellings(part):
            for words in (self.own, self.others):
                if spelling in words:
                    return words[spelling]
        return ()


@dataclass(frozen=True, slots=True)
class Head:
    """A list's header.

    Attributes:
        first: index of its upper row among the sheet's rows.
        last: index of its lower row.
        columns: those with a header; ``key`` only where it is certain.
        serials: indexes of the columns that count the rows.
        doubled: field → the columns that all say they are it, none by the field's own name alone.
        passed: columns that are passed over, since another one has the field's own name.
        unclear: column → the fields that it may be.
        followers: columns that may be about somebody else → the header of somebody else that they follow.
    """

    first: int
    last: int
    columns: tuple[ReadColumn, ...]
    serials: frozenset[int] = frozenset()
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unclear: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    passed: Mapping[int, str] = field(default_factory=dict)
    followers: Mapping[int, str] = field(default_factory=dict)

    keys: Mapping[str, int] = field(init=False, compare=False, default_factory=dict)
    """Field → index of its column, the first where there are several."""

    def __post_init__(self) -> None:
        found: dict[str, int] = {}
        for column in self.columns:
            if column.key:
                found.setdefault(column.key, column.index)
        object.__setattr__(self, "keys", found)

    @property
    def complete(self) -> bool:
        """Whether there are a name and a number."""
        return all(key in self.keys for key in ESSENTIAL)


Row = tuple[int, Sequence[str]]
"""A row's number as Excel counts, and its cells' texts."""


def find_head(rows: Sequence[Row], words: HeadWords) -> Head | None:
    """Return the header of a sheet: the row, or two rows, that name the most fields; ``None`` where there is none."""
    best: Head | None = None
    for at in range(min(len(rows), SEARCHED_ROWS)):
        single = read_head(rows, at, at, words)
        candidates = [single]
        if at + 1 < len(rows) and rows[at + 1][0] == rows[at][0] + 1:
            candidates.append(read_head(rows, at, at + 1, words))
        for head in candidates:
            if _may_be_one(head) and (best is None or _worth(head) > _worth(best)):
                best = head
    return best


def _may_be_one(head: Head) -> bool:
    """Return whether this may be a header: two fields, or at least the name or the number among other columns."""
    return len(head.keys) >= _FEWEST or (len(head.columns) >= _FEWEST and any(key in head.keys for key in ESSENTIAL))


def read_head(rows: Sequence[Row], first: int, last: int, words: HeadWords) -> Head:
    """Return what the header in one row, or in two, would mean."""
    groups = _groups(rows, first, last, words)
    lower = rows[last][1]
    upper = rows[first][1] if first != last else ()
    columns: list[ReadColumn] = []
    serials: set[int] = set()
    unclear: dict[int, tuple[str, ...]] = {}
    claimed: dict[str, list[int]] = {}
    by_own_name: set[int] = set()
    for index in range(max(len(lower), len(upper))):
        own = lower[index].strip() if index < len(lower) else ""
        group = groups.get(index, "")
        if not own and first != last:
            own, group = (upper[index].strip() if index < len(upper) else ""), ""
        if not own or len(own) > LONGEST_HEADER:
            continue
        shown = " ".join(f"{group} {own}".split())
        meanings = _meanings(own, group, words)
        if is_serial(own) and not meanings:
            serials.add(index)
        if len(meanings) > 1:
            unclear[index] = meanings
        key = meanings[0] if len(meanings) == 1 else ""
        if key:
            claimed.setdefault(key, []).append(index)
            if words.is_own(own) or words.is_own(shown):
                by_own_name.add(index)
        columns.append(ReadColumn(index, shown, key))
    passed: dict[int, str] = {}
    doubled: dict[str, tuple[int, ...]] = {}
    followers = of_whom(columns, words.is_own)
    for key, claiming in claimed.items():
        indexes = [index for index in claiming if index not in followers]
        named = [index for index in indexes if index in by_own_name]
        if len(indexes) > 1 and len(named) == 1:
            passed |= {index: key for index in indexes if index not in named}
        elif len(indexes) > 1:
            doubled[key] = tuple(indexes)
    left = passed.keys() | followers.keys()
    read = tuple(replace(column, key="") if column.index in left else column for column in columns)
    return Head(first, last, read, frozenset(serials), doubled, unclear, passed, followers)


def _meanings(own: str, group: str, words: HeadWords) -> tuple[str, ...]:
    """Return what a header means under a heading over several columns (``""``: none)."""
    if not group:
        return words.meanings(own)
    for heading in dict.fromkeys((group, _OF_A_GROUP.sub("", group.strip()))):
        if whole := words.meanings(f"{heading}{own}"):
            return whole
    if speaks_of_others(group):
        return ()
    plain = _PLAIN_GROUP.fullmatch(folded(group)) is not None
    if not plain and any(spelling in _SHARED_WORDS for spelling in spellings(own)):
        return ()
    return words.meanings(own)


def _groups(rows: Sequence[Row], first: int, last: int, words: HeadWords) -> dict[int, str]:
    """Return column → the heading that stands over it and its neighbours, if the row above is one of headings."""
    above = first if first != last else first - 1
    if above < 0 or rows[above][0] != rows[last][0] - 1:
        return {}
    texts = [text.strip() for text in rows[above][1]]
    headings = [text for text in texts if text]
    if len(headings) < _FEWEST or any(len(text) > _LONGEST_GROUP or re.search(r"[:：]", text) for text in headings):
        return {}
    if first == last and any(_is_answered(text, words) for text in headings):
        return {}
    groups: dict[int, str] = {}
    heading = ""
    for index in range(max(len(texts), len(rows[last][1]))):
        if index < len(texts) and texts[index]:
            heading = texts[index]
        groups[index] = heading
    return groups


def _is_answered(text: str, words: HeadWords) -> bool:
    """Return whether a cell above a header asks for something itself (单位名称, with the name beside it)."""
    return bool(words.meanings(text)) and not _PLAIN_GROUP.fullmatch(folded(text)) and not speaks_of_others(text)


def _worth(head: Head) -> tuple[bool, int, bool]:
    """Return by what headers are preferred; of two that say as much, the one in fewer rows."""
    return head.complete, len(head.keys), head.first == head.last
