# SPDX-License-Identifier: Apache-2.0
"""The audit trail: kept in order, refused to be changed, and any change by force is found where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.services.ports import AuditEntry, AuditFault, AuditFinding
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
        guards = store._database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in guards:
            store._database.write(f"DROP TRIGGER {name}")
        for statement in statements:
            store._database.write(statement)
        for _, sql in guards:
            store._database.write(sql)


def test_the_trail_is_told_in_order(store: EncryptedStore) -> None:
    write(store, 2300)
    entries = list(store.audit_entries())
    assert [entry.sequence for entry in entries] == list(range(1, 2301))
    assert entries[0] == AuditEntry(1, NOON, "li", "record.edit", "r1", "{}", entries[0].digest, monotonic_s=1.0)
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
        "UPDATE audit_detail SET content = '{\"new\": 1}' WHERE sequence = 2",
        "DELETE FROM audit_detail WHERE sequence = 2",
        "REPLACE INTO audit_detail VALUES (2, x'00', '{}')",
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
        (("UPDATE audit_detail SET content = '{\"new\": 1}' WHERE sequence = 2",), 2),
        (("UPDATE audit_detail SET salt = x'00' WHERE sequence = 2",), 2),
        (("DELETE FROM audit_detail WHERE sequence = 2",), 2),
        (("DELETE FROM audit_detail",), 1),
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


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (
            ("UPDATE audit SET operator = 'x' WHERE sequence IN (2, 4)",),
            [(2, AuditFault.CHANGED, 2), (4, AuditFault.CHANGED, 4)],
        ),
        (("DELETE FROM audit WHERE sequence IN (2, 3)",), [(2, AuditFault.MISSING, 3)]),
        (
            (
                "UPDATE audit SET sequence = 99 WHERE sequence = 2",
                "UPDATE audit SET sequence = 2 WHERE sequence = 3",
                "UPDATE audit SET sequence = 3 WHERE sequence = 99",
            ),
            [(2, AuditFault.CHANGED, 2), (3, AuditFault.CHANGED, 3), (4, AuditFault.CHANGED, 4)],
        ),
        (("DELETE FROM audit_detail WHERE sequence = 4",), [(4, AuditFault.DETAIL_MISSING, 4)]),
        (("UPDATE audit_detail SET content = 'x' WHERE sequence = 1",), [(1, AuditFault.DETAIL_CHANGED, 1)]),
        (("DROP TRIGGER audit_kept",), [(5, AuditFault.UNGUARDED, 5)]),
    ],
)
def test_every_broken_place_is_told(
    store: EncryptedStore, statements: tuple[str, ...], found: list[tuple[int, AuditFault, int]]
) -> None:
    write(store, 5)
    if statements[0].startswith("DROP"):
        with store.transaction():
            store._database.write(statements[0])
    else:
        by_force(store, *statements)
    assert [(told.first, told.fault, told.last) for told in store.audit_findings()] == found


def test_a_tail_that_was_cut_off_shows_against_a_head_from_before(store: EncryptedStore) -> None:
    write(store, 5)
    head = store.audit_head()
    assert head.entries == 5
    assert list(store.audit_findings(head=head)) == []
    by_force(store, "DELETE FROM audit WHERE sequence > 3", "DELETE FROM audit_detail WHERE sequence > 3")
    assert list(store.audit_findings()) == []
    assert list(store.audit_findings(head=head)) == [AuditFinding(4, AuditFault.CUT_OFF, 5)]


def test_a_tail_that_was_made_anew_shows_against_a_head_from_before(store: EncryptedStore) -> None:
    write(store, 5)
    head = store.audit_head()
    by_force(store, "DELETE FROM audit WHERE sequence > 3", "DELETE FROM audit_detail WHERE sequence > 3")
    write(store, 4)
    assert list(store.audit_findings()) == []
    assert list(store.audit_findings(head=head)) == [AuditFinding(1, AuditFault.REWRITTEN, 5)]


def test_the_trail_is_read_by_subject_and_from_a_moment_on(store: EncryptedStore) -> None:
    write(store, 3)
    with store.transaction():
        later = NOON + timedelta(hours=1)
        store.audit(at=later, monotonic_s=9.0, operator="wang", action="record.show", subject="r2", detail="{}")
    assert [entry.sequence for entry in store.audit_entries(subject="r2")] == [2, 4]
    assert [entry.sequence for entry in store.audit_entries(since=later)] == [4]


def test_no_detail_stands_in_the_chain_itself(store: EncryptedStore) -> None:
    with store.transaction():
        for _ in range(2):
            store.audit(at=NOON, monotonic_s=1.0, operator="li", action="x", subject="r", detail='{"new": "510107"}')
    first, second = store._database.rows("SELECT detail FROM audit ORDER BY sequence")
    assert "510107" not in first[0]
    # Salted: the same number twice, or tried out by somebody, can't be recognised.
    assert first != second


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
