# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says what stays how long."""

from __future__ import annotations

import dataclasses

from sscard_desktop.domain.retention import MAX_DAYS, RetentionSpec
from sscard_desktop.storage.profile_reading import Table


def read_retention(root: Table) -> RetentionSpec:
    """Read ``[retention]``: days by what happened to a record, each with its default; 0 keeps for ever."""
    node = root.get("retention")
    if node is None:
        return RetentionSpec()
    table = Table(node, root.findings)
    days = {
        spec.name: table.whole(spec.name, getattr(RetentionSpec(), spec.name), low=0, high=MAX_DAYS)
        for spec in dataclasses.fields(RetentionSpec)
    }
    table.close()
    return RetentionSpec(**days)
