# SPDX-License-Identifier: Apache-2.0
"""``station`` and ``user``: setting a station up, what it is, and who may log in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, reserve_output, secret_in, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.services.houserules import HouseRules
from sscard_desktop.services.keys import Keys
from sscard_desktop.services.people import People
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.registry import Registry


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    station = add_subject(commands, "station", "the encrypted station")
    init = add_command(station, "init", init_station, "set up a station; the first person is a supervisor")
    init.add_argument("--recovery-out", required=True, metavar="FILE", help="where the recovery code is written")
    init.add_argument("--name", default="", help="the station's name, shown before log-in")
    init.add_argument("--number", type=int, default=1, help="1 to 9999, unique in the bureau's area")
    init.add_argument("--campaign", default="", help="the collection campaign; by default the year")
    add_command(station, "info", station_info, "what the station is")
    rules = add_command(station, "rules", station_rules, "the station's rules between its people; options change them")
    rules.add_argument("--own-review", choices=("yes", "no"), help="may people approve records that they took")
    rules.add_argument("--shared-records", choices=("yes", "no"), help="do clerks see and edit each other's records")

    add_command(station, "rotate", rotate_key, "encrypt the whole station anew under a new data key")
    recovery = add_command(station, "recovery", renew_recovery, "make a new recovery code, or shares of one")
    recovery.add_argument("--out", required=True, metavar="FILE", help="where it is written; shares get numbers behind")
    recovery.add_argument("--shares", type=int, default=0, metavar="N", help="make shares for so many keepers")
    recovery.add_argument("--needed", type=int, default=2, metavar="K", help="so many of them recover the station")
    recover = add_command(station, "recover", recover_station, "give a supervisor a new password by the recovery code")
    recover.add_argument("--recovery-file", required=True, action="append", metavar="FILE", help="once for each share")
    recover.add_argument("--recovery-out", required=True, metavar="FILE", help="where the new recovery code is written")
    recover.add_argument("--new-password-file", required=True, metavar="FILE")

    user = add_subject(commands, "user", "who may log in")
    add = add_command(user, "add", add_user, "add a person")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--display-name", default="")
    reset = add_command(user, "reset", reset_user, "give a person a new password and let them in again")
    disable = add_command(user, "disable", disable_user, "keep a person from logging in")
    for parser in (add, reset, disable):
        parser.add_argument("name", metavar="NAME")
    password = add_command(user, "password", change_password, "change one's own password")
    for parser in (add, reset, password):
        parser.add_argument("--new-password-file", required=True, metavar="FILE")
    add_command(user, "list", list_users, "the station's people")


def init_station(call: Call) -> Exit:
    """Set up a station and write its recovery code to a private file."""
    workplace = call.workplace
    name = call.option("name") or call.workplace.profiles.load(call.option("profile", "chengdu")).label("zh_CN")
    identity = StationIdentity(
        number=call.options.number,
        name=name,
        profile=call.option("profile", "chengdu"),
        campaign=call.option("campaign") or str(workplace.clock.today().year),
    )
    recovery = Path(call.options.recovery_out)
    # The code exists once: a place for it is kept before there is a station that only this code could save.
    reserve_output(recovery)
    try:
        code = workplace.set_up(identity, supervisor=call.user(), password=call.password())
    except BaseException:
        recovery.unlink(missing_ok=True)
        raise
    write_output(recovery, (code + "\n").encode(), private=True)
    call.output.done(
        {"station": str(workplace.station.folder), "number": identity.number, "recovery": str(recovery)},
        "cli.station_ready",
        station=identity.name,
        file=recovery.name,
    )
    return Exit.DONE


def station_info(call: Call) -> Exit:
    """Say what is known without logging in, and with a log-in how many records there are."""
    identity = call.workplace.station.identity()
    data: dict[str, object] = {
        "number": identity.number,
        "name": identity.name,
        "profile": identity.profile,
        "campaign": identity.campaign,
        "folder": str(call.workplace.station.folder),
    }
    lines = [f"{key}: {value}" for key, value in data.items()]
    if call.knows_user():
        with call.session() as session:
            counts = {status.value: count for status, count in Registry(session).counts().items()}
        data["records"] = counts
        lines += [f"{call.output.word('status', status)}: {count}" for status, count in counts.items()]
    call.output.done(data, "cli.station_info", *lines, station=identity.name)
    return Exit.DONE


def station_rules(call: Call) -> Exit:
    """Show the station's rules, after changing those that are given."""
    given = {name: {"yes": True, "no": False}.get(call.option(name)) for name in ("own_review", "shared_records")}
    with call.session() as session:
        house = HouseRules(session)
        rules = house.current() if set(given.values()) == {None} else house.change(**given)
    lines = [f"{name}: {'yes' if value else 'no'}" for name, value in asdict(rules).items()]
    call.output.done(asdict(rules), "cli.station_rules", *lines)
    return Exit.DONE


