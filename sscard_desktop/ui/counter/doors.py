# SPDX-License-Identifier: Apache-2.0
"""The doors from the counter to the dialogs that do one thing to a record: photo, ID pictures, consent, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

Opener = Callable[[str, QWidget, Callable[[], object]], None]
"""Opens a dialog about a record over a widget; calls back whenever the record was changed. Returns once it is shut."""
Printer = Callable[[str, str, QWidget, Callable[[], object]], None]
"""Prints a form (its key follows the record's id), and calls back when the printer took it."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the counter page opens."""

    photo: Opener
    id_pictures: Opener
    consent: Opener
    print_form: Printer
