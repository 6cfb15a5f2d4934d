# SPDX-License-Identifier: Apache-2.0
"""``campaign``: one set-up for many laptops: city, units, people, roster, whom to trust."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from sscard_desktop.cli.call import (
    Call,
    Commands,
    add_command,
    add_subject,
    read_input,
    reserve_output,
    secret_in,
    write_output,
)
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.campaigns import Campaigns
from sscard_desktop.services.ports import Lock, Seat, Unlock
from sscard_desktop.services.session import Session
from sscard_desktop.services.settingup import named_for, printers_of, read_setup, set_up_by
from sscard_desktop.services.trust import shown_fingerprint

_LARGEST_ROSTER_BYTES = 32 << 20


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    campaign = add_subject(commands, "campaign", "one set-up for many stations")
    make = add_command(campaign, "make", make_campaign, "write this station's set-up for others")
    make.add_argument("--out", required=True, metavar="FILE")
    make.add_argument("--roster", metavar="FILE", help="a roster to take along, as it is")
    make.add_argument(
        "--station",
        action="append",
        default=[],
        type=_seat,
        metavar="N=NAME",
        help="a station it is for; once for each",
    )
    make.add_argument(
        "--valid-until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last day it can be used"
    )
    take = add_command(campaign, "open", open_campaign, "set a fresh station up, or add to this one")
    take.add_argument("file", metavar="FILE")
    take.add_argument(
        "--number", type=int, metavar="N", help="which station this is, where the file names several or none"
    )
    take.add_argument("--name", help="and its name, where the file has none")
    take.add_argument("--recovery-out", metavar="FILE", help="where its recovery code is written")
    for parser in (make, take):
        parser.add_argument("--package-password-file", required=True, metavar="FILE")
    roster = add_command(campaign, "roster", save_roster, "the roster that came along")
    roster.add_argument("--out", required=True, metavar="FILE")


def make_campaign(call: Call) -> Exit:
    """Write the set-up."""
    lock = Lock(password=secret_in(Path(call.options.package_password_file)))
    roster = ("", b"")
    if call.options.roster:
        path = Path(call.options.roster)
        roster = (path.name, read_input(path, largest_bytes=_LARGEST_ROSTER_BYTES))
    with call.session() as session:
        written = _campaigns(call, session).make(
            Path(call.options.out),
            lock,
            call.workplace.profiles,
            roster=roster,
            seats=call.options.station,
            valid_until=call.options.valid_until,
        )
    data = {"path": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256}
    call.output.done(data, "campaign.made", file=written.path.name)
    return Exit.DONE


def open_campaign(call: Call) -> Exit:
    """Take the set-up over; where there is no station, make one by it."""
    workplace = call.workplace
    unlock = Unlock(password=secret_in(Path(call.options.package_password_file)))
    campaign, key = read_setup(workplace, Path(call.options.file), unlock, call.output)
    if not workplace.station.exists():
        if not call.options.recovery_out:
            raise RefusedError("campaign.needs_station")
        number, name, supervisor = named_for(
            campaign,
            number=call.options.number,
            name=call.option("name"),
            supervisor=call.user() if call.knows_user() else "",
        )
        place = Path(call.options.recovery_out)
        reserve_output(place)
        try:
            code, opened = set_up_by(
                workplace, campaign, number=number, name=name, supervisor=supervisor, password=call.password()
            )
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        write_output(place, f"{code}\n".encode(), private=True)
    else:
        with call.session() as session:
            opened = _campaigns(call, session).apply(campaign, printers=printers_of(workplace))
    identity = workplace.station.identity()
    data = {
        "number": identity.number,
        "name": identity.name,
        "campaign": campaign.name,
        "profile": campaign.profile,
        "station_key": key.fingerprint,
        "units": opened.units,
        "people": list(opened.people),
        "stations": opened.stations,
        "roster": opened.roster,
        "listed": opened.listed,
    }
    counts = {"units": opened.units, "people": len(opened.people), "stations": opened.stations}
    fingerprint = shown_fingerprint(key.fingerprint)
    call.output.done(data, "campaign.opened", *opened.people, name=campaign.name, key=fingerprint, **counts)
    return Exit.DONE


def save_roster(call: Call) -> Exit:
    """Write the roster that came along."""
    with call.session() as session:
        found = _campaigns(call, session).roster()
    if found is None:
        raise RefusedError("campaign.no_roster")
    name, content = found
    write_output(Path(call.options.out), content, private=True)
    call.output.done({"name": name, "bytes": len(content)}, "campaign.roster_saved", file=Path(call.options.out).name)
    return Exit.DONE


def _seat(text: str) -> Seat:
    number, found, name = text.partition("=")
    if not found or not number.strip().isdecimal():
        raise argparse.ArgumentTypeError(f"not N=NAME: {text[:40]}")
    return Seat(int(number[:6]), name.strip())


def _campaigns(call: Call, session: Session) -> Campaigns:
    workplace = call.workplace
    return Campaigns(session, workplace.campaigns(), workplace.station_packages(), workplace.sealer())
