# SPDX-License-Identifier: Apache-2.0
"""``photo cities``: which cities would take a picture, and the right file for each of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from sscard_desktop.cli.call import Call, make_place, read_picture, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.photo import PhotoReport
from sscard_desktop.domain.photowindows import kilobytes
from sscard_desktop.services.photowindows import (
    CityTable,
    CityVerdict,
    PhotoWindows,
    StoredPhoto,
    cities_taking,
    write_files,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", help="a finished photo")
    what.add_argument("--record", metavar="ID", help="the photo of a record of the station")
    parser.add_argument("--original", metavar="FILE", help="what the photo was made from, to make it anew")
    parser.add_argument("--city", metavar="PROFILE", action="append", default=[], help="ask this one only; repeatable")
    parser.add_argument("--out", metavar="DIR", help="write the right file for each city, DIR/PROFILE.jpg")


def tell_cities(call: Call) -> Exit:
    """Tell which cities take the photo as it is, which would take one made anew, and write those."""
    options, workplace = call.options, call.workplace
    stored = _stored(call)
    if options.out:
        make_place(Path(options.out))
    table = cities_taking(stored, workplace.profiles, workplace.photo_maker(), call.output, only=options.city)
    written: dict[str, Path] = {}
    if options.out:
        chosen = [city.name for city in table.cities if city.would_take]
        if options.record:
            # Told before the files exist: what left the station stands in the trail even if the disk then fails.
            with call.session() as session:
                PhotoWindows(session).given_out(options.record, chosen)
        written = write_files(table, Path(options.out), chosen, write_output)
    _tell(call, table, written)
    return Exit.DONE if len(table.takers) == len(table.cities) and not table.broken else Exit.FINDINGS


def _stored(call: Call) -> StoredPhoto:
    options = call.options
    if options.record:
        with call.session() as session:
            return PhotoWindows(session).stored(options.record)
    photo = read_picture(Path(options.file))
    original = read_picture(Path(options.original)) if options.original else b""
    return StoredPhoto(photo, original)


def _tell(call: Call, table: CityTable, written: dict[str, Path]) -> None:
    output = call.output
    lines = []
    for city in table.cities:
        mark = "✓" if city.takes else "→" if city.would_take else "✕"
        lines.append(f"{mark} {city.labels.get(output.language, city.name)}\t{'; '.join(_reasons(call, city))}")
    for name in table.broken:
        lines.append(f"! {name}\t{output.sentence('photo.cities_broken', name=name)}")
    for clash in table.clashes:
        kind = output.word("photo_clash", clash.kind)
        lines.append(f"≠ {clash.first} × {clash.second}\t{kind}: {clash.wants} / {clash.other_wants}")
    file = next((city.report.file for city in table.cities if city.report.file), None)
    data = {
        "file": {"width": file.width, "height": file.height, "dpi": file.dpi, "bytes": file.size_bytes}
        if file
        else None,
        "cities": [_as_data(call, city, written) for city in table.cities],
        "broken": {name: error.code for name, error in table.broken.items()},
        "clashes": [
            {
                "first": clash.first,
                "second": clash.second,
                "kind": clash.kind.value,
                "first_wants": clash.wants,
                "second_wants": clash.other_wants,
            }
            for clash in table.clashes
        ],
        "groups": [list(group) for group in table.groups],
    }
    takers = len(table.takers)
    output.done(data, "photo.cities_told", *lines, takers=takers, cities=len(table.cities), files=len(table.groups))


def _as_data(call: Call, city: CityVerdict, written: dict[str, Path]) -> dict[str, object]:
    spec = city.spec
    remade = city.remade
    file = remade.report.file if remade else None
    return {
        "name": city.name,
        "label": city.labels.get(call.output.language, city.name),
        "wants": {"width": spec.width, "height": spec.height, "dpi": spec.dpi, "size": kilobytes(spec.file_bytes)},
        "takes": city.takes,
        "why_not": [_check(call, check.key, city.report) for check in city.why_not],
        "would_take": city.would_take,
        "remade": {
            "bytes": file.size_bytes,
            "quality": file.quality,
            "why_not": [_check(call, check.key, remade.report) for check in remade.report.failed],
        }
        if remade and file
        else None,
        "refused": city.refused.code if city.refused else "",
        "written": str(written.get(city.name, "")),
    }


def _check(call: Call, key: str, report: PhotoReport) -> dict[str, object]:
    check = next(check for check in report.checks if check.key == key)
    message = call.output.sentence(check.sentence_code, **check.params)
    return {"key": key, "figure": check.figure, "limit": check.limit, "message": message}


def _reasons(call: Call, city: CityVerdict) -> list[str]:
    said = [
        f"{call.output.sentence(check.name_code)} {check.params['figure']} ({check.limit})" for check in city.why_not
    ]
    if city.refused is not None:
        said.append(call.output.sentence(city.refused.code, **city.refused.params))
    return said
