# SPDX-License-Identifier: Apache-2.0
"""``photo import`` and ``photo bulk``: many people's pictures, onto their records or into a folder."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePath

from sscard_desktop.cli.call import Call, read_input, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.domain.filenames import NamesTaken, render
from sscard_desktop.domain.photo import PhotoReport, Verdict
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkPlan, BulkResult, Outcome, digests_of, run
from sscard_desktop.services.ports import ContactEntry, FoundPicture

LARGEST_LIST_BYTES = 4 << 20
WAYS = {"number": Way.NUMBER, "name": Way.NAME, "order": Way.ORDER, "time": Way.TIME}


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``photo import``."""
    parser.add_argument("source", metavar="DIR|ZIP")
    parser.add_argument("--by", choices=sorted(WAYS), default="number", help="what tells whose picture a file is")
    parser.add_argument("--people", metavar="FILE", help="with --by order or time: a document number a line, in order")
    parser.add_argument("--dry-run", action="store_true", help="show whose each file would be, store nothing")
    parser.add_argument("--contact-sheet", metavar="F.pdf", help="write what was left, with pictures and reasons")


def add_bulk_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``photo bulk``."""
    parser.add_argument("source", metavar="FOLDER_OR_ZIP")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the photos go, under the names they had")


def import_photos(call: Call) -> Exit:
    """Match, make, check and store; 1 where anything was left."""
    options, workplace, way = call.options, call.workplace, WAYS[call.options.by]
    with call.session() as session, closing(workplace.gathering().open(Path(options.source))) as files:
        service = BulkPhotos(session)
        digests = digests_of(files, call.output) if way in (Way.ORDER, Way.TIME) else {}
        numbers = _numbers(Path(options.people)) if options.people else None
        plan = service.plan(files, way, digests=digests, numbers=numbers)
        results: list[BulkResult] = []
        if not options.dry_run:
            maker = workplace.photo_maker()
            results = list(run(service, plan, files, workplace.gathering(), maker, call.output))
    if options.contact_sheet:
        _write_sheet(call, Path(options.contact_sheet), [*_left(call, plan, results)])
    _tell(call, plan, results)
    left = plan.unmatched or plan.refused or any(result.needs_somebody for result in results)
    return Exit.FINDINGS if left else Exit.DONE


def make_many(call: Call) -> Exit:
    """Make a photo of each picture; those that pass are written, the others stand on ``failed.pdf``."""
    options, workplace = call.options, call.workplace
    out, spec, gathering = Path(options.out), call.profile().photo, workplace.gathering()
    items: list[dict[str, object]] = []
    left: list[ContactEntry] = []
    names = NamesTaken()
    with closing(gathering.open(Path(options.source))) as files:
        maker = workplace.photo_maker()
        for done, picture in enumerate(files.pictures):
            call.output.report(done, len(files.pictures))
            content = b""
            item: dict[str, object] = {"file": picture.name, "verdict": Verdict.FAIL.value, "out": "", "code": ""}
            try:
                content = files.read(picture.key)
                made = maker.make(content, spec)
                told = _failures(call, made.report)
                if not made.report.failed:
                    path = out / names.take(
                        render("{name}.jpg", {"name": PurePath(picture.name).stem}, record=""), record=""
                    )
                    write_output(path, made.jpeg)
                    item["out"] = str(path)
                item["verdict"] = made.report.verdict.value
            except InvalidInputError as error:
                told = call.output.sentence(error.code, **error.params)
                item["code"] = error.code
            finally:
                maker.forget()
            item["message"] = told
            items.append(item)
            if not item["out"]:
                left.append(ContactEntry(picture.name, told, gathering.thumbnail(content)))
        refused = dict(files.refused)
    left += [ContactEntry(name, call.output.sentence(code)) for name, code in refused.items()]
    if left:
        _write_sheet(call, out / "failed.pdf", left)
    data = {"items": items, "refused": refused, "made": sum(1 for item in items if item["out"])}
    lines = [f"✕ {entry.name}\t{entry.told}" for entry in left]
    call.output.done(data, "bulk.made", *lines, made=data["made"], files=len(items), left=len(left))
    return Exit.FINDINGS if left else Exit.DONE


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
        return call.output.sentence(result.error.code, **result.error.params)
    return call.output.sentence(f"bulk.outcome.{result.outcome}")


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
    for name, code in plan.refused.items():
        yield ContactEntry(name, call.output.sentence(code))


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
            {"file": each.file.name, "record": each.record_id, "has_photo": each.has_photo} for each in plan.planned
        ],
        "unmatched": [
            {"file": each.name, "doubt": doubt.value, "message": sentence(f"bulk.doubt.{doubt}")}
            for each, doubt in plan.unmatched
        ],
        "refused": [{"file": name, "code": code, "message": sentence(code)} for name, code in plan.refused.items()],
        "without_photo": plan.without,
        "results": [
            {
                "file": result.planned.file.name,
                "record": result.planned.record_id,
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
    lines += [f"! {name}\t{sentence(code)}" for name, code in plan.refused.items()]
    left = sum(result.needs_somebody for result in results) + len(plan.unmatched) + len(plan.refused)
    if call.options.dry_run:
        pairs = [f"✓ {each.file.name}\t{each.record_id}" for each in plan.planned]
        call.output.done(data, "bulk.planned", *pairs, *lines, matched=len(plan.planned), left=left)
    else:
        stored, before = counts[Outcome.STORED], counts[Outcome.DONE_BEFORE]
        call.output.done(data, "bulk.imported", *lines, stored=stored, before=before, left=left)
