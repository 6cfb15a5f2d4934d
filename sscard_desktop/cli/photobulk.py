# SPDX-License-Identifier: Apache-2.0
"""``photo import`` and ``photo bulk``: many people's pictures, onto their records or into a folder."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sscard_desktop.cli.call import Call, make_place, read_input, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.photoroster import add_roster_options, log_of
from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError, SscardError
from sscard_desktop.domain.photo import PhotoReport, Verdict
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkResult, Outcome, run
from sscard_desktop.services.bulkplan import BulkPlan, digests_of
from sscard_desktop.services.cameratimes import timed
from sscard_desktop.services.folderphotos import FolderPhoto, make_folder
from sscard_desktop.services.ports import ContactEntry, FoundPicture, RefusedFile

BY_TIME = (Way.TIME, Way.LOG)
LARGEST_LIST_BYTES = 4 << 20
_BEFORE = "bulk.there_already"
WAYS = {"number": Way.NUMBER, "name": Way.NAME, "order": Way.ORDER, "time": Way.TIME}
"""For records; a roster's people can be told by who was called up when, too."""


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``photo import``."""
    parser.add_argument("source", metavar="DIR|ZIP")
    _add_matching(parser, WAYS)


def _add_matching(parser: argparse.ArgumentParser, ways: Iterable[str]) -> None:
    parser.add_argument("--by", choices=sorted(ways), default="number", help="what tells whose picture a file is")
    parser.add_argument("--people", metavar="FILE", help="with --by order or time: a document number a line, in order")
    parser.add_argument("--dry-run", action="store_true", help="show whose each file would be, store nothing")
    parser.add_argument("--contact-sheet", metavar="F.pdf", help="write what was left, with pictures and reasons")


def add_bulk_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``photo bulk``."""
    parser.add_argument("source", metavar="FOLDER_OR_ZIP")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", metavar="DIR", help="where the photos go, under the names they had")
    where.add_argument("--roster", metavar="ID", help="to this roster's people, kept until they come")
    _add_matching(parser, (*WAYS, Way.LOG))
    add_roster_options(parser)


def import_photos(call: Call) -> Exit:
    """Match, make, check and store; 1 where anything was left."""
    options, workplace, way = call.options, call.workplace, Way(call.options.by)
    roster = RosterId(options.roster) if getattr(options, "roster", None) else None
    gathering = workplace.gathering()
    with call.session() as session, closing(gathering.open(Path(options.source))) as found:
        service, files, log = BulkPhotos(session, roster), found, None
        if way in BY_TIME or getattr(options, "new_only", False):
            after = service.imported_up_to() if getattr(options, "new_only", False) else None
            files = timed(found, gathering, call.output, after=after)
        if roster is not None and way is Way.LOG:
            log = log_of(call, session, roster, files)
        numbers = _numbers(Path(options.people)) if options.people else None
        digests = digests_of(files, call.output, way)
        plan = service.plan(files, way, digests=digests, numbers=numbers, log=log)
        results: list[BulkResult] = []
        if not options.dry_run:
            results = list(run(service, plan, files, gathering, workplace.photo_makers(), call.output))
            service.note_import(files)
    if options.contact_sheet:
        _write_sheet(call, Path(options.contact_sheet), [*_left(call, plan, results)])
    _tell(call, plan, results)
    left = plan.unmatched or plan.refused or any(result.needs_somebody for result in results)
    return Exit.FINDINGS if left else Exit.DONE


def make_many(call: Call) -> Exit:
    """Make a photo of each picture; those that pass are written, the others stand on ``failed.pdf``."""
    if call.options.roster:
        return import_photos(call)
    workplace = call.workplace
    source, out = Path(call.options.source), Path(call.options.out)
    if out.resolve().is_relative_to(source.resolve()) and source.is_dir():
        raise RefusedError("bulk.same_folder")
    spec, gathering = call.profile().photo, workplace.gathering()
    with closing(gathering.open(source)) as files:
        make_place(out)
        items: list[dict[str, object]] = []
        left: list[ContactEntry] = []
        makers = workplace.photo_makers()
        call.output.report(0, len(files.pictures))
        with closing(make_folder(files, spec, gathering, makers, has=lambda name: (out / name).exists())) as line:
            for photo in line:
                if photo.passes and photo.finished is not None:
                    write_output(out / photo.name, photo.finished.jpeg)
                told = _told(call, photo)
                if not (photo.passes or photo.there_already):
                    left.append(ContactEntry(photo.picture.name, told, photo.thumbnail))
                items.append(_item(photo, told, out))
                call.output.report(len(items), len(files.pictures))
        refused = files.refused
    left += [ContactEntry(each.name, _sentence(call, each.error)) for each in refused]
    if left:
        _write_sheet(call, out / "failed.pdf", left)
    made, before = sum(1 for item in items if item["out"]), sum(1 for item in items if item["code"] == _BEFORE)
    data = {"items": items, "refused": _refused(call, refused), "made": made, "before": before}
    lines = [f"✕ {entry.name}\t{entry.told}" for entry in left]
    call.output.done(data, "bulk.made", *lines, made=made, files=len(items), before=before, left=len(left))
    return Exit.FINDINGS if left else Exit.DONE


