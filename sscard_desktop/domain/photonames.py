# SPDX-License-Identifier: Apache-2.0
"""What a picture file's name says: runs of digits and letters, words that may be a name; and its place in an order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

RUN = re.compile(r"[0-9A-Z]+")
"""Digits and Latin letters of a name in :func:`plain` writing."""
_WORD = re.compile(r"[^\W0-9A-Z_]+(?:·[^\W0-9A-Z_]+)*")
_LONG = re.compile(r"\d{17}[0-9X]|\d{15}")
_COPY = re.compile(r"(\s*(\(\d{1,3}\)|-\s*副本|副本|- ?COPY))+$")
_DOTS = str.maketrans(dict.fromkeys("•‧・．∙⋅᛫", "·"))
# Whole words only: 照 alone ends names too, and 张小照 isn't 张小.
_LABELS = re.compile(
    r"(电子版|白底|蓝底|红底|免冠|小?[一二两]寸|社保卡|制卡|证件照|免冠照|[一二]寸照|的?照片|的?相片|头像|图片)+$"
)
# Classes and houses that files are sorted by. Narrow: 李科 and 王小学 are people, and a stranger's name is a doubt.
_GROUP = re.compile(
    r"[初高大小]?[一二三四五六七八九十]+年?[班组级部队]|[初高][一二三][一二三四五六七八九十]*班?"
    r"|.{2,}(大学|学院|中学|小学|学校|公司|集团|医院|车间)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a file's name says.

    Attributes:
        runs: of digits and Latin letters.
        words: of other letters, without labels such as 照片.
        letters: all runs of letters alone, as a name in pinyin is written.
    """

    runs: tuple[str, ...]
    words: tuple[str, ...]
    letters: str

    @property
    def long_numbers(self) -> frozenset[str]:
        """The runs that are as long as a citizen number."""
        return frozenset(run for run in self.runs if _LONG.fullmatch(run))


def read_name(name: str) -> Said:
    """Return what a file's name says; an ending and a copy's mark say nothing."""
    stem = _COPY.sub("", plain(_stem(name)).strip())
    runs = tuple(RUN.findall(stem))
    words = []
    for word in _WORD.findall(stem):
        bare = _LABELS.sub("", word)
        if bare:
            words.append(bare)
    letters = "".join(run for run in runs if run.isalpha())
    return Said(runs, tuple(words), letters)


def says_nothing(name: str) -> bool:
    """Return whether a file's name names nobody, such as a camera's ``IMG_0042``."""
    said = read_name(name)
    return not said.long_numbers and not any(may_be_name(word) for word in said.words)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return by what names are put in order as people do: IMG_9 before IMG_10."""
    parts = re.findall(r"\d+|\D+", plain(_stem(name)))
    # By length and then by text: a name may hold more digits than an int takes.
    return tuple((0, len(part.lstrip("0")), part.lstrip("0")) if part.isdecimal() else (1, 0, part) for part in parts)


def _stem(name: str) -> str:
    """Return a file's name without a picture's ending."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and 2 <= len(ending) <= 4 and ending.isalnum() and ending.isascii() else name


def plain(text: str) -> str:
    """Return a text as it is compared: full-width digits, lower case and middle dots are writing, not difference."""
    return unicodedata.normalize("NFKC", text.translate(_DOTS)).translate(_DOTS).upper()


def may_be_name(word: str) -> bool:
    """Return whether a word may be somebody's name, and isn't a class or a house that files are sorted by."""
    return len(word) >= 2 and not _GROUP.fullmatch(word)
