# SPDX-License-Identifier: Apache-2.0
"""``form``: the profile's printed forms as PDF."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.blankforms import BlankForms
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.sheets import Sheets


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    form = add_subject(commands, "form", "printed forms")
    add_command(form, "list", list_forms, "the profile's forms")
    render = add_command(form, "render", render_form, "write a record's form as PDF")
    render.add_argument("id", metavar="ID")
    render.add_argument("--form", required=True, metavar="NAME", dest="form")
    render.add_argument("--out", required=True, metavar="F.pdf")
    blank = add_command(form, "blank", blank_form, "write a form without a person, to fill in by hand")
    blank.add_argument("--form", required=True, metavar="NAME", dest="form")
    blank.add_argument("--business", default="", metavar="KIND", help="the kind of business; the usual one if left out")
    blank.add_argument("--out", required=True, metavar="F.pdf")
    sheet = add_command(
        form, "sheet", write_sheet, "write a form over many people, or everybody's own form, as one PDF"
    )
    sheet.add_argument("--form", required=True, metavar="NAME", dest="form")
    sheet.add_argument("--out", required=True, metavar="F.pdf")
    whom = sheet.add_mutually_exclusive_group(required=True)
    whom.add_argument("--batch", metavar="N", help="the people of a batch")
    whom.add_argument("--unit", metavar="NAME", help="the people who work for a unit")
    whom.add_argument("--day", metavar="2026-03-02", help="the people submitted on a day")
    whom.add_argument("--roster", metavar="ID", help="the people of a roster who were handed in, in its order")


def list_forms(call: Call) -> Exit:
    """List the profile's forms, and of each for which kinds of business it is."""
    profile, language = call.profile(), call.output.language
    found = list(profile.forms)
    found += [form for view in profile.views.values() for form in view.forms if form not in profile.forms]
    data = [
        {
            "name": form.key,
            "label": form.label(language),
            "scope": form.scope.value,
            "businesses": [kind for kind, view in profile.views.items() if form in view.forms],
        }
        for position, form in enumerate(found)
        if form not in found[:position]
    ]
    lines = [f"{form['name']}\t{form['label']}\t{' '.join(form['businesses'])}" for form in data]
    call.output.done({"forms": data}, "cli.forms", *lines, count=len(data))
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


def blank_form(call: Call) -> Exit:
    """Write an empty form."""
    out = Path(call.options.out)
    with call.session() as session:
        spec, content = BlankForms(session).content(call.options.form, business=call.options.business)
        pdf = call.workplace.forms().render(spec.template, content)
    write_output(out, pdf)
    call.output.done({"out": str(out), "bytes": len(pdf)}, "cli.blank_written", file=out.name)
    return Exit.DONE


def write_sheet(call: Call) -> Exit:
    """Write a form over many people, or a form of each of them; who can't be printed is named by record."""
    out = Path(call.options.out)
    crowd = next(Crowd(by, key) for by in By if (key := getattr(call.options, by.value)) is not None)
    with call.session() as session:
        sheets = Sheets(session, call.workplace.forms)
        chosen = sheets.choose(call.options.form, crowd)
        printout = sheets.render(chosen, call.output)
        if printout.pdf:
            write_output(out, printout.pdf, private=True)
            sheets.printed(chosen, printout)
    refused = {record: error.code for record, error in printout.refused.items()}
    lines = [
        f"! {record}: {call.output.sentence(error.code, **error.params)}" for record, error in printout.refused.items()
    ]
    code = "cli.sheet_without" if refused else "cli.sheet_written"
    data = {"out": str(out), "bytes": len(printout.pdf), "people": len(printout.records), "refused": refused}
    call.output.done(data, code, *lines, file=out.name, count=len(printout.records), refused=len(refused))
    return Exit.DONE
