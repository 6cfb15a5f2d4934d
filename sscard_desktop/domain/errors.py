# SPDX-License-Identifier: Apache-2.0
"""The errors that the program means to show: each carries a message code and parameters, never a sentence.

The sentences (what happened, what to do, in Chinese and English) are in ``resources/i18n/messages/*.toml``, read by
:mod:`sscard_desktop.messages`. Parameters are ids, ports, file names, counts and limits, never people's data: errors
are logged. Anything that is not an :class:`SscardError` is a bug.
"""

from __future__ import annotations


class SscardError(Exception):
    """Root of all errors that are shown to the user as what they are.

    Args:
        code: the message code, such as ``reader.silent``.
        params: values for the sentence's placeholders; no personal data.
    """

    def __init__(self, code: str, /, **params: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({shown})" if shown else self.code


class RefusedError(SscardError):
    """A rule of the work says no: the record isn't complete, the batch is sealed, the state doesn't allow it."""


class InvalidInputError(SscardError):
    """Something from outside isn't what it claims to be: a picture, a workbook, a package, a profile, a frame."""


class EnvironmentFailedError(SscardError):
    """The surroundings failed: device, disk, printer, file. Not the program's fault, and not the user's."""


class NotAllowedError(SscardError):
    """The station is locked, the password is wrong, or this user may not do this."""


class CancelledError(SscardError):
    """The user cancelled; shown to nobody."""

    def __init__(self) -> None:
        super().__init__("cancelled")
