# SPDX-License-Identifier: Apache-2.0
"""Handing a station's records over: packages that a supervisor's machine merges, signed here, locked for that machine.

A package holds the records in all states as they are at one instant, with their pictures, history, consents, readings
and remarks, the rosters with what became of their people, and which drafts were discarded. Nothing changes at the
station: the same records may be handed over again and again, and merging them twice changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import RecordCopy, as_text, travelling
from sscard_desktop.domain.recordcopyreading import from_text
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import (
    Lock,
    PackageOrigin,
    PackageSealer,
    Progress,
    Recipient,
    StationKey,
    StationPackages,
    Store,
    WrittenFile,
)
from sscard_desktop.services.progress import Part
from sscard_desktop.services.rostertaking import all_pieces
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationkey import signing_key

RECORDS_A_FILE = 2000
"""So that a file stays far below the 4 GB of a FAT32 stick, and a bad copy costs little."""
SUFFIX = ".sscard"
_RECEIVERS_SETTING, _LAST_SETTING = "handover.receivers", "handover.last"
_MOST_RECEIVERS = 10
_MOST_REMEMBERED = 50
_OVERLAP = timedelta(minutes=10)
"""What is handed over twice does no harm; what a clock that was set back hides would."""


class Handover:
    """Writes packages. :meth:`make` is for the work lane, the rest for the store lane."""

    def __init__(self, session: Session, packages: StationPackages, sealer: PackageSealer) -> None:
        self._session = session
        self._packages = packages
        self._sealer = sealer

    @allowed(Permission.HAND_OVER)
    def station_key(self) -> StationKey:
        """Return the public key that this station signs with, to be made known to the supervisor's machine."""
        return self._sealer.public_key(signing_key(self._session, self._sealer))

    @allowed(Permission.HAND_OVER)
    def receivers(self) -> Sequence[Recipient]:
        """Return the machines that packages are locked for; those whose certificate has ended are left out."""
        return receivers_of(self._session, self._sealer)

    @allowed(Permission.SETTINGS)
    def set_receivers(self, certificates: Sequence[bytes]) -> Sequence[Recipient]:
        """Say for which machines packages are locked from now on; raise ``InvalidInputError`` (``recipient.…``)."""
        found = [self._sealer.recipient(each, at=self._session.clock.now()) for each in certificates[:_MOST_RECEIVERS]]
        with self._session.action("handover.receivers", "", recipients=[each.fingerprint for each in found]):
            store_receivers(self._session.store, certificates[:_MOST_RECEIVERS])
        return found

    @allowed(Permission.HAND_OVER)
    def recipient(self, certificate: bytes) -> Recipient:
        """Return whom a certificate file names; raise ``InvalidInputError`` (``recipient.…``) where it won't do."""
        return self._sealer.recipient(certificate, at=self._session.clock.now())

    @allowed(Permission.HAND_OVER)
    def last(self, recipients: Sequence[Recipient]) -> datetime | None:
        """Return when records were last handed over to these receivers; to none: locked by a password."""
        told = _remembered(self._session.store).get(_receiver_key(recipients))
        return None if told is None else datetime.fromisoformat(told)

    @allowed(Permission.HAND_OVER)
    def make(
        self, folder: Path, lock: Lock, progress: Progress, *, since: datetime | None = None
    ) -> Sequence[WrittenFile]:
        """Write all records, or those touched since a moment, to ``folder``: a file for each two thousand.

        When it was is remembered for these receivers. Files that were written stay where a later one fails; each is
        whole by itself.

        Raises:
            RefusedError: ``transfer.nothing``; ``transfer.nothing_since`` (``since``).
            InvalidInputError: ``transfer.no_lock``, ``transfer.password_short``; ``transfer.record_unfit``
                (``record``), the other side would refuse this one.
            EnvironmentFailedError: the disk's failures (``package.…``).
            CancelledError: from ``progress``.
        """
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            key = signing_key(session, self._sealer)
            with store.reading():
                began = session.clock.now()
                ids = store.record_ids() if since is None else _touched(store, since)
                discarded = store.discarded()
                if not ids and since is not None and not _is_told(store, since):
                    day = f"{since.astimezone(CHINA):%Y-%m-%d %H:%M}"
                    raise RefusedError("transfer.nothing_since", since=day)
                if not ids and not discarded and not store.rosters():
                    raise RefusedError("transfer.nothing")
                written = self._write(store, folder, lock, key, ids, discarded, progress)
            for each in written:
                with session.action(
                    "package.make",
                    each.path.name,
                    sha256=each.sha256,
                    bytes=each.size_bytes,
                    records=len(ids),
                    recipients=[to.fingerprint for to in lock.recipients],
                ):
                    _remember(store, lock.recipients, began)
        return written

    def _write(
        self,
        store: Store,
        folder: Path,
        lock: Lock,
        key: str,
        ids: Sequence[RecordId],
        discarded: Sequence[RecordId],
        progress: Progress,
    ) -> list[WrittenFile]:
        identity, now = self._session.identity, self._session.clock.now()
        parts = [ids[start : start + RECORDS_A_FILE] for start in range(0, len(ids), RECORDS_A_FILE)] or [ids]
        stem = f"station-{identity.number:04d}-{now.astimezone(CHINA):%Y%m%d-%H%M%S}"
        written = []
        for number, part in enumerate(parts, start=1):
            name = f"{stem}{f'-{number}of{len(parts)}' if len(parts) > 1 else ''}{SUFFIX}"
            origin = PackageOrigin(
                identity.number, identity.name, identity.profile, identity.campaign, now, len(part), number, len(parts)
            )
            done = (number - 1) * RECORDS_A_FILE
            written.append(
                self._packages.write(
                    folder / name,
                    origin,
                    _entries(store, part, identity.number),
                    discarded if number == len(parts) else (),
                    lock=lock,
                    key=key,
                    progress=Part(progress, done, len(ids)),
                    rosters=all_pieces(store) if number == len(parts) else (),
                )
            )
        return written


