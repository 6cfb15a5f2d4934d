# SPDX-License-Identifier: Apache-2.0
"""``roster import``, ``list``, ``show`` and what else keeps a station's rosters in order."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.rostercheck import read_and_check
from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.roster import Roster, RosterId, RowGlance, RowId, RowState
from sscard_desktop.domain.rosterupdate import Fate, PersonUpdate
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rosterupdates import RosterUpdates
from sscard_desktop.services.session import Session

_MOST_SHOWN = 200


def add_keeping(roster: Commands) -> None:
    """Add the commands of this module to those behind ``roster``."""
    take = add_command(roster, "import", import_file, "take a unit's list in, all of it or nothing")
    take.add_argument("file", metavar="FILE", help=".xlsx, .xls or .csv")
    take.add_argument("--sheet", default="", metavar="NAME", help="the sheet to read, where several are lists")
    take.add_argument("--title", default="", help="what people call it; by default the file's name")
    take.add_argument("--unit", default="", help="the insured unit's name, where the list doesn't say it")
    take.add_argument("--unit-number", default="", help="and its number")
    take.add_argument("--only-good", action="store_true", help="leave out rows with problems")
    take.add_argument("--update", default="", metavar="ID", help="correct this roster by the list")
    take.add_argument("--remove-gone", action="store_true", help="with --update: who isn't on the list any more, goes")
    take.add_argument("--dry-run", action="store_true", help="with --update: only say what would change")
    add_command(roster, "list", list_rosters, "the rosters of this station, and how far each is")
    show = add_command(roster, "show", show_roster, "the people of a roster, and how far each is")
    show.add_argument("--state", action="append", default=[], choices=[each.value for each in RowState])
    show.add_argument("--unit", default="")
    show.add_argument("--text", default="", help="part of a name, initials, or a number")
    show.add_argument("--limit", type=int, default=1000, metavar="N")
    rename = add_command(roster, "rename", rename_roster, "call a roster something else")
    for name, command, text in (
        ("close", close_roster, "put a roster aside: it calls nobody up any more"),
        ("reopen", reopen_roster, "take a roster up again"),
        ("delete", delete_roster, "delete a roster; the records of its people stay"),
    ):
        add_command(roster, name, command, text).add_argument("id", metavar="ID")
    refuse = add_command(roster, "refuse", refuse_person, "note that a person won't be collected, and why")
    expect = add_command(roster, "expect", expect_person, "expect a person after all")
    for parser in (show, rename, refuse, expect):
        parser.add_argument("id", metavar="ID")
    rename.add_argument("title", metavar="TITLE")
    for parser in (refuse, expect):
        parser.add_argument("row", metavar="ROW", help="id of the person's row, as show tells it")
    refuse.add_argument("--reason", required=True)


def import_file(call: Call) -> Exit:
    """Import a list, or correct a roster by it."""
    options = call.options
    path = Path(options.file)
    with call.session() as session:
        checked = read_and_check(call, path, session.profile, options.sheet)
        if options.update:
            return _update(call, session, checked)
        done = RosterImports(session).import_checked(
            checked,
            title=options.title or path.stem,
            unit=options.unit,
            unit_number=options.unit_number,
            only_good=options.only_good,
            progress=call.output,
        )
    data = {**_roster(done.roster), "left_out": done.left_out, "linked": done.linked, "already": done.already}
    code = "cli.roster_known" if done.already else "cli.roster_imported"
    counts = {"rows": done.roster.rows, "left_out": done.left_out, "linked": done.linked}
    call.output.done(data, code, title=done.roster.title, id=done.roster.id, **counts)
    return Exit.FINDINGS if done.left_out else Exit.DONE


def _update(call: Call, session: Session, checked: CheckedRoster) -> Exit:
    options = call.options
    updates = RosterUpdates(session)
    update = updates.preview_update(RosterId(options.update), checked, only_good=options.only_good)
    telling = [each for each in update.people if each.fate is not Fate.SAME]
    lines = [_line(call, each) for each in telling[:_MOST_SHOWN]]
    counts = {each.value: count for each, count in update.counts.items()}
    data: dict[str, object] = {
        **_roster(update.roster),
        **counts,
        "left_out": update.left_out,
        "people": [_person(each) for each in telling],
    }
    if options.dry_run:
        call.output.done(data, "cli.roster_looked", *lines, title=update.roster.title, **counts)
    else:
        done = updates.apply_update(update, remove_gone=options.remove_gone, progress=call.output)
        data |= {**_roster(done.roster), "removed": done.removed}
        told = {"added": done.added, "changed": done.changed, "removed": done.removed, "refused": done.refused}
        call.output.done(data, "cli.roster_updated", *lines, title=done.roster.title, **told)
    return Exit.FINDINGS if update.left_out or update.counts[Fate.REFUSED] else Exit.DONE


def list_rosters(call: Call) -> Exit:
    """List the rosters."""
    with call.session() as session:
        rosters = Rosters(session)
        found = [(each, _totals(rosters, each.id)) for each in rosters.all()]
    data = {"rosters": [{**_roster(roster), **totals} for roster, totals in found]}
    lines = [
        f"{roster.id}\t{roster.title}\t{totals[RowState.DONE.value]}/{roster.rows}"
        f"\t{'' if roster.closed_at is None else f'{roster.closed_at:%Y-%m-%d}'}"
        for roster, totals in found
    ]
    call.output.done(data, "cli.rosters", *lines, count=len(found))
    return Exit.DONE


def show_roster(call: Call) -> Exit:
    """Show a roster's people."""
    options = call.options
    with call.session() as session:
        rosters = Rosters(session)
        roster = rosters.roster(RosterId(options.id))
        states = [RowState(each) for each in options.state]
        limit = max(options.limit, 0)
        found = rosters.glances(roster.id, options.text, states=states, unit=options.unit, limit=limit)
        units = {
            unit: {state.value: count for state, count in counts.items()}
            for unit, counts in rosters.counts(roster.id).items()
        }
        totals = _totals(rosters, roster.id)
    data = {**_roster(roster), **totals, "units": units, "people": [_glance(each) for each in found]}
    lines = [
        f"{each.position}\t{each.name}\t{each.number}\t{each.unit}\t{call.output.word('row_state', each.state.value)}"
        f"\t{each.refused}"
        for each in found
    ]
    call.output.done(data, "cli.roster_people", *lines, title=roster.title, count=len(found), **totals)
    return Exit.DONE


