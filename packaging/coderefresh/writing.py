# SPDX-License-Identifier: Apache-2.0
"""How the tables are written: TOML for what people read, JSON for what is long, the same bytes each time."""

from __future__ import annotations

import gzip
import json


def quoted(value: object) -> str:
    """Return a TOML string or list of strings (JSON's are a part of TOML's)."""
    return json.dumps(value, ensure_ascii=False)


def toml(name: str, title: tuple[str, str], source: str, date: str, licence: str, codes: dict[str, str]) -> bytes:
    """Return a table in TOML: what it is (Chinese, English), whence, since when, and its lines."""
    lines = [
        "# SPDX-License-Identifier: Apache-2.0",
        "# Made by packaging/refresh_codes.py.",
        f"name = {quoted(name)}",
        f"title = {{ zh_CN = {quoted(title[0])}, en = {quoted(title[1])} }}",
        f"source = {quoted(source)}",
        f"date = {date}",
        f"licence = {quoted(licence)}",
        "",
        "[codes]",
        *(f"{code} = {value}" for code, value in codes.items()),
    ]
    return ("\n".join(lines) + "\n").encode()


def table(head: dict[str, str], parts: dict[str, dict[str, object]]) -> bytes:
    """Return a table in JSON, one entry a line, so that a difference can be read."""
    pieces = [f"{quoted(key)}: {quoted(text)}" for key, text in head.items()]
    for key, entries in parts.items():
        lines = [
            f"{quoted(code)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
            for code, value in entries.items()
        ]
        pieces.append(f"{quoted(key)}: {{\n" + ",\n".join(lines) + "\n}")
    return ("{\n" + ",\n".join(pieces) + "}\n").encode()


def pressed(content: bytes) -> bytes:
    """Return ``content`` compressed (gzip), without a time and so the same each time."""
    return gzip.compress(content, 9, mtime=0)
