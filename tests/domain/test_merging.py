# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.merging import Decision, Likeness, Standing, Version, choices, decision, standing
from tests.storage.stations import NOON

MIRRORED = {Standing.NEWER: Standing.OLDER, Standing.OLDER: Standing.NEWER}


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def a_version(name: str, *steps: tuple[bytes, int], touched: int) -> Version:
    return Version(name, tuple(digest for digest, _ in steps), tuple(at(minute) for _, minute in steps), at(touched))


TAKEN = a_version("taken", (b"1", 10), touched=12)
APPROVED = a_version("approved", (b"1", 10), (b"2", 20), touched=20)
RETURNED = a_version("returned", (b"1", 10), (b"3", 30), touched=30)
REPRINTED = a_version("reprinted", (b"1", 10), touched=25)


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "expected"),
    [
        (TAKEN, TAKEN, "", Standing.SAME),
        (TAKEN, APPROVED, "", Standing.NEWER),
        (APPROVED, TAKEN, "", Standing.OLDER),
        (APPROVED, RETURNED, "", Standing.CONFLICTING),
        (APPROVED, REPRINTED, "", Standing.CONFLICTING),
        (APPROVED, REPRINTED, "taken", Standing.CONFLICTING),
        (TAKEN, REPRINTED, "", Standing.NEWER),
        (TAKEN, REPRINTED, "taken", Standing.NEWER),
        (REPRINTED, TAKEN, "reprinted", Standing.OLDER),
        (replace(TAKEN, fingerprint="edited here"), REPRINTED, "taken", Standing.CONFLICTING),
        (replace(TAKEN, fingerprint="other"), TAKEN, "", Standing.CONFLICTING),
        # The station's clock runs fast; that nobody touched it here counts for more.
        (replace(TAKEN, updated_at=at(40)), APPROVED, "taken", Standing.NEWER),
        # Approved here, and the package of last week comes late.
        (APPROVED, a_version("half", touched=5), "taken", Standing.OLDER),
    ],
)
def test_what_an_incoming_version_is(ours: Version, theirs: Version, base: str, expected: Standing) -> None:
    assert standing(ours, theirs, base=base) is expected


versions = st.builds(
    lambda name, digests, first, last: a_version(
        f"v{name}", *((digest, first + index) for index, digest in enumerate(digests)), touched=last
    ),
    st.integers(0, 3),
    st.lists(st.sampled_from([b"a", b"b"]), max_size=3),
    st.integers(0, 5),
    st.integers(0, 10),
)


@given(versions, versions)
def test_two_stations_agree_which_version_is_the_newer(one: Version, other: Version) -> None:
    there = standing(other, one)
    assert standing(one, other) is MIRRORED.get(there, there)


@pytest.mark.parametrize("found", Standing)
@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("likeness", [frozenset(), *(frozenset({each}) for each in Likeness)])
def test_nothing_here_is_replaced_and_nobody_doubled_unless_somebody_says_so(
    found: Standing, likeness: frozenset[Likeness], locked: bool
) -> None:
    usual = decision(found, likeness, locked=locked)
    offered = choices(found, likeness, locked=locked)
    if usual is Decision.TAKE:
        assert found in (Standing.NEW, Standing.NEWER)
        assert not locked
        assert likeness.isdisjoint({Likeness.NUMBER, Likeness.RECEIPT})
    assert not offered or offered[0] is usual is Decision.LEAVE


def test_one_person_taken_twice_and_two_of_one_receipt_number_are_asked_about() -> None:
    assert choices(Standing.NEW, frozenset({Likeness.NUMBER}), locked=False) == (Decision.LEAVE, Decision.TAKE)
    both = frozenset({Likeness.NUMBER, Likeness.RECEIPT})
    assert choices(Standing.NEW, both, locked=False) == (Decision.LEAVE, Decision.RENUMBER)
    assert choices(Standing.NEWER, frozenset(), locked=True) == (Decision.LEAVE,)
    assert decision(Standing.NEW, frozenset({Likeness.MOBILE, Likeness.PERSON}), locked=False) is Decision.TAKE
