# SPDX-License-Identifier: Apache-2.0
"""Envelopes: only the right secret of the right owner opens one, and the costs are what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.storage import envelopes
from sscard_desktop.storage.envelopes import Envelope, KdfCost
from tests.storage.stations import CHEAP

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def envelope() -> Envelope:
    return envelopes.seal(KEY, owner="li", password="right", cost=CHEAP)


def test_the_right_password_opens_it(envelope: Envelope) -> None:
    assert envelopes.opened(envelope, owner="li", password="right", name="li") == KEY


@pytest.mark.parametrize(("owner", "password"), [("li", "wrong"), ("li", ""), ("wang", "right"), ("recovery", "right")])
def test_nothing_else_does(envelope: Envelope, owner: str, password: str) -> None:
    assert envelopes.opened(envelope, owner=owner, password=password, name="li") is None


@given(place=st.integers(0, 95), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_a_key(place: int, bit: int) -> None:
    sealed = envelopes.seal(KEY, owner="li", password="right", cost=CHEAP)
    raw = bytearray(sealed.salt + sealed.wrapped)
    raw[place] ^= 1 << bit
    altered = replace(sealed, salt=bytes(raw[:16]), wrapped=bytes(raw[16:]))
    assert envelopes.opened(altered, owner="li", password="right", name="li") is None


def test_another_key_is_sealed_to_the_same_password_without_knowing_it(envelope: Envelope) -> None:
    anew = envelopes.resealed(envelope, KEY[::-1], owner="li")
    assert envelopes.opened(anew, owner="li", password="right", name="li") == KEY[::-1]
    assert envelopes.opened(anew, owner="li", password="wrong", name="li") is None
    assert (anew.salt, anew.public, anew.cost) == (envelope.salt, envelope.public, envelope.cost)


def test_an_envelope_of_the_first_format_opens_and_can_t_be_sealed_anew() -> None:
    salt, nonce = bytes(16), bytes(12)
    wrapped = AESGCM(envelopes.stretched("right", salt, CHEAP)).encrypt(nonce, KEY, b"sscard_desktop|1|li")
    old = Envelope(salt, wrapped, CHEAP, nonce=nonce)
    assert old.well_formed
    assert envelopes.opened(old, owner="0" * 64, password="right", name="li") == KEY
    assert envelopes.opened(old, owner="0" * 64, password="right", name="wang") is None
    with pytest.raises(ValueError, match="first format"):
        envelopes.resealed(old, KEY, owner="li")


def test_two_envelopes_of_one_key_have_nothing_in_common(envelope: Envelope) -> None:
    other = envelopes.seal(KEY, owner="li", password="right", cost=CHEAP)
    assert {other.salt, other.public, other.wrapped}.isdisjoint({envelope.salt, envelope.public, envelope.wrapped})


def test_a_decoy_opens_for_nobody() -> None:
    assert envelopes.opened(envelopes.decoy(CHEAP), owner="li", password="right", name="li") is None


def test_recovery_opens_with_its_secret_and_owner_only() -> None:
    sealed = envelopes.seal_for_recovery(KEY, owner="recovery", secret=b"A" * 27)
    assert envelopes.opened_for_recovery(sealed, owner="recovery", secret=b"A" * 27) == KEY
    assert envelopes.opened_for_recovery(sealed, owner="recovery", secret=b"B" * 27) is None
    assert envelopes.opened_for_recovery(sealed, owner="shares", secret=b"A" * 27) is None
    with pytest.raises(ValueError, match="no password"):
        envelopes.opened(sealed, owner="li", password="x", name="li")


def test_argon2id_is_the_one_of_the_rfc() -> None:
    # Computed with the reference implementation (argon2-cffi): 2 passes, 64 KiB, 1 lane.
    key = envelopes.stretched("password", b"somesalt12345678", KdfCost(64, 2, 1))
    assert key.hex() == "d1dd9f4bfa15a408c1ae553f4c84aa83d73afcdb94a3b5b597e8eb201489b96b"


def test_the_usual_cost_is_64_mib_and_three_passes() -> None:
    assert KdfCost() == KdfCost(memory_kib=65536, passes=3, lanes=4)
    assert KdfCost().bearable


@pytest.mark.parametrize(
    "cost",
    [KdfCost(0), KdfCost(10**7), KdfCost(65536, 0), KdfCost(65536, 100), KdfCost(65536, 3, 0), KdfCost(31, 1, 4)],
)
def test_an_absurd_cost_isn_t_bearable(cost: KdfCost) -> None:
    assert not cost.bearable
