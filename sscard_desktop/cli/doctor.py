# SPDX-License-Identifier: Apache-2.0
"""``doctor``: is this workplace fit for the day?"""

from __future__ import annotations

from contextlib import ExitStack

from sscard_desktop.cli.call import Call, Commands, add_command
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.health import Health, examine


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    add_command(commands, "doctor", run_doctor, "check reader, camera, fonts, models, disk, clock, database, profiles")


def run_doctor(call: Call) -> Exit:
    """Examine everything; the database too if it was said who logs in."""
    with ExitStack() as stack:
        session = stack.enter_context(call.session()) if call.knows_user() else None
        checks = list(examine(call.workplace, session))
    data = [
        {
            "part": check.part,
            "health": check.health.value,
            "code": check.code,
            "message": call.output.sentence(check.code, **check.params),
        }
        for check in checks
    ]
    mark = {Health.OK: "✓", Health.WARN: "!", Health.FAIL: "✕"}
    lines = [f"{mark[check.health]} {check.part:9} {told['message']}" for check, told in zip(checks, data, strict=True)]
    bad = sum(check.health is Health.FAIL for check in checks)
    warned = sum(check.health is Health.WARN for check in checks)
    code = "cli.doctor_bad" if bad else "cli.doctor_warned" if warned else "cli.doctor_good"
    call.output.done({"checks": data}, code, *lines, count=bad or warned)
    return Exit.FINDINGS if bad else Exit.DONE
