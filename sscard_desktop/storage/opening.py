# SPDX-License-Identifier: Apache-2.0
"""Which data key a password, a recovery code or a set of shares gives from a key file."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError
from sscard_desktop.storage import envelopes, recovery
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.keyfile import RECOVERY, SHARES, KeyFile, clean_name


def key_by_password(keys: KeyFile, name: str, password: str) -> bytes:
    """Return the data key that a person's password opens; an unknown name takes the same work.

    Raises:
        NotAllowedError: ``station.wrong_password``.
        EnvironmentFailedError: ``station.keys_altered``.
    """
    digest = keys.digest_of(name)
    envelope = keys.people.get(digest) or envelopes.decoy(_usual_cost(keys))
    data_key = envelopes.opened(envelope, owner=digest, password=password, name=clean_name(name))
    if data_key is None:
        raise NotAllowedError("station.wrong_password")
    keys.require_stamp(data_key)
    return data_key


def key_by_recovery(keys: KeyFile, typed: Sequence[str]) -> bytes:
    """Return the data key that one recovery code opens, or enough shares of a set.

    Raises:
        InvalidInputError: ``station.recovery_mistyped``, ``station.share_mistyped``; ``station.share_other_set``;
            ``station.shares_too_few`` (``given``, ``needed``).
        NotAllowedError: ``station.wrong_recovery``, it isn't this station's.
        EnvironmentFailedError: ``station.keys_altered``.
    """
    if len(typed) == 1 and not (keys.shares and recovery.is_share(typed[0])):
        secret, envelope, owner = recovery.secret_of(typed[0]), keys.recovery, RECOVERY
    elif keys.shares is None:
        raise NotAllowedError("station.wrong_recovery")
    else:
        shares = {share.number: share for share in map(recovery.share_of, typed)}
        if any(share.mark != keys.shares.mark for share in shares.values()):
            raise InvalidInputError("station.share_other_set", mark=keys.shares.mark)
        if len(shares) < keys.shares.needed:
            raise InvalidInputError("station.shares_too_few", given=len(shares), needed=keys.shares.needed)
        enough = list(shares.values())[: keys.shares.needed]
        secret, envelope, owner = recovery.combined(enough), keys.shares.envelope, SHARES
    data_key = envelopes.opened_for_recovery(envelope, owner=owner, secret=secret)
    if data_key is None:
        raise NotAllowedError("station.wrong_recovery")
    keys.require_stamp(data_key)
    return data_key


def _usual_cost(keys: KeyFile) -> KdfCost:
    costs = [envelope.cost for envelope in keys.people.values() if envelope.cost]
    return max(costs, key=costs.count, default=KdfCost())
