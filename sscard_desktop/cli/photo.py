# SPDX-License-Identifier: Apache-2.0
"""``photo``: checking and making card photos by a profile."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from sscard_desktop.cli import photobulk, photocities, photoroster
from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, read_picture, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.photo import PhotoReport, Verdict


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    photo = add_subject(commands, "photo", "the card photo")
    check = add_command(photo, "check", check_photo, "check a finished photo by the profile")
    make = add_command(photo, "make", make_photo, "make a card photo from any picture of one person")
    for parser in (check, make):
        parser.add_argument("file", metavar="FILE")
    make.add_argument("--out", required=True, metavar="OUT.jpg")
    cities = add_command(photo, "cities", photocities.tell_cities, "which cities would take a photo, a file for each")
    photocities.add_options(cities)
    bulk = add_command(photo, "bulk", photobulk.make_many, "make a photo of each picture in a folder or zip")
    photobulk.add_bulk_options(bulk)
    reads = add_command(photo, "reads", photoroster.write_reads, "write who was called up when, for another laptop")
    photoroster.add_reads_options(reads)
    import_ = add_command(photo, "import", photobulk.import_photos, "put a folder or zip of pictures onto the records")
    photobulk.add_import_options(import_)


def check_photo(call: Call) -> Exit:
    """Check a photo and say what fails."""
    content = read_picture(Path(call.options.file))
    report = call.workplace.photo_maker().check(content, call.profile().photo)
    return _told(call, report, "cli.photo_checked", {})


def make_photo(call: Call) -> Exit:
    """Make a photo and write it."""
    out = Path(call.options.out)
    content = read_picture(Path(call.options.file), made=out)
    made = call.workplace.photo_maker().make(content, call.profile().photo)
    write_output(out, made.jpeg)
    return _told(call, made.report, "cli.photo_made", {"out": str(out)})


def report_as_data(report: PhotoReport, call: Call) -> dict[str, object]:
    """Return a report as the command line's contract names its parts."""
    geometry, file = report.geometry, report.file
    return {
        "verdict": report.verdict.value,
        "checks": [
            {**asdict(check), "message": call.output.sentence(check.sentence_code, **check.params)}
            for check in report.checks
        ],
        "geometry": {
            "face_width": geometry.face_width,
            "eye_x": geometry.eye_x,
            "eye_y": geometry.eye_above_bottom,
            "top": geometry.top_margin,
            "roll": geometry.roll_degrees,
        }
        if geometry
        else None,
        "file": {
            "width": file.width,
            "height": file.height,
            "dpi": file.dpi,
            "bytes": file.size_bytes,
            "quality": file.quality,
        }
        if file
        else None,
        "background_replaced": report.background_replaced,
        "hair_cut": report.hair_cut,
    }


def _told(call: Call, report: PhotoReport, code: str, more: dict[str, object]) -> Exit:
    lines = []
    for check in sorted(
        report.checks,
        key=lambda check: (
            [Verdict.FAIL, Verdict.CONFIRM].index(check.verdict) if check.verdict is not Verdict.PASS else 2
        ),
    ):
        mark = {Verdict.PASS: "✓", Verdict.FAIL: "✕", Verdict.CONFIRM: "?"}[check.verdict]
        figure = "" if check.figure is None else f" {check.figure:g} ({check.limit})"
        family, name, sentence = (
            call.output.sentence(check.family_code),
            call.output.sentence(check.name_code),
            call.output.sentence(check.sentence_code, **check.params),
        )
        seen = " ".join(call.output.sentence(code) for code in check.hint_codes)
        lines.append(f"{mark} {family} · {name}{figure}  {sentence} {seen}".rstrip())
    call.output.done({**report_as_data(report, call), **more}, code, *lines, verdict=report.verdict.value)
    return Exit.FINDINGS if report.verdict is Verdict.FAIL else Exit.DONE
