# SPDX-License-Identifier: Apache-2.0
"""Wrong names, copies and unusable pictures among many photos are all found: a short form of ``tests.bulkrates``."""

from __future__ import annotations

from pathlib import Path

from tests import bulkrates


def test_every_kind_of_wrong_file_is_found_and_nobody_gets_anothers_photo(tmp_path: Path) -> None:
    people = 24
    cache = tmp_path / "drawn"
    bulkrates.draw(people, cache)
    figures = bulkrates.run(people, 14 / people, tmp_path, cache)
    assert {kind: found for kind, (_, found) in figures.found.items()} == dict.fromkeys(figures.found, 1)
    assert len(figures.found) == 14
    assert (figures.misgiven, figures.false) == (0, {})
    assert figures.stored > 0
    assert "misgiven: 0" in bulkrates.table(figures)
