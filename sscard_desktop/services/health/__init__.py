# SPDX-License-Identifier: Apache-2.0
"""Is this workplace fit for the day? Each part answers for itself, in bounded time, whatever the others do."""

from __future__ import annotations

from sscard_desktop.services.health.examination import Examiner
from sscard_desktop.services.health.look import Look, Seen

__all__ = ["Examiner", "Look", "Seen"]