def rotate_key(call: Call) -> Exit:
    """Give the station a new data key."""
    with call.session() as session:
        Keys(session, call.workplace.station).rotate(call.output)
    call.output.done({"rotated": True}, "cli.key_rotated")
    return Exit.DONE


def renew_recovery(call: Call) -> Exit:
    """Write a new recovery code, or shares, to private files."""
    out, made, needed = Path(call.options.out), call.options.shares, call.options.needed
    with call.session() as session:
        keys = Keys(session, call.workplace.station)
        if not made:
            write_output(out, (keys.renew_recovery_code() + "\n").encode(), private=True)
            call.output.done({"recovery": str(out)}, "cli.recovery_written", file=out.name)
            return Exit.DONE
        files = []
        for number, share in enumerate(keys.make_shares(needed=needed, made=made), start=1):
            files.append(out.with_name(f"{out.name}.{number}"))
            write_output(files[-1], (share + "\n").encode(), private=True)
    data = {"shares": [str(file) for file in files], "needed": needed}
    call.output.done(data, "cli.shares_written", count=made, needed=needed)
    return Exit.DONE


def recover_station(call: Call) -> Exit:
    """Give a supervisor a new password, and the station a new recovery code."""
    typed = [secret_in(Path(file)) for file in call.options.recovery_file]
    out = Path(call.options.recovery_out)
    code = call.workplace.recover(call.user(), secret_in(Path(call.options.new_password_file)), *typed)
    write_output(out, (code + "\n").encode(), private=True)
    call.output.done({"name": call.user(), "recovery": str(out)}, "cli.recovered", name=call.user(), file=out.name)
    return Exit.DONE


def add_user(call: Call) -> Exit:
    """Add a person."""
    password = secret_in(Path(call.options.new_password_file))
    with call.session() as session:
        operator = People(session, call.workplace.station).add(
            call.options.name, Role(call.options.role), password, display_name=call.options.display_name
        )
    call.output.done(_told(operator), "cli.user_added", name=operator.name)
    return Exit.DONE


def list_users(call: Call) -> Exit:
    """List the station's people."""
    with call.session() as session:
        people = People(session, call.workplace.station).all()
    lines = [f"{who.name}\t{call.output.word('role', who.role.value)}{' ×' if who.disabled else ''}" for who in people]
    call.output.done({"users": [_told(who) for who in people]}, "cli.users", *lines, count=len(people))
    return Exit.DONE


def disable_user(call: Call) -> Exit:
    """Disable a person."""
    with call.session() as session:
        operator = People(session, call.workplace.station).disable(call.options.name)
    call.output.done(_told(operator), "cli.user_disabled", name=operator.name)
    return Exit.DONE


def reset_user(call: Call) -> Exit:
    """Give a person a new password."""
    password = secret_in(Path(call.options.new_password_file))
    with call.session() as session:
        People(session, call.workplace.station).reset_password(call.options.name, password)
    call.output.done({"name": call.options.name}, "cli.password_set", name=call.options.name)
    return Exit.DONE


def change_password(call: Call) -> Exit:
    """Change one's own password."""
    password = secret_in(Path(call.options.new_password_file))
    with call.session() as session:
        People(session, call.workplace.station).change_password(call.password(), password)
    call.output.done({"name": call.user()}, "cli.password_set", name=call.user())
    return Exit.DONE


def _told(operator: Operator) -> dict[str, object]:
    return {
        "name": operator.name,
        "role": operator.role.value,
        "display_name": operator.display_name,
        "disabled": operator.disabled,
    }
