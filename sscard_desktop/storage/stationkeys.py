# SPDX-License-Identifier: Apache-2.0
"""A station's key file at work: who may have an envelope in it, what a password must be, and whose stamp it bears.

Whoever calls holds the station's lock.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sscard_desktop import paths
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.passwords import check_password
from sscard_desktop.storage import envelopes, keyfile
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.folder import SALT_BYTES, StationFiles, salt_of
from sscard_desktop.storage.keyfile import KeyFile

if TYPE_CHECKING:
    from sscard_desktop.domain.operators import Operator

_LONGEST_NAME = 64


class StationKeys:
    """The key file of one station.

    Args:
        cost: what one try of a new password shall cost, by default what this machine does in a third of a second.
    """

    def __init__(self, files: StationFiles, cost: KdfCost | None) -> None:
        self._files = files
        self._asked_cost = cost

    def read(self) -> KeyFile:
        """Return the key file as it is."""
        return keyfile.read(self._files.keys)

    def trusted(self, data_key: bytes) -> KeyFile:
        """Return the key file, once its stamp is known to be by this data key."""
        keys = self.read()
        keys.require_stamp(data_key)
        return keys

    def write(self, keys: KeyFile, data_key: bytes) -> None:
        """Stamp a key file and put it in force."""
        keyfile.write(self._files.keys, keys.stamped(data_key))

    def check(self, operator: Operator, password: str) -> None:
        """Raise ``RefusedError`` for a name or a password that nobody may have."""
        name = operator.name
        if not name or len(name) > _LONGEST_NAME or name != keyfile.clean_name(name) or not name.isprintable():
            raise RefusedError("operator.name_invalid", limit=_LONGEST_NAME)
        check_password(password, user=name, common=self._common_passwords)

    @cached_property
    def _common_passwords(self) -> frozenset[str]:
        table = tomllib.loads((paths.resources() / "codes" / "common_passwords.toml").read_text(encoding="utf-8"))
        return frozenset(str(table["passwords"]).split())

    def with_person(self, keys: KeyFile, data_key: bytes, name: str, password: str) -> KeyFile:
        """Return the key file with a person's envelope, in place of an earlier one."""
        digest = keys.digest_of(name)
        envelope = envelopes.seal(data_key, owner=digest, password=password, cost=self._cost)
        return replace(keys, people={**keys.people, digest: envelope})

    @cached_property
    def _cost(self) -> KdfCost:
        from sscard_desktop.storage.calibration import calibrated

        return self._asked_cost or calibrated()

    def renewed(self, keys: KeyFile, data_key: bytes, name: str, password: str) -> KeyFile:
        """Return the key file with a person's envelope of today's format and floor, and the station's stamp."""
        envelope = keys.people[keys.digest_of(name)]
        if envelope.public and envelope.cost and not envelope.cost.cheaper_than(self._asked_cost or KdfCost()):
            return keys if keys.stamp else keys.stamped(data_key)
        return self.with_person(keys, data_key, keyfile.clean_name(name), password).stamped(data_key)

    def are_of_another(self, keys: KeyFile) -> bool:
        """Return whether the database beside them is another station's."""
        salt = salt_of(self._files.database)
        return len(salt) == SALT_BYTES and salt != keys.database and any(salt)
