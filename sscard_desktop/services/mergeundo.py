# SPDX-License-Identifier: Apache-2.0
"""Taking a merge back, record by record: whether somebody worked on it since, and how it was before."""

from __future__ import annotations

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.merging import Change, MergeChange
from sscard_desktop.domain.recordcopy import content_digest, fingerprint, travelling
from sscard_desktop.services.mergecards import only_goes_on
from sscard_desktop.services.mergerun import difference
from sscard_desktop.services.ports import Store
from sscard_desktop.services.session import Session


def is_touched(store: Store, seq: int, change: MergeChange, station: int) -> bool:
    """Return whether somebody worked on a record since a merge left it."""
    copy = store.copy_of(change.record)
    if change.change is Change.REMOVED:
        return copy is not None
    if copy is None:
        return True
    if store.is_worked_on_apart(change.record):
        # What this station did before the merge stays as it is when the record is only led back behind the merge.
        kept = store.before(seq, change.record)
        if kept is None or not only_goes_on(content_digest(kept[0]), kept[0].record.status, copy):
            return True
    return fingerprint(travelling(copy, station)) != change.left


def take_back(session: Session, seq: int, change: MergeChange) -> None:
    """Put a record back as it was before merge ``seq``, inside of the caller's transaction.

    Raises:
        RefusedError: ``merge.too_late``, what was before isn't kept any more.
    """
    store = session.store
    if change.change is Change.ADDED:
        store.delete_record(change.record)
        session.audit("record.unmerge", change.record, merge=seq, change=change.change.value)
        return
    kept = store.before(seq, change.record)
    if kept is None:
        raise RefusedError("merge.too_late")
    copy, pictures = kept
    new: dict[str, str] = {}
    if change.change is Change.REMOVED:
        store.add_copy(copy, pictures)
    else:
        here = store.copy_of(change.record)
        assert here is not None
        new = difference(here, copy)
        store.replace_copy(copy, pictures)
    session.audit("record.unmerge", change.record, merge=seq, change=change.change.value, new=new)
