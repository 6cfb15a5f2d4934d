# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.services.packeditems import PackedItems
from sscard_desktop.services.ports import PackageItem

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
ITEMS = st.lists(st.builds(PackageItem, st.lists(TEXTS, max_size=5).map(tuple), st.dictionaries(TEXTS, TEXTS)))


def packed(items: list[PackageItem]) -> PackedItems:
    made = PackedItems()
    for item in items:
        made.append(item)
    return made


@given(items=ITEMS)
def test_what_goes_in_comes_out_in_its_order_as_often_as_one_likes(items: list[PackageItem]) -> None:
    made = packed(items)
    assert list(made) == list(made) == items
    assert len(made) == len(items)
    assert [made[at] for at in range(len(items))] == items
    assert list(made[1:]) == items[1:]
    assert made == packed(items)
    assert hash(made) == hash(packed(items))
    assert made != packed([*items, PackageItem(("x",), {})])


def test_a_person_takes_little() -> None:
    def person(number: int) -> PackageItem:
        files = {
            f"{role}/5101071990030{number:05d}.jpg": f"{number:032x}/{role}" for role in ("photo", "front", "back")
        }
        return PackageItem(tuple(f"第{number}人的第{cell}格" if cell % 3 else "" for cell in range(60)), files)

    def bytes_of(keep: bool) -> int:
        tracemalloc.start()
        kept = [person(number) for number in range(200)] if keep else packed([])
        if isinstance(kept, PackedItems):
            for number in range(200):
                kept.append(person(number))
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert sys.getsizeof(kept)
        return size

    assert bytes_of(keep=False) < bytes_of(keep=True) / 3
