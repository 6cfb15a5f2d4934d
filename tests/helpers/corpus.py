# SPDX-License-Identifier: Apache-2.0
"""The frame corpus: fictitious request, answer and stream bytes, each with what it must yield."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "data" / "reader" / "frames.json"


@dataclass(frozen=True)
class Entry:
    id: str
    kind: str
    data: bytes
    expect: dict[str, Any]
    chunks: tuple[bytes, ...]

    @property
    def valid(self) -> bool:
        return bool(self.expect.get("valid"))


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    found = json.loads(CORPUS.read_text(encoding="utf-8"))["frames"]
    return {
        item["id"]: Entry(
            item["id"],
            item["kind"],
            bytes.fromhex(item["hex"]),
            item["expect"],
            tuple(bytes.fromhex(chunk) for chunk in item.get("chunks", ())),
        )
        for item in found
    }


def of_kind(kind: str) -> list[Entry]:
    return [entry for entry in entries().values() if entry.kind == kind]


def body(identifier: str) -> bytes:
    """Return a valid entry's body: between LEN and the check byte."""
    return entries()[identifier].data[7:-1]
