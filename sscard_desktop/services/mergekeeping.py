# SPDX-License-Identifier: Apache-2.0
"""How long a merge can be taken back: so long the versions of people's data that it replaced stay, and no longer."""

from __future__ import annotations

from datetime import timedelta

from sscard_desktop.services.session import Session

KEPT_FOR = timedelta(days=30)


def forget_old_merges(session: Session) -> None:
    """Forget what was kept for merges that are older than that; at each log-in, whoever comes."""
    limit = session.clock.now() - KEPT_FOR
    old = [each for each in session.store.merges() if each.at < limit and each.undone_at is None]
    if old:
        with session.store.transaction():
            session.store.forget_befores(older_than=limit)
