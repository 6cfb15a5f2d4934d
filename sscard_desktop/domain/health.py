# SPDX-License-Identifier: Apache-2.0
"""How a part of the workplace is: fine, worth a look, or to be mended before the day begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Health(StrEnum):
    """How a part is; the order is the order in which people want to hear of it."""

    FAIL = "fail"
    WARN = "warn"
    OK = "ok"


class Part(StrEnum):
    """What is looked at, in the order in which it is told."""

    READER = "reader"
    CAMERA = "camera"
    PRINTER = "printer"
    FONTS = "fonts"
    MODELS = "models"
    DISK = "disk"
    CLOCK = "clock"
    PROFILES = "profiles"
    STATION = "station"
    KEYS = "keys"
    DATABASE = "database"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One answer; the code's sentence says what to do.

    Attributes:
        took_ms: how long the whole part had taken when this was told.
    """

    part: Part
    health: Health
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    took_ms: int = 0


def worst(checks: Iterable[HealthCheck]) -> Health:
    """Return how a workplace is by its worst part; one that nobody looked at is fine."""
    return next((health for health in Health if health in {check.health for check in checks}), Health.OK)


def count(checks: Iterable[HealthCheck], health: Health) -> int:
    """Return how many answers are so."""
    return sum(check.health is health for check in checks)