def _touched(store: Store, since: datetime) -> Sequence[RecordId]:
    """Return the records that something was done to since a moment.

    A merge brings records that were last worked on elsewhere, long before: the trail knows when they came.
    """
    since -= _OVERLAP
    done_to = {each.subject for each in store.audit_entries(since=since)}
    return [each for each in store.record_ids() if each in done_to or _is_touched(store, each, since)]


def _is_touched(store: Store, record_id: RecordId, since: datetime) -> bool:
    """Return whether a record was worked on since a moment, or the bureau told of its card, or that was taken back."""
    if store.record(record_id).updated_at >= since:
        return True
    card = store.card_issue(record_id)
    told = card is not None and card.told_at is not None and card.told_at >= since
    return told or any(taken_back_at >= since for _, taken_back_at in store.withdrawn(record_id))


def _receiver_key(recipients: Sequence[Recipient]) -> str:
    return "+".join(sorted(each.fingerprint for each in recipients))


def _remembered(store: Store) -> dict[str, str]:
    told = store.setting(_LAST_SETTING)
    return dict(json.loads(told)) if told else {}


def _remember(store: Store, recipients: Sequence[Recipient], at: datetime) -> None:
    """Store when these receivers got what there was, inside the caller's transaction; the longest ago is forgotten."""
    known = {key: told for key, told in _remembered(store).items() if key != _receiver_key(recipients)}
    latest = [*known.items(), (_receiver_key(recipients), at.isoformat())][-_MOST_REMEMBERED:]
    store.save_setting(_LAST_SETTING, json.dumps(dict(latest)))


def _is_told(store: Store, since: datetime) -> bool:
    """Return whether something happened to a person of a roster since a moment."""
    rows = (row for each in store.rosters() for row in store.roster_rows(each.id))
    return any(row.updated_at >= since for row in rows)


def _entries(
    store: Store, ids: Sequence[RecordId], station: int
) -> Iterator[tuple[RecordCopy, Callable[[PictureRole], bytes]]]:
    for record_id in ids:
        copy = store.copy_of(record_id)
        assert copy is not None
        there = travelling(copy, station)
        try:
            # Read as the other side will: it refuses a file whole, and couldn't mend the record.
            from_text(as_text(there))
        except InvalidInputError as error:
            raise InvalidInputError("transfer.record_unfit", record=record_id) from error
        yield there, _pictures(store, record_id)


def _pictures(store: Store, record_id: RecordId) -> Callable[[PictureRole], bytes]:
    def picture(role: PictureRole) -> bytes:
        content = store.picture(record_id, role)
        if content is None:
            raise EnvironmentFailedError("storage.picture_damaged", record=record_id, role=role.value)
        return content

    return picture


def receivers_of(session: Session, sealer: PackageSealer) -> Sequence[Recipient]:
    """Return the machines that a station's packages are locked for, certificates that ended left out."""
    now = session.clock.now()
    told = session.store.setting(_RECEIVERS_SETTING)
    found = []
    for pem in json.loads(told) if told else []:
        try:
            found.append(sealer.recipient(pem.encode("ascii"), at=now))
        except InvalidInputError:
            continue
    return found


def store_receivers(store: Store, certificates: Sequence[bytes]) -> None:
    """Store for which machines packages are locked, inside the caller's transaction."""
    store.save_setting(_RECEIVERS_SETTING, json.dumps([each.decode("ascii", "replace") for each in certificates]))
