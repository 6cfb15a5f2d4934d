# SPDX-License-Identifier: Apache-2.0
"""``compare``: 二次采集比对 by script: a record against what its card's chip or the roster said."""

from __future__ import annotations

import json
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, read_input, shown
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.comparison import Mark, Source
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.comparing import Comparing, Comparison

LARGEST_ROSTER_BYTES = 1 << 20
_NAMES = {Mark.SAME: "same", Mark.DIFFERENT: "different", Mark.MISSING: "missing"}


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    compare = add_subject(commands, "compare", "a record against its card's chip or the roster")
    show = add_command(compare, "show", show_comparison, "number, name, sex, nation, birth date, photo: same or not")
    show.add_argument("id", metavar="ID")
    show.add_argument("--against", choices=[Source.CHIP.value, Source.ROSTER.value, Source.DOCUMENT.value])
    photo = add_command(compare, "photo", judge_photo, "say whether the card's photo and the record's show one person")
    photo.add_argument("id", metavar="ID")
    said = photo.add_mutually_exclusive_group(required=True)
    said.add_argument("--same", action="store_true")
    said.add_argument("--different", action="store_false", dest="same")
    roster = add_command(compare, "roster", take_roster, "keep what a roster says of the person (fields as JSON)")
    roster.add_argument("id", metavar="ID")
    roster.add_argument("file", metavar="FILE.json")


def show_comparison(call: Call) -> Exit:
    """Show the six marks; exit 1 where something is different, missing or undecided."""
    against = call.options.against
    with call.session() as session:
        return _told(call, Comparing(session).compare(call.options.id, Source(against) if against else None))


def judge_photo(call: Call) -> Exit:
    """Keep what somebody said of the two photos."""
    with call.session() as session:
        return _told(call, Comparing(session).judge_photo(call.options.id, same=call.options.same))


def take_roster(call: Call) -> Exit:
    """Keep what a roster says of the record's person."""
    path = Path(call.options.file)
    try:
        said = json.loads(read_input(path, largest_bytes=LARGEST_ROSTER_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("cli.record_not_json", file=shown(path)) from error
    if not isinstance(said, dict):
        raise InvalidInputError("cli.record_not_json", file=shown(path))
    if wrong := [key for key, value in said.items() if not isinstance(value, str)]:
        raise InvalidInputError("cli.record_wrong_type", file=shown(path), key=wrong[0][:40])
    with call.session() as session:
        return _told(call, Comparing(session).take_roster(call.options.id, said))


def _told(call: Call, found: Comparison) -> Exit:
    items = [{"item": each.item, "mark": _NAMES[each.mark] if each.mark else ""} for each in found.items]
    lines = [f"{each.item}\t{each.mark.value if each.mark else '?'}" for each in found.items]
    done = not found.to_correct and not found.undecided
    call.output.done(
        {"against": found.source.value if found.source else "", "items": items},
        "cli.comparison",
        *lines,
        count=len(found.to_correct),
    )
    return Exit.DONE if done else Exit.FINDINGS
