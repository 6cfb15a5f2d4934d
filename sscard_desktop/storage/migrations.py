# SPDX-License-Identifier: Apache-2.0
"""The schema, as numbered steps from nothing to now; a new station is made by taking them all.

A released step is never edited. Each runs in a transaction of its own together with its number (``user_version``), so
that a program killed in between finds either the old schema or the new one. A file from a newer program is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.database import Database

_V1 = """
CREATE TABLE setting (
    key TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    series TEXT PRIMARY KEY, value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operator (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, display_name TEXT NOT NULL, disabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    parent TEXT NOT NULL, name TEXT NOT NULL, insured_number TEXT NOT NULL, initials TEXT NOT NULL,
    PRIMARY KEY (parent, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    seq INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL, profile_version TEXT NOT NULL, status TEXT NOT NULL,
    created_at INTEGER NOT NULL, created_by TEXT NOT NULL, sealed_at INTEGER, sealed_by TEXT NOT NULL,
    exported_at INTEGER, content_sha256 TEXT NOT NULL, cancelled_reason TEXT NOT NULL
) STRICT;

-- Narrow on purpose: lists and searches walk it. The values lie in their own table.
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL, profile_version TEXT NOT NULL, business TEXT NOT NULL, campaign TEXT NOT NULL,
    status TEXT NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, updated_at INTEGER NOT NULL,
    card_read INTEGER NOT NULL, parked INTEGER NOT NULL, submitted_at INTEGER, submitted_by TEXT NOT NULL,
    receipt_number TEXT NOT NULL, prints INTEGER NOT NULL,
    batch TEXT REFERENCES batch (number) DEFERRABLE INITIALLY DEFERRED, returned_reason TEXT NOT NULL,
    -- shown in lists
    name TEXT NOT NULL, number TEXT NOT NULL, mobile TEXT NOT NULL,
    -- searched by, see searching.py
    name_key TEXT NOT NULL, initials TEXT NOT NULL, pinyin TEXT NOT NULL, number_key TEXT NOT NULL,
    mobile_key TEXT NOT NULL
) STRICT;
CREATE INDEX record_updated ON record (updated_at);
CREATE INDEX record_status ON record (status, updated_at);
CREATE INDEX record_parked ON record (updated_at) WHERE parked = 1;
CREATE INDEX record_submitted ON record (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX record_number ON record (number_key) WHERE number_key <> '';
CREATE INDEX record_number_end ON record (substr(number_key, -4)) WHERE number_key <> '';
CREATE INDEX record_mobile ON record (mobile_key) WHERE mobile_key <> '';
CREATE INDEX record_mobile_end ON record (substr(mobile_key, -4)) WHERE mobile_key <> '';
CREATE INDEX record_initials ON record (initials) WHERE initials <> '';
CREATE INDEX record_pinyin ON record (pinyin) WHERE pinyin <> '';
CREATE UNIQUE INDEX record_receipt ON record (receipt_number) WHERE receipt_number <> '';

-- Every ending of a name, so that a piece out of its middle is found by an index too.
CREATE TABLE name_ending (
    ending TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY (ending, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_ending_record ON name_ending (record);

-- The digest, since SQLCipher gives the last page of a long row as zeros when it is damaged, without an error.
CREATE TABLE record_values (
    record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE, sha256 TEXT NOT NULL, content TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
    key TEXT NOT NULL, version TEXT NOT NULL, agreed_at INTEGER NOT NULL, operator TEXT NOT NULL,
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
    seq INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    at INTEGER NOT NULL, operator TEXT NOT NULL, move TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX step_record ON step (record);

-- The bytes come last: a row's digest is read without touching them.
CREATE TABLE picture (
    seq INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, role TEXT NOT NULL,
    sha256 TEXT NOT NULL, stored_at INTEGER NOT NULL, report TEXT NOT NULL, content BLOB NOT NULL,
    UNIQUE (record, role)
) STRICT;

CREATE TABLE batch_member (
    batch INTEGER NOT NULL REFERENCES batch, position INTEGER NOT NULL,
    record INTEGER NOT NULL REFERENCES record, live INTEGER NOT NULL,
    PRIMARY KEY (batch, position), UNIQUE (batch, record)
) STRICT, WITHOUT ROWID;
-- A record is in at most one live batch.
CREATE UNIQUE INDEX batch_member_live ON batch_member (record) WHERE live = 1;
CREATE INDEX batch_member_record ON batch_member (record);

-- How many records are in which state: the counter's top bar asks after every action.
CREATE TABLE tally (
    created_by TEXT NOT NULL, status TEXT NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (created_by, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER record_added AFTER INSERT ON record BEGIN
    INSERT INTO tally VALUES (NEW.created_by, NEW.status, 1) ON CONFLICT DO UPDATE SET records = records + 1;
END;
CREATE TRIGGER record_deleted AFTER DELETE ON record BEGIN
    UPDATE tally SET records = records - 1 WHERE created_by = OLD.created_by AND status = OLD.status;
END;
CREATE TRIGGER record_moved AFTER UPDATE OF status, created_by ON record
WHEN NEW.status <> OLD.status OR NEW.created_by <> OLD.created_by BEGIN
    UPDATE tally SET records = records - 1 WHERE created_by = OLD.created_by AND status = OLD.status;
    INSERT INTO tally VALUES (NEW.created_by, NEW.status, 1) ON CONFLICT DO UPDATE SET records = records + 1;
END;

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, monotonic_s REAL NOT NULL, operator TEXT NOT NULL,
    action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_appended BEFORE INSERT ON audit
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit) BEGIN
    SELECT raise(ABORT, 'the audit trail is appended to only');
END;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN
    SELECT raise(ABORT, 'the audit trail is appended to only');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
    SELECT raise(ABORT, 'the audit trail is appended to only');
END;
"""

_V2 = """
-- What the lines of the trail tell, apart from the chain: it goes when its record is destroyed, the chain holds.
CREATE TABLE audit_detail (
    sequence INTEGER PRIMARY KEY, salt BLOB NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject);

-- Legal hold: these records are kept whatever their time.
CREATE TABLE hold (
    record TEXT PRIMARY KEY, at INTEGER NOT NULL, operator TEXT NOT NULL, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What stays of a record that was destroyed. By id, as a discarded draft leaves no row.
CREATE TABLE tombstone (
    record TEXT PRIMARY KEY, status TEXT NOT NULL, created_at INTEGER NOT NULL, submitted_at INTEGER,
    destroyed_at INTEGER NOT NULL, operator TEXT NOT NULL, cause TEXT NOT NULL, certificate TEXT NOT NULL,
    pictures INTEGER NOT NULL, sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_certificate ON tombstone (certificate);

CREATE TRIGGER audit_detail_unchanged BEFORE UPDATE ON audit_detail BEGIN
    SELECT raise(ABORT, 'the audit trail is appended to only');
END;
CREATE TRIGGER audit_detail_kept BEFORE DELETE ON audit_detail
WHEN NOT EXISTS (
    SELECT 1 FROM audit JOIN tombstone ON tombstone.record = audit.subject WHERE audit.sequence = OLD.sequence
) BEGIN
    SELECT raise(ABORT, 'the audit trail is appended to only');
END;
CREATE TRIGGER tombstone_kept BEFORE DELETE ON tombstone BEGIN
    SELECT raise(ABORT, 'a tombstone stays');
END;
CREATE TRIGGER tombstone_unchanged BEFORE UPDATE ON tombstone BEGIN
    SELECT raise(ABORT, 'a tombstone stays');
END;
CREATE TRIGGER tombstone_not_on_hold BEFORE INSERT ON tombstone
WHEN EXISTS (SELECT 1 FROM hold WHERE hold.record = NEW.record) BEGIN
    SELECT raise(ABORT, 'the record is on hold');
END;
"""

_V3 = """
-- A clerk's lists hold their own records only: without it, a page of a few among 100,000 takes 100 ms to find.
CREATE INDEX record_taken ON record (created_by, updated_at);
CREATE INDEX record_taken_status ON record (created_by, status, updated_at);
"""

_V4 = """
-- What the card's chip or a roster said of the person; the record is compared with it (二次采集比对).
CREATE TABLE reading (
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, source TEXT NOT NULL, key TEXT NOT NULL,
    value TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (record, source, key)
) STRICT, WITHOUT ROWID;
"""

_V5 = """
-- Stations whose packages are taken here, by the SHA-256 of the key that they sign with.
CREATE TABLE trusted_station (
    fingerprint TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, pem BLOB NOT NULL,
    added_at INTEGER NOT NULL, added_by TEXT NOT NULL,
    revoked_at INTEGER, revoked_by TEXT NOT NULL, revoked_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other stations' records taken over in one go, and what became of it.
CREATE TABLE merge (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, operator TEXT NOT NULL, packages TEXT NOT NULL,
    undone_at INTEGER, undone_by TEXT NOT NULL
) STRICT;

-- By id, as a record that a merge brought is gone when the merge was undone.
CREATE TABLE merge_record (
    merge INTEGER NOT NULL REFERENCES merge, record TEXT NOT NULL, station TEXT NOT NULL, change TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (merge, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_record_record ON merge_record (record);

-- What a record was before a merge replaced it, for as long as the merge can be undone.
CREATE TABLE merge_before (
    merge INTEGER NOT NULL REFERENCES merge, record TEXT NOT NULL, content TEXT NOT NULL,
    UNIQUE (merge, record)
) STRICT;
CREATE TABLE merge_picture (
    merge INTEGER NOT NULL REFERENCES merge, record TEXT NOT NULL, role TEXT NOT NULL, content BLOB NOT NULL,
    UNIQUE (merge, record, role)
) STRICT;
CREATE INDEX merge_before_record ON merge_before (record);
CREATE INDEX merge_picture_record ON merge_picture (record);

-- Two records with one photo, and two of one name and birth date, may be one person.
CREATE INDEX picture_photo ON picture (sha256) WHERE role = 'photo';
CREATE INDEX values_person ON record_values (
    json_extract(content, '$."name"'), json_extract(content, '$."birth_date"')
);
"""

_V6 = """
-- Why a record came back, point by point, at the field that it concerns; answer '' is an open one.
CREATE TABLE remark (
    seq INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    key TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL, code TEXT NOT NULL,
    at INTEGER NOT NULL, operator TEXT NOT NULL, settled_at INTEGER, answer TEXT NOT NULL
) STRICT;
CREATE INDEX remark_record ON remark (record);
"""

_V7 = """
-- What the bureau told of a record's card, and who took the card. Apart from the values: those are the applicant's, and
-- a sealed batch is made of them.
CREATE TABLE card (
    record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
    number TEXT NOT NULL, place TEXT NOT NULL, told_at INTEGER,
    handed_at INTEGER, handed_by TEXT NOT NULL, taker TEXT NOT NULL, taker_name TEXT NOT NULL,
    taker_number TEXT NOT NULL, proof TEXT NOT NULL
) STRICT;
CREATE INDEX card_number ON card (number) WHERE number <> '';

-- Each feedback file that was applied, and what each of its lines did, so that it can be taken back.
CREATE TABLE feedback (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL,
    at INTEGER NOT NULL, operator TEXT NOT NULL, lines INTEGER NOT NULL, batches TEXT NOT NULL,
    undone_at INTEGER, undone_by TEXT NOT NULL
) STRICT;
CREATE TABLE feedback_line (
    feedback INTEGER NOT NULL REFERENCES feedback, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    line INTEGER NOT NULL, digest TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    PRIMARY KEY (feedback, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_line_record ON feedback_line (record);

-- What was sent back and why, for counting: nobody's data, so it outlives the record.
CREATE TABLE refusal (
    seq INTEGER PRIMARY KEY, feedback INTEGER NOT NULL REFERENCES feedback,
    record INTEGER REFERENCES record ON DELETE SET NULL, at INTEGER NOT NULL, source TEXT NOT NULL,
    rule TEXT NOT NULL, clerk TEXT NOT NULL, camera TEXT NOT NULL, hour INTEGER, photo_bytes INTEGER
) STRICT;
CREATE INDEX refusal_rule ON refusal (rule, at);
CREATE INDEX refusal_feedback ON refusal (feedback);
CREATE INDEX refusal_record ON refusal (record);

ALTER TABLE batch ADD COLUMN acknowledged_at INTEGER;
"""

_V8 = """
-- Figures are asked for by time, and mustn't walk years of history for a day.
CREATE INDEX step_at ON step (at, move, record);
CREATE INDEX step_undone ON step (record) WHERE move IN ('reconsider', 'retract');
CREATE INDEX audit_at ON audit (at);
-- Whose unit it is, without reading the form that says it.
CREATE INDEX values_unit ON record_values (record, json_extract(content, '$."unit"'));

-- Who is counted with a clerk without having been taken by them, and the other way round: few.
CREATE INDEX record_for_another ON record (submitted_by, created_by, status)
WHERE submitted_by <> '' AND submitted_by <> created_by;

-- The few pictures with a word to them: taken again, or taken although a check said no.
CREATE INDEX picture_noted ON picture (record) WHERE
    json_valid(report) AND (coalesce(json_extract(report, '$.overridden'), '{}') <> '{}'
    OR coalesce(json_extract(report, '$.retaken'), '{}') <> '{}'
    OR coalesce(json_extract(report, '$.reason'), '') <> '');
"""

_V9 = """
-- Lists of people who are expected, before they come. One that isn't ready yet is seen by nobody.
CREATE TABLE roster (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, unit TEXT NOT NULL,
    unit_number TEXT NOT NULL, campaign TEXT NOT NULL, profile TEXT NOT NULL, sha256 TEXT NOT NULL,
    at INTEGER NOT NULL, operator TEXT NOT NULL, ready INTEGER NOT NULL, queue INTEGER NOT NULL, closed_at INTEGER
) STRICT;

-- record is its id, not a reference: it may be discarded, and may come with a merge.
CREATE TABLE roster_row (
    seq INTEGER PRIMARY KEY, roster INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE, id TEXT NOT NULL,
    position INTEGER NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, initials TEXT NOT NULL,
    personal_number TEXT NOT NULL, unit TEXT NOT NULL, content TEXT NOT NULL, record TEXT NOT NULL,
    refused TEXT NOT NULL, refused_at INTEGER, slot INTEGER, queue INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    UNIQUE (roster, id)
) STRICT;
CREATE INDEX roster_row_place ON roster_row (roster, position);
CREATE INDEX roster_row_id ON roster_row (id);
CREATE INDEX roster_row_number ON roster_row (number) WHERE number <> '';
CREATE INDEX roster_row_name ON roster_row (name);
CREATE INDEX roster_row_record ON roster_row (record) WHERE record <> '';

CREATE TABLE roster_picture (
    row INTEGER NOT NULL REFERENCES roster_row ON DELETE CASCADE, role TEXT NOT NULL, content BLOB NOT NULL,
    sha256 TEXT NOT NULL, report TEXT NOT NULL, at INTEGER NOT NULL,
    UNIQUE (row, role)
) STRICT;

-- Which record a roster's person has, of records that came from elsewhere.
CREATE INDEX reading_row ON reading (value) WHERE source = 'roster' AND key = 'roster_row';
"""

MIGRATIONS = (_V1, _V2, _V3, _V4, _V5, _V6, _V7, _V8, _V9)
"""Step n (from 1) leads from schema n - 1 to schema n."""

CURRENT = len(MIGRATIONS)


def create_schema(database: Database) -> None:
    """Bring a new, empty database to the current schema."""
    _advance(database, 0)


def migrate(database: Database, before: Callable[[Database], None]) -> None:
    """Bring an existing database to the current schema.

    Args:
        database: of any released schema.
        before: keeps the database as it is; called before the first step, if there is one.

    Raises:
        EnvironmentFailedError: ``storage.newer`` for a file of a newer program; ``storage.damaged`` for a database
            without any schema.
    """
    found = version_of(database)
    if found > CURRENT:
        raise EnvironmentFailedError("storage.newer", file=database.path.name, found=found, known=CURRENT)
    if found < 1:
        raise EnvironmentFailedError("storage.damaged", file=database.path.name)
    if found < CURRENT:
        before(database)
    _advance(database, found)


def version_of(database: Database) -> int:
    """Return the number of a database's schema, 0 where it has none."""
    row = database.row("PRAGMA user_version")
    return int(row[0]) if row else 0


def _advance(database: Database, version: int) -> None:
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        with database.transaction():
            for statement in _statements(script):
                database.write(statement)
            database.write(f"PRAGMA user_version = {number}")


def _statements(script: str) -> list[str]:
    """Split a script; ``executescript`` would commit the transaction around it."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlcipher.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
