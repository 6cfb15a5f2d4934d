# SPDX-License-Identifier: Apache-2.0
"""``doctor``: is this workplace fit for the day?"""

from __future__ import annotations

from contextlib import ExitStack

from sscard_desktop.cli.call import Call, Commands, add_command
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.health import Health, count
from sscard_desktop.services.health import Examiner, Look


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    text = "check reader, camera, printer, fonts, models, disk, clock, database, keys, profiles, backups"
    doctor = add_command(commands, "doctor", run_doctor, text)
    doctor.add_argument("--full", action="store_true", help="read the whole database, however long it takes")


def run_doctor(call: Call) -> Exit:
    """Examine everything; the database too if it was said who logs in."""
    with ExitStack() as stack:
        session = stack.enter_context(call.session()) if call.knows_user() else None
        checks = list(Examiner().examine(Look(call.workplace, session, full=bool(call.options.full))))
    data = [
        {
            "part": check.part.value,
            "health": check.health.value,
            "code": check.code,
            "message": call.output.sentence(check.code, **check.params),
            "took_ms": check.took_ms,
        }
        for check in checks
    ]
    mark = {Health.OK: "✓", Health.WARN: "!", Health.FAIL: "✕"}
    lines = [f"{mark[check.health]} {check.part:9} {told['message']}" for check, told in zip(checks, data, strict=True)]
    bad, warned = count(checks, Health.FAIL), count(checks, Health.WARN)
    code = "cli.doctor_bad" if bad else "cli.doctor_warned" if warned else "cli.doctor_good"
    call.output.done({"checks": data}, code, *lines, count=bad or warned)
    return Exit.FINDINGS if bad else Exit.DONE
