# SPDX-License-Identifier: Apache-2.0
"""Words of a card put right: nations, countries, addresses and offices, each with what stood there if that was another.

Answers for what letters may be by their field: a nation and a country are one of a list, an address is written in
simplified characters and ends as addresses do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.cardtext import Letter, TextLine, all_right, geometric_mean
from sscard_desktop.domain.cardtextdigits import plain
from sscard_desktop.domain.cardtextgaps import ends_early, gaps, pitch
from sscard_desktop.domain.cardtextplaces import PlaceNames
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.names import is_han

_DOTS = frozenset("·•・.．‧∙⋅。˙･ꞏ●、,，'`´*")
_SECOND_GUESS = 0.05
_LATIN_FOR_DIGITS = {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1"}
_GAP = 0.7
_GLARE = 0.85
_UNFINISHED = 0.88
_MAY_GO_ON = 0.85
_WORD_GOES_ON = 0.6
_ENDS_OF_ADDRESS = frozenset(
    "号室组村户栋楼座幢院队厅层屯寨庄街路巷弄房单元门排里区乡镇店堡营沟湾园苑城厂校场站段内舍社宅坊"
)


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card's words may be.

    Attributes:
        nations: the name of each nation as cards print it → its code (GB/T 3304).
        countries: name or alpha-3 code, upper case → alpha-3 code.
        places: what provinces, cities and counties are called; empty where addresses can't be checked.
    """

    nations: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    places: PlaceNames = field(default_factory=lambda: PlaceNames({}))

    @classmethod
    def of(
        cls, nations: CodeList, countries: CodeList, divisions: Mapping[str, Sequence[str]] | None = None
    ) -> CardWords:
        """Return the words of the program's code lists.

        Args:
            nations, countries: the lists.
            divisions: six-digit code → its names, past and present; without them no place is checked.
        """
        return cls(
            {entry.label("zh_CN"): entry.code for entry in nations.entries},
            {
                text.upper(): entry.code
                for entry in countries.entries
                for text in (*entry.aliases, *entry.labels.values(), entry.code)
                if not text.isdigit() and len(text) > 2 - (not text.isascii())
            },
            PlaceNames(divisions or {}),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Text of a field.

    Attributes:
        value: as a record stores it.
        odds: that all of it is right, by the letters alone.
        seen: what stood there, where ``value`` isn't just that.
    """

    value: str = field(repr=False)
    odds: float
    seen: str = field(default="", repr=False)


_STANDS = 0.5


def nation(line: TextLine, words: CardWords) -> Words | None:
    """Return the code of the nation that a line names, ``None`` where it names none."""
    letters = [letter for letter in line.letters if letter.character not in _DOTS]
    if letters and letters[-1].character == "族" and len(letters) > 1:
        letters = letters[:-1]
    best: tuple[float, str, str] = (0.0, "", "")
    half_read: list[tuple[float, str, str]] = []
    for name, code in words.nations.items():
        if len(name) > len(letters):
            continue
        found = [letter.odds_of(character) for letter, character in zip(letters, name, strict=False)]
        if len(name) < len(letters) and not all(each > 0.5 for each in found):
            continue
        if min(found) > 0.02:
            worth = all_right(Letter("", each, 0, 0) for each in found)
        elif len(name) > 2 and len(name) == len(letters) and sorted(found)[1] > 0.5:
            # One letter of a long name was misread altogether; no two nations are that alike.
            worth = 0.85 * min(each for each in found if each > 0.5)
        elif len(name) == 2 == len(letters) and max(found) > 0.5 and _tells_apart(name, found, words):
            half_read.append((0.7 * max(found), name, code))
            continue
        else:
            continue
        worth = min(worth, _whole(name, letters, line, words))
        # 土家 begins as 土 does: of two names that both stand there, the longer one was printed.
        longer = worth > _STANDS and name.startswith(best[1]) and bool(best[1])
        shorter = best[0] > _STANDS and best[1].startswith(name)
        if longer or (not shorter and worth > best[0]):
            best = worth, name, code
    worth, name, code = half_read[0] if not best[1] and len(half_read) == 1 else best
    if not code:
        return None
    seen = "".join(letter.character for letter in letters)
    return Words(code, worth, "" if seen.startswith(name) else seen)


def _whole(name: str, letters: Sequence[Letter], line: TextLine, words: CardWords) -> float:
    """Return how likely it is that a word ends where a nation's name ends: 土 is a nation's, and so is 土家."""
    more = letters[len(name) : len(name) + 1]
    if more:
        beside = more[0].x - letters[len(name) - 1].x < 1.5 * pitch(line) and is_han(more[0].character)
        return _WORD_GOES_ON if beside else 1.0
    begins_another = any(other != name and other.startswith(name) for other in words.nations)
    return _MAY_GO_ON if begins_another and not line.closed else 1.0


def address(lines: Sequence[TextLine]) -> Words | None:
    """Return an address over one to four lines; digits and simplified characters put right and told."""
    found = _prose(lines)
    if found is None:
        return None
    odds = found.odds
    if ends_early(lines) or found.value[-1] not in _ENDS_OF_ADDRESS:
        odds = min(odds, _UNFINISHED)
    return Words(found.value, odds, found.seen)


def office(lines: Sequence[TextLine]) -> Words | None:
    """Return the name of an authority over one or two lines, put right as an address is."""
    found = _prose(lines)
    if found is None:
        return None
    value = found.value.strip("·.,，。、:：-_")
    return Words(value, found.odds, found.seen) if value else None


def country(line: TextLine, words: CardWords) -> Words | None:
    """Return the alpha-3 code of the country that a line names by name, code or both (加拿大 / CAN)."""
    han = "".join(letter.character for letter in line.letters if is_han(letter.character))
    latin = "".join(plain(letter.character).upper() for letter in line.letters if letter.character.isascii())
    latin = "".join(character for character in latin if character.isalpha() or character == " ")
    by_name = words.countries.get(han, "")
    by_code = words.countries.get(latin, "") or words.countries.get(latin[-3:], "")
    odds = geometric_mean(letter.odds for letter in line.letters)
    if by_name and by_code:
        return Words(by_name, 0.995) if by_name == by_code else Words(by_name, 0.5)
    code = by_name or by_code
    return Words(code, min(odds, 0.95)) if code else None


def _prose(lines: Sequence[TextLine]) -> Words | None:
    letters = [letter for line in lines for letter in line.letters]
    value, seen, odds = "", "", 1.0
    for at, letter in enumerate(letters):
        character = plain(letter.character)
        seen += letter.written or character
        put_right, worth = _simplified(letter, character)
        if put_right in _LATIN_FOR_DIGITS and _beside_digit(letters, at):
            put_right = _LATIN_FOR_DIGITS[put_right]
        value += put_right
        odds *= worth
    if not value:
        return None
    odds = with_glare(odds, lines) * (_GAP if any(gaps(line) for line in lines) else 1.0)
    return Words(value, odds, seen if seen != value else "")


def with_glare(odds: float, lines: Sequence[TextLine]) -> float:
    """Return the odds of what stands in lines, lowered where glare lies on one of them."""
    return min(odds, _GLARE) if any(line.glare for line in lines) else odds


def _tells_apart(name: str, found: Sequence[float], words: CardWords) -> bool:
    """Return whether the one letter of a nation's name that was read belongs to no other nation at its place."""
    at = max(range(len(name)), key=lambda place: found[place])
    return sum(other[at : at + 1] == name[at] for other in words.nations) == 1


def _simplified(letter: Letter, character: str) -> tuple[str, float]:
    if character.isascii() or not is_han(character) or in_gb2312(character):
        return character, letter.odds
    for other, worth in by_odds(letter.others):
        if worth >= _SECOND_GUESS and in_gb2312(other) and is_han(other):
            # Which of the two it is stays doubtful: places have rare characters of their own.
            return other, 0.5
    return character, letter.odds


def in_gb2312(character: str) -> bool:
    """Return whether a character is one of the 6763 common ones (GB/T 2312)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _beside_digit(letters: Sequence[Letter], at: int) -> bool:
    beside = [letters[other].character for other in (at - 1, at + 1) if 0 <= other < len(letters)]
    return any(plain(character).isdigit() for character in beside)


def by_odds(others: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return what a letter may be, the likeliest first."""
    return sorted(others.items(), key=lambda item: -item[1])
