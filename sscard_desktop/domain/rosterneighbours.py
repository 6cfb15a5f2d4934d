# SPDX-License-Identifier: Apache-2.0
"""Which columns of a list may be about somebody else, since they follow a column about somebody else.

紧急联系人 | 联系电话, 家属姓名 | 身份证号: the second header alone is the person's own, behind its neighbour nobody
knows whose it is. Such a column isn't read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sscard_desktop.domain.checkedroster import ReadColumn
from sscard_desktop.domain.rosterwords import folded, speaks_of_others

_REACHED_BY = frozenset({"mobile", "phone", "address", "postcode"})
"""Fields that a list says of a contact."""
_SAID_OF = _REACHED_BY | {"number", "document_type", "household_address", "sex", "birth_date"}
"""Fields that a list says of somebody whom it names in a column of their own (家属姓名)."""
_NAMED = re.compile(r".*(?:姓名|名字|name)")
_SAYS_WHAT = re.compile(r".*(?:电话|手机|号码?|地址|住址|邮编|单位|证件|类型|关系|方式|phone|mobile|no|number|address)")
_RELATION = re.compile(r"(?:与(?:本人|员工|职工|申请人|申领人|学生))?(?:的?关系)|称谓|relation(?:ship)?")
_OWN = ("本人", "个人", "员工", "职工", "申请人", "申领人", "持卡人", "参保人", "学生")


def of_whom(columns: Sequence[ReadColumn], is_own: Callable[[str], bool]) -> dict[int, str]:
    """Return column → the header of somebody else that it follows, where it isn't certain whose it is.

    Args:
        columns: those with a header, with the field that the header alone means.
        is_own: whether a header is a field's own name in the profile. Behind a column that the profile knows
            (监护人姓名) such a header is the template's; behind a stranger's it isn't.
    """
    found: dict[int, str] = {}
    other: ReadColumn | None = None
    for before, column in zip((None, *columns), columns, strict=False):
        if speaks_of_others(column.header):
            # Who says 紧急联系人电话 says whose a thing is wherever it matters.
            other = None if _SAYS_WHAT.fullmatch(folded(column.header)) else column
        elif other is None or before is None or column.index != before.index + 1 or not _may_be_of(column, other):
            other = None
        elif not (other.key and is_own(column.header)):
            found[column.index] = other.header
    return found


def _may_be_of(column: ReadColumn, other: ReadColumn) -> bool:
    words = folded(column.header)
    if _RELATION.fullmatch(words):
        return True
    if any(word in words for word in _OWN):
        return False
    return column.key in (_SAID_OF if _NAMED.fullmatch(folded(other.header)) else _REACHED_BY)
