# SPDX-License-Identifier: Apache-2.0
"""``roster compare``, ``correct``, ``papers`` and ``checkoff``: what is done with a roster once its people came."""

from __future__ import annotations

import sys
from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.cli.call import Call, Commands, add_command, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.comparison import Mark
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.roster import RosterId, RowId
from sscard_desktop.domain.rosterround import RoundState
from sscard_desktop.services.checkoff import Awaited, CheckOff, Outcome, Scanned
from sscard_desktop.services.comparisonround import ComparedPerson, ComparisonRound
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.rostercomparison import RosterComparison
from sscard_desktop.services.rosterpapers import MadePaper, RosterPapers
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.session import Session
from sscard_desktop.services.sharedforms import COMPARISON_FORM

_MARKS = {Mark.SAME: "same", Mark.DIFFERENT: "different", Mark.MISSING: "missing", None: ""}
_MOST_LINES = 10_000
_LONGEST_LINE = 200
_MOST_SHOWN = 200


def add_papers(roster: Commands) -> None:
    """Add the commands of this module to those behind ``roster``."""
    compare = add_command(roster, "compare", compare_roster, "everybody's six items against their card or record")
    compare.add_argument("--state", action="append", default=[], choices=[each.value for each in RoundState])
    compare.add_argument("--sheets", default="", metavar="X.pdf", help="and the sheets of those who differ, as one PDF")
    correct = add_command(roster, "correct", correct_person, "take over what a person wrote on the comparison's sheet")
    papers = add_command(roster, "papers", write_paper, "a roster's forms as one PDF, in its order; or which there are")
    papers.add_argument("--form", default="", metavar="NAME")
    papers.add_argument("--out", default="", metavar="X.pdf")
    papers.add_argument("--first", type=int, default=0, metavar="N", help="only from this place of the list on")
    papers.add_argument("--last", type=int, default=0, metavar="N", help="only up to this place of the list")
    check = add_command(roster, "checkoff", check_off, "strike signed sheets off by their code; who is missing")
    check.add_argument("--form", default="", metavar="NAME", help="which form came back; left out, the one to sign")
    for parser in (compare, papers):
        parser.add_argument("id", metavar="ID", nargs="?", default="", help="the drive's roster, or the only open one")
    for parser in (correct, check):
        parser.add_argument("id", metavar="ID")
    for parser in (compare, papers, check):
        parser.add_argument("--unit", default="", metavar="NAME", help="only this unit's people")
    correct.add_argument("row", metavar="ROW", help="id of the person's row, as compare tells it")
    correct.add_argument("written", metavar="ITEM=TEXT", nargs="+", help="name, number, sex, nation or birth_date")
    check.add_argument("codes", metavar="CODE", nargs="*", help="codes or receipt numbers; - reads them as lines")


def compare_roster(call: Call) -> Exit:
    """Compare a roster; exit 1 while somebody is open."""
    with call.session() as session:
        roster_id = _which(call, session)
        found = RosterComparison(session).compare(roster_id, call.output, unit=call.options.unit)
        made = None
        if call.options.sheets and found.of(RoundState.OPEN, RoundState.BOTH):
            made = _written(call, session, roster_id, COMPARISON_FORM, Path(call.options.sheets))
    return _told(call, found, made)


def _told(call: Call, found: ComparisonRound, made: MadePaper | None) -> Exit:
    states = [RoundState(each) for each in call.options.state]
    people = found.of(*states) if states else found.people
    counts = {state.value: count for state, count in found.counts().items()}
    data: dict[str, object] = {
        "roster": found.roster.id,
        "title": found.roster.title,
        **counts,
        "left_out": found.left_out,
        "closed": found.closed,
        "people": [_person(each) for each in people],
    }
    if call.options.sheets:
        data["sheets"] = {"out": call.options.sheets if made else "", "people": made.people if made else 0}
    told = [each for each in people if states or each.state not in (RoundState.SAME, RoundState.WAITING)]
    lines = [
        f"{each.position}\t{each.name}\t{call.output.word('round_state', each.state.value)}\t"
        + " ".join(item.mark.value if item.mark else "?" for item in each.items)
        for each in told[:_MOST_SHOWN]
    ]
    if call.options.sheets:
        sheets = "cli.roster_sheets" if made else "cli.roster_no_sheets"
        lines.append(
            call.output.sentence(sheets, count=made.people if made else 0, file=Path(call.options.sheets).name)
        )
    call.output.done(data, "cli.roster_compared", *lines, title=found.roster.title, **counts)
    return Exit.FINDINGS if found.of(RoundState.OPEN, RoundState.BOTH, RoundState.CORRECTED) else Exit.DONE


def correct_person(call: Call) -> Exit:
    """Take a sheet over."""
    written: dict[str, str] = {}
    for each in call.options.written:
        item, equals, text = each.partition("=")
        if not equals:
            raise InvalidInputError("cli.item_expected")
        written[item] = text
    with call.session() as session:
        person = RosterComparison(session).take_over(RosterId(call.options.id), RowId(call.options.row), written)
    call.output.done(_person(person), "cli.roster_corrected", place=person.position, count=len(person.written))
    return Exit.DONE


