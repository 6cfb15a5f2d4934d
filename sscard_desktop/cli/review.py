# SPDX-License-Identifier: Apache-2.0
"""``review``: what waits for a supervisor and why it wants a close look; approving those together that want none."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, timedelta

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.reviewing import Filter, ReviewSpec, Submission
from sscard_desktop.services.review import MOST_TOGETHER, Review
from sscard_desktop.services.reviewqueue import ReviewQueue


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    review = add_subject(commands, "review", "the supervisor's look at submissions")
    queue = add_command(review, "queue", show_queue, "what waits, the oldest first, with why it wants a close look")
    _add_filters(queue)
    approve = add_command(
        review, "approve", approve_together, "approve those together that want no close look; the others are named"
    )
    approve.add_argument("ids", nargs="+", metavar="ID", help=f"{MOST_TOGETHER} at most")
    add_command(review, "reasons", show_reasons, "the city's reasons for a return, with their codes and fields")


def _add_filters(queue: argparse.ArgumentParser) -> None:
    queue.add_argument("--clerk", metavar="NAME")
    queue.add_argument("--unit", metavar="NAME")
    queue.add_argument("--business", metavar="KIND")
    queue.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="submitted on this day")
    queue.add_argument("--overridden", action="store_true", help="a picture was taken that a check had refused")
    queue.add_argument("--returned", action="store_true", help="it came back before")
    queue.add_argument("--warned", action="store_true", help="it has warnings")


def show_queue(call: Call) -> Exit:
    """Show what waits."""
    options = call.options
    begins = midnight(options.date) if options.date else None
    wanted = Filter(
        clerk=options.clerk or "",
        unit=options.unit or "",
        business=options.business or "",
        since=begins,
        until=begins + timedelta(days=1) if begins else None,
        overridden=options.overridden,
        returned=options.returned,
    )
    with call.session() as session:
        spec, queue = session.profile.review, ReviewQueue(session)
        found = [each for each in queue.waiting() if wanted.takes(each, spec)]
        warnings = queue.warnings(found)
    shown = [each for each in found if warnings[each.summary.id] or not options.warned]
    data = {"records": [_told(each, spec, warnings[each.summary.id]) for each in shown]}
    call.output.done(data, "review.queue", *_lines(call, shown, spec), count=len(shown))
    return Exit.DONE


def _told(each: Submission, spec: ReviewSpec, warnings: int) -> dict[str, object]:
    summary = each.summary
    return {
        "id": summary.id,
        "name": summary.name,
        "receipt_number": summary.receipt_number,
        "business": summary.business,
        "unit": each.unit,
        "clerk": summary.created_by,
        "submitted_by": each.submitted_by,
        "submitted_at": summary.submitted_at.isoformat() if summary.submitted_at else None,
        "close_look": sorted(why.value for why in each.reasons_to_look(spec)),
        "needs_two": each.needs_two(spec),
        "first_by": each.first_by,
        "warnings": warnings,
    }


def _lines(call: Call, shown: Sequence[Submission], spec: ReviewSpec) -> list[str]:
    return [
        "\t".join(
            (
                each.summary.id,
                each.summary.name,
                each.summary.receipt_number,
                each.submitted_by,
                " ".join(call.output.word("close_look", why.value) for why in sorted(each.reasons_to_look(spec))),
            )
        ).rstrip()
        for each in shown
    ]


def approve_together(call: Call) -> Exit:
    """Approve several; whoever stays is a finding."""
    with call.session() as session:
        made = Review(session).approve_together(call.options.ids)
    kept = {record: why.value for record, why in made.kept.items()}
    lines = [f"! {record}: {call.output.word('kept', why.value)}" for record, why in made.kept.items()]
    data = {"approved": list(made.approved), "kept": kept}
    call.output.done(data, "review.approved_together", *lines, count=len(made.approved), kept=len(kept))
    return Exit.FINDINGS if kept else Exit.DONE


def show_reasons(call: Call) -> Exit:
    """Show the city's reasons."""
    with call.session() as session:
        reasons = session.profile.review.reasons
    language = call.output.language
    data = {"reasons": [{"code": r.code, "text": r.text(language), "fields": list(r.keys)} for r in reasons]}
    lines = [f"{r.code}\t{r.text(language)}\t{' '.join(r.keys)}".rstrip() for r in reasons]
    call.output.done(data, "review.reasons", *lines, count=len(reasons))
    return Exit.DONE
