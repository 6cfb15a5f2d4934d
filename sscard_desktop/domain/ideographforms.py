# SPDX-License-Identifier: Apache-2.0
"""What ideographs are made of: components in the forms that they take by their place, and description sequences."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

_FORMS = (
    "水氵氺 人亻 金钅釒 艸艹䒑 心忄⺗㣺 手扌龵 犬犭 示礻 衣衤 言讠訁 食饣飠 糸纟糹 火灬 刀刂 玉王𤣩 竹⺮𥫗 足𧾷 "
    "辵辶⻌⻍ 网罒⺳ 羊⺶⺷𦍌龷 牛牜⺧ 爪爫 老耂 雨⻗ 虎虍 肉月⺼⺝ 彐彑 卩㔾⺋ 尢尣 川巛 攴攵 歺歹 疋𤴔⺪ "
    "西覀襾 八丷 小⺌⺍ 日曰"
)
"""Forms of one component by its place; whoever types one means any of them."""
_ONE_FORM = {form: group[0] for group in _FORMS.split() for form in group}
_RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
TO_FORMS = str.maketrans(
    {radical: _ONE_FORM.get(plain, plain) for radical, plain in _RADICALS.items()}
    | _ONE_FORM
    | dict.fromkeys([*map(chr, range(0x2FF0, 0x3000)), "\u31ef", "？", "?", " "], "")
)
"""Turns a description sequence into its components: operators and blanks go, every form becomes what it goes by."""
OPERATORS = re.compile("[\u2ff0-\u2fff\u31ef？?]")
"""What is no component in a description sequence."""


class _SelfIfMissing(dict[str, Sequence[str]]):
    """Forms of a component; one that has no others is its own only form."""

    def __missing__(self, part: str) -> Sequence[str]:
        return (part,)


def _by_component() -> Mapping[str, Sequence[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for form, first in _ONE_FORM.items():
        forms[first].append(form)
    return _SelfIfMissing(forms)


FORMS = _by_component()
"""Component → all its forms."""


def form_of(part: str) -> str:
    """Return the form by which all forms of a component go."""
    return part.translate(TO_FORMS) or part
