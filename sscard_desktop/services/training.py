# SPDX-License-Identifier: Apache-2.0
"""The training station's lessons: begun, looked at, finished, and how far the learner is.

Answers for one lesson at a time, of one learner, at a station that was set up for it (:mod:`.trainingstation`); what is
kept lies in that station and survives a lock, an end and a power cut. Refused: a lesson that there isn't, and any of it
at a station that isn't for training: nothing of a real station is cleared away for a lesson.
"""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import ROW
from sscard_desktop.services import photoreports
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import AuditEntry, DemoPerson
from sscard_desktop.services.printjobs import PrintJobs
from sscard_desktop.services.recordchecks import problems_of
from sscard_desktop.services.session import TRAINING_SETTING, Session
from sscard_desktop.services.trainingjudge import Expected, Line, Mistake, Sight, done, mistakes
from sscard_desktop.services.traininglessons import Lesson, cast_of, lesson
from sscard_desktop.services.trainingpreparing import Props, clear, clear_unnamed, expected_of, make_ready
from sscard_desktop.services.trainingprogress import Course, Progress, Result, read_progress

_PROGRESS_SETTING = "training.progress"
_BEGIN, _END = "training.begin", "training.end"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a lesson stands.

    Attributes:
        cast: whom it has, as they should end up.
        done: for each of its tasks, whether it is done.
        mistakes: what is wrong as it stands.
    """

    lesson: Lesson
    course: Course
    cast: tuple[Expected, ...]
    done: tuple[bool, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def next_task(self) -> int:
        """The first task that isn't done; as many as there are once all are."""
        return next((at for at, so in enumerate(self.done) if not so), len(self.done))

    @property
    def over(self) -> bool:
        """Whether all is done."""
        return all(self.done)


class Training:
    """A learner's lessons.

    Args:
        session: the learner's, at a training station.
        people: the station's fifty.
    """

    def __init__(self, session: Session, people: Sequence[DemoPerson]) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session
        self._people = people

    @allowed(Permission.CAPTURE)
    def progress(self) -> Progress:
        """Return how far the learner is."""
        return read_progress(self._session.store.setting(_PROGRESS_SETTING))

    @allowed(Permission.CAPTURE)
    def begin(self, key: str, props: Props) -> Standing:
        """Begin a lesson, in place of one that is on; an earlier try is put away first.

        Raises:
            RefusedError: ``training.no_such_lesson``; ``training.not_here``, the station isn't for training.
        """
        session = self._session
        wanted = _lesson(key)
        if not session.store.setting(TRAINING_SETTING):
            raise RefusedError("training.not_here")
        cast = cast_of(wanted, self._people)
        clear(session, cast)
        clear_unnamed(session)
        make_ready(session, wanted, cast, props)
        with session.action(_BEGIN, key):
            pass
        course = Course(key, session.store.audit_head().entries)
        self._keep(replace(self.progress(), course=course))
        return self._standing(wanted, course, ())

    @allowed(Permission.CAPTURE)
    def mark(self) -> str:
        """Return what changes whenever anything was done at the station, or came out of its printer."""
        return f"{self._session.store.audit_head().entries}/{len(PrintJobs(self._session).open())}"

    @allowed(Permission.CAPTURE)
    def look(self, seated: Sequence[tuple[datetime, str]] = (), *, stuck: bool = False) -> Standing | None:
        """Return how the lesson that is on stands, ``None`` while none is.

        Args:
            seated: who (by document number) sat before the camera from when on, oldest first.
            stuck: whether the printer keeps what is printed.
        """
        course = self.progress().course
        return self._standing(_lesson(course.lesson), course, seated, stuck=stuck) if course is not None else None

    @allowed(Permission.CAPTURE)
    def note(self, *, keys: int, hints: int, cut: bool = False) -> None:
        """Keep how many keys and hints the lesson took so far, and that the power fails now."""
        progress = self.progress()
        if progress.course is not None:
            was = progress.course
            self._keep(replace(progress, course=replace(was, keys=keys, hints=hints, cut=was.cut or cut)))

    @allowed(Permission.CAPTURE)
    def finish(self, seated: Sequence[tuple[datetime, str]] = (), *, stuck: bool = False) -> Result:
        """End the lesson that is on, and keep its result.

        Raises:
            RefusedError: ``training.no_such_lesson``, none is on.
        """
        standing = self.look(seated, stuck=stuck)
        if standing is None:
            raise RefusedError("training.no_such_lesson")
        course = standing.course
        entries = list(self._session.store.audit_entries(after=course.after - 1))
        begun, last = entries[0].at, entries[-1].at
        took = max(0, round((last - begun).total_seconds()))
        result = Result(standing.mistakes, course.keys, took, course.hints)
        with self._session.action(_END, course.lesson, records=len(standing.cast)):
            self._session.store.save_setting(
                _PROGRESS_SETTING, self.progress().with_result(course.lesson, result).to_text()
            )
        return result

    @allowed(Permission.CAPTURE)
    def stop(self) -> None:
        """End the lesson that is on without a result."""
        self._keep(replace(self.progress(), course=None))

    # inside

    def _keep(self, progress: Progress) -> None:
        with self._session.store.transaction():
            self._session.store.save_setting(_PROGRESS_SETTING, progress.to_text())

    def _standing(
        self, wanted: Lesson, course: Course, seated: Sequence[tuple[datetime, str]], *, stuck: bool = False
    ) -> Standing:
        session = self._session
        cast = tuple(expected_of(session, person) for person in cast_of(wanted, self._people))
        sight = replace(self._sight(course, cast, seated), stuck=stuck)
        return Standing(wanted, course, cast, done(wanted, cast, sight), mistakes(wanted, cast, sight))

    def _sight(self, course: Course, cast: Sequence[Expected], seated: Sequence[tuple[datetime, str]]) -> Sight:
        session = self._session
        records: dict[str, Record] = {}
        for expected in cast:
            for found in session.store.with_number(expected.number, campaign=session.identity.campaign):
                records[found.id] = session.store.record(found.id)
        return Sight(
            lines=[_line(entry) for entry in session.store.audit_entries(after=course.after)],
            records=records,
            overridden={key: self._overridden(record) for key, record in records.items()},
            wanting={
                key: tuple(
                    problem.key for problem in blocking(problems_of(session, record)) if problem.key in self._fields()
                )
                for key, record in records.items()
                if record.editable
            },
            linked=frozenset(key for key, record in records.items() if self._linked(record)),
            seated=seated,
            waiting=frozenset(str(each) for job in PrintJobs(session).open() for each in job.records),
        )

    def _fields(self) -> Container[str]:
        profile = self._session.profile
        return profile.of(profile.usual_business).fields

    def _overridden(self, record: Record) -> tuple[str, ...]:
        report = self._session.store.picture_report(record.id, PictureRole.PHOTO)
        return tuple(sorted(photoreports.from_json(report).overridden))

    def _linked(self, record: Record) -> bool:
        return any(each.source is Source.ROSTER and each.key == ROW for each in self._session.store.readings(record.id))


def _lesson(key: str) -> Lesson:
    found = lesson(key)
    if found is None:
        raise RefusedError("training.no_such_lesson")
    return found


def _line(entry: AuditEntry) -> Line:
    try:
        detail = json.loads(entry.detail) if entry.detail else {}
    except ValueError:
        detail = {}
    return Line(entry.action, entry.subject, entry.at, detail if isinstance(detail, dict) else {})
