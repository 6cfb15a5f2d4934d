# SPDX-License-Identifier: Apache-2.0
"""What thousands of people give a package, kept as bytes and unpacked one at a time.

A person's sixty cells and three files take five kilobytes as objects and less than one as text, and a package is gone
through from beginning to end, a few times, never in another order. So memory hardly grows with how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import overload

from sscard_desktop.services.ports import PackageItem


class PackedItems(Sequence[PackageItem]):
    """A package's items in their order, as ``SheetContent.items`` has them; two of them are equal by what they hold."""

    __slots__ = ("_packed",)

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def append(self, item: PackageItem) -> None:
        """Add one at the end."""
        text = json.dumps([item.cells, dict(item.files)], ensure_ascii=False, separators=(",", ":"))
        self._packed.append(text.encode("utf-8", "surrogatepass"))

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[PackageItem]:
        return map(_unpacked, self._packed)

    @overload
    def __getitem__(self, index: int) -> PackageItem: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PackageItem]: ...

    def __getitem__(self, index: int | slice) -> PackageItem | Sequence[PackageItem]:
        found = self._packed[index]
        return tuple(map(_unpacked, found)) if isinstance(found, list) else _unpacked(found)

    def __eq__(self, other: object) -> bool:
        return self._packed == other._packed if isinstance(other, PackedItems) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._packed))


def _unpacked(packed: bytes) -> PackageItem:
    cells, files = json.loads(packed.decode("utf-8", "surrogatepass"))
    return PackageItem(tuple(cells), files)
