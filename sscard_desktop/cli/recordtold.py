# SPDX-License-Identifier: Apache-2.0
"""Records and their findings as scripts and people read them from the command line."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.cli.call import Call
from sscard_desktop.cli.output import Output
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.services.capture import Taken


def told_of(taken: Taken, output: Output) -> dict[str, object]:
    """Return a record and its findings as scripts read them."""
    record = taken.record
    return {
        "id": record.id,
        "business": record.business,
        "status": record.status.value,
        "receipt_number": record.receipt_number,
        "values": dict(record.values),
        "pictures": sorted(role.value for role in record.pictures),
        "complete": taken.complete,
        "problems": [described(problem, output) for problem in taken.problems],
    }


def described(problem: Problem, output: Output) -> dict[str, object]:
    """Return a finding as scripts read it."""
    return {
        "field": problem.key,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": output.sentence(problem.code, **problem.params),
    }


def problem_lines(taken: Taken, call: Call) -> list[str]:
    """Return a record's findings as people read them, a line each."""
    return [f"! {p.key}: {call.output.sentence(p.code, **p.params)}" for p in taken.problems]


def summaries(found: Sequence[RecordSummary]) -> list[dict[str, object]]:
    """Return records in a list as scripts read them."""
    return [
        {
            "id": r.id,
            "business": r.business,
            "status": r.status.value,
            "name": r.name,
            "number": r.number,
            "receipt_number": r.receipt_number,
            "batch": r.batch,
            "updated_at": r.updated_at.isoformat(),
        }
        for r in found
    ]
