# SPDX-License-Identifier: Apache-2.0
"""A signature written on a screen: who may sign, whether it is one at all, and what it is bound to.

It holds for one content only: the digest of what the record said when it was signed, and of the picture that the
strokes became. Whether it still holds is computed whenever it is looked at, never stored, so that no way of changing a
record can forget to say so; a value put back as it was is what was signed. Refused: judging whose hand wrote it.

Strokes are measured in heights of the pad: x from 0 to its width, y from 0 (top) to 1.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from sscard_desktop.domain.conditions import agent_begun, is_minor

LEAST_INK = 1.0
"""Length of all strokes together; a short name in print-like letters has three times as much."""

LEAST_EXTENT = 0.25
"""How far the ink reaches, across or down: a dot or a tick is no signature."""

MOST_POINTS = 5000
MOST_PNG_BYTES = 200_000
MOST_PNG_SIDE_PX = 1200


class Signer(StrEnum):
    """Who signs."""

    APPLICANT = "applicant"
    GUARDIAN = "guardian"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class InkPoint:
    """Where the pen was, and how hard it pressed (0 to 1; a mouse always 0.5)."""

    x: float
    y: float
    pressure: float = 0.5


Stroke = tuple[InkPoint, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept beside the picture of a signature.

    Attributes:
        signer: in which capacity they signed.
        content: digest of what was signed, see :func:`~.contentdigest.content_digest`.
        image: SHA-256 of the picture.
        signed_at: when.
        operator: who let them sign.
        profile_version: by which version of the city's profile the texts stood there.
    """

    signer: Signer
    content: str
    image: str
    signed_at: datetime
    operator: str
    profile_version: str

    def holds_for(self, content: str, image: str) -> bool:
        """Return whether it was given for this content, by this picture."""
        return (self.content, self.image) == (content, image)

    def to_json(self) -> str:
        """Return it as it is stored."""
        return json.dumps({**asdict(self), "signed_at": self.signed_at.isoformat()}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self | None:
        """Return what :meth:`to_json` wrote, ``None`` for anything else."""
        try:
            read = json.loads(text)
            found = cls(**{**read, "signer": Signer(read["signer"])})
            signed_at = datetime.fromisoformat(read["signed_at"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        texts = (found.content, found.image, found.operator, found.profile_version)
        if not all(isinstance(each, str) for each in texts) or signed_at.tzinfo is None:
            return None
        return replace(found, signed_at=signed_at)


def signers(values: Mapping[str, str], today: date, adult_age: int) -> tuple[Signer, ...]:
    """Return who may sign for a record, the likeliest first; for a minor only the guardian.

    Seeds chengdu-collection-platform (申请人(监护人/代办人)签名) and smart-hrss-card-process.
    """
    if is_minor(values, today, adult_age):
        return (Signer.GUARDIAN,)
    if agent_begun(values, today, adult_age):
        return (Signer.AGENT, Signer.APPLICANT)
    return (Signer.APPLICANT,)


def signer_name(signer: Signer, values: Mapping[str, str]) -> str:
    """Return the name of who signs, as the record has it."""
    return values.get("name" if signer is Signer.APPLICANT else "agent_name", "")


def ink(strokes: Sequence[Stroke]) -> float:
    """Return the length of all strokes together."""
    return sum(
        math.hypot(after.x - before.x, after.y - before.y)
        for stroke in strokes
        for before, after in itertools.pairwise(stroke)
    )


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Return whether there is enough ink, spread far enough, to be somebody's name."""
    points = [point for stroke in strokes for point in stroke]
    if not points or ink(strokes) < LEAST_INK:
        return False
    across = max(point.x for point in points) - min(point.x for point in points)
    down = max(point.y for point in points) - min(point.y for point in points)
    return max(across, down) >= LEAST_EXTENT
