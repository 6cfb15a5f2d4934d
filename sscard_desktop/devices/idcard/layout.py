# SPDX-License-Identifier: Apache-2.0
"""Where each item lies in a card's text block: 256 bytes of UTF-16-LE, blank padded, four kinds of card.

One table for decoding and encoding, so that they can't drift apart. Offsets and lengths are bytes. Sources: the layouts
as published readers and SDKs agree on them (2017 and 2023 foreign cards: type flags ``I`` and ``Y``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.card import CardType

TEXT_BYTES = 256
FLAG = slice(248, 250)
"""The type flag: one code unit."""

FLAGS = {
    " ": CardType.RESIDENT,
    "\0": CardType.RESIDENT,
    "J": CardType.HMT,
    "I": CardType.FOREIGNER_2017,
    "Y": CardType.FOREIGNER_2023,
}

LONG_TERM = "长期"

WLT_HEADER = b"WL\x66\x00\x7e\x00"
"""How a chip photo begins: ``WL``, then 102 × 126 pixels, little-endian."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one attribute of the card lies: spans of bytes that are joined, in their order."""

    attribute: str
    spans: tuple[slice, ...]

    @property
    def units(self) -> int:
        """How many UTF-16 code units fit."""
        return sum((span.stop - span.start) // 2 for span in self.spans)


def _place(attribute: str, *spans: tuple[int, int]) -> Place:
    return Place(attribute, tuple(slice(start, start + length) for start, length in spans))


_RESIDENT = (
    _place("name", (0, 30)),
    _place("sex", (30, 2)),
    _place("nation", (32, 4)),
    _place("birth_date", (36, 16)),
    _place("address", (52, 70)),
    _place("number", (122, 36)),
    _place("authority", (158, 30)),
    _place("valid_from", (188, 16)),
    _place("valid_to", (204, 16)),
)

LAYOUTS: dict[CardType, tuple[Place, ...]] = {
    CardType.RESIDENT: _RESIDENT,
    CardType.HMT: (
        *(place for place in _RESIDENT if place.attribute != "nation"),
        _place("pass_number", (220, 18)),
        _place("issue_count", (238, 4)),
    ),
    CardType.FOREIGNER_2017: (
        _place("name_en", (0, 120)),
        _place("sex", (120, 2)),
        _place("number", (122, 30)),
        _place("nationality", (152, 6)),
        _place("name", (158, 30)),
        _place("valid_from", (188, 16)),
        _place("valid_to", (204, 16)),
        _place("birth_date", (220, 16)),
        _place("version", (236, 4)),
        _place("accepting_authority", (240, 8)),
    ),
    CardType.FOREIGNER_2023: (
        _place("name", (0, 30)),
        _place("sex", (30, 2)),
        _place("issue_count", (32, 4)),
        _place("birth_date", (36, 16)),
        # Joined before stripping: a blank at the end of the first part belongs to the name
        _place("name_en", (52, 70), (220, 22)),
        _place("number", (122, 36)),
        _place("valid_from", (188, 16)),
        _place("valid_to", (204, 16)),
        _place("nationality", (242, 6)),
        _place("related_number", (250, 6)),
    ),
}
