# SPDX-License-Identifier: Apache-2.0
"""The release keys that this program knows: public halves in ``resources/updates/release-keys.toml``.

A release may be signed by several keys, and one that is known here is enough: so a new key comes with an update that
the old one signed, and a key that is no longer trusted goes with an update that says so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNED = b"sscard_desktop update 1\0"
"""Stands before what is signed, so that no other signature of the key can pass for one."""
RAW_BYTES = 32


def read_keys(file: Path) -> Mapping[str, Ed25519PublicKey]:
    """Return fingerprint → key of the keys in a file; one without keys is empty.

    Raises:
        ValueError: it isn't a list of keys: the program is damaged.
    """
    found = {}
    for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("keys", []):
        try:
            raw = base64.b64decode(entry["public"], validate=True)
            found[fingerprint(raw)] = Ed25519PublicKey.from_public_bytes(raw)
        except (KeyError, TypeError, binascii.Error) as error:
            raise ValueError(f"{file.name}: no key") from error
    return found


def fingerprint(raw: bytes) -> str:
    """Return the fingerprint of a public key's 32 bytes."""
    return hashlib.sha256(raw).hexdigest()


def is_signed(key: Ed25519PublicKey, head: bytes, signature: bytes) -> bool:
    """Return whether a key's signature under a head holds."""
    try:
        key.verify(signature, SIGNED + head)
    except InvalidSignature:
        return False
    return True
