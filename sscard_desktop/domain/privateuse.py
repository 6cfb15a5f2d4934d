# SPDX-License-Identifier: Apache-2.0
"""Private-use code points of older Chinese systems, and the standard characters that they became.

GBK of 1995 held characters that Unicode didn't have yet, and put them at U+E78D–E796, E7C7–E7C8, E7E7–E7F3 and
E815–E864. GB 18030-2000, its amendment of 2005 and the edition of 2022 gave each its standard character (annex of
GB 18030-2022; the last eighteen in 2022, six by their code in Extension B). A card, a roster or a bank's file made in
between still holds the old ones.

What a private code point means is its maker's alone to say: this table *proposes*, and only the person who compares
with the document decides. Code points outside of the table (a bank's or a police system's own drawings) have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_RANGES = (
    # vertical punctuation, A6D9–A6DF, A6EC, A6ED, A6F3: the second and third changed places (GB 18030-2022)
    (0xE78D, "︐︒︑︓︔︕︖︗︘︙"),
    # A8BC and A8BF, of pinyin
    (0xE7C7, "ḿǹ"),
    # A989–A995: the signs by which ideographs are described
    (0xE7E7, "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"),
    # FE50–FEA0: components and characters
    (
        0xE815,
        "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
    ),
)

STANDARD_OF: Mapping[str, str] = MappingProxyType(
    {chr(first + place): standard for first, row in _RANGES for place, standard in enumerate(row)}
)
"""Private-use character → the standard character that GB 18030-2022 has in its place."""


def proposed(text: str) -> str:
    """Return ``text`` with every private-use character that the table knows replaced by its standard one."""
    return "".join(STANDARD_OF.get(character, character) for character in text)
