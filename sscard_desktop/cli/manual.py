# SPDX-License-Identifier: Apache-2.0
"""``manual``: the user manual of a role as a PDF; asks for no station and nobody's password."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, require_place, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.operators import Role
from sscard_desktop.messages import message, word


def add_to(commands: Commands) -> None:
    """Add the command of this module."""
    manual = add_command(commands, "manual", write_manual, "the user manual as a PDF, in the language of --lang")
    manual.add_argument("--role", choices=[role.value for role in Role], default=Role.CLERK.value, help="whose manual")
    manual.add_argument("--out", required=True, metavar="F.pdf", help="the file to write")


def write_manual(call: Call) -> Exit:
    """Write a role's manual."""
    out, role, language = Path(call.options.out), Role(call.options.role), call.output.language
    require_place(out)
    manual = call.workplace.manual().read(language).for_role(role)
    contents = message("manual.contents", {}, language).what
    pdf = call.workplace.manual_press().render(manual, subtitle=word("role", role.value, language), contents=contents)
    write_output(out, pdf)
    data = {"out": str(out), "bytes": len(pdf), "chapters": [chapter.key for chapter in manual.chapters]}
    call.output.done(data, "manual.saved", file=out.name)
    return Exit.DONE