def write_paper(call: Call) -> Exit:
    """Write a paper, or tell which there are."""
    with call.session() as session:
        if not call.options.form:
            papers = _papers(call, session).papers()
            data = [
                {"name": each.form.key, "label": each.form.label(call.output.language), "whom": each.whom.value}
                for each in papers
            ]
            lines = [f"{each['name']}\t{each['label']}" for each in data]
            call.output.done({"forms": data}, "cli.forms", *lines, count=len(data))
            return Exit.DONE
        if not call.options.out:
            raise InvalidInputError("cli.out_missing")
        made = _written(call, session, _which(call, session), call.options.form, Path(call.options.out))
    refused = {record: error.code for record, error in made.printout.refused.items()}
    lines = [
        f"! {record}: {call.output.sentence(error.code, **error.params)}"
        for record, error in made.printout.refused.items()
    ]
    told = {"out": call.options.out, "bytes": len(made.printout.pdf), "people": made.people, "without": made.without}
    file = Path(call.options.out).name
    code = "cli.sheet_without" if refused else "cli.sheet_written"
    call.output.done({**told, "refused": refused}, code, *lines, file=file, count=made.people, refused=len(refused))
    return Exit.FINDINGS if refused else Exit.DONE


def check_off(call: Call) -> Exit:
    """Strike sheets off; exit 1 where a code did nothing, or a sheet is still missing."""
    options = call.options
    lines = [each for code in options.codes for each in (_from_stdin() if code == "-" else [code])]
    roster_id = RosterId(options.id)
    with call.session() as session:
        service = CheckOff(session, paths.forms() / "shared-forms")
        form = options.form or service.forms()[0].key
        scanned = [service.scan(roster_id, form, line, unit=options.unit) for line in lines]
        standing = service.standing(roster_id, form, call.output, unit=options.unit)
    useless = [each for each in scanned if each.outcome not in (Outcome.TICKED, Outcome.AGAIN)]
    data = {
        "form": form,
        "expected": len(standing.people),
        "back": standing.back,
        "scanned": [_scan(each) for each in scanned],
        "missing": [_awaited(each) for each in standing.missing],
    }
    said = [
        f"{place}\t{call.output.word('checkoff', each.outcome.value)}\t{each.person.name if each.person else ''}"
        for place, each in enumerate(scanned, start=1)
    ]
    said += [f"- {each.position}\t{each.name}\t{each.unit}" for each in standing.missing[:_MOST_SHOWN]]
    counts = {"back": standing.back, "expected": len(standing.people), "missing": len(standing.missing)}
    call.output.done(data, "cli.checked_off", *said, form=standing.form.label(call.output.language), **counts)
    return Exit.FINDINGS if useless or standing.missing else Exit.DONE


# ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _which(call: Call, session: Session) -> RosterId:
    """Return the roster that is meant; where none is named, the drive's, or the only open one."""
    if call.options.id:
        return RosterId(call.options.id)
    drive = DriveMode(session).active()
    if drive is not None:
        return drive.roster.id
    rosters = Rosters(session).all(open_only=True)
    if len(rosters) != 1:
        raise RefusedError("cli.which_roster", count=len(rosters))
    return rosters[0].id


def _papers(call: Call, session: Session) -> RosterPapers:
    return RosterPapers(session, call.workplace.forms, paths.forms() / "shared-forms")


def _written(call: Call, session: Session, roster_id: RosterId, form: str, out: Path) -> MadePaper:
    service, options = _papers(call, session), call.options
    first, last = getattr(options, "first", 0), getattr(options, "last", 0)
    made = service.make(Crowd(By.ROSTER, roster_id, options.unit, max(first, 0), max(last, 0)), form, call.output)
    if made.printout.pdf:
        write_output(out, made.printout.pdf, private=True)
        service.printed(made)
    return made


def _from_stdin() -> list[str]:
    """Return the lines of a scanner's file; what is longer than a code can be is no code, and is told as one."""
    lines: list[str] = []
    while len(lines) < _MOST_LINES and (line := sys.stdin.readline(_LONGEST_LINE)):
        if line.strip():
            lines.append(line.strip())
    return lines


def _person(person: ComparedPerson) -> dict[str, object]:
    return {
        "row": person.row,
        "position": person.position,
        "name": person.name,
        "record": person.record or "",
        "state": person.state.value,
        "against": person.source.value if person.source else "",
        "items": [{"item": each.item, "mark": _MARKS[each.mark]} for each in person.items],
        "open": list(person.open),
        "written": sorted(person.written),
    }


def _awaited(person: Awaited) -> dict[str, object]:
    told = {"row": person.row, "position": person.position, "name": person.name, "unit": person.unit}
    return {**told, "stale": person.stale}


def _scan(scanned: Scanned) -> dict[str, object]:
    person = {"position": scanned.person.position, "name": scanned.person.name} if scanned.person else {}
    return {"outcome": scanned.outcome.value, "station": scanned.station, **person}
