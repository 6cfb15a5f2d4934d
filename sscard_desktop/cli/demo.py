# SPDX-License-Identifier: Apache-2.0
"""``demo``: the main job without a screen, on a throw-away station with simulated devices.

Everything but the hardware is the real thing: the driver reads a simulated reader over a real serial line, photos go
through the camera's port, the station is encrypted, the supervisor is another person than the clerk.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import queue
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, blocking
from sscard_desktop.domain.reader import ReaderChoice, ReaderEvent, ReaderState
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.demostation import CLERK, PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoDevices, DemoPerson, WrittenFile
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace

PACKAGE_PASSWORD = "demonstration package"
MOST_PEOPLE = 1000
CARD_TIMEOUT_S = 20.0
"""A card that isn't read by then is a failure of the demo, not patience."""


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    demo = add_command(commands, "demo", run_demo, "the main job on a throw-away station with simulated devices")
    demo.add_argument("--out", required=True, metavar="DIR", help="an empty or new folder")
    demo.add_argument("--people", type=_people, default=10, metavar="N", help=f"1 to {MOST_PEOPLE}")


def _people(text: str) -> int:
    count = int(text)
    if not 1 <= count <= MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"not from 1 to {MOST_PEOPLE}: {count}")
    return count


@dataclass(slots=True)
class Tally:
    """What the demo measured and met."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    people: list[dict[str, object]] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure one step."""
        start = time.perf_counter()
        yield
        self.milliseconds[name].append((time.perf_counter() - start) * 1000)

    def summary(self) -> dict[str, object]:
        """Return count, median and largest of each step, in milliseconds."""
        return {
            name: {
                "count": len(times),
                "median_ms": round(sorted(times)[len(times) // 2], 1),
                "max_ms": round(max(times), 1),
            }
            for name, times in self.milliseconds.items()
        }


def run_demo(call: Call) -> Exit:
    """Run the whole counter for some people and write what came of it."""
    out = Path(call.options.out).resolve()
    started = time.perf_counter()
    workplace = call.demo_workplace_at(out / "station")
    if workplace.station.exists():
        raise RefusedError("cli.demo_folder_used", folder=out.name)
    devices = workplace.demo
    if devices is None:
        raise ValueError("a demo workplace has demo devices")
    tally = Tally()
    with tally.step("set_up"):
        set_up_demo(workplace, call.option("profile", "chengdu"))
    people = devices.people(call.options.people)
    with tally.step("log_in"):
        clerk = workplace.log_in(CLERK, PASSWORD)
    try:
        _queue_of_people(call, workplace, devices, clerk, people, tally)
        forms = _print(workplace, clerk, tally, out / "forms")
    finally:
        clerk.store.close()
    package = _supervise(workplace, tally, out / "export")
    seconds = round(time.perf_counter() - started, 2)
    summary = {
        "date": workplace.clock.today().isoformat(),
        "people": len(people),
        "accepted": len(tally.accepted),
        "refused": len(people) - len(tally.accepted),
        "seconds": seconds,
        "steps": tally.summary(),
        "applicants": tally.people,
        "files": [_file(out, written) for written in (*forms, *package)],
        "station": {"supervisor": SUPERVISOR, "clerk": CLERK, "password": PASSWORD},
        "package_password": PACKAGE_PASSWORD,
    }
    write_output(out / "summary.json", json.dumps(summary, ensure_ascii=False, indent=2).encode())
    call.output.done(
        summary,
        "cli.demo_done",
        people=len(people),
        accepted=len(tally.accepted),
        refused=len(people) - len(tally.accepted),
        seconds=seconds,
        file=str(out / "summary.json"),
    )
    return Exit.DONE


def _queue_of_people(
    call: Call, workplace: Workplace, devices: DemoDevices, clerk: Session, people: Sequence[DemoPerson], tally: Tally
) -> None:
    events: queue.Queue[ReaderEvent] = queue.Queue()
    capture = Capture(clerk)
    with devices.reader() as reader:
        watch = workplace.readers.watch(ReaderChoice(reader.url), events.put)
        try:
            for done, person in enumerate(people):
                call.output.report(done, len(people))
                with tally.step("card"):
                    reader.lay_on(person.card)
                    card = _next_card(events)
                reader.lift()
                with tally.step("person"):
                    _serve(workplace, devices, clerk, capture, person, card, tally, call)
                watch.next_person()
        finally:
            watch.stop()


def _next_card(events: queue.Queue[ReaderEvent]) -> Card:
    until = time.monotonic() + CARD_TIMEOUT_S
    while (left := until - time.monotonic()) > 0:
        try:
            event = events.get(timeout=left)
        except queue.Empty:
            break
        if event.state is ReaderState.CARD_READ and event.card is not None:
            return event.card
        if event.error is not None and event.state is not ReaderState.CARD_FAILED:
            raise event.error
    raise EnvironmentFailedError("reader.no_card")


def _serve(
    workplace: Workplace,
    devices: DemoDevices,
    clerk: Session,
    capture: Capture,
    person: DemoPerson,
    card: Card,
    tally: Tally,
    call: Call,
) -> None:
    with tally.step("form_from_card"):
        taken = capture.start(card=card)
    record_id = taken.record.id
    told: dict[str, object] = {"story": person.story, "record": record_id}
    tally.people.append(told)
    refusal = _refusal(taken.problems)
    if refusal is not None:
        capture.discard(record_id)
        told |= {"refused": refusal.code, "reason": call.output.sentence(refusal.code, **refusal.params)}
        return
    with tally.step("typing"):
        said = answers(
            clerk.profile,
            taken.record.values,
            person.values,
            today=clerk.clock.today(),
            divisions=clerk.divisions,
        )
        for key, value in said.items():
            taken = capture.edit(record_id, {key: value})
    maker = workplace.photo_maker()
    with tally.step("photo"):
        frame = devices.photograph(person)
        made = maker.make(frame.rgb, clerk.profile.photo)
        # The demo's clerk has looked: what no model can decide is confirmed by a person, here as at the counter.
        judged = JudgedPhoto(made.report).confirm()
        capture.accept_photo(record_id, made.jpeg, judged, original=maker.frame_picture(frame.rgb))
    with tally.step("id_pictures"):
        roles = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
        for role, picture in zip(roles, devices.id_pictures(person), strict=True):
            capture.accept_picture(record_id, role, maker.id_picture(picture, clerk.profile.id_picture))
    capture.consent(record_id, tuple(text.key for text in clerk.profile.consents))
    with tally.step("submit"):
        taken = capture.submit(record_id)
    told["receipt_number"] = taken.record.receipt_number
    told["photo"] = made.report.verdict.value
    tally.accepted.append(record_id)


def _refusal(problems: tuple[Problem, ...]) -> Problem | None:
    """Return what can't be mended at the counter: the document itself is refused."""
    return next((problem for problem in blocking(problems) if problem.code.startswith("rules.identity_")), None)


def _print(workplace: Workplace, clerk: Session, tally: Tally, folder: Path) -> list[WrittenFile]:
    """Print each accepted person's first form, the one that is signed; a city may have none."""
    if not clerk.profile.forms:
        return []
    key = clerk.profile.forms[0].key
    folder.mkdir(parents=True, exist_ok=True)
    renderer = workplace.forms()
    printing = Printing(clerk)
    written = []
    for record_id in tally.accepted:
        with tally.step("form_pdf"):
            spec, content = printing.content(record_id, key)
            pdf = renderer.render(spec.template, content)
        path = folder / f"{printing.printed(record_id, key).receipt_number}.pdf"
        write_output(path, pdf, private=True)
        written.append(WrittenFile(path, len(pdf), hashlib.sha256(pdf).hexdigest()))
    return written


def _supervise(workplace: Workplace, tally: Tally, folder: Path) -> list[WrittenFile]:
    folder.mkdir(parents=True, exist_ok=True)
    session = workplace.log_in(SUPERVISOR, PASSWORD)
    try:
        review = Review(session)
        with tally.step("review"):
            for record_id in tally.accepted:
                review.approve(record_id)
        batching = Batching(session, workplace.packages())
        exporting = Exporting(session, workplace.packages())
        with tally.step("seal"):
            batch = batching.seal(tally.accepted)
        with tally.step("export"):
            return [exporting.export(batch.number, folder, PACKAGE_PASSWORD)]
    finally:
        session.store.close()


def _file(out: Path, written: WrittenFile) -> Mapping[str, object]:
    return {
        "path": written.path.relative_to(out).as_posix(),
        "bytes": written.size_bytes,
        "sha256": written.sha256,
    }
