# SPDX-License-Identifier: Apache-2.0
"""The memory of refusals: what bureaus and banks sent back, counted by reason, clerk, camera and hour.

It holds nobody's data: how often the bureau refused photos under 100 KB that one camera took in the evening is what a
station learns from, and whose they were is not. Where the city asks for it (``[feedback] warn_after``), a reason that
became frequent is told at the counter while something can still be done about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.feedbackfile import FeedbackFile, Refusal
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.remarks import Point
from sscard_desktop.services import photoreports
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Memory:
    """How often what was refused, the most frequent first.

    Attributes:
        rules: code of the reason → how often; ``""`` is all that the profile has no name for.
        clerks, cameras, hours: whose records, taken with what, at which hour of the day.
        photo_bytes: of one reason's photos the middle size; reasons without photos left out.
    """

    total: int
    rules: Mapping[str, int]
    clerks: Mapping[str, int]
    cameras: Mapping[str, int]
    hours: Mapping[int, int]
    photo_bytes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Warned:
    """A reason that became frequent enough to be told at the counter.

    Attributes:
        keys: the fields and pictures at which it is told.
        photo_kb: the middle size of the photos that were refused for it, 0 where no photo was.
    """

    rule: str
    keys: tuple[str, ...]
    count: int
    days: int
    photo_kb: int = 0


class Refusals:
    """Reads the memory of refusals."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.SEE_ALL_RECORDS)
    def memory(self, *, days: int = 0, rule: str | None = None) -> Memory:
        """Return what was refused, of the last ``days`` (0: ever), of one reason or of all."""
        return _memory([each for each in self._within(days) if rule is None or each.rule == rule])

    @allowed(Permission.WORK)
    def warnings(self) -> Sequence[Warned]:
        """Return the reasons that the city wants told at the counter, the most frequent first."""
        spec = self._session.profile.feedback
        if not spec.warn_after:
            return ()
        memory = _memory(self._within(spec.warn_days))
        known = {reason.code: reason for reason in spec.reasons}
        return [
            Warned(rule, known[rule].keys, count, spec.warn_days, memory.photo_bytes.get(rule, 0) // 1000)
            for rule, count in memory.rules.items()
            if count >= spec.warn_after and rule in known
        ]

    def _within(self, days: int) -> Sequence[Refusal]:
        since = self._session.clock.now() - timedelta(days=days) if days else None
        return self._session.store.refusals(since=since)


def noted(session: Session, record: Record, points: Sequence[Point], file: FeedbackFile) -> list[Refusal]:
    """Return what is to be remembered of a record that came back, one for each reason."""
    store = session.store
    stored_at = store.picture_stored_at(record.id, PictureRole.PHOTO)
    photo = store.picture(record.id, PictureRole.PHOTO)
    try:
        camera = photoreports.from_json(store.picture_report(record.id, PictureRole.PHOTO)).camera
    except InvalidInputError:
        # A report that can't be read any more is no reason to count nothing.
        camera = ""
    at_hour = (stored_at or record.submitted_at or record.created_at).astimezone(CHINA).hour
    return [
        Refusal(
            feedback=file.id,
            record=record.id,
            at=file.at,
            source=file.source,
            rule=code,
            clerk=record.submitted_by or record.created_by,
            camera=camera,
            hour=at_hour,
            photo_bytes=len(photo) if photo is not None and _of_photo(code, points) else None,
        )
        for code in dict.fromkeys(point.code for point in points)
    ]


def _of_photo(code: str, points: Sequence[Point]) -> bool:
    return any(point.code == code and point.key == PictureRole.PHOTO for point in points)


def _memory(refusals: Sequence[Refusal]) -> Memory:
    sizes: dict[str, list[int]] = {}
    for each in refusals:
        if each.photo_bytes is not None:
            sizes.setdefault(each.rule, []).append(each.photo_bytes)
    return Memory(
        total=len(refusals),
        rules=_most(each.rule for each in refusals),
        clerks=_most(each.clerk for each in refusals),
        cameras=_most(each.camera for each in refusals if each.camera),
        hours=dict(sorted(Counter(each.hour for each in refusals if each.hour is not None).items())),
        photo_bytes={rule: int(median(found)) for rule, found in sizes.items()},
    )


def _most(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0])))
