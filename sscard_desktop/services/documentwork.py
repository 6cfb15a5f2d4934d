# SPDX-License-Identifier: Apache-2.0
"""What the counter's work with ID pictures gives back: what was stored, read, filled in, and how all of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.cardpictures import CardPictureReport


@dataclass(frozen=True, slots=True)
class Accepted:
    """A picture that was stored.

    Attributes:
        role: where it was stored.
        moved: not where it was meant for: it plainly shows the other side. The clerk is told.
    """

    taken: Taken
    role: PictureRole
    moved: bool = False


@dataclass(frozen=True, slots=True)
class ToRead:
    """A record's ID pictures on their way to the reader, front first; by ``digests`` they are known again later."""

    roles: tuple[PictureRole, ...]
    pictures: tuple[bytes, ...] = field(repr=False)
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A reading that was kept.

    Attributes:
        swapped: front and back had been given the wrong way round, and are put right. The clerk is told.
        problems: what is wrong with the two pictures as one document, keys of ``document.problem.<problem>``.
    """

    taken: Taken
    swapped: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the pictures say of one field.

    Attributes:
        key: the field's.
        value: as a record stores it.
        confidence: 0 to 1.
        repaired: concluded, not seen letter by letter; ``seen`` is what stood there.
        side: where it stood.
    """

    key: str
    value: str = field(repr=False)
    confidence: float
    repaired: bool
    seen: str = field(repr=False)
    side: Side


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled from the pictures.

    Attributes:
        filled: the fields that were filled and wait to be confirmed, in the form's order.
        differs: the fields that say something else and were left as they are.
        other_person: number and name both do. Then nothing was filled: half of the form would be somebody else's.
    """

    taken: Taken
    filled: tuple[str, ...]
    differs: tuple[str, ...]
    other_person: bool = False


@dataclass(frozen=True, slots=True)
class Documented:
    """All that is known of a record's ID pictures, for showing it.

    Attributes:
        layout: which document it is, as far as the pictures told.
        unconfirmed: the fields that wait to be confirmed.
        disagreements: where sources differ, decided or not.
        doubts: what speaks against both pictures being one document, while nobody vouched for them.
        unread: there are pictures, and the reader hasn't been at all of them: the program ended before it was, or they
            were stored by other means.
    """

    reports: Mapping[PictureRole, CardPictureReport]
    layout: Layout | None
    proposals: tuple[Proposal, ...]
    unconfirmed: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    doubts: tuple[str, ...] = ()
    unread: bool = False
