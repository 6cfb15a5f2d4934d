# SPDX-License-Identifier: Apache-2.0
"""A log handler that remembers what a test didn't expect."""

from __future__ import annotations

import logging

import pytest


class UnexpectedLogs(logging.Handler):
    """Collect warnings and errors that no ``caplog.at_level`` around them asked for at just this level."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self._caplog = caplog
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if self._caplog.handler.level != record.levelno:
            self.unexpected.append(f"{record.levelname} {record.name}: {record.getMessage()}")
