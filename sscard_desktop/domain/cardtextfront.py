# SPDX-License-Identifier: Apache-2.0
"""The front of a resident card and of a residence permit for people from Hong Kong, Macau and Taiwan.

Five rows beside the portrait (name; sex and nation; birth; address over one to four lines) and the number below it
(GA 448). Rows are told by their labels, and by the rows around them where a label wasn't legible: labels stand in one
column, values begin in another. Cards of minority regions have a second script above the Chinese; it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain import cardtextnumber
from sscard_desktop.domain.cardtext import Letter, Page, TextLine, all_right
from sscard_desktop.domain.cardtextdigits import DateFound, dates, is_digit
from sscard_desktop.domain.cardtextgaps import begins_late
from sscard_desktop.domain.cardtextlabels import LabelledPage
from sscard_desktop.domain.cardtextnames import chinese_name
from sscard_desktop.domain.cardtextnumber import NumberFound, number_run
from sscard_desktop.domain.cardtextwords import CardWords, Words, address, nation
from sscard_desktop.domain.names import is_han

LABELS: Mapping[str, Sequence[str]] = {
    "name": ("姓名",),
    "sex": ("性别",),
    "nation": ("民族",),
    "birth_date": ("出生",),
    "address": ("住址",),
    "number": ("公民身份号码",),
}
_COLUMN = ("name", "sex", "birth_date", "address")
_CLEAR, _CLEAR_LETTERS = 0.85, 2
_LEAST_HAN = 0.34
# A second script above the name is read as doubtful letters; a line of the name is as sure as print is.
_PRINT = 0.8


@dataclass(frozen=True, slots=True)
class FrontFound:
    """What a front shows, field by field; ``None`` where it wasn't legible.

    Attributes:
        sex: ``1`` or ``2``.
        births: the dates that stood behind 出生, hardly ever more than one.
        labels: how many of the labels were found.
    """

    name: Words | None
    sex: Words | None
    nation: Words | None
    births: Sequence[DateFound]
    address: Words | None
    number: NumberFound | None
    labels: int


def read_front(page: Page, words: CardWords, *, today: date) -> FrontFound:
    """Return what the front of a card says."""
    return _Front(LabelledPage(page, LABELS), words, today).found()


class _Front:
    def __init__(self, page: LabelledPage, words: CardWords, today: date) -> None:
        self._page, self._words, self._today = page, words, today
        self._labels = {key: page.first(key) for key in LABELS}
        self._rows = page.rows
        self._values_from = self._value_column()

    def found(self) -> FrontFound:
        births = self._births()
        sex = self._sex()
        return FrontFound(
            name=self._name(),
            sex=sex,
            nation=self._nation(),
            births=births,
            address=self._address(),
            number=self._number(births, sex),
            labels=sum(label is not None for label in self._labels.values()),
        )

    def _value_column(self) -> float | None:
        """Return where values begin, ``None`` where no label of the column is there to tell."""
        starts = []
        for key in _COLUMN:
            label = self._labels[key]
            if label is None:
                continue
            row = self._rows[label.row]
            if label.end < len(row):
                starts.append(row.letters[label.end].x)
        return sorted(starts)[(len(starts) - 1) // 2] if starts else None

    def _values(self, row: TextLine) -> TextLine:
        """Return the part of a row that stands in the column of values."""
        if self._values_from is None:
            return row
        edge = self._values_from - 0.55 * row.height
        return row.where(lambda letter: letter.x > edge)

    # rows

    def _row_of(self, key: str) -> int | None:
        label = self._labels[key]
        return label.row if label is not None else None

    def _sex_row(self) -> int | None:
        return next((row for row in (self._row_of("sex"), self._row_of("nation")) if row is not None), None)

    def _birth_row(self) -> int | None:
        row = self._row_of("birth_date")
        if row is not None:
            return row
        for number, candidate in enumerate(self._rows):
            if {"年", "月"} <= set(candidate.text) and dates(candidate, dotted=False):
                return number
        return None

    def _number_row(self) -> int | None:
        runs = [(len(number_run(row)), number) for number, row in enumerate(self._rows)]
        longest, number = max(runs, default=(0, 0))
        return number if longest >= cardtextnumber.PLACES - 3 else self._row_of("number")

    # fields

    def _name(self) -> Words | None:
        label = self._labels["name"]
        below = self._sex_row()
        below = below if below is not None else self._birth_row()
        if label is not None:
            first, value = label.row, self._page.behind(label)
        else:
            if below is None:
                return None
            above = [number for number in range(below) if self._is_chinese(self._values(self._rows[number]))]
            if not above or self._values_from is None:
                return None
            first = above[-1]
            value = self._values(self._rows[first])
        lines = [*self._name_above(first), self._inside(value)]
        for number in range(first + 1, below if below is not None else first + 1):
            more = self._inside(self._values(self._rows[number]))
            if self._is_chinese(more) and self._begins_in_column(more):
                lines.append(more)
        found = chinese_name(lines)
        if found is not None and (label is None or self._begins_late(lines)):
            found = Words(found.value, found.odds * 0.6, found.seen)
        return found

    def _name_above(self, first: int) -> list[TextLine]:
        """Return the first line of a name of two whose label stands between them, on the level of the second."""
        if first == 0:
            return []
        row = self._rows[first - 1]
        line = self._inside(self._values(row))
        close = line.letters and self._rows[first].y - line.y < 1.3 * max(line.height, self._rows[first].height)
        sure = all_right(line.letters) > _PRINT ** len(line)
        return [line] if close and sure and self._is_chinese(line) and self._begins_in_column(line) else []

    def _sex(self) -> Words | None:
        label = self._labels["sex"]
        candidates: Sequence[Letter] = ()
        if label is not None:
            candidates = self._page.behind(label).letters[:2]
        elif (row := self._sex_row()) is not None:
            end = self._labels["nation"].start if self._labels["nation"] is not None else len(self._rows[row])
            candidates = self._values(self._rows[row].part(0, end)).letters[:2]
        for letter in candidates:
            character, odds = letter.best_of("男女")
            if odds > 0.05:
                return Words("1" if character == "男" else "2", odds)
        return None

    def _nation(self) -> Words | None:
        label = self._labels["nation"]
        if label is not None:
            return nation(self._inside(self._page.behind(label)), self._words)
        sex = self._labels["sex"]
        if sex is None:
            return None
        # 民族 itself wasn't legible: what stands last in the row is tried, letter by letter from the left.
        behind = self._inside(self._page.behind(sex))
        for start in range(2, len(behind)):
            found = nation(behind.part(start), self._words)
            if found is not None and start > 2:
                return Words(found.value, found.odds * 0.8, found.seen)
        return None

    def _births(self) -> Sequence[DateFound]:
        row = self._birth_row()
        if row is None:
            return ()
        label = self._labels["birth_date"]
        line = self._page.behind(label) if label is not None else self._values(self._rows[row])
        found = dates(line, dotted=False)
        return [each for each in found if each.day <= self._today][:1]

    def _address(self) -> Words | None:
        label = self._labels["address"]
        if label is not None:
            first, head = label.row, self._page.behind(label)
        else:
            birth = self._birth_row()
            if birth is None or self._values_from is None:
                return None
            below = [number for number in range(birth + 1, len(self._rows)) if self._is_address(self._rows[number])]
            if not below:
                return None
            first = below[0]
            head = self._values(self._rows[first])
        end = self._number_row()
        last = end if end is not None and end > first else len(self._rows)
        lines, lost = [self._inside(head)], False
        for number in range(first + 1, last):
            more = self._inside(self._values(self._rows[number]))
            if not more.letters or not self._begins_in_column(more):
                continue
            if not self._is_address(more):
                lost = lost or (self._follows(lines[-1], more) and self._has_writing(more))
                continue
            if len(lines) == 4 or not self._follows(lines[-1], more):
                break
            lines.append(more)
        found = address(lines)
        # An address of which a line couldn't be read is no address, however clear its other lines are.
        if found is not None and (lost or label is None or self._begins_late(lines)):
            found = Words(found.value, found.odds * 0.7, found.seen)
        return found

    def _number(self, births: Sequence[DateFound], sex: Words | None) -> NumberFound | None:
        row = self._number_row()
        if row is None:
            return None
        line = self._rows[row]
        label = self._labels["number"]
        if label is not None and label.row == row:
            line = self._page.behind(label)
        return cardtextnumber.read_number(
            number_run(line),
            birth_dates=[each.day for each in births if each.odds > 0.3],
            sex=sex.value if sex is not None and sex.odds > 0.5 else "",
            today=self._today,
        )

    # what belongs to the column of values

    def _inside(self, line: TextLine) -> TextLine:
        """Return a line up to where it leaves the column: behind a wide gap there is the portrait or the desk."""
        for at in range(1, len(line)):
            if line.letters[at].x - line.letters[at - 1].x > 3.6 * line.height:
                return line.part(0, at)
        return line

    def _is_chinese(self, line: TextLine) -> bool:
        han = sum(is_han(letter.character) for letter in line.letters)
        return han > 0 and han >= 0.6 * len(line) and all_right(line.letters) ** (1 / len(line)) > 0.3

    def _is_address(self, line: TextLine) -> bool:
        """Return whether a line is Chinese or digits, neither a second script nor noise."""
        fitting = sum(is_han(letter.character) or is_digit(letter) for letter in line.letters)
        han = sum(is_han(letter.character) for letter in line.letters)
        sure = all_right(line.letters) ** (1 / len(line)) if line.letters else 0.0
        enough = han >= _LEAST_HAN * len(line) or fitting == len(line)
        return fitting >= 0.7 * len(line) and enough and sure > 0.45

    def _has_writing(self, line: TextLine) -> bool:
        """Return whether a line that can't be read is Chinese in part; of a second script the network makes less."""
        return sum(is_han(letter.character) and letter.odds > _CLEAR for letter in line.letters) >= _CLEAR_LETTERS

    def _begins_late(self, lines: Sequence[TextLine]) -> bool:
        return self._values_from is not None and any(begins_late(line, self._values_from) for line in lines)

    def _begins_in_column(self, line: TextLine) -> bool:
        if self._values_from is None or not line.letters:
            return False
        return abs(line.letters[0].x - self._values_from) < 1.1 * line.height

    def _follows(self, above: TextLine, below: TextLine) -> bool:
        height = max(above.height, below.height)
        return below.y - above.y < 2.1 * height
