# SPDX-License-Identifier: Apache-2.0
"""``record own-look``: what a person reads over before signing, and what they said of it, by script."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.cli.call import Call, Commands, add_command, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.ownlook import LookPage, LookStanding, OwnLook
from sscard_desktop.services.ownlookpaper import OwnLookPaper, rendered


def add_to(record: Commands) -> None:
    """Add the command to ``record``."""
    look = add_command(record, "own-look", look_over, "what the applicant reads over before signing, and their answer")
    look.add_argument("id", metavar="ID")
    said = look.add_mutually_exclusive_group()
    said.add_argument("--confirm", action="store_true", help="they found everything right")
    said.add_argument("--wrong", nargs="+", metavar="KEY", help="they pointed at these fields, or at photo")
    said.add_argument("--answer", metavar="KEY", help="this stays as it is: it was looked at together")
    look.add_argument("--sheet", metavar="OUT.pdf", help="write it as a sheet in large type, to be read on paper")
    look.add_argument("--note", default="", help="what they said of it, with --wrong")
    look.add_argument("--shown", metavar="DIGEST", help="the page that they read; without, the record as it is now")


def look_over(call: Call) -> Exit:
    """Show the page, keep what was said of it; exit 1 while what stands there isn't confirmed."""
    options = call.options
    if options.note and not options.wrong:
        raise RefusedError("own_look.nothing")
    with call.session() as session:
        look = OwnLook(session)
        page = look.page(options.id, call.output.language)
        shown = options.shown or page.shown
        if options.sheet:
            sheet = OwnLookPaper(session, paths.forms() / "shared-forms").sheet(options.id, call.output.language)
            write_output(Path(options.sheet), rendered(sheet, call.workplace.forms))
        if options.confirm:
            standing = look.confirm(options.id, shown)
        elif options.wrong:
            standing = look.point_at(options.id, options.wrong, options.note, shown=shown)
        else:
            standing = look.answer(options.id, options.answer) if options.answer else page.standing
    lines = [f"{' / '.join(each.labels)}: {' / '.join(each.values)}" for each in page.lines]
    code = "cli.own_look_confirmed" if standing.holds else "cli.own_look_open"
    call.output.done(_told(page, standing), code, *lines, id=page.record, count=len(standing.pointed))
    return Exit.DONE if standing.holds else Exit.FINDINGS


def _told(page: LookPage, standing: LookStanding) -> dict[str, object]:
    return {
        "id": page.record,
        "shown": page.shown,
        "looker": page.looker.value,
        "lines": [{"field": each.key, "labels": each.labels, "values": each.values} for each in page.lines],
        "photo": page.photo is not None,
        "confirmed": standing.holds,
        "looked_at": standing.looked_at.isoformat() if standing.looked_at is not None else None,
        "wrong": [{"field": each.key, "note": each.note} for each in standing.pointed],
    }
