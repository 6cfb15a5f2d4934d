# SPDX-License-Identifier: Apache-2.0
"""Names as documents print them: ideographs with a dot between the parts of some, or capitals with blanks.

Nothing else on a card tells a name, so that it takes more certainty than any other field: a likely name isn't a read
one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.domain.cardtextdigits import plain
from sscard_desktop.domain.cardtextgaps import gaps
from sscard_desktop.domain.cardtexttwins import may_be_rarer
from sscard_desktop.domain.cardtextwords import Words, by_odds, in_gb2312, with_glare
from sscard_desktop.domain.names import MIDDLE_DOT, is_han

_DOTS = frozenset("·•・.．‧∙⋅。˙･ꞏ●、,，'`´*")
_SECOND_GUESS = 0.05
_STRANGE = 0.4
_TRADITIONAL_IN_NAME = 0.75
_LONG_NAME = 4
_DOT = 0.985
_NAME_DOUBT = 3
_GAP = 0.7
_LONGEST_SHORT_FORM = 2
_LONGEST_WITHOUT_DOT = 5
_DOTLESS = 0.95
_TWIN = 0.95


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
            value += letter.character if in_gb2312(letter.character) else letter.written or letter.character
            seen += letter.written or letter.character
            # A card's name is printed as the register has it: which of the two forms that is, the picture must tell.
            odds *= min(letter.odds, _TRADITIONAL_IN_NAME) if letter.written else letter.odds
            continue
        if unicodedata.category(letter.character)[0] in "PS" and value:
            # A mark that stands in the name's midst is its dot, whatever it was taken for.
            value += MIDDLE_DOT
            seen += letter.character
            odds *= _STRANGE
            continue
        other = next((each for each, worth in by_odds(letter.others) if worth >= _SECOND_GUESS and is_han(each)), "")
        value += other
        seen += letter.character
        odds *= _STRANGE
    value, seen = (re.sub(f"{MIDDLE_DOT}+", MIDDLE_DOT, text) for text in (value, seen))
    stripped = value.strip(MIDDLE_DOT)
    if stripped != value:
        odds *= 0.8
    if len(stripped) < 2:
        odds *= _STRANGE
    if len(stripped) > _LONGEST_WITHOUT_DOT and MIDDLE_DOT not in stripped:
        # There are such names, and there are more whose dot wasn't seen.
        odds = min(odds, _DOTLESS)
    if any(may_be_rarer(letter) for line in lines for letter in line.letters):
        odds = min(odds, _TWIN)
    if not stripped:
        return None
    # Nothing else on a card tells a name: the network's certainty must be far beyond doubt.
    odds = with_glare(odds, lines) ** _NAME_DOUBT
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
            if character == "." and len(text.rpartition(" ")[2]) > _LONGEST_SHORT_FORM:
                # A comma that lost its tail; a stop ends short forms (ST., JR.) and no whole name.
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


def _usual_pitch(line: TextLine) -> float:
    steps = sorted(after.x - before.x for before, after in zip(line.letters, line.letters[1:], strict=False))
    return steps[len(steps) // 2] if steps else line.height
