# SPDX-License-Identifier: Apache-2.0
"""Signing on the screen: what is to be signed by whom, keeping the signature, and whether it still holds.

A signature is a picture of the record with a report of its own (:class:`~.signing.Signature`), so that it is encrypted,
exported, handed out and destroyed like the others. Refused: a signature over anything but what the record says now,
and a picture that didn't come of strokes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.contentdigest import content_digest
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.record import Move, Record
from sscard_desktop.domain.signing import (
    MOST_PNG_BYTES,
    MOST_PNG_SIDE_PX,
    Signature,
    Signer,
    Stroke,
    is_signature,
    signer_name,
    signers,
)
from sscard_desktop.services.access import allowed
from sscard_desktop.services.entering import editable
from sscard_desktop.services.session import Session

_PNG_HEAD = struct.Struct(">8sI4sII")


@dataclass(frozen=True, slots=True)
class ToSign:
    """What somebody is asked to sign.

    Attributes:
        content: digest of what the record says.
        names: who may sign → their name, the likeliest first.
    """

    record: Record
    content: str
    names: dict[Signer, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptSignature:
    """A record's signature.

    Attributes:
        said: what was signed by whom; ``None`` if what is stored beside the picture is damaged.
        name: of who signed.
        holds: the record still says what was signed.
    """

    said: Signature | None
    name: str = field(repr=False)
    holds: bool


class Signing:
    """Asks for signatures and keeps them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def ask(self, record_id: str) -> ToSign:
        """Return what is to be signed.

        Raises:
            RefusedError: ``record.locked``, the record can't be edited now.
        """
        session = self._session
        record = editable(session, record_id)
        adult_age = session.profile_of(record).adult_age
        who = signers(record.values, session.clock.today(), adult_age)
        names = {signer: signer_name(signer, record.values) for signer in who}
        return ToSign(record, _digest(session, record), names)

    @allowed(Permission.CAPTURE)
    def sign(
        self, record_id: str, png: bytes, strokes: Sequence[Stroke], *, signer: Signer, content: str
    ) -> KeptSignature:
        """Keep a signature in place of an earlier one; a confirmed record is to be confirmed and printed anew.

        Args:
            png: what the strokes look like.
            strokes: as they were written, to see that they are a signature; they aren't kept.
            signer: who wrote them.
            content: the digest that :meth:`ask` gave for what stood on the screen.

        Raises:
            RefusedError: ``signature.too_short``; ``signature.content_changed``, the record says something else now;
                ``signature.not_theirs``, such a signer doesn't sign for this person.
            InvalidInputError: ``signature.not_a_picture``.
        """
        session = self._session
        if not is_signature(strokes):
            raise RefusedError("signature.too_short")
        _require_png(png)
        now_asked = self.ask(record_id)
        if now_asked.content != content:
            raise RefusedError("signature.content_changed")
        if signer not in now_asked.names:
            raise RefusedError("signature.not_theirs")
        image = hashlib.sha256(png).hexdigest()
        with session.action("signature.sign", record_id, signer=signer.value, content=content, sha256=image) as now:
            record = editable(session, record_id)
            said = Signature(signer, content, image, now, session.operator.name, record.profile_version)
            session.store.put_picture(record.id, PictureRole.SIGNATURE, png, report=said.to_json(), at=now)
            session.moved(record, Move.EDIT, at=now)
        return KeptSignature(said, now_asked.names[signer], holds=True)

    @allowed(Permission.CAPTURE)
    def of(self, record_id: str) -> KeptSignature | None:
        """Return a record's signature, ``None`` where nobody signed on the screen."""
        return signature_of(self._session, self._session.record(record_id))


def signature_of(session: Session, record: Record) -> KeptSignature | None:
    """Return a record's signature, ``None`` where there is none."""
    if PictureRole.SIGNATURE not in record.pictures:
        return None
    digests = session.store.picture_digests(record.id)
    said = Signature.from_json(session.store.picture_report(record.id, PictureRole.SIGNATURE))
    if said is None:
        return KeptSignature(None, "", holds=False)
    holds = said.holds_for(content_digest(record, digests), digests.get(PictureRole.SIGNATURE, ""))
    return KeptSignature(said, signer_name(said.signer, record.values), holds=holds)


def signature_problems(session: Session, record: Record) -> list[Problem]:
    """Return what is wrong with a record's signature; that one is missing is the profile's rule."""
    kept = signature_of(session, record)
    if kept is None or kept.holds:
        return []
    return [Problem(PictureRole.SIGNATURE.value, "signature.void")]


def _digest(session: Session, record: Record) -> str:
    return content_digest(record, session.store.picture_digests(record.id))


def _require_png(content: bytes) -> None:
    """Refuse what isn't the small PNG that the pad makes; it is decoded on paper and screens later."""
    if len(content) <= MOST_PNG_BYTES and len(content) >= _PNG_HEAD.size:
        mark, _, chunk, width, height = _PNG_HEAD.unpack_from(content)
        sides_fit = 0 < width <= MOST_PNG_SIDE_PX and 0 < height <= MOST_PNG_SIDE_PX
        if mark == b"\x89PNG\r\n\x1a\n" and chunk == b"IHDR" and sides_fit:
            return
    raise InvalidInputError("signature.not_a_picture")
