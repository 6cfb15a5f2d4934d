# SPDX-License-Identifier: Apache-2.0
"""Words of a card put right: names, nations, addresses and offices, each with what stood there if that was another.

Answers for what letters may be by their field: a name holds ideographs and the middle dot, a nation is one of a list,
an address is written in simplified characters. Knows no place and no surname: a likely name isn't a read one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.cardtext import Letter, TextLine, all_right, geometric_mean
from sscard_desktop.domain.cardtextdigits import plain
from sscard_desktop.domain.cardtextgaps import ends_early, gaps
from sscard_desktop.domain.cardtextplaces import PlaceNames
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.names import MIDDLE_DOT, is_han

_DOTS = frozenset("·•・.．‧∙⋅。˙･ꞏ●、,，'`´*")
_SECOND_GUESS = 0.05
_STRANGE = 0.4
_LATIN_FOR_DIGITS = {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1"}
_TRADITIONAL_IN_NAME = 0.75
_LONG_NAME = 4
_DOT = 0.985
_NAME_DOUBT = 3
_GAP = 0.7
_GLARE = 0.85
_UNFINISHED = 0.88
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


def chinese_name(lines: Sequence[TextLine]) -> Words | None:
    """Return a name of ideographs, dots between its parts; ``None`` where none is there.

    A dot that was lost leaves a gap: in a name of four ideographs and more it is put back, and told.
    """
    value, seen, odds = "", "", 1.0
    long = sum(is_han(letter.character) for line in lines for letter in line.letters) >= _LONG_NAME
    lost = {id(line.letters[at]): room for line in lines for at, room in gaps(line) if at < len(line)}
    before = ""
    for letter in (each for line in lines for each in line.letters):
        room = lost.get(id(letter), 0.0)
        if room and MIDDLE_DOT not in (before, *_dotted(letter)):
            # Names of two characters are printed with room between them, and there is none to lose.
            odds *= _GAP if long or room > 1.4 else 1.0
            value += MIDDLE_DOT if long and room < 1.4 else ""
        before = MIDDLE_DOT if letter.character in _DOTS else letter.character
        if letter.character in _DOTS:
            value += MIDDLE_DOT
            seen += MIDDLE_DOT
            # Whether it is the dot of a name or a speck is settled by where it stands.
            odds *= max(letter.odds, _DOT)
            continue
        if is_han(letter.character):
            # Registers have rare characters in their old form: 頔 is a name's own, 張 is a misread 张.
            value += letter.character if _in_gb2312(letter.character) else letter.written or letter.character
            seen += letter.written or letter.character
            # A card's name is printed as the register has it: which of the two forms that is, the picture must tell.
            odds *= min(letter.odds, _TRADITIONAL_IN_NAME) if letter.written else letter.odds
            continue
        other = next((each for each, worth in _by_odds(letter.others) if worth >= _SECOND_GUESS and is_han(each)), "")
        value += other
        seen += letter.character
        odds *= _STRANGE
    value, seen = (re.sub(f"{MIDDLE_DOT}+", MIDDLE_DOT, text) for text in (value, seen))
    stripped = value.strip(MIDDLE_DOT)
    if stripped != value:
        odds *= 0.8
    if len(stripped) < 2:
        odds *= _STRANGE
    if not stripped:
        return None
    # Nothing else on a card tells a name: the network's certainty must be far beyond doubt.
    odds = _with_glare(odds, lines) ** _NAME_DOUBT
    return Words(stripped, odds, seen if seen.strip(MIDDLE_DOT) != stripped else "")


def latin_name(lines: Iterable[TextLine]) -> Words | None:
    """Return a name of capitals, its parts parted by single blanks; ``None`` where none is there.

    Letters of one line are parted where the gap between them is wide; a comma behind the surname parts too.
    """
    words, odds = [], 1.0
    for line in lines:
        if not line.letters:
            continue
        pitch = _usual_pitch(line)
        text = ""
        before: Letter | None = None
        for letter in line.letters:
            character = plain(letter.character)
            room = before is not None and letter.x - before.x > 2.1 * pitch
            if (room or letter.apart) and character not in ",，.'’-":
                text += " "
            before = letter
            if character in ",，、<;":
                text += " "
                continue
            if character in "'’`-.":
                text += "'" if character in "’`" else character
            elif character.isascii() and character.isalpha():
                text += character.upper()
                odds *= letter.odds
            elif character.isdigit():
                text += {"0": "O", "1": "I"}.get(character, "")
                odds *= _STRANGE
            else:
                odds *= _STRANGE
        words.append(text)
    value = " ".join(" ".join(words).split()).strip(" .'-")
    return Words(value, odds) if sum(character.isalpha() for character in value) > 1 else None


def _dotted(letter: Letter) -> tuple[str, ...]:
    return (MIDDLE_DOT,) if letter.character in _DOTS else ()


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
        if (worth, len(name)) > (best[0], len(best[1])):
            best = worth, name, code
    worth, name, code = half_read[0] if not best[1] and len(half_read) == 1 else best
    if not code:
        return None
    seen = "".join(letter.character for letter in letters)
    return Words(code, worth, "" if seen.startswith(name) else seen)


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
    odds = _with_glare(odds, lines) * (_GAP if any(gaps(line) for line in lines) else 1.0)
    return Words(value, odds, seen if seen != value else "")


def _with_glare(odds: float, lines: Sequence[TextLine]) -> float:
    return min(odds, _GLARE) if any(line.glare for line in lines) else odds


def _tells_apart(name: str, found: Sequence[float], words: CardWords) -> bool:
    """Return whether the one letter of a nation's name that was read belongs to no other nation at its place."""
    at = max(range(len(name)), key=lambda place: found[place])
    return sum(other[at : at + 1] == name[at] for other in words.nations) == 1


def _simplified(letter: Letter, character: str) -> tuple[str, float]:
    if character.isascii() or not is_han(character) or _in_gb2312(character):
        return character, letter.odds
    for other, worth in _by_odds(letter.others):
        if worth >= _SECOND_GUESS and _in_gb2312(other) and is_han(other):
            # Which of the two it is stays doubtful: places have rare characters of their own.
            return other, 0.5
    return character, letter.odds


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _beside_digit(letters: Sequence[Letter], at: int) -> bool:
    beside = [letters[other].character for other in (at - 1, at + 1) if 0 <= other < len(letters)]
    return any(plain(character).isdigit() for character in beside)


def _usual_pitch(line: TextLine) -> float:
    steps = sorted(after.x - before.x for before, after in zip(line.letters, line.letters[1:], strict=False))
    return steps[len(steps) // 2] if steps else line.height


def _by_odds(others: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(others.items(), key=lambda item: -item[1])
