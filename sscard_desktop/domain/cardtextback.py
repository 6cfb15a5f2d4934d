# SPDX-License-Identifier: Apache-2.0
"""The back of a resident card and of a residence permit: who issued it, from when to when it is valid.

An authority's name may take two lines, the label standing beside the first or the last of them. A permit's back also
has the number of the holder's travel permit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.cardtext import Page, TextLine
from sscard_desktop.domain.cardtextdigits import as_digits, plain
from sscard_desktop.domain.cardtextgaps import begins_late
from sscard_desktop.domain.cardtextlabels import Label, LabelledPage
from sscard_desktop.domain.cardtextterm import TermFound, read_term
from sscard_desktop.domain.cardtextwords import Words, office
from sscard_desktop.domain.names import is_han

LABELS: Mapping[str, Sequence[str]] = {
    "authority": ("签发机关",),
    "validity": ("有效期限",),
    "pass_number": ("通行证号码",),
    "issue_count": ("签发次数",),
}
_LETTERS = "HMCW"
_LATE = 0.6


@dataclass(frozen=True, slots=True)
class BackFound:
    """What a back shows; ``None`` where it wasn't legible."""

    authority: Words | None
    term: TermFound | None
    pass_number: Words | None
    labels: int


def read_back(page: Page, *, years: Sequence[int], may_be_long: bool) -> BackFound:
    """Return what the back of a card says.

    Args:
        page: what was read.
        years: the terms that such cards are given for.
        may_be_long: such a card may be valid for good.
    """
    labelled = LabelledPage(page, LABELS)
    validity = _validity(labelled)
    number = labelled.first("pass_number")
    return BackFound(
        authority=_authority(labelled),
        term=read_term(validity, years=years, may_be_long=may_be_long) if validity is not None else None,
        pass_number=pass_number(labelled.behind(number)) if number is not None else None,
        labels=sum(labelled.first(key) is not None for key in LABELS),
    )


def pass_number(line: TextLine) -> Words | None:
    """Return a travel permit's number: a letter and eight digits, eight digits alone, either with two more.

    There is no check character, so that its confidence is that of its letters.
    """
    letters = [letter for letter in line.letters if plain(letter.character).isalnum()]
    if not letters:
        return None
    head, odds = letters[0].best_of((*_LETTERS, *_LETTERS.lower()))
    known = len(letters) in (9, 11) and odds > 0.02
    value, certainty = (head.upper(), odds) if known else ("", 1.0)
    for letter in letters[1:] if known else letters:
        digit, worth = max(as_digits(letter).items(), key=lambda item: item[1], default=("", 0.0))
        value += digit
        certainty *= worth
    digits = value.lstrip(_LETTERS)
    if len(digits) not in (8, 10):
        return None
    return Words(value, certainty)


def _authority(page: LabelledPage) -> Words | None:
    label = page.first("authority")
    validity = page.first("validity")
    if label is None:
        return _unlabelled_authority(page, validity)
    row = page.behind(label)
    lines = [row] if row.letters else []
    left = row.left if row.letters else page.rows[label.row].letters[label.end - 1].x + page.rows[label.row].height
    if found := _neighbour(page, label, left, -1):
        lines.insert(0, found)
    if not _ends_as_office(lines) and (found := _neighbour(page, label, left, 1)):
        lines.append(found)
    words = office(lines)
    if words is not None and not _ends_as_office(lines):
        words = Words(words.value, words.odds * 0.8, words.seen)
    if words is not None and _begins_late(page, validity, lines):
        words = Words(words.value, words.odds * _LATE, words.seen)
    return words


def _begins_late(page: LabelledPage, validity: Label | None, lines: Sequence[TextLine]) -> bool:
    """Return whether an authority begins behind where the validity below it does: its beginning was lost."""
    column = page.behind(validity) if validity is not None else None
    return bool(column) and any(begins_late(line, column.left) for line in lines if column is not None)


def _neighbour(page: LabelledPage, label: Label, left: float, step: int) -> TextLine | None:
    """Return the line right above or below an authority's, if it begins in the same column and is Chinese."""
    number = label.row + step
    if not 0 <= number < len(page.rows) or any(each.row == number for each in page.labels):
        return None
    row, own = page.rows[number], page.rows[label.row]
    if not row.letters or abs(row.y - own.y) > 1.9 * own.height or row.height < 0.6 * own.height:
        return None
    inside = row.where(lambda letter: letter.x > left - 0.8 * own.height)
    han = sum(is_han(letter.character) for letter in inside.letters)
    begins = inside.letters and abs(inside.left - left) < 1.2 * own.height
    return inside if begins and len(inside) == len(row) and han >= 0.8 * len(inside) else None


def _ends_as_office(lines: Sequence[TextLine]) -> bool:
    return bool(lines) and bool(lines[-1].letters) and lines[-1].letters[-1].best_of("局队厅所部")[1] > 0.3


def _unlabelled_authority(page: LabelledPage, validity: Label | None) -> Words | None:
    if validity is None:
        return None
    for number in range(validity.row - 1, max(-1, validity.row - 3), -1):
        text = page.rows[number].text
        at = text.find("机关")
        if "公安局" in text:
            words = office([page.rows[number].part(at + 2 if at >= 0 else 0)])
            return Words(words.value, words.odds * (0.9 if at >= 0 else 0.5), words.seen) if words else None
    return None


def _validity(page: LabelledPage) -> TextLine | None:
    found = page.value("validity")
    if found is not None and found.letters:
        return found
    # The label wasn't legible: two dates, or one before 长期, are nothing else on this side.
    for row in page.rows:
        digits = sum(bool(as_digits(letter)) for letter in row.letters)
        if digits >= 8 and ("-" in row.text or digits >= 15 or "长" in row.text or "期" in row.text):
            return row
    return None
