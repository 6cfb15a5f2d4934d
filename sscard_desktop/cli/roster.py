# SPDX-License-Identifier: Apache-2.0
"""``roster``: lists of people who are expected (花名册, 报盘)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.rostercheck import add_check
from sscard_desktop.cli.rosterkeeping import add_keeping
from sscard_desktop.cli.rosterpapers import add_papers
from sscard_desktop.cli.rostersharing import add_sharing
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.messages import word
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rostertemplates import template_of


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    roster = add_subject(commands, "roster", "lists of people who are expected")
    add_check(roster)
    template = add_command(roster, "template", write_template, "write the workbook that a unit fills in")
    template.add_argument("--out", required=True, metavar="FILE.xlsx")
    template.add_argument("--roster", default="", metavar="ID", help="with this roster's people, to be corrected")
    add_keeping(roster)
    add_sharing(roster)
    add_papers(roster)


def write_template(call: Call) -> Exit:
    """Write the city's template, empty or with a roster's people in it."""
    if not call.options.roster:
        return _write_template(call, call.profile(), ())
    with call.session() as session:
        rows = Rosters(session).rows(RosterId(call.options.roster))
        return _write_template(call, session.profile, [row.values for row in rows])


def _write_template(call: Call, profile: Profile, people: Sequence[Mapping[str, str]]) -> Exit:
    path, language = Path(call.options.out), call.output.language
    template = template_of(profile, lambda kind, value: word(kind, value, language), language, people=people)
    written = call.workplace.template_books().write(path, template, created_at=call.workplace.clock.now())
    data = {
        "path": str(path),
        "bytes": written.size_bytes,
        "sha256": written.sha256,
        "profile": profile.name,
        "columns": [column.header for column in template.columns],
        "people": template.row_count,
    }
    call.output.done(data, "cli.template_written", file=path.name, columns=len(template.columns))
    return Exit.DONE
