# SPDX-License-Identifier: Apache-2.0
"""The ID pictures of a record as they are kept: each with what was seen and read on it, and how sure that is.

A picture's report tells which side of which document it shows, what is wrong with it, and how sure the reading of each
field is that stood on it; what was read itself is kept with the readings (:attr:`Source.DOCUMENT`), where comparisons
and copies for the person find it. Both go with their picture: no other picture's reading ever stands beside it. All of
it belongs inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.cardtextreading import TWO_BACKS, TWO_FRONTS
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.document import FieldReading, Layout, Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.services.entering import kept_of
from sscard_desktop.services.remarks import answered
from sscard_desktop.services.session import Session

SIDE_OF: Mapping[PictureRole, Side] = {PictureRole.ID_FRONT: Side.FRONT, PictureRole.ID_BACK: Side.BACK}
"""The ID pictures' roles, and the side that each of them asks for."""
WRONG_SIDE = "wrong_side"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a field's reading is, and what stood there where the value was concluded from it."""

    confidence: float
    side: Side
    seen: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CardPictureReport:
    """What is known of one ID picture.

    Attributes:
        side, layout: None where nothing told.
        problems: keys of messages ``document.problem.<problem>``, worst first.
        found: the like, of what the reading of all pictures together found; kept with the last of them.
        straightened: it was cut out of a picture; otherwise it is a picture as it came.
        reason: why the clerk took it as it came.
        read: by the keys of ``CARD_VALUES``: what was read on this picture.
        looked_at: the reader was at this picture and came to an end, whether or not it could read anything.
        vouched: why the clerk says that both pictures show one document, though the reader found otherwise.
        vouched_of: the digest of the two pictures of which they said so; see :func:`vouched`.
    """

    side: Side | None = None
    layout: Layout | None = None
    problems: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    straightened: bool = False
    reason: str = ""
    read: Mapping[str, Certainty] = field(default_factory=dict)
    looked_at: bool = False
    vouched: str = ""
    vouched_of: str = ""

    def problems_as(self, role: PictureRole) -> tuple[str, ...]:
        """Return the problems of the picture in this role: whether the side is the wrong one depends on it."""
        wrong = self.side is not None and self.side is not SIDE_OF[role]
        others = tuple(dict.fromkeys(each for each in (*self.found, *self.problems) if each != WRONG_SIDE))
        # Two fronts are two fronts: that the second one is no back needn't be said beside.
        told_already = TWO_FRONTS in self.found or TWO_BACKS in self.found
        return (WRONG_SIDE, *others) if wrong and not told_already else others

    def to_json(self) -> str:
        """Return it as stored beside the picture."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> CardPictureReport:
    """Read what :meth:`CardPictureReport.to_json` wrote.

    Nothing is known of a picture without a report, or whose report is damaged: the picture counts, and can be looked at
    and read again.
    """
    try:
        data = json.loads(text or "{}")
        return CardPictureReport(
            side=Side(data["side"]) if data.get("side") else None,
            layout=Layout(data["layout"]) if data.get("layout") else None,
            problems=tuple(str(problem) for problem in data.get("problems", ())),
            found=tuple(str(problem) for problem in data.get("found", ())),
            straightened=bool(data.get("straightened", False)),
            reason=str(data.get("reason", "")),
            looked_at=bool(data.get("looked_at", False)),
            vouched=str(data.get("vouched", "")),
            vouched_of=str(data.get("vouched_of", "")),
            read={
                str(key): Certainty(float(said["confidence"]), Side(said["side"]), str(said["seen"]))
                for key, said in data.get("read", {}).items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return CardPictureReport()


def report_of(session: Session, record: Record, role: PictureRole) -> CardPictureReport:
    """Return what is known of one of a record's ID pictures."""
    return from_json(session.store.picture_report(record.id, role))


