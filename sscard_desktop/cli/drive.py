# SPDX-License-Identifier: Apache-2.0
"""``drive``: a station works through a roster: begin, how far, slots, queue, who is missing, whom to call up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.roster import Roster, RowGlance, RowId, RowState
from sscard_desktop.domain.slots import Break, SlotPlan
from sscard_desktop.services.arrivals import Arrivals
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.drivemode import DriveMode, DriveStatus
from sscard_desktop.services.session import Session


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    drive = add_subject(commands, "drive", "work through a roster: progress, slots, queue")
    start = add_command(drive, "start", start_drive, "work through a roster from now on")
    start.add_argument("--unit", default="", help="where those belong who come and aren't on it")
    start.add_argument("defaults", nargs="*", metavar="FIELD=VALUE", help="bank, branch and pickup for all of them")
    add_command(drive, "stop", stop_drive, "work through no roster any more")
    status = add_command(drive, "status", show_status, "how many of a roster came, by unit")
    queue = add_command(drive, "queue", show_queue, "who waits with a number; give somebody the next one")
    queue.add_argument("--give", metavar="PERSON", default="", help="document number, or id of the roster's row")
    queue.add_argument("--again", action="store_true", help="with --give: a new number at the queue's end")
    missing = add_command(drive, "missing", show_missing, "who of a roster hasn't come")
    missing.add_argument("--half", action="store_true", help="those who were begun and not handed in, too")
    slots = add_command(drive, "slots", assign_slots, "say when the missing are asked to come")
    slots.add_argument("--from", dest="begin", metavar="YYYY-MM-DDTHH:MM", help="the first slot, in China's time")
    slots.add_argument("--minutes", type=int, default=20, help="how long a slot is (20)")
    slots.add_argument("--people", type=int, default=5, help="how many come in one (5)")
    slots.add_argument("--break", dest="breaks", action="append", default=[], metavar="HH:MM-HH:MM")
    slots.add_argument("--until", default="", metavar="HH:MM", help="when a day ends")
    slots.add_argument("--clear", action="store_true", help="take all slots back")
    for parser in (missing, slots):
        parser.add_argument("--in-unit", default="", metavar="UNIT", help="only this unit's people")
    for parser in (start, status, queue, missing, slots):
        parser.add_argument(
            "--roster", default="", metavar="ID", help="the active one, or the newest, if none is named"
        )
    called = add_command(drive, "call", call_up, "begin somebody's record, or find the one that was begun")
    called.add_argument("person", metavar="PERSON", help="document number, or id of the roster's row")
    called.add_argument("--anyway", action="store_true", help="also where the roster says that they won't be collected")


def start_drive(call: Call) -> Exit:
    """Work through a roster from now on."""
    parts = [text.partition("=") for text in call.options.defaults]
    for key, equals, _ in parts:
        if not equals:
            raise InvalidInputError("cli.not_an_assignment", text=key[:40])
    with call.session() as session:
        roster = _roster(call, session)
        started = DriveMode(session).start(
            roster.id, unit=call.options.unit, defaults={key: value for key, _, value in parts}
        )
    data = {"roster": roster.id, "title": roster.title, "unit": started.unit, "defaults": dict(started.defaults)}
    call.output.done(data, "cli.drive_started", title=roster.title, count=roster.rows)
    return Exit.DONE


def stop_drive(call: Call) -> Exit:
    """Work through no roster any more."""
    with call.session() as session:
        DriveMode(session).stop()
    call.output.done({"roster": None}, "cli.drive_stopped")
    return Exit.DONE


def show_status(call: Call) -> Exit:
    """Tell how far a roster is."""
    with call.session() as session:
        roster, active = _roster(call, session), DriveMode(session).active()
        status = DriveMode(session).status(roster.id)
    data = {
        "roster": roster.id,
        "title": roster.title,
        "active": active is not None and active.roster.id == roster.id,
        **_counts(status),
        "units": [
            {"unit": unit, **{state.value: n for state, n in told.items()}} for unit, told in status.units.items()
        ],
    }
    lines = [f"{unit}\t{told[RowState.DONE]}/{sum(told.values())}" for unit, told in status.units.items()]
    call.output.done(
        data, "cli.drive_status", *lines, title=roster.title, done=status.done, expected=status.expected,
        missing=status.counts[RowState.MISSING],
    )  # fmt: skip
    return Exit.DONE


def show_queue(call: Call) -> Exit:
    """Tell who waits, after giving somebody a number if that is asked."""
    with call.session() as session:
        arrivals = Arrivals(session)
        roster = _roster(call, session)
        if call.options.give:
            arrivals.give_number(_person(session, call.options.give), again=call.options.again)
        waiting = arrivals.queue(roster.id)
    _tell_people(call, "cli.drive_queue", waiting, [str(each.queue) for each in waiting])
    return Exit.DONE


def show_missing(call: Call) -> Exit:
    """Tell who hasn't come; exit 1 where there is anybody."""
    states = (RowState.MISSING, RowState.HALF) if call.options.half else (RowState.MISSING,)
    with call.session() as session:
        roster = _roster(call, session)
        found = Arrivals(session).missing(roster.id, unit=call.options.in_unit, states=states)
    _tell_people(call, "cli.drive_missing", found, [str(each.position) for each in found])
    return Exit.FINDINGS if found else Exit.DONE


