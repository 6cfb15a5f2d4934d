# SPDX-License-Identifier: Apache-2.0
"""Recipients with certificates and private keys, made when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
PASSPHRASE = "bureau key"


@dataclass(frozen=True, slots=True)
class Bureau:
    """A recipient: certificate and private key as PEM."""

    certificate: bytes
    private_key: bytes
    locked_key: bytes
    """The private key under :data:`PASSPHRASE`."""


def bureau(
    name: str = "bureau", *, bits: int = 2048, valid: bool = True, signs_only: bool = False, curve: bool = False
) -> Bureau:
    """Return a recipient of this name, the same each time."""
    return _made(name, bits, valid, signs_only, curve)


@cache
def _made(name: str, bits: int, valid: bool, signs_only: bool, curve: bool) -> Bureau:
    key = ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, bits)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - timedelta(days=400))
        .not_valid_after(NOON + timedelta(days=400 if valid else -1))
    )
    if signs_only:
        builder = builder.add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
    certificate = builder.sign(key, hashes.SHA256())
    return Bureau(
        certificate.public_bytes(serialization.Encoding.PEM),
        _private(key, serialization.NoEncryption()),
        _private(key, serialization.BestAvailableEncryption(PASSPHRASE.encode())),
    )


def _private(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, locked: serialization.KeySerializationEncryption
) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
