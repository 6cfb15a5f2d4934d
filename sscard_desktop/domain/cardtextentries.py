# SPDX-License-Identifier: Apache-2.0
"""Documents whose entries have a label each, in two languages, with the value behind it or below: what an entry says.

Shared by travel permits, foreigners' permanent residence cards and passports.
"""

from __future__ import annotations

from sscard_desktop.domain.cardtext import TextLine
from sscard_desktop.domain.cardtextdigits import DateFound, dates
from sscard_desktop.domain.cardtextlabels import Label, LabelledPage
from sscard_desktop.domain.cardtextnames import chinese_name, latin_name
from sscard_desktop.domain.cardtextwords import Words
from sscard_desktop.domain.names import is_han

_MARKS = frozenset("/／|｜:：;；-—_.,·。、")
_LATIN_SEXES = {"M": "1", "F": "2"}


def entry(page: LabelledPage, key: str) -> TextLine | None:
    """Return the value of an entry: behind its label, or else the line below; ``None`` where it isn't there."""
    label = _last(page, key)
    if label is None:
        return None
    behind = _bare(page.behind(label))
    if behind.letters:
        return behind
    below = page.below(_whole(page, label), rows=1)
    return _bare(below[0]) if below else None


def names(page: LabelledPage, key: str) -> tuple[Words | None, Words | None]:
    """Return the Chinese and the Latin name of an entry, in whichever order and on however many lines they stand."""
    label = _last(page, key)
    if label is None:
        return None, None
    behind = _bare(page.behind(label))
    lines = [each for each in (behind, *map(_bare, page.below(_whole(page, label), rows=2))) if each.letters]
    chinese = [line for line in lines if _share_of_han(line) >= 0.5]
    latin = [line for line in lines if _share_of_han(line) < 0.2 and _share_of_latin(line) > 0.6]
    return chinese_name(chinese) if chinese else None, latin_name(latin) if latin else None


def sex(line: TextLine | None) -> Words | None:
    """Return the sex that an entry such as 男, 男 / M or F says; doubtful where its two languages differ."""
    if line is None:
        return None
    han: tuple[str, float] = ("", 0.0)
    latin: tuple[str, float] = ("", 0.0)
    for letter in line.letters[:4]:
        han = max(han, letter.best_of("男女"), key=lambda found: found[1])
        latin = max(latin, letter.best_of("MF"), key=lambda found: found[1])
    told = {"男": "1", "女": "2", "": ""}[han[0]], _LATIN_SEXES.get(latin[0], "")
    odds = han[1], latin[1]
    if all(told) and told[0] == told[1]:
        return Words(told[0], max(odds[0], odds[1], 0.98 if min(odds) > 0.3 else 0.0))
    at = 0 if odds[0] >= odds[1] else 1
    if not told[at] or odds[at] < 0.05:
        return None
    return Words(told[at], min(odds[at], 0.6) if min(odds) > 0.3 else odds[at])


def day(line: TextLine | None) -> DateFound | None:
    """Return the first date of an entry."""
    found = dates(line) if line is not None else []
    return found[0] if found else None


def _last(page: LabelledPage, key: str) -> Label | None:
    """Return the last label of a kind in the row of the best one: 姓名 / Name may have been found as two."""
    best = page.first(key)
    if best is None:
        return None
    row = [label for label in page.labels if label.key == key and label.row == best.row]
    return max(row, key=lambda label: label.end)


def _whole(page: LabelledPage, last: Label) -> Label:
    """Return all labels of one kind that stand side by side as one."""
    row = [label for label in page.labels if label.key == last.key and label.row == last.row]
    return Label(last.key, last.row, min(label.start for label in row), last.end, last.score)


def _bare(line: TextLine) -> TextLine:
    start, end = 0, len(line)
    while start < end and line.letters[start].character in _MARKS:
        start += 1
    while end > start and line.letters[end - 1].character in _MARKS:
        end -= 1
    return line.part(start, end)


def _share_of_han(line: TextLine) -> float:
    return sum(is_han(letter.character) for letter in line.letters) / max(1, len(line))


def _share_of_latin(line: TextLine) -> float:
    return sum(letter.character.isascii() for letter in line.letters) / max(1, len(line))
