# SPDX-License-Identifier: Apache-2.0
"""``feedback``: reading in what bureaus and banks answered, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.feedback import Layout, Meaning, Told
from sscard_desktop.domain.feedbackfile import FeedbackFile, FeedbackSource
from sscard_desktop.domain.masking import masked_name, masked_number
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import HARMLESS, Choices, Verdict
from sscard_desktop.services.feedbackwords import FeedbackWords
from sscard_desktop.services.refusals import Refusals

_PASSED_OVER = "-"
_LINES_SHOWN, _ROWS_SHOWN = 200, 20


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    feedback = add_subject(commands, "feedback", "what bureaus and banks answered (回盘)")
    read = add_command(feedback, "read", read_feedback, "read a feedback file in, whole or not at all")
    read.add_argument("file", metavar="FILE", help=".xlsx, .xls or .csv")
    read.add_argument("--dry-run", action="store_true", help="only say what it would do")
    read.add_argument(
        "--source", choices=list(FeedbackSource), default=FeedbackSource.BUREAU, help="whose answer it is"
    )
    read.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADER=MEANING",
        help=f"what a column is ({', '.join(Meaning)}); {_PASSED_OVER} to pass it over",
    )
    read.add_argument(
        "--state", action="append", default=[], metavar="WORD=STATE", help=f"what a word tells ({', '.join(Told)})"
    )
    add_command(feedback, "list", list_feedback, "the files that were read in, newest first")
    undo = add_command(feedback, "undo", undo_feedback, "take a file back: every record stands as before it")
    undo.add_argument("id", metavar="ID")
    add_command(feedback, "forget", forget_words, "forget the headers and words that were explained here")
    refusals = add_command(feedback, "refusals", show_refusals, "what was sent back, by reason, clerk, camera and hour")
    refusals.add_argument("--days", type=int, default=0, metavar="N", help="of the last N days; without: ever")
    refusals.add_argument("--reason", metavar="CODE", help="of one reason only")


def read_feedback(call: Call) -> Exit:
    """Preview a file and apply it; lines that need somebody's look are a finding."""
    columns: dict[str, Meaning | None] = {}
    for header, said in _pairs(call.options.column).items():
        columns[header] = None if said == _PASSED_OVER else Meaning(_one_of(said, list(Meaning)))
    states = {word: Told(_one_of(said, list(Told))) for word, said in _pairs(call.options.state).items()}
    choices = Choices(FeedbackSource(call.options.source), columns, states)
    table = call.workplace.table_reader().read(Path(call.options.file))
    with call.session() as session:
        feedback = Feedback(session)
        preview = feedback.preview(table, choices, call.output)
        file = None
        if not call.options.dry_run and preview.understood and (preview.changes or preview.acknowledged):
            file = feedback.apply(preview)
    looks = [verdict for verdict in preview.verdicts if verdict.outcome not in HARMLESS]
    code = "cli.feedback_read" if file else "cli.feedback_preview" if preview.understood else "cli.feedback_unclear"
    counts = {"file": table.name, "lines": len(preview.verdicts), "changes": len(preview.changes), "looks": len(looks)}
    call.output.done(_told(preview, file), code, *_lines(call, preview), **counts)
    return Exit.FINDINGS if looks or not preview.understood else Exit.DONE


def list_feedback(call: Call) -> Exit:
    """List the files."""
    with call.session() as session:
        files = Feedback(session).files()
    lines = [
        f"{file.id}\t{file.at:%Y-%m-%d %H:%M}\t{file.lines}\t{file.file}{' ✕' if file.undone_at else ''}"
        for file in files
    ]
    call.output.done({"files": [_file(file) for file in files]}, "cli.feedback_files", *lines, count=len(files))
    return Exit.DONE


def undo_feedback(call: Call) -> Exit:
    """Take a file back."""
    with call.session() as session:
        file = Feedback(session).undo(call.options.id)
    call.output.done(_file(file), "cli.feedback_undone", file=file.file)
    return Exit.DONE


def forget_words(call: Call) -> Exit:
    """Forget what was explained."""
    with call.session() as session:
        FeedbackWords(session).forget()
    call.output.done({}, "cli.feedback_forgotten")
    return Exit.DONE


