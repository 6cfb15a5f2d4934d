# SPDX-License-Identifier: Apache-2.0
"""Reads ``[applicant]``: what the applicant's own screen says in the city's words."""

from __future__ import annotations

from sscard_desktop.domain.applicant import ApplicantSpec
from sscard_desktop.storage.profile_reading import Table

_MOST_WELCOME, _MOST_LINE = 160, 80
"""Read from a step away: more than this nobody reads."""


def read_applicant(root: Table) -> ApplicantSpec:
    """Return the city's ``[applicant]``; what it leaves out isn't said."""
    node = root.get("applicant")
    if node is None:
        return ApplicantSpec()
    table = Table(node, root.findings)
    found = ApplicantSpec(
        welcome=table.labels("welcome", limit=_MOST_WELCOME, needed=False),
        waiting=table.labels("waiting", limit=_MOST_LINE, needed=False),
        asking=table.labels("asking", limit=_MOST_LINE, needed=False),
    )
    table.close()
    return found
