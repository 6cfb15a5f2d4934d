# SPDX-License-Identifier: Apache-2.0
"""Keys around a sealed package: the recipient's certificate, CMS EnvelopedData for a secret, the station's signature.

The secret of a package is sealed to RSA certificates as CMS EnvelopedData (RFC 5652) in DER, which any ``openssl cms
-decrypt`` opens; the station signs with Ed25519 (RFC 8032), which ``openssl pkeyutl -verify -rawin`` checks. Whatever
the library says of foreign bytes becomes one of this program's errors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import pkcs7

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import Recipient, StationKey

MIN_RSA_BITS = 2048
MAX_PEM_BYTES = 64 << 10
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, NotImplementedError, OverflowError)
"""What ``cryptography`` raises over bytes that somebody else made."""


def recipient(pem: bytes, *, at: datetime) -> Recipient:
    """Return whom a certificate lets a package be sealed to.

    Raises ``InvalidInputError``: ``recipient.unreadable``, ``recipient.not_rsa`` (``bits``),
    ``recipient.not_valid_now`` (``first``, ``last``), ``recipient.not_for_encryption``.
    """
    certificate = _certificate(pem)
    with _unreadable_told():
        key = certificate.public_key()
        subject = certificate.subject.rfc4514_string()
        first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        fingerprint = hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()
        usage = _key_usage(certificate)
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < MIN_RSA_BITS:
        raise InvalidInputError("recipient.not_rsa", bits=MIN_RSA_BITS)
    if not first <= at <= last:
        raise InvalidInputError("recipient.not_valid_now", first=first.date().isoformat(), last=last.date().isoformat())
    if usage is not None and not (usage.key_encipherment or usage.data_encipherment):
        raise InvalidInputError("recipient.not_for_encryption")
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in subject)
    return Recipient(shown[:200], fingerprint, last, pem)


def seal(secret: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Return ``secret`` as CMS EnvelopedData that each of the recipients can open, and nobody else."""
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(secret).set_content_encryption_algorithm(AES256)
    for each in recipients:
        builder = builder.add_recipient(_certificate(each.certificate))
    return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def opened(envelope: bytes, *, certificate: bytes, private_key: bytes, passphrase: str = "") -> bytes:
    """Return the secret in an envelope.

    Raises ``InvalidInputError``: ``recipient.key_unreadable`` (or the passphrase is wrong), ``recipient.wrong_key``.
    """
    try:
        key = serialization.load_pem_private_key(private_key, passphrase.encode() if passphrase else None)
    except _UNREADABLE as error:
        raise InvalidInputError("recipient.key_unreadable") from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise InvalidInputError("recipient.key_unreadable")
    try:
        return pkcs7.pkcs7_decrypt_der(envelope, _certificate(certificate), key, [])
    except _UNREADABLE as error:
        raise InvalidInputError("recipient.wrong_key") from error


def new_station_key() -> str:
    """Return a new signing key, to be stored in the encrypted station and nowhere else."""
    return ed25519.Ed25519PrivateKey.generate().private_bytes_raw().hex()


def station_key(secret: str) -> StationKey:
    """Return the public half of a signing key, as others know it."""
    return _public(_signer(secret).public_key())


def read_station_key(pem: bytes) -> StationKey:
    """Return a station's public key from its file; raise ``InvalidInputError("recipient.unreadable")``."""
    with _unreadable_told():
        key = serialization.load_pem_public_key(pem[:MAX_PEM_BYTES])
        if not isinstance(key, ed25519.Ed25519PublicKey):
            raise ValueError("another kind of key")
        return _public(key)


def sign(secret: str, message: bytes) -> bytes:
    """Return the station's signature over ``message``, 64 bytes."""
    return _signer(secret).sign(message)


def is_signed(key: StationKey, message: bytes, signature: bytes) -> bool:
    """Return whether the station of this key signed ``message``."""
    public = serialization.load_pem_public_key(key.pem)
    if not isinstance(public, ed25519.Ed25519PublicKey):
        return False
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _signer(secret: str) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))


def _public(key: ed25519.Ed25519PublicKey) -> StationKey:
    pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return StationKey(pem, hashlib.sha256(key.public_bytes_raw()).hexdigest())


def _certificate(pem: bytes) -> x509.Certificate:
    if len(pem) > MAX_PEM_BYTES:
        raise InvalidInputError("recipient.unreadable")
    with _unreadable_told():
        return x509.load_pem_x509_certificate(pem) if b"-----BEGIN" in pem else x509.load_der_x509_certificate(pem)


def _key_usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


@contextmanager
def _unreadable_told() -> Iterator[None]:
    try:
        yield
    except (*_UNREADABLE, x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as error:
        raise InvalidInputError("recipient.unreadable") from error