def show_refusals(call: Call) -> Exit:
    """Count what was sent back."""
    with call.session() as session:
        memory = Refusals(session).memory(days=max(call.options.days, 0), rule=call.options.reason)
    parts: Mapping[str, Mapping[str, int]] = {
        "reasons": memory.rules,
        "clerks": memory.clerks,
        "cameras": memory.cameras,
        "hours": {f"{hour:02d}": count for hour, count in memory.hours.items()},
    }
    lines = [f"{part}\t{name or '–'}\t{count}" for part, counted in parts.items() for name, count in counted.items()]
    data = {"total": memory.total, **{part: dict(counted) for part, counted in parts.items()}}
    data["photo_bytes"] = dict(memory.photo_bytes)
    call.output.done(data, "cli.refusals", *lines, count=memory.total)
    return Exit.DONE


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        word, equals, said = text.rpartition("=")
        if not equals or not word:
            raise InvalidInputError("cli.not_an_assignment", text=text[:40])
        pairs[word] = said
    return pairs


def _one_of(said: str, known: list[str]) -> str:
    if said not in known:
        raise InvalidInputError("cli.unknown_word", text=re.sub(r"\W", "", said)[:40], allowed=", ".join(known))
    return said


def _lines(call: Call, preview: Preview) -> list[str]:
    output = call.output
    lines = [f"? {layout.sheet} {_headers(layout)}" for layout in preview.layouts if not layout.usable]
    lines += [f"? {header}" for layout in preview.layouts if layout.usable for header in layout.unknown]
    lines += [f"? {word}" for word in preview.unknown]
    lines += [
        output.sentence("cli.feedback_row_encoding", row=row) for row in preview.table.otherwise_encoded[:_ROWS_SHOWN]
    ]
    differing = [verdict for verdict in preview.verdicts if verdict.name_differs]
    lines += [output.sentence("cli.feedback_row_name", row=verdict.line.row) for verdict in differing[:_LINES_SHOWN]]
    lines += [f"{output.word('outcome', outcome.value)}\t{count}" for outcome, count in preview.counts.items()]
    looks = [verdict for verdict in preview.verdicts if verdict.outcome not in HARMLESS]
    for verdict in looks[:_LINES_SHOWN]:
        who = verdict.name or verdict.line.value(Meaning.NAME)
        lines.append(f"! {verdict.line.row}\t{masked_name(who)}\t{output.word('outcome', verdict.outcome.value)}")
    return lines


def _headers(layout: Layout) -> str:
    return " | ".join(header for header in layout.headers if header)[:200]


def _told(preview: Preview, file: FeedbackFile | None) -> dict[str, object]:
    return {
        "file": preview.table.name,
        "sha256": preview.table.sha256,
        "id": file.id if file else None,
        "applied": file is not None,
        "understood": preview.understood,
        "read_before": preview.read_before.isoformat() if preview.read_before else None,
        "counts": {outcome.value: count for outcome, count in preview.counts.items()},
        "batches": list(preview.acknowledged),
        "unknown_words": list(preview.unknown),
        "encoding": preview.table.encoding,
        "otherwise_encoded": list(preview.table.otherwise_encoded),
        "sheets": [
            {
                "sheet": layout.sheet,
                "header_row": layout.header_row,
                "usable": layout.usable,
                "columns": {layout.headers[at]: meaning.value for at, meaning in layout.meanings.items()},
                "clashing": sorted(meaning.value for meaning in layout.clashing),
                "unknown": list(layout.unknown),
            }
            for layout in preview.layouts
        ],
        "lines": [_line(verdict) for verdict in preview.verdicts],
    }


def _line(verdict: Verdict) -> dict[str, object]:
    return {
        "sheet": verdict.line.sheet,
        "row": verdict.line.row,
        "outcome": verdict.outcome.value,
        "record": verdict.record,
        "from": verdict.status.value if verdict.status else None,
        "to": verdict.target.value if verdict.target else None,
        "fields": sorted({point.key for point in verdict.points if point.key}),
        "card_number": masked_number(verdict.card_number),
        "candidates": list(verdict.candidates),
        "name_differs": verdict.name_differs,
    }


def _file(file: FeedbackFile) -> dict[str, object]:
    return {
        "id": file.id,
        "file": file.file,
        "sha256": file.sha256,
        "source": file.source.value,
        "at": file.at.isoformat(),
        "by": file.operator,
        "lines": file.lines,
        "batches": list(file.batches),
        "undone_at": file.undone_at.isoformat() if file.undone_at else None,
    }
