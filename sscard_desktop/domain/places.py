# SPDX-License-Identifier: Apache-2.0
"""Places and their names: what kind of place a name says, which county took over from one that was abolished."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_HEADINGS = re.compile("市辖区|市|县|.*直辖(县级)?行政(区划|单位)")
_NATIONS = (
    "各族|蒙古族?|维吾尔|哈萨克族?|柯尔克孜族?|塔吉克|锡伯|达斡尔族|鄂温克族|鄂伦春|土家族|布依族|哈尼族|傈僳族|拉祜族|纳西族|景颇族|布朗族|"
    "仡佬族|毛南族|仫佬族|朝鲜族|东乡族|保安族|撒拉族|裕固族|独龙族|普米族|羌族|藏族|回族|壮族|苗族|侗族|瑶族|黎族|彝族|白族|傣族|佤族|水族|"
    "畲族|怒族|满族|土族"
)
_SUFFIX = re.compile(
    rf"(?<=.)(?:(?:{_NATIONS})*自治[区州县旗]|特别行政区|街道办事处|街道|地区|林区|特区|新区|矿区|(?:{_NATIONS})?民族乡|(?:{_NATIONS})+乡|"
    "[省市区县旗盟乡镇])$"
)


def stem(name: str) -> str:
    """Return a place's name without what kind of place it is: 武侯 for 武侯区, 阿坝 for 阿坝藏族羌族自治州."""
    # 蒙古 is a people in every other name.
    return "内蒙古" if name == "内蒙古自治区" else _SUFFIX.sub("", name)


def is_heading(name: str) -> bool:
    """Return whether a name stands in the list only where a city would, above counties that have none."""
    return bool(_HEADINGS.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes:
        code: six digits of GB/T 2260, nine of a street.
        name: its own, such as 武侯区.
        syllables: pinyin of each character without tones, ü as ``v``; ``""`` for one without a reading.
        in_use: it is in the newest list.
    """

    code: str
    name: str
    syllables: tuple[str, ...]
    in_use: bool = True

    @property
    def level(self) -> int:
        """1 for a province, 2 for a city, 3 for a county, 4 for a street or town."""
        if len(self.code) > 6:
            return 4
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3


def successors_of(names: Mapping[str, Sequence[tuple[str, int, int | None]]]) -> dict[str, str]:
    """Return abolished county → the county with its name in the same province that came after it.

    A name that two counties took up, or none, gives nothing: a wrong proposal is worse than none.

    Args:
        names: code → its names with the first and last year seen (``None``: in use).
    """
    by_stem: dict[tuple[str, str], list[str]] = {}
    for code, of_code in names.items():
        if not code.endswith("00"):
            by_stem.setdefault((code[:2], _kept(of_code[-1][0])), []).append(code)
    found = {}
    for code, of_code in names.items():
        name, _, last = of_code[-1]
        if code.endswith("00") or last is None or is_heading(name) or name in ("城区", "郊区", "市区"):
            continue
        same = by_stem[code[:2], _kept(name)]
        later = [other for other in same if other != code and last - 1 <= names[other][0][1] <= last + 2]
        later = later or [other for other in same if other != code and names[other][-1][2] is None]
        if len(later) == 1:
            found[code] = later[0]
    return found


def _kept(name: str) -> str:
    kept = stem(name)
    return kept if len(kept) > 1 else name
