# SPDX-License-Identifier: Apache-2.0
"""``form``: the profile's printed forms as PDF."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.printing import Printing


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    form = add_subject(commands, "form", "printed forms")
    add_command(form, "list", list_forms, "the profile's forms")
    render = add_command(form, "render", render_form, "write a record's form as PDF")
    render.add_argument("id", metavar="ID")
    render.add_argument("--form", required=True, metavar="NAME", dest="form")
    render.add_argument("--out", required=True, metavar="F.pdf")


def list_forms(call: Call) -> Exit:
    """List the profile's forms."""
    forms = call.profile().forms
    language = call.output.language
    data = [{"name": form.key, "label": form.labels.get(language, form.key)} for form in forms]
    lines = [f"{form['name']}\t{form['label']}" for form in data]
    call.output.done({"forms": data}, "cli.forms", *lines, count=len(forms))
    return Exit.DONE


def render_form(call: Call) -> Exit:
    """Write a form; it counts as printed, as the file may go to a printer."""
    out = Path(call.options.out)
    with call.session() as session:
        printing = Printing(session)
        spec, content = printing.content(call.options.id, call.options.form)
        pdf = call.workplace.forms().render(spec.template, content)
        write_output(out, pdf, private=True)
        record = printing.printed(call.options.id, call.options.form)
    call.output.done({"out": str(out), "bytes": len(pdf), "prints": record.prints}, "cli.form_written", file=out.name)
    return Exit.DONE
