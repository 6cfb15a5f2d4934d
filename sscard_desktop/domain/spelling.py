# SPDX-License-Identifier: Apache-2.0
"""In which bytes a package spells names and cells; apart from the profile, which is far larger."""

from __future__ import annotations

from enum import StrEnum


class NamesIn(StrEnum):
    """How a zip spells its names."""

    UTF_8 = "utf-8"
    GBK = "gbk"
    """For receivers whose programs know nothing else; the names stand there in UTF-8 as well."""


class TableEncoding(StrEnum):
    """How a table of plain text or DBF spells its cells."""

    GB18030 = "gb18030"
    GBK = "gbk"
    UTF_8 = "utf-8"
