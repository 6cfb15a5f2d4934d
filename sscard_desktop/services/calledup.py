# SPDX-License-Identifier: Apache-2.0
"""What comes of calling somebody up: the record in work, and what rosters have to do with its person."""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.roster import Roster, RosterRow
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.preparedphotos import NOTHING_PREPARED, Prepared
from sscard_desktop.services.rosterfinding import Candidate


@dataclass(frozen=True, slots=True)
class CalledUp:
    """A record in work, and what rosters have to do with its person.

    Attributes:
        row: who it is of the roster, ``None`` for nobody so far.
        roster: the roster they are of.
        reopened: the record was there before: half done, or handed in already.
        filled: keys of the fields that the list filled, in the form's order.
        differs: keys of the fields of which the list says something else than the record, likewise.
        photo: what became of the photo that was prepared for them.
        doubts: who of the rosters it may be; the clerk says (:meth:`Drive.attach`).
        unknown: a drive is on, and nobody of it is this person; they can be added (:meth:`Drive.add`).
        card_differs: the record was filled by hand, and the card that was laid on says otherwise: it wasn't read in.
    """

    taken: Taken
    row: RosterRow | None = None
    roster: Roster | None = None
    reopened: bool = False
    filled: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    photo: Prepared = NOTHING_PREPARED
    doubts: tuple[Candidate, ...] = ()
    unknown: bool = False
    card_differs: bool = False