def _told(call: Call, photo: FolderPhoto) -> str:
    if photo.there_already:
        return call.output.sentence(_BEFORE)
    if photo.error is not None:
        return _sentence(call, photo.error)
    return _failures(call, photo.finished.report) if photo.finished is not None else ""


def _item(photo: FolderPhoto, told: str, out: Path) -> dict[str, object]:
    verdict = (
        photo.finished.report.verdict.value if photo.finished else "" if photo.there_already else Verdict.FAIL.value
    )
    code = _BEFORE if photo.there_already else photo.error.code if photo.error is not None else ""
    path = str(out / photo.name) if photo.passes else ""
    return {"file": photo.picture.name, "verdict": verdict, "out": path, "code": code, "message": told}


def _numbers(path: Path) -> list[str]:
    try:
        text = read_input(path, largest_bytes=LARGEST_LIST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EnvironmentFailedError("file.not_text", file=path.name) from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def _why(call: Call, result: BulkResult) -> str:
    if result.failed:
        return "; ".join(call.output.sentence(check.sentence_code, **check.params) for check in result.failed)
    if result.error is not None:
        return _sentence(call, result.error)
    return call.output.sentence(f"bulk.outcome.{result.outcome}")


def _sentence(call: Call, error: SscardError) -> str:
    return call.output.sentence(error.code, **error.params)


def _refused(call: Call, refused: Sequence[RefusedFile]) -> list[dict[str, str]]:
    return [{"file": each.name, "code": each.error.code, "message": _sentence(call, each.error)} for each in refused]


def _failures(call: Call, report: PhotoReport) -> str:
    return "; ".join(call.output.sentence(check.sentence_code, **check.params) for check in report.failed)


def _left(call: Call, plan: BulkPlan, results: Sequence[BulkResult]) -> Iterator[ContactEntry]:
    """Yield what somebody has to look at: what failed first, then what is nobody's."""
    for result in results:
        if result.needs_somebody:
            yield ContactEntry(result.planned.file.name, _why(call, result), result.thumbnail)
    unmatched: dict[str, FoundPicture] = {picture.key: picture for picture, _ in plan.unmatched}
    thumbnails = _thumbnails(call, unmatched)
    for picture, doubt in plan.unmatched:
        yield ContactEntry(picture.name, call.output.sentence(f"bulk.doubt.{doubt}"), thumbnails.get(picture.key, b""))
    for each in plan.refused:
        yield ContactEntry(each.name, _sentence(call, each.error))


def _thumbnails(call: Call, wanted: dict[str, FoundPicture]) -> dict[str, bytes]:
    gathering, found = call.workplace.gathering(), {}
    with closing(gathering.open(Path(call.options.source))) as files:
        for picture in files.pictures:
            if picture.key in wanted:
                try:
                    found[picture.key] = gathering.thumbnail(files.read(picture.key))
                except SscardError:
                    continue
    return found


def _write_sheet(call: Call, path: Path, entries: Sequence[ContactEntry]) -> None:
    heading = [call.output.sentence("bulk.sheet"), call.output.sentence("bulk.sheet_count", count=len(entries))]
    write_output(path, call.workplace.forms().contact_sheet(heading, entries), private=True)


def _tell(call: Call, plan: BulkPlan, results: Sequence[BulkResult]) -> None:
    sentence = call.output.sentence
    counts = Counter(result.outcome for result in results)
    data = {
        "by": plan.way.value,
        "matched": [
            {"file": each.file.name, "record": each.record_id, "row": each.row_id, "has_photo": each.has_photo}
            for each in plan.planned
        ],
        "unmatched": [
            {"file": each.name, "doubt": doubt.value, "message": sentence(f"bulk.doubt.{doubt}")}
            for each, doubt in plan.unmatched
        ],
        "refused": _refused(call, plan.refused),
        "without_photo": plan.without,
        "results": [
            {
                "file": result.planned.file.name,
                "record": result.planned.record_id,
                "row": result.planned.row_id,
                "outcome": result.outcome.value,
                "failed": [check.key for check in result.failed],
                "code": result.error.code if result.error else "",
                "message": _why(call, result),
            }
            for result in results
        ],
        "counts": {outcome.value: count for outcome, count in counts.items()},
    }
    lines = [f"✕ {r.planned.file.name}\t{_why(call, r)}" for r in results if r.needs_somebody]
    lines += [f"? {each.name}\t{sentence(f'bulk.doubt.{doubt}')}" for each, doubt in plan.unmatched]
    lines += [f"! {each.name}\t{_sentence(call, each.error)}" for each in plan.refused]
    left = sum(result.needs_somebody for result in results) + len(plan.unmatched) + len(plan.refused)
    if call.options.dry_run:
        pairs = [f"✓ {each.file.name}\t{each.row_id or each.record_id}" for each in plan.planned]
        call.output.done(data, "bulk.planned", *pairs, *lines, matched=len(plan.planned), left=left)
    else:
        stored, before = counts[Outcome.STORED], counts[Outcome.DONE_BEFORE]
        call.output.done(data, "bulk.imported", *lines, stored=stored, before=before, left=left)
