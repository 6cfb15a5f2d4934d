# SPDX-License-Identifier: Apache-2.0
"""Whether a name arrives: on the screen, on paper, and in the systems that it is exported to; one answer for each.

GB 18030-2022 is the target: every code point can be written in it, and the workbook and the zip's names are UTF-8. What
can't follow is told: systems that know GBK alone, fonts without the character, and code points that only an older
system understands. Pure: which characters the fonts lack comes in from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sscard_desktop.domain import gb18030
from sscard_desktop.domain.names import is_han
from sscard_desktop.domain.unsettled import Finding, findings, is_selector


@dataclass(frozen=True, slots=True)
class CharacterCoverage:
    """One character that needs a look.

    Attributes:
        block: its block's short name, such as ``CJK B``.
        gb_code: its bytes in GB 18030-2022, in upper-case hexadecimal; ``""`` for what is no character.
        level: implementation level of GB 18030-2022, 0 outside of all.
        drawn: a bundled font draws it, on screen and on paper.
        in_gbk: a system that knows GBK alone can hold it.
    """

    character: str
    block: str
    gb_code: str
    level: int
    drawn: bool
    in_gbk: bool

    @property
    def code_point(self) -> str:
        """The code point as people write it, ``U+20BB7``."""
        return f"U+{ord(self.character):04X}"


@dataclass(frozen=True, slots=True)
class NameCoverage:
    """How far a name reaches.

    Attributes:
        characters: those beyond GBK, and those that no bundled font draws; each once, in the name's order.
        doubts: what isn't settled (private use, compatibility forms…), each with its proposal if there is one.
    """

    name: str
    characters: tuple[CharacterCoverage, ...]
    doubts: tuple[Finding, ...]

    @property
    def undrawn(self) -> tuple[str, ...]:
        """What neither screen nor form shows: both use the bundled fonts, and nothing else."""
        return tuple(found.character for found in self.characters if not found.drawn)

    @property
    def beyond_gbk(self) -> tuple[str, ...]:
        """What a system that knows GBK alone would lose."""
        return tuple(found.character for found in self.characters if not found.in_gbk)

    @property
    def beyond_standard(self) -> tuple[str, ...]:
        """What lies outside of the levels of GB 18030-2022: the receiving side needn't be able to show it."""
        return tuple(found.character for found in self.characters if found.level == 0)

    @property
    def rare(self) -> bool:
        """Whether it is a name with 生僻字: an ideograph or private character that GBK lacks."""
        return bool(self.beyond_gbk)

    @property
    def sound(self) -> bool:
        """Whether screen, form and export all show it as it is."""
        return not self.characters and not self.doubts


def name_coverage(
    name: str, *, lacking: Collection[str] = (), general: Callable[[str], bool] = lambda _: False
) -> NameCoverage:
    """Return how far a name reaches.

    Args:
        lacking: characters that no bundled font draws.
        general: tells of a character whether it stands in 通用规范汉字表; only asked for those beyond GBK.
    """
    found = []
    for character in dict.fromkeys(name):
        in_gbk = gb18030.in_gbk(character)
        drawn = character not in lacking
        if is_selector(character) or (in_gbk and drawn) or not (_matters(character) or not drawn):
            continue
        code = gb18030.code_of(character).hex().upper()
        level = gb18030.level(character, general=general(character))
        found.append(CharacterCoverage(character, gb18030.block_of(character), code, level, drawn, in_gbk))
    return NameCoverage(name, tuple(found), findings(name))


def is_rare_name(name: str) -> bool:
    """Return whether a name holds 生僻字: an ideograph or private-use character that GBK (code page 936) lacks."""
    return any(_matters(character) and not gb18030.in_gbk(character) for character in name)


def _matters(character: str) -> bool:
    return is_han(character) or gb18030.is_private(character)