def reports_of(session: Session, record: Record) -> dict[PictureRole, CardPictureReport]:
    """Return what is known of each ID picture that the record has."""
    return {role: report_of(session, record, role) for role in SIDE_OF if role in record.pictures}


def pair_digest(session: Session, record: Record) -> str:
    """Return a digest of both ID pictures as they are; which of them is the front makes no difference."""
    kept = session.store.picture_digests(record.id)
    return hashlib.sha256("".join(sorted(kept.get(role, "") for role in SIDE_OF)).encode()).hexdigest()


def vouched(session: Session, record: Record) -> str:
    """Return why the clerk says that both pictures show one document, ``""`` if nobody does of just these two."""
    said = {each.vouched_of: each.vouched for each in reports_of(session, record).values() if each.vouched}
    return said.get(pair_digest(session, record), "") if said else ""


def put(
    session: Session, record: Record, role: PictureRole, content: bytes, report: CardPictureReport, *, at: datetime
) -> None:
    """Store an ID picture in place of the earlier one; what was read on that one goes."""
    _forget_reading(session, record, role, at=at)
    session.store.put_picture(record.id, role, content, report=report.to_json(), at=at)
    answered(session, record.id, {role.value}, at=at)


def remove(session: Session, record: Record, role: PictureRole, *, at: datetime) -> None:
    """Delete an ID picture with what was read on it."""
    _forget_reading(session, record, role, at=at)
    session.store.delete_picture(record.id, role)


def swap(session: Session, record: Record, *, at: datetime) -> None:
    """Change front and back over, each with its report; a single picture becomes the other side."""
    store = session.store
    front, back = SIDE_OF
    before = {role: (store.picture(record.id, role), store.picture_report(record.id, role)) for role in SIDE_OF}
    for role, (content, report) in ((front, before[back]), (back, before[front])):
        if content is not None:
            store.put_picture(record.id, role, content, report=report, at=at)
        elif before[role][0] is not None:
            store.delete_picture(record.id, role)
    answered(session, record.id, {front.value, back.value}, at=at)


def keep_reading(session: Session, record: Record, readings: Mapping[str, FieldReading], *, at: datetime) -> None:
    """Keep what was read on the record's ID pictures in place of what was read before; each field with its picture."""
    store = session.store
    store.put_readings(record.id, Source.DOCUMENT, {key: each.value for key, each in readings.items()}, at=at)
    reports = reports_of(session, record)
    for role, report in reports.items():
        read = {
            key: Certainty(each.confidence, each.side, each.seen)
            for key, each in readings.items()
            if _shown_by(each.side, reports) is role
        }
        put_report(session, record, role, replace(report, read=read))


def put_report(session: Session, record: Record, role: PictureRole, report: CardPictureReport) -> None:
    """Store what is known of a picture that stays."""
    session.store.put_picture_report(record.id, role, report.to_json())


def reading_of(session: Session, record: Record) -> dict[str, FieldReading]:
    """Return what was read on the record's ID pictures, by the keys of ``CARD_VALUES``."""
    values = kept_of(session, record, Source.DOCUMENT)
    certain = {key: said for report in reports_of(session, record).values() for key, said in report.read.items()}
    return {
        key: FieldReading(value, certain[key].confidence, certain[key].side, certain[key].seen)
        for key, value in values.items()
        if key in certain
    }


def _shown_by(side: Side, reports: Mapping[PictureRole, CardPictureReport]) -> PictureRole:
    """Return the picture on which a side's fields stood: the one of that role, or the only one there is."""
    return next((role for role in reports if SIDE_OF[role] is side), next(iter(reports)))


def _forget_reading(session: Session, record: Record, role: PictureRole, *, at: datetime) -> None:
    gone = report_of(session, record, role).read
    if gone:
        kept = kept_of(session, record, Source.DOCUMENT)
        still = {key: value for key, value in kept.items() if key not in gone}
        session.store.put_readings(record.id, Source.DOCUMENT, still, at=at)
