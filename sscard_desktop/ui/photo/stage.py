# SPDX-License-Identifier: Apache-2.0
"""How far a photo dialog is."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far the dialog is."""

    OPENING = "opening"
    LIVE = "live"
    MAKING = "making"
    RESULT = "result"
    STORING = "storing"
