# SPDX-License-Identifier: Apache-2.0
"""``doctor``: is this workplace fit for the day? And the support bundle for those who help from afar."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from sscard_desktop import __version__, crashlookup
from sscard_desktop.cli.call import Call, Commands, add_command, require_place, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.crashcode import read_code
from sscard_desktop.domain.health import Health, HealthCheck, count
from sscard_desktop.services.health import Examiner, Look
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.services.support import BundleFile, gather, packed

_MARKS = {Health.OK: "✓", Health.WARN: "!", Health.FAIL: "✕"}


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    text = "check reader, camera, printer, fonts, models, disk, clock, database, keys, profiles, backups"
    doctor = add_command(commands, "doctor", run_doctor, text)
    doctor.add_argument("--full", action="store_true", help="read the whole database, however long it takes")
    doctor.add_argument("--bundle", metavar="FILE.zip", type=Path, help="write a support bundle without personal data")
    doctor.add_argument("--list", action="store_true", dest="only_list", help="list what a bundle holds, write nothing")
    doctor.add_argument("--code", metavar="CODE", help="say what is known of the short code of a bug report")


def run_doctor(call: Call) -> Exit:
    """Examine everything; the database too if it was said who logs in. With ``--bundle`` tell what it holds first."""
    if call.options.code is not None:
        return _explain(call)
    bundle: Path | None = call.options.bundle
    if bundle is not None:
        require_place(bundle)
    files: Sequence[BundleFile] = ()
    with ExitStack() as stack:
        session = stack.enter_context(call.session()) if call.knows_user() else None
        look = Look(call.workplace, session, full=bool(call.options.full))
        checks = list(Examiner().examine(look))
        if bundle is not None or call.options.only_list:
            files = gather(look, checks, __version__)
        if bundle is not None and not call.options.only_list:
            # First what it holds, then the file: who reads along can stop it.
            _say_holds(call, files)
            write_output(bundle, packed(files, at=call.workplace.clock.now()), private=True)
            if session is not None:
                Mornings(session).note_bundle(len(files))
    data: dict[str, object] = {"checks": [_told(call, check) for check in checks]}
    lines = [f"{_MARKS[check.health]} {check.part.value:9} {_sentence(call, check)}" for check in checks]
    if files:
        written = str(bundle) if bundle is not None and not call.options.only_list else None
        data["bundle"] = {"path": written, "files": [_holds(call, file) for file in files]}
        if written is None:
            lines += _lines(call, files)
        else:
            lines.append(call.output.sentence("cli.bundle_written", file=Path(written).name, count=len(files)))
    bad, warned = count(checks, Health.FAIL), count(checks, Health.WARN)
    code = "cli.doctor_bad" if bad else "cli.doctor_warned" if warned else "cli.doctor_good"
    call.output.done(data, code, *lines, count=bad or warned)
    return Exit.FINDINGS if bad else Exit.DONE


def _explain(call: Call) -> Exit:
    """Say what a code that somebody read out stands for in this version, and which reports here have it."""
    code = read_code(call.options.code)
    found = crashlookup.known(code, call.workplace.station.folder / "reports")
    data: dict[str, object] = {
        "code": str(code),
        "version": __version__,
        "part": found.part,
        "places": list(found.places),
        "kinds": list(found.kinds),
        "reports": list(found.reports),
    }
    lines = [
        *(call.output.sentence("support.code_place", place=each) for each in found.places),
        *(call.output.sentence("support.code_kind", kind=each) for each in found.kinds),
        *(call.output.sentence("support.code_report", file=each) for each in found.reports),
    ]
    if not found.places:
        call.output.done(data, "crash.unknown", *lines, code=str(code), version=__version__)
        return Exit.FINDINGS
    part = call.output.word("crash_part", found.part)
    call.output.done(data, "crash.known", *lines, code=str(code), version=__version__, part=part)
    return Exit.DONE


def _sentence(call: Call, check: HealthCheck) -> str:
    return call.output.sentence(check.code, **check.params)


def _told(call: Call, check: HealthCheck) -> dict[str, object]:
    return {
        "part": check.part.value,
        "health": check.health.value,
        "code": check.code,
        "message": _sentence(call, check),
        "took_ms": check.took_ms,
    }


def _holds(call: Call, file: BundleFile) -> dict[str, object]:
    size = len(file.text.encode())
    return {"name": file.name, "bytes": size, "holds": call.output.sentence(file.code)}


def _lines(call: Call, files: Sequence[BundleFile]) -> list[str]:
    told = [_holds(call, file) for file in files]
    return [f"  {each['name']:16} {each['bytes']:>7}  {each['holds']}" for each in told]


def _say_holds(call: Call, files: Sequence[BundleFile]) -> None:
    if not call.output.as_json:
        call.output.done({}, "cli.bundle_holds", *_lines(call, files), count=len(files))
