# SPDX-License-Identifier: Apache-2.0
"""Rare characters 生僻字: finding them, and seeing whether a name reaches screen, paper and the receiving systems.

Nothing here is written: a found character goes into the form by the clerk's hand, a proposal for an old system's
private character is taken like any other and stored by ``Capture``, whose audit line keeps the former spelling.
The table, the fonts and the forms are shared by all lanes; nothing touches the station's store.
"""

from __future__ import annotations

from collections.abc import Callable

from sscard_desktop.domain.coverage import NameCoverage, name_coverage
from sscard_desktop.domain.ideographquestion import understood
from sscard_desktop.domain.ideographs import Answer, Ideograph, IdeographTable
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import FormRenderer
from sscard_desktop.services.session import Session


class Characters:
    """Rare characters for one person's session; for the work lane, for table and fonts are slow at their first use.

    Args:
        ideographs: gives the table.
        forms: gives the renderer of the printed forms.
    """

    def __init__(
        self, session: Session, *, ideographs: Callable[[], IdeographTable], forms: Callable[[], FormRenderer]
    ) -> None:
        self._session = session
        self._ideographs = ideographs
        self._forms = forms

    @allowed(Permission.CAPTURE)
    def search(self, line: str) -> Answer:
        """Return the ideographs that a line asks for (``ideographs.understood`` says how).

        Raises:
            InvalidInputError: ``codes.damaged``.
        """
        return self._ideographs().ask(understood(line))

    @allowed(Permission.CAPTURE)
    def about(self, character: str) -> Ideograph | None:
        """Return what the table knows of a character."""
        return self._ideographs().look_up(character)

    @allowed(Permission.CAPTURE)
    def undrawn(self, text: str) -> frozenset[str]:
        """Return the characters that neither screen nor paper shows, for no bundled font has them."""
        return frozenset(self._forms().missing_characters(text))

    @allowed(Permission.CAPTURE)
    def coverage(self, name: str) -> NameCoverage:
        """Return how far a name reaches on screen, on paper and in an export."""
        return name_coverage(name, lacking=self._session.unprintable(name), general=self._is_general)

    @allowed(Permission.CAPTURE)
    def proof(self, name: str) -> bytes:
        """Return the name as a form prints it, as PDF.

        Raises:
            EnvironmentFailedError: ``fonts.unreadable``.
        """
        return self._forms().proof(name)

    def _is_general(self, character: str) -> bool:
        found = self._ideographs().look_up(character)
        return found is not None and found.general > 0
