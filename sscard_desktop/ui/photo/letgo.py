# SPDX-License-Identifier: Apache-2.0
"""A photo that was let go for another one, until there is another: Ctrl+Z brings it back with all that was decided.

Answers for one photo at most, in memory only; it goes with the dialog.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from sscard_desktop.domain.photo import Adjustment, FinishedPhoto
from sscard_desktop.services.photoreports import JudgedPhoto

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.making import Source


@dataclass(frozen=True, slots=True, eq=False)
class LetGo:
    """What is needed to show a photo again.

    Attributes:
        before: what the camera saw.
        original: that as it will be stored.
        source: what the photo is made of again when it is moved.
        stored: its decisions as the record has them, ``None`` for a photo that was never accepted.
        because: the check that the clerk named as the reason for another photo, if one was named.
    """

    finished: FinishedPhoto = field(repr=False)
    judged: JudgedPhoto
    before: QImage = field(repr=False)
    original: bytes = field(repr=False)
    source: Source = field(repr=False)
    adjustment: Adjustment
    stored: JudgedPhoto | None = None
    because: str = ""
