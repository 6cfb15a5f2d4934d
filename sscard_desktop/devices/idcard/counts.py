# SPDX-License-Identifier: Apache-2.0
"""Counts what readers do, in memory: for the settings' reader page and for whoever is called because "it fails often".

Answers for figures and codes only; nothing of a card is kept.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.reader import ReaderCounts


class CountBook:
    """The counts of all readers of one program. Thread-safe."""

    def __init__(self) -> None:
        self._counts = ReaderCounts()
        self._lock = threading.Lock()

    def now(self) -> ReaderCounts:
        """Return the counts as they are."""
        with self._lock:
            return self._counts

    def read(self, *, within_ms: int) -> None:
        """Count a card that was read."""
        with self._lock:
            self._counts = replace(self._counts, read=self._counts.read + 1, last_read_ms=within_ms)

    def refused(self) -> None:
        """Count a card that could not be read."""
        with self._lock:
            self._counts = replace(self._counts, refused=self._counts.refused + 1)

    def retried(self, times: int) -> None:
        """Count what was repeated."""
        if times:
            with self._lock:
                self._counts = replace(self._counts, retried=self._counts.retried + times)

    def recovered(self) -> None:
        """Count a reader that came back."""
        with self._lock:
            self._counts = replace(self._counts, recovered=self._counts.recovered + 1)

    def failed(self, error: SscardError) -> None:
        """Keep the last error."""
        with self._lock:
            self._counts = replace(self._counts, last_error=error)
