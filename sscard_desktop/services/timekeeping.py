# SPDX-License-Identifier: Apache-2.0
"""How long ago something was done at this station, whatever happened to the computer's clock since.

The trail tells: each of its lines carries the wall clock and the seconds that the machine ran. A clock that was set
back doesn't make a deadline come later, and one that is behind the trail decides nothing until somebody sets it right.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sscard_desktop.domain.elapsed import at_least_passed
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.session import Session

CLOCK_SLACK = timedelta(minutes=5)
"""By so much a clock may be set back without a word: the time service does it."""


def is_behind(session: Session, now: datetime) -> bool:
    """Return whether ``now`` is earlier than something that was done here already."""
    return any(session.store.audit_entries(since=now + CLOCK_SLACK))


def passed_since(session: Session, action: str, subject: str, at: datetime) -> timedelta:
    """Return how long ago ``action`` was last done to ``subject``, at least.

    Args:
        at: when it was done, by the wall clock of then; counted from where the trail has no such line (a record that
            came from another station).

    Raises:
        RefusedError: ``clock.behind``, the clock is earlier than what was done after it.
    """
    now = session.clock.now()
    done = [line for line in session.store.audit_entries(subject=subject) if line.action == action]
    later = list(session.store.audit_entries(after=done[-1].sequence)) if done else []
    if max([at, *(line.at for line in later)]) > now + CLOCK_SLACK:
        raise RefusedError("clock.behind", date=session.clock.today().isoformat())
    begin = (at, done[-1].monotonic_s if done else session.clock.monotonic_s())
    ticks = [begin, *((line.at, line.monotonic_s) for line in later), (now, session.clock.monotonic_s())]
    return at_least_passed(ticks)
