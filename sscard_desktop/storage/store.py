# SPDX-License-Identifier: Apache-2.0
"""The open station as the services see it: ``ports.Store``, put together from its parts.

Closing wipes the store's own copy of the data key. Python can't wipe the copies made on the way (the hexadecimal text
that opens the database); they go when the memory is used again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.services.ports import StoreFigures, StoreGlance
from sscard_desktop.storage import migrations
from sscard_desktop.storage.audit import Audit
from sscard_desktop.storage.batches import Batches
from sscard_desktop.storage.countings import Countings
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.daybook import Daybook
from sscard_desktop.storage.directory import Directory
from sscard_desktop.storage.erasure import Erasure
from sscard_desktop.storage.feedbacks import Feedbacks
from sscard_desktop.storage.files import StationLock
from sscard_desktop.storage.glance import figures, glance
from sscard_desktop.storage.integrity import findings
from sscard_desktop.storage.merges import Merges
from sscard_desktop.storage.pictures import Pictures
from sscard_desktop.storage.readings import Readings
from sscard_desktop.storage.recordcopies import RecordCopies
from sscard_desktop.storage.records import Records
from sscard_desktop.storage.remarks import Remarks
from sscard_desktop.storage.rosterglances import RosterGlances
from sscard_desktop.storage.rosterpictures import RosterPictures
from sscard_desktop.storage.rosterrows import RosterRows
from sscard_desktop.storage.rosters import Rosters
from sscard_desktop.storage.searching import Search
from sscard_desktop.storage.secretbytes import SecretBytes
from sscard_desktop.storage.submissions import Submissions


class EncryptedStore:
    """One connection to a station's database, with the key to open another.

    Args:
        path: the database file.
        key: the data key; the store keeps its own copy and wipes it when it is closed.
        initials: pinyin initials of a text, for searching.
        lock: the station's lock, held until the store is closed.
        before_migration: keeps a database of an older schema as it is, before it is brought to the current one.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        initials: Callable[[str], str],
        lock: StationLock,
        before_migration: Callable[[Database], None] = lambda database: None,
    ) -> None:
        self._key = SecretBytes(key)
        self._initials = initials
        self._lock = lock
        self._closed = False
        lock.acquire()
        try:
            self._database = Database(path, key)
            try:
                migrations.migrate(self._database, before_migration)
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            lock.release()
            raise
        records = Records(self._database, initials)
        search = Search(self._database)
        pictures = Pictures(self._database)
        readings = Readings(self._database)
        remarks = Remarks(self._database)
        batches = Batches(self._database)
        directory = Directory(self._database, initials)
        feedbacks = Feedbacks(self._database)
        erasure = Erasure(self._database)
        copies = RecordCopies(self._database, records, pictures, remarks, feedbacks)
        merges = Merges(self._database)
        rosters = Rosters(self._database)
        rows = RosterRows(self._database, initials)
        looks = RosterGlances(self._database)
        prepared = RosterPictures(self._database)
        self._audit = Audit(self._database)

        # Each part's methods are the store's own; forty forwarding methods would say nothing more.
        self.add_record = records.add_record
        self.record = records.record
        self.save_values = records.save_values
        self.save_record = records.save_record
        self.set_consents = records.set_consents
        self.delete_record = records.delete_record
        self.add_step = records.add_step
        self.steps = records.steps
        self.count_by_status = records.count_by_status
        self.count_submitted = records.count_submitted
        self.search = search.search
        self.with_number = search.with_number
        self.records_with = search.records_with
        self.with_mobile = search.with_mobile
        self.accepted = search.accepted
        self.values_of = search.values_of
        self.put_picture = pictures.put_picture
        self.picture = pictures.picture
        self.stored_picture = pictures.stored_picture
        self.picture_report = pictures.picture_report
        self.put_picture_report = pictures.put_picture_report
        self.picture_stored_at = pictures.picture_stored_at
        self.picture_digests = pictures.picture_digests
        self.picture_sizes = pictures.picture_sizes
        self.delete_picture = pictures.delete_picture
        self.put_readings = readings.put_readings
        self.readings = readings.readings
        daybook = Daybook(self._database)
        self.submitted_between = daybook.submitted_between
        self.decided_between = daybook.decided_between
        self.kept = daybook.kept
        countings = Countings(self._database)
        self.taken_between = countings.taken_between
        self.fates_between = countings.fates_between
        self.noted_between = countings.noted_between
        self.stays_between = countings.stays_between
        self.counter_lines = countings.counter_lines
        self.standing = countings.standing
        self.submissions = Submissions(self._database).submissions
        self.add_remarks = remarks.add_remarks
        self.remarks = remarks.remarks
        self.settle_remarks = remarks.settle_remarks
        self.add_batch = batches.add_batch
        self.batch = batches.batch
        self.batches = batches.batches
        self.save_batch = batches.save_batch
        self.operators = directory.operators
        self.save_operator = directory.save_operator
        self.units = directory.units
        self.find_units = directory.find_units
        self.unit_at = directory.unit_at
        self.all_units = directory.all_units
        self.has_units = directory.has_units
        self.add_unit = directory.add_unit
        self.next_running = directory.next_running
        self.raise_running = directory.raise_running
        self.setting = directory.setting
        self.save_setting = directory.save_setting
        self.card_issue = feedbacks.card_issue
        self.put_card_issue = feedbacks.put_card_issue
        self.records_of_card = feedbacks.records_of_card
        self.record_of_receipt = feedbacks.record_of_receipt
        self.records_in = feedbacks.records_in
        self.add_feedback = feedbacks.add_feedback
        self.feedback_files = feedbacks.feedback_files
        self.feedback_lines = feedbacks.feedback_lines
        self.applied_digests = feedbacks.applied_digests
        self.undo_feedback = feedbacks.undo_feedback
        self.withdrawn = feedbacks.withdrawn
        self.add_refusals = feedbacks.add_refusals
        self.refusals = feedbacks.refusals
        self.holds = erasure.holds
        self.put_hold = erasure.put_hold
        self.lift_hold = erasure.lift_hold
        self.lifetimes = erasure.lifetimes
        self.roster_lifetimes = erasure.roster_lifetimes
        self.records_of_number = erasure.records_of_number
        self.originals_before = erasure.originals_before
        self.content_digest = erasure.content_digest
        self.destroy = erasure.destroy
        self.tombstone = erasure.tombstone
        self.tombstones = erasure.tombstones
        self.settle = erasure.settle
        self.copy_of = copies.copy_of
        self.record_ids = copies.record_ids
        self.add_copy = copies.add_copy
        self.replace_copy = copies.replace_copy
        self.is_gone = copies.is_gone
        self.discarded = copies.discarded
        self.is_worked_on_apart = copies.is_worked_on_apart
        self.people_like = copies.people_like
        self.photos_like = copies.photos_like
        self.receipt_holder = copies.receipt_holder
        self.trusted_stations = merges.trusted_stations
        self.save_trusted_station = merges.save_trusted_station
        self.add_merge = merges.add_merge
        self.merges = merges.merges
        self.end_merge = merges.end_merge
        self.add_merge_change = merges.add_merge_change
        self.merge_changes = merges.merge_changes
        self.last_change = merges.last_change
        self.keep_before = merges.keep_before
        self.before = merges.before
        self.forget_befores = merges.forget_befores
        self.begin_roster = rosters.begin_roster
        self.add_roster_rows = rows.add_roster_rows
        self.finish_roster = rosters.finish_roster
        self.sweep_rosters = rosters.sweep_rosters
        self.save_roster = rosters.save_roster
        self.delete_roster = rosters.delete_roster
        self.rosters = rosters.rosters
        self.roster = rosters.roster
        self.roster_rows = rows.roster_rows
        self.roster_glances = looks.roster_glances
        self.roster_counts = looks.roster_counts
        self.roster_row = rows.roster_row
        self.row_of = rows.row_of
        self.has_record = rows.has_record
        self.rows_with_number = rows.rows_with_number
        self.rows_with_name = rows.rows_with_name
        self.rows_of_record = rows.rows_of_record
        self.save_roster_row = rows.save_roster_row
        self.delete_roster_rows = rows.delete_roster_rows
        self.save_roster_rows = rows.save_roster_rows
        self.link_rows = rows.link_rows
        self.link_by_number = rows.link_by_number
        self.rows_of_person = rows.rows_of_person
        self.forget_row = rows.forget_row
        self.next_queue = rosters.next_queue
        self.put_row_picture = prepared.put_row_picture
        self.row_picture = prepared.row_picture
        self.row_picture_digests = prepared.row_picture_digests
        self.delete_row_pictures = prepared.delete_row_pictures
        self.reading = self._database.reading
        self.free_bytes = self._database.free_bytes
        self.audit = self._audit.audit
        self.audit_head = self._audit.audit_head
        self.audit_entries = self._audit.audit_entries
        self.last_audit_digest = self._audit.last_audit_digest
        self.audit_findings = self._audit.audit_findings
        self.first_broken_audit_entry = self._audit.first_broken_entry

    def transaction(self) -> AbstractContextManager[None]:
        """Open one user action's transaction; see ``ports.Store``."""
        return self._database.transaction()

    def another(self) -> EncryptedStore:
        """Open a second connection, to be called and used in the other thread."""
        return self.sibling(self._database.path, self.data_key())

    def data_key(self) -> bytes:
        """Return the key of the open database, to be wrapped for a person.

        Raises:
            NotAllowedError: ``station.locked``, the store was closed.
        """
        if self._closed:
            raise NotAllowedError("station.locked")
        return self._key.copy()

    @property
    def database(self) -> Database:
        """The connection, for what works on whole files: copies, backups."""
        return self._database

    def sibling(self, path: Path, key: bytes) -> EncryptedStore:
        """Open another file of this station, such as a copy under another key; the caller closes it."""
        return EncryptedStore(path, key, initials=self._initials, lock=self._lock)

    def check_integrity(self) -> list[str]:
        """Return what is wrong with the file, empty if nothing."""
        return findings(self._database, self._audit)

    def glance(self, stop: Callable[[], bool]) -> StoreGlance:
        """Look at what a damaged disk breaks first, until ``stop`` says so."""
        return glance(self._database, self._audit, stop)

    def figures(self) -> StoreFigures:
        """Return the station in numbers."""
        return figures(self._database)

    def close(self) -> None:
        """Close the connection, forget the key and give the station free. Idempotent."""
        if self._closed:
            return
        self._closed = True
        try:
            self._database.close()
        finally:
            self._key.wipe()
            self._lock.release()
