# SPDX-License-Identifier: Apache-2.0
"""The audit trail: kept in order, refused to be changed, and any change by force is found where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.services.ports import AuditEntry
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import NOON


def write(store: EncryptedStore, lines: int) -> None:
    with store.transaction():
        for line in range(1, lines + 1):
            store.audit(
                at=NOON, monotonic_s=float(line), operator="li", action="record.edit", subject=f"r{line}", detail="{}"
            )


def by_force(store: EncryptedStore, *statements: str) -> None:
    """Do what someone with the key and another program could do: drop the triggers first."""
    with store.transaction():
        for trigger in ("audit_appended", "audit_unchanged", "audit_kept"):
            store._database.write(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            store._database.write(statement)


def test_the_trail_is_told_in_order(store: EncryptedStore) -> None:
    write(store, 2300)
    entries = list(store.audit_entries())
    assert [entry.sequence for entry in entries] == list(range(1, 2301))
    assert entries[0] == AuditEntry(1, NOON, "li", "record.edit", "r1", "{}", entries[0].digest)
    assert len({entry.digest for entry in entries}) == 2300
    assert store.first_broken_audit_entry() is None


def test_an_empty_trail_is_whole(store: EncryptedStore) -> None:
    assert list(store.audit_entries()) == []
    assert store.first_broken_audit_entry() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET operator = 'wang' WHERE sequence = 2",
        "DELETE FROM audit WHERE sequence = 3",
        "INSERT OR REPLACE INTO audit SELECT sequence, at, monotonic_s, 'wang', action, subject, detail, digest "
        "FROM audit WHERE sequence = 2",
        "INSERT INTO audit SELECT 9, at, monotonic_s, operator, action, subject, detail, digest FROM audit LIMIT 1",
        "REPLACE INTO audit SELECT * FROM audit WHERE sequence = 3",
    ],
)
def test_the_program_itself_can_t_change_it(store: EncryptedStore, statement: str) -> None:
    write(store, 3)
    with store.transaction(), pytest.raises(sqlcipher.IntegrityError, match="appended to only"):
        store._database.write(statement)
    assert store.first_broken_audit_entry() is None


COPY = "SELECT at, monotonic_s, operator, action, subject, detail, digest FROM audit"


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        *[
            ((f"UPDATE audit SET {column} = {column} || '1' WHERE sequence = 2",), 2)
            for column in ("operator", "action", "subject", "detail", "digest")
        ],
        (("UPDATE audit SET at = at + 1 WHERE sequence = 2",), 2),
        (("UPDATE audit SET monotonic_s = 0.5 WHERE sequence = 2",), 2),
        # Characters that moved from one column into the next are a change too.
        (("UPDATE audit SET subject = 'r', detail = '3{}' WHERE sequence = 3",), 3),
        (("DELETE FROM audit WHERE sequence = 1",), 1),
        (("DELETE FROM audit WHERE sequence = 3",), 3),
        (("DELETE FROM audit WHERE sequence = 3", "UPDATE audit SET sequence = 3 WHERE sequence = 4"), 3),
        (
            (
                "UPDATE audit SET sequence = 99 WHERE sequence = 2",
                "UPDATE audit SET sequence = 2 WHERE sequence = 3",
                "UPDATE audit SET sequence = 3 WHERE sequence = 99",
            ),
            2,
        ),
        ((f"INSERT INTO audit SELECT 5, * FROM ({COPY} WHERE sequence = 4)",), 5),
    ],
)
def test_a_change_by_force_is_found_where_it_is(
    store: EncryptedStore, statements: tuple[str, ...], broken: int
) -> None:
    write(store, 4)
    by_force(store, *statements)
    assert store.first_broken_audit_entry() == broken
    assert store.check_integrity() == [f"audit: entry {broken} isn't what was written"]


def test_what_is_undone_leaves_no_line(store: EncryptedStore) -> None:
    def fail() -> None:
        with store.transaction():
            store.audit(at=NOON, monotonic_s=1.0, operator="li", action="x", subject="", detail="")
            raise KeyError

    failing: Callable[[], None] = fail
    with pytest.raises(KeyError):
        failing()
    write(store, 1)
    assert [entry.sequence for entry in store.audit_entries()] == [1]
