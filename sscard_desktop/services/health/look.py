# SPDX-License-Identifier: Apache-2.0
"""What each part of the examination is given, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Seen:
    """What the window knows already, and what only its own thread may ask.

    Attributes:
        reader: what the reader that is listened to told last; ``None`` where nobody listens: it is asked then.
        reader_at: where that reader is, ``""`` while none answered.
        cameras: the cameras; ``None`` where they may be asked for from any thread.
    """

    reader: ReaderEvent | None = None
    reader_at: str = ""
    cameras: Sequence[CameraDevice] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One examination.

    Attributes:
        workplace: what is looked at.
        session: who is logged in; without one, the station itself isn't looked at.
        seen: what is known already.
        full: read the whole station, however long it takes.
        stop: whether nobody waits any more; asked often by what takes long.
    """

    workplace: Workplace
    session: Session | None = None
    seen: Seen = field(default_factory=Seen)
    full: bool = False
    stop: Callable[[], bool] = lambda: False

    @contextmanager
    def station(self) -> Iterator[Session | None]:
        """Give the session over a connection of this thread's own; ``None`` where nobody is logged in."""
        if self.session is None:
            yield None
            return
        with closing(self.session.store.another()) as store:
            yield replace(self.session, store=store)


PartLook = Callable[[Look], Iterator[HealthCheck]]


def ok(part: Part, code: str, /, **params: str | int) -> HealthCheck:
    """Return that all is well."""
    return HealthCheck(part, Health.OK, code, params)


def warn(part: Part, code: str, /, **params: str | int) -> HealthCheck:
    """Return that something is worth a look; the day can begin."""
    return HealthCheck(part, Health.WARN, code, params)


def fail(part: Part, code: str, /, **params: str | int) -> HealthCheck:
    """Return that something is to be mended first."""
    return HealthCheck(part, Health.FAIL, code, params)


def told(part: Part, error: SscardError, health: Health = Health.FAIL) -> HealthCheck:
    """Return an error as an answer."""
    params = {key: value for key, value in error.params.items() if isinstance(value, str | int)}
    return HealthCheck(part, health, error.code, params)
