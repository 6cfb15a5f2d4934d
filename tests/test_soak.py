# SPDX-License-Identifier: Apache-2.0
"""The soak serves different people, and says what grew."""

from __future__ import annotations

from tests.soak import Held, people, verdict


def held(people: int, *, rss_mb: float = 400.0, threads: int = 12, files: int = 30) -> Held:
    return Held(people, rss_mb, rss_mb, threads, files, widgets=900, objects=200_000)


def test_everybody_in_a_soak_is_somebody_else() -> None:
    numbers = [person.card.number for person in people(1000)]
    assert len(set(numbers)) == 1000


def test_what_grew_since_the_second_round_is_named() -> None:
    first = held(100, rss_mb=300.0)
    assert verdict([first, held(200), held(300, rss_mb=415.0)]) == []
    grown = verdict([first, held(200), held(300, rss_mb=421.0, threads=13, files=31)])
    assert len(grown) == 3
    assert "21.0" in grown[0]
