# SPDX-License-Identifier: Apache-2.0
"""Fictitious package contents, and a progress that counts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sscard_desktop.domain.errors import CancelledError
from sscard_desktop.services.ports import PackageContent, PackageItem, SheetContent, StationIdentity

PASSWORD = "Kai-Xiang-2026"
HEADERS = ("证件号码", "姓名", "照片")


class Counting:
    """Progress that remembers, and cancels from a step on if told."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.seen: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int) -> None:
        self.seen.append((done, total))
        if self._cancel_at is not None and done >= self._cancel_at:
            raise CancelledError


def picture_of(token: str) -> bytes:
    """Return bytes that look like a JPEG's beginning, different for every token."""
    return b"\xff\xd8\xff\xe0" + hashlib.shake_256(token.encode()).digest(3000)


def content(people: int = 2, *, names: tuple[str, ...] = ("王小明", "𠮷田·花子"), **changes: object) -> PackageContent:
    """Return a package of ``people`` with a photo and an ID picture each."""
    items = tuple(
        PackageItem(
            cells=(f"51010719900307{index:04d}", names[index % len(names)], f"51010719900307{index:04d}.jpg"),
            files={
                f"photos/51010719900307{index:04d}.jpg": f"r{index}/photo",
                f"id/51010719900307{index:04d}-正面.jpg": f"r{index}/id_front",
            },
        )
        for index in range(people)
    )
    values: dict[str, object] = {
        "batch": "0007-20260302-001",
        "profile": "chengdu",
        "profile_version": "3",
        "station": StationIdentity(7, "成都 · 武侯支行 · 3 号台", "chengdu", "2026"),
        "sealed_at": datetime(2026, 3, 2, 1, 0, 7, tzinfo=UTC),
        "workbook": "采集信息.xlsx",
        **changes,
    }
    sheet = SheetContent(
        name=str(values.pop("sheet", "采集信息")),
        headers=values.pop("headers", HEADERS),  # type: ignore[arg-type]
        widths=values.pop("widths", (22, 12, 30)),  # type: ignore[arg-type]
        items=values.pop("items", items),  # type: ignore[arg-type]
    )
    values.setdefault("sheets", (sheet,))
    return PackageContent(**values)  # type: ignore[arg-type]
