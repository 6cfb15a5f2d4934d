# SPDX-License-Identifier: Apache-2.0
"""``profile``: the cities that are installed, and what is wrong with a new one."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import InvalidInputError


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    profile = add_subject(commands, "profile", "city profiles")
    add_command(profile, "list", list_profiles, "the installed profiles")
    check = add_command(profile, "check", check_profile, "say what is wrong with a profile's folder")
    check.add_argument("folder", metavar="DIR")
    new = add_command(profile, "new", new_profile, "begin a new city's folder with a profile that loads")
    new.add_argument("name", metavar="NAME", help="small letters, digits, - and _")
    new.add_argument(
        "--from", dest="base", default="common", metavar="CITY", help="build on this city (default: common)"
    )
    new.add_argument("--out", metavar="DIR", help="where to put it; by default among the station's own profiles")


def list_profiles(call: Call) -> Exit:
    """List the profiles."""
    language = call.output.language
    profiles, broken = [], []
    for name in call.workplace.profiles.names():
        try:
            profiles.append(call.workplace.profiles.load(name))
        except InvalidInputError as error:
            # One broken city must not hide the others.
            broken.append(
                {"name": name, "code": error.code, "message": call.output.sentence(error.code, **error.params)}
            )
    data = [{"name": p.name, "label": p.label(language), "version": p.version, "sha256": p.sha256} for p in profiles]
    lines = [f"{p['name']}\t{p['label']}\t{p['version']}" for p in data]
    lines += [f"! {city['message']}" for city in broken]
    call.output.done({"profiles": data, "broken": broken}, "cli.profiles", *lines, count=len(profiles))
    return Exit.FINDINGS if broken else Exit.DONE


def new_profile(call: Call) -> Exit:
    """Begin a new city's folder."""
    own = call.workplace.station.folder / "profiles"
    out = Path(call.options.out) if call.options.out else own
    file = call.workplace.profiles.begin(out, call.options.name, call.options.base)
    data = {"profile": call.options.name, "file": str(file), "base": call.options.base}
    call.output.done(data, "cli.profile_new", file=str(file), folder=str(file.parent))
    return Exit.DONE


def check_profile(call: Call) -> Exit:
    """Check a profile's folder; each problem with file, line and key."""
    problems = call.workplace.profiles.check(Path(call.options.folder))
    data = [
        {
            "file": p.file,
            "line": p.line,
            "key": p.key,
            "code": p.code,
            "message": call.output.sentence(p.code, **{**p.params, "file": p.file, "line": p.line, "key": p.key}),
        }
        for p in problems
    ]
    lines = [f"{p['file']}:{p['line']}: {p['message']}" for p in data]
    code = "cli.profile_bad" if problems else "cli.profile_good"
    call.output.done({"problems": data}, code, *lines, count=len(problems))
    return Exit.FINDINGS if problems else Exit.DONE