def assign_slots(call: Call) -> Exit:
    """Give the missing their times, or take all times back."""
    options = call.options
    with call.session() as session:
        arrivals, roster = Arrivals(session), _roster(call, session)
        if options.clear:
            count = arrivals.clear_slots(roster.id)
            call.output.done({"cleared": count}, "cli.drive_slots_cleared", count=count)
            return Exit.DONE
        plan = SlotPlan(
            _moment(options.begin or ""),
            options.minutes,
            options.people,
            tuple(_break(text) for text in options.breaks),
            _time(options.until) if options.until else None,
        )
        given = arrivals.assign_slots(roster.id, plan, unit=options.in_unit)
    first, last = (at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if at else "" for at in (given.first, given.last))
    data = {"people": given.people, "first": first, "last": last, "without": given.without}
    call.output.done(data, "cli.drive_slots", count=given.people, first=first, last=last)
    return Exit.FINDINGS if given.without else Exit.DONE


def call_up(call: Call) -> Exit:
    """Begin somebody's record, or find it."""
    with call.session() as session:
        found = Drive(session).call_up(_person(session, call.options.person), anyway=call.options.anyway)
    record = found.taken.record
    data = {
        "id": record.id,
        "reopened": found.reopened,
        "filled": list(found.filled),
        "differs": list(found.differs),
        "photo": found.photo.state.value,
        "problems": [{"field": each.key, "code": each.code} for each in found.taken.problems],
    }
    call.output.done(data, "cli.drive_called", record=record.id, count=len(found.filled))
    return Exit.DONE


def _roster(call: Call, session: Session) -> Roster:
    """Return the roster that is named, else the active one, else the newest open one."""
    sought, rosters = call.options.roster, Drive(session).rosters()
    found = [each for each in rosters if each.id.startswith(sought)]
    if not found or (sought and len(found) > 1):
        raise RefusedError("roster.unknown")
    return found[0]


def _person(session: Session, text: str) -> RowId:
    """Return the row of a document number, or of a row's id."""
    sure = next((each for each in Drive(session).find(number=text) if each.likeness.sure), None)
    return sure.row.id if sure is not None else RowId(text)


def _counts(status: DriveStatus) -> dict[str, int]:
    return {state.value: count for state, count in status.counts.items()}


def _tell_people(call: Call, code: str, found: Sequence[RowGlance], places: Sequence[str]) -> None:
    """Tell people, each by their place in what was asked for, and when they are asked to come."""
    data = {
        "people": [
            {
                "id": each.id,
                "position": each.position,
                "name": each.name,
                "number": each.number,
                "unit": each.unit,
                "state": each.state.value,
                "queue": each.queue,
                "slot": each.slot.astimezone(CHINA).isoformat() if each.slot else "",
            }
            for each in found
        ]
    }
    times = [each.slot.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if each.slot else "" for each in found]
    lines = [
        f"{place}\t{each.name}\t{each.unit}\t{at}".rstrip()
        for place, each, at in zip(places, found, times, strict=True)
    ]
    call.output.done(data, code, *lines, count=len(found))


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=CHINA)
    except ValueError as error:
        raise InvalidInputError("cli.not_a_time", text=text[:40]) from error


def _time(text: str) -> time:
    return _moment(f"2026-01-01T{text}").time()


def _break(text: str) -> Break:
    begins, _, ends = text.partition("-")
    return Break(_time(begins), _time(ends))
