# SPDX-License-Identifier: Apache-2.0
"""What was typed and what the station has of it, so that no late answer overwrites what the clerk wrote since.

Every request to the store lane gets a ticket; the lane answers in the order it was asked. An answer may be shown in a
field when nothing waits to be sent for that field, and everything sent for it was answered.
"""

from __future__ import annotations

from collections.abc import Mapping


class Ledger:
    """The book of one record's fields. Knows texts, no widgets and no store."""

    def __init__(self) -> None:
        self._last_ticket = 0
        self._answered = 0
        self._waiting: dict[str, str] = {}
        self._sent: dict[str, tuple[int, str]] = {}

    def typed(self, key: str, text: str) -> None:
        """Note what stands in a field now."""
        self._waiting[key] = text

    def take(self) -> tuple[int, dict[str, str]]:
        """Return a ticket and all that waits to be sent; it counts as sent from now on."""
        changes, self._waiting = self._waiting, {}
        ticket = self.ticket()
        for key, text in changes.items():
            self._sent[key] = (ticket, text)
        return ticket, changes

    def ticket(self) -> int:
        """Return the ticket of a request that edits no field by its text."""
        self._last_ticket += 1
        return self._last_ticket

    def answered(self, ticket: int) -> None:
        """Note that a request was answered, and with it all before."""
        self._answered = max(self._answered, ticket)
        self._sent = {key: sent for key, sent in self._sent.items() if sent[0] > self._answered}

    def failed(self, ticket: int, changes: Mapping[str, str]) -> None:
        """Put what couldn't be stored back to what waits, unless something newer was typed."""
        for key, text in changes.items():
            newer = self._sent.get(key, (ticket, text))[0] > ticket
            if key not in self._waiting and not newer:
                self._waiting[key] = text
        self.answered(ticket)

    def settled(self, key: str) -> bool:
        """Return whether the station's value of this field is the newest there is."""
        return key not in self._waiting and key not in self._sent

    def newest(self, stored: Mapping[str, str]) -> dict[str, str]:
        """Return the stored values with everything typed since laid over them."""
        sent = {key: text for key, (_, text) in self._sent.items()}
        return {**stored, **sent, **self._waiting}

    @property
    def waiting(self) -> bool:
        """Whether anything was typed that wasn't sent."""
        return bool(self._waiting)

    @property
    def clear(self) -> bool:
        """Whether everything that was typed was sent, and answered."""
        return not self._waiting and not self._sent