def rename_roster(call: Call) -> Exit:
    """Rename a roster."""
    with call.session() as session:
        roster = Rosters(session).rename(RosterId(call.options.id), call.options.title)
    return _kept(call, roster)


def close_roster(call: Call) -> Exit:
    """Close a roster."""
    with call.session() as session:
        roster = Rosters(session).close(RosterId(call.options.id))
    return _kept(call, roster)


def reopen_roster(call: Call) -> Exit:
    """Open a roster again."""
    with call.session() as session:
        roster = Rosters(session).reopen(RosterId(call.options.id))
    return _kept(call, roster)


def _kept(call: Call, roster: Roster) -> Exit:
    code = "cli.roster_open" if roster.closed_at is None else "cli.roster_closed"
    call.output.done(_roster(roster), code, title=roster.title)
    return Exit.DONE


def delete_roster(call: Call) -> Exit:
    """Delete a roster."""
    with call.session() as session:
        rosters = Rosters(session)
        roster = rosters.roster(RosterId(call.options.id))
        rosters.delete(roster.id)
    call.output.done(_roster(roster), "cli.roster_deleted", title=roster.title, rows=roster.rows)
    return Exit.DONE


def refuse_person(call: Call) -> Exit:
    """Note that a person won't be collected."""
    with call.session() as session:
        row = Rosters(session).refuse(RosterId(call.options.id), RowId(call.options.row), call.options.reason)
    call.output.done({"row": row.id, "refused": row.refused}, "cli.roster_refused", place=row.position)
    return Exit.DONE


def expect_person(call: Call) -> Exit:
    """Expect a person after all."""
    with call.session() as session:
        row = Rosters(session).expect(RosterId(call.options.id), RowId(call.options.row))
    call.output.done({"row": row.id, "refused": ""}, "cli.roster_expected", place=row.position)
    return Exit.DONE


def _totals(rosters: Rosters, roster_id: RosterId) -> dict[str, int]:
    counts = rosters.counts(roster_id).values()
    return {state.value: sum(each.get(state, 0) for each in counts) for state in RowState}


def _line(call: Call, person: PersonUpdate) -> str:
    fate = call.output.word("roster_fate", person.fate.value)
    why = call.output.word("roster_refusal", person.refusal.value) if person.refusal is not None else ""
    changes = ", ".join(f"{each.key}: {each.before} → {each.after}" for each in person.changes)
    return f"{fate}\t{person.number or ''}\t{person.name}\t{why}\t{changes}"


def _person(person: PersonUpdate) -> dict[str, object]:
    return {
        "row": person.row,
        "line": person.number,
        "name": person.name,
        "fate": person.fate.value,
        "state": person.state.value,
        "match": person.match.value if person.match is not None else None,
        "refusal": person.refusal.value if person.refusal is not None else None,
        "changes": [{"field": each.key, "before": each.before, "after": each.after} for each in person.changes],
    }


def _glance(person: RowGlance) -> dict[str, object]:
    return {
        "row": person.id,
        "position": person.position,
        "name": person.name,
        "number": person.number,
        "unit": person.unit,
        "state": person.state.value,
        "record": person.record,
        "status": person.status.value if person.status is not None else None,
        "refused": person.refused,
        "slot": person.slot.isoformat() if person.slot is not None else None,
        "queue": person.queue,
        "pictures": sorted(role.value for role in person.pictures),
    }


def _roster(roster: Roster) -> dict[str, object]:
    return {
        "id": roster.id,
        "title": roster.title,
        "unit": roster.unit,
        "unit_number": roster.unit_number,
        "campaign": roster.campaign,
        "rows": roster.rows,
        "imported_at": roster.imported_at.isoformat(),
        "imported_by": roster.imported_by,
        "closed_at": roster.closed_at.isoformat() if roster.closed_at is not None else None,
    }
