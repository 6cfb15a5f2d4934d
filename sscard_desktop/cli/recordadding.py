# SPDX-License-Identifier: Apache-2.0
"""``record add``: a record with its pictures from a JSON file, all of it or nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sscard_desktop.cli.call import Call, Commands, add_command, read_input, read_picture, shown
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.recordtold import problem_lines, told_of
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.session import Session

LARGEST_RECORD_BYTES = 1 << 20
_KEYS: dict[str, type] = {
    "values": dict,
    "photo": str,
    "id_front": str,
    "id_back": str,
    "consents": bool,
    "confirm_photo": bool,
}
_EXAMPLE = """\
The file, in UTF-8; pictures lie beside it, and everything may be left out:

  {
    "values": {"document_type": "resident", "name": "王演示", "number": "…", "mobile": "…"},
    "photo": "photo.jpg", "confirm_photo": true,
    "id_front": "front.jpg", "id_back": "back.jpg",
    "consents": true
  }

The keys of "values" are the fields of the city's profile; each value is a text.
"""


def add_to(record: Commands) -> None:
    """Add the command to the subject ``record``."""
    add = add_command(record, "add", add_record, "add a record from a JSON file")
    add.add_argument("file", metavar="FILE.json")
    add.add_argument("--business", metavar="CODE", help="kind of business, such as loss; the city's usual one without")
    add.formatter_class = argparse.RawDescriptionHelpFormatter
    add.epilog = _EXAMPLE


def add_record(call: Call) -> Exit:
    """Add a record; wrong or missing values are told and the draft is kept, a file that can't be used adds nothing."""
    path = Path(call.options.file)
    wanted = _parse(path)
    values = {str(key): str(text) for key, text in wanted.get("values", {}).items()}
    contents = {
        role: read_picture(path.parent / str(wanted[role.value]))
        for role in (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)
        if wanted.get(role.value)
    }
    with call.session() as session:
        capture = Capture(session)
        taken = capture.start(business=call.option("business"))
        try:
            taken = capture.edit(taken.record.id, values)
            for role, content in contents.items():
                taken = _add_picture(call, session, capture, taken, role, content, wanted.get("confirm_photo") is True)
            if wanted.get("consents"):
                taken = capture.consent(
                    taken.record.id, tuple(text.key for text in session.profile_of(taken.record).consents)
                )
        except BaseException:
            # All or nothing: a script that mends its file and tries again would meet its own half record.
            capture.discard(taken.record.id)
            raise
    call.output.done(told_of(taken, call.output), "cli.record_added", *problem_lines(taken, call), id=taken.record.id)
    return Exit.DONE if taken.complete else Exit.FINDINGS


def _parse(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(
            read_input(path, largest_bytes=LARGEST_RECORD_BYTES).decode("utf-8-sig"), object_pairs_hook=_without_doubles
        )
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("cli.record_not_json", file=shown(path)) from error
    if not isinstance(data, dict):
        raise InvalidInputError("cli.record_not_json", file=shown(path))
    if unknown := set(data) - set(_KEYS):
        raise InvalidInputError("cli.record_unknown_key", file=shown(path), key=sorted(unknown)[0][:40])
    wrong = [key for key, kind in _KEYS.items() if not isinstance(data.get(key, kind()), kind)]
    # A number or null would have to be guessed into a text, and might lose a leading nought.
    if not wrong:
        wrong = [f"values.{key}" for key, value in data.get("values", {}).items() if not isinstance(value, str)]
    if wrong:
        raise InvalidInputError("cli.record_wrong_type", file=shown(path), key=wrong[0][:40])
    return data


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: one of its values would vanish silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _add_picture(
    call: Call, session: Session, capture: Capture, taken: Taken, role: PictureRole, content: bytes, confirm: bool
) -> Taken:
    maker = call.workplace.photo_maker()
    if role is not PictureRole.PHOTO:
        fitted = maker.id_picture(content, session.profile.id_picture)
        return capture.accept_picture(taken.record.id, role, fitted)
    made = maker.make(content, session.profile.photo)
    judged = JudgedPhoto(made.report)
    return capture.accept_photo(taken.record.id, made.jpeg, judged.confirm() if confirm else judged, original=content)
