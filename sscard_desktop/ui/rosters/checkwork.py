# SPDX-License-Identifier: Apache-2.0
"""Reading, checking and marking a list: each function is one piece of work for the work lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop import messages
from sscard_desktop.domain.checkedroster import RosterProblem
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.services.rosterchecking import check_roster
from sscard_desktop.services.rostermarking import write_marked
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.tasks import Task


@dataclass(frozen=True, slots=True)
class SeveralLists:
    """A workbook with more than one list; somebody says which one is meant."""

    path: Path
    sheets: Sequence[str]


def check_list(desk: Desk, path: Path, task: Task, *, sheet: str = "") -> CheckedFile | SeveralLists:
    """Return what a file says and what is wrong with it.

    Raises:
        InvalidInputError: ``table.…``, ``rosters.…``: it isn't a list of people that can be read.
        EnvironmentFailedError: ``table.missing``, ``table.unreadable``.
        CancelledError: from ``task``.
    """
    place = desk.workplace
    table = place.table_reader().read(path)
    # The reader itself can't be stopped: at least nothing goes on behind it.
    task.report(0, 0)
    context = Context(today=place.clock.today(), divisions=place.divisions)
    try:
        checked = check_roster(table, desk.profile, context, task, sheet=sheet)
    except InvalidInputError as error:
        if error.code != "rosters.several_sheets":
            raise
        told = str(error.params["sheets"]).split("、")
        names = [each.name for each in table.sheets]
        return SeveralLists(path, [name for name in names if name in told] or names)
    return CheckedFile.of(path, checked)


def mark_list(desk: Desk, file: CheckedFile, target: Path, task: Task) -> WrittenFile:
    """Write the file once more, with what is wrong in it marked; raise as ``MarkedBooks.write`` does."""
    language = desk.language.code

    def tell(problem: RosterProblem) -> str:
        message = messages.message(problem.code, problem.params, language)
        return f"{message.what}\n{message.todo}".strip()

    return write_marked(
        desk.workplace.marked_books(),
        file.path,
        target,
        file.checked,
        tell,
        lambda kind, value: messages.word(kind, value, language),
        created_at=desk.workplace.clock.now(),
        progress=task,
    )
