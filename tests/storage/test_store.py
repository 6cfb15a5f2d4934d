# SPDX-License-Identifier: Apache-2.0
"""The contract of ``ports.Store``, tried on the real one: every method, and what it promises about transactions."""

from __future__ import annotations

import inspect
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Consent, Move, RecordId, Status, Step
from sscard_desktop.services import ports
from sscard_desktop.services.ports import Store, Unit
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import NOON, a_record

GHOST = RecordId("f" * 32)


def test_every_method_of_the_port_is_there_with_the_port_s_parameters(store: EncryptedStore) -> None:
    for name, method in inspect.getmembers(ports.Store, inspect.isfunction):
        if not name.startswith("_"):
            promised = list(inspect.signature(method).parameters.values())[1:]
            kept = list(inspect.signature(getattr(store, name)).parameters.values())
            assert [(p.name, p.kind, p.default) for p in kept] == [(p.name, p.kind, p.default) for p in promised], name


class TestTransactions:
    def test_writing_outside_of_one_is_a_bug(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="transaction"):
            store.add_record(a_record())
        with pytest.raises(RuntimeError, match="transaction"):
            store.next_running("receipt")

    def test_they_do_not_nest(self, store: Store) -> None:
        with store.transaction(), pytest.raises(RuntimeError, match="nest"), store.transaction():
            pass

    def test_an_error_undoes_all_of_it(self, store: Store) -> None:
        def action() -> None:
            with store.transaction():
                store.add_record(a_record())
                store.save_setting("theme", "dark")
                raise KeyError

        with pytest.raises(KeyError):
            action()
        assert store.search() == []
        assert store.setting("theme") == ""

    def test_the_store_goes_on_after_one_that_failed(self, store: Store) -> None:
        def action() -> None:
            with store.transaction():
                store.add_record(a_record())
                store.record(GHOST)

        with pytest.raises(RefusedError):
            action()
        with store.transaction():
            store.add_record(a_record())
        assert len(store.search()) == 1


class TestRecords:
    def test_a_record_comes_back_as_it_went_in(self, store: Store) -> None:
        record = a_record(
            values={"name": "买买提·艾力", "number": "65010119900101001X", "note": "𠮷\n \u3000'\"\x00\ud800"},
            consents=(Consent("notice", "3", NOON, "li"), Consent("promise", "1", NOON, "li")),
            card_read=True,
            parked=True,
            submitted_at=NOON + timedelta(microseconds=1),
            submitted_by="li",
            receipt_number="00122026030200018",
            prints=2,
            returned_reason="照片模糊",
        )
        with store.transaction():
            store.add_record(record)
        assert store.record(record.id) == record

    def test_an_unknown_record_is_refused_everywhere(self, store: Store) -> None:
        ghost = replace(a_record(), id=GHOST)
        step = Step(NOON, "li", Move.CONFIRM, Status.DRAFT, Status.CONFIRMED)
        with store.transaction():
            for attempt in (
                lambda: store.record(GHOST),
                lambda: store.save_values(GHOST, {"name": "王芳"}, at=NOON),
                lambda: store.save_record(ghost),
                lambda: store.set_consents(ghost),
                lambda: store.delete_record(GHOST),
                lambda: store.add_step(GHOST, step),
                lambda: store.put_picture(GHOST, PictureRole.PHOTO, b"", report="", at=NOON),
            ):
                with pytest.raises(RefusedError) as caught:
                    attempt()
                assert caught.value.code == "record.unknown"

    def test_saved_values_change_only_what_is_named(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record(values={"name": "李娜", "mobile": "13800138000", "bank": "icbc"}))
        later = NOON + timedelta(minutes=1)
        with store.transaction():
            store.save_values(a_record().id, {"mobile": "", "address": "武侯区"}, at=later)
        record = store.record(a_record().id)
        assert record.values == {"name": "李娜", "bank": "icbc", "address": "武侯区"}
        assert record.updated_at == later
        assert store.search("1380") == []

    def test_life_cycle_attributes_are_saved_without_touching_values(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
            moved = replace(a_record(), status=Status.CONFIRMED, parked=True, prints=1, values={})
            store.save_record(moved)
        assert store.record(moved.id) == replace(moved, values=a_record().values)

    def test_consents_replace_the_earlier_ones(self, store: Store) -> None:
        first = a_record(consents=(Consent("notice", "1", NOON, "li"),))
        second = replace(first, consents=(Consent("notice", "2", NOON, "li"), Consent("promise", "1", NOON, "li")))
        with store.transaction():
            store.add_record(first)
            store.set_consents(second)
        assert store.record(first.id).consents == second.consents

    def test_a_deleted_record_takes_everything_with_it(self, store: EncryptedStore) -> None:
        with store.transaction():
            store.add_record(a_record(consents=(Consent("notice", "1", NOON, "li"),)))
            store.put_picture(a_record().id, PictureRole.PHOTO, b"jpeg", report="", at=NOON)
            store.add_step(a_record().id, Step(NOON, "li", Move.CONFIRM, Status.DRAFT, Status.CONFIRMED))
        with store.transaction():
            store.delete_record(a_record().id)
        tables = ("record", "record_values", "name_ending", "consent", "step", "picture")
        left = {table for table in tables if store._database.rows(f"SELECT * FROM {table}")}
        assert left == set()
        assert store.count_by_status() == {}

    def test_the_history_is_told_in_order(self, store: Store) -> None:
        steps = [
            Step(NOON, "li", Move.CONFIRM, Status.DRAFT, Status.CONFIRMED),
            Step(NOON, "li", Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED),
            Step(NOON, "zhou", Move.RETURN, Status.SUBMITTED, Status.RETURNED, "照片模糊"),
        ]
        with store.transaction():
            store.add_record(a_record())
            for step in steps:
                store.add_step(a_record().id, step)
        assert list(store.steps(a_record().id)) == steps

    def test_states_are_counted_through_every_change(self, store: Store) -> None:
        with store.transaction():
            for number in range(1, 4):
                store.add_record(a_record(number))
            store.add_record(a_record(4, created_by="wang"))
            store.save_record(a_record(1, status=Status.SUBMITTED, submitted_at=NOON, submitted_by="li"))
            store.delete_record(a_record(2).id)
        assert store.count_by_status() == {Status.DRAFT: 2, Status.SUBMITTED: 1}
        assert store.count_by_status(created_by="li") == {Status.DRAFT: 1, Status.SUBMITTED: 1}

    def test_submissions_are_counted_since_a_moment(self, store: Store) -> None:
        with store.transaction():
            for number, hours in ((1, -1), (2, 0), (3, 1)):
                at = NOON + timedelta(hours=hours)
                operator = "li" if number < 3 else "wang"
                store.add_record(a_record(number, submitted_at=at, submitted_by=operator))
        assert store.count_submitted(since=NOON) == 2
        assert store.count_submitted(since=NOON, operator="li") == 1


class TestPictures:
    def test_a_picture_comes_back_with_its_report_and_digest(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
            store.put_picture(a_record().id, PictureRole.PHOTO, b"old", report="{}", at=NOON)
            store.put_picture(a_record().id, PictureRole.PHOTO, b"new", report='{"a":1}', at=NOON)
            store.put_picture(a_record().id, PictureRole.ID_FRONT, b"", report="", at=NOON)
        assert store.picture(a_record().id, PictureRole.PHOTO) == b"new"
        assert store.picture(a_record().id, PictureRole.ID_FRONT) == b""
        assert store.picture_report(a_record().id, PictureRole.PHOTO) == '{"a":1}'
        digests = store.picture_digests(a_record().id)
        assert digests[PictureRole.PHOTO] == "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"
        assert store.record(a_record().id).pictures == {PictureRole.PHOTO, PictureRole.ID_FRONT}

    def test_another_report_leaves_the_picture_as_it_was(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
            store.put_picture(a_record().id, PictureRole.ID_FRONT, b"front", report="{}", at=NOON)
            store.put_picture_report(a_record().id, PictureRole.ID_FRONT, '{"side":"front"}')
            store.put_picture_report(a_record().id, PictureRole.ID_BACK, '{"side":"back"}')
        assert store.picture(a_record().id, PictureRole.ID_FRONT) == b"front"
        assert store.picture_report(a_record().id, PictureRole.ID_FRONT) == '{"side":"front"}'
        assert store.picture_report(a_record().id, PictureRole.ID_BACK) == ""

    def test_no_picture_is_none(self, store: Store) -> None:
        assert store.picture(a_record().id, PictureRole.PHOTO) is None
        assert store.picture_report(a_record().id, PictureRole.PHOTO) == ""
        assert store.picture_digests(a_record().id) == {}

    def test_one_picture_is_deleted_and_the_others_stay(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
            for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
                store.put_picture(a_record().id, role, b"jpeg", report="", at=NOON)
            store.delete_picture(a_record().id, PictureRole.ID_FRONT)
            store.delete_picture(a_record().id, PictureRole.ID_FRONT)
        assert store.record(a_record().id).pictures == {PictureRole.ID_BACK}


class TestBatches:
    @staticmethod
    def a_batch(number: str = "0012-20260302-1", *members: int, **changes: object) -> Batch:
        records = tuple(a_record(member).id for member in members)
        batch = Batch(number, "chengdu", "1", BatchStatus.SEALED, NOON, "zhou", records)
        return replace(batch, **changes)  # type: ignore[arg-type]

    @pytest.fixture(autouse=True)
    def three_records(self, store: Store) -> None:
        with store.transaction():
            for number in (1, 2, 3):
                store.add_record(a_record(number, status=Status.APPROVED))

    def test_a_batch_comes_back_as_it_went_in(self, store: Store) -> None:
        batch = self.a_batch("B1", 3, 1, 2, sealed_at=NOON, sealed_by="zhou", content_sha256="ab")
        with store.transaction():
            store.add_batch(batch)
        assert store.batch("B1") == batch
        exported = replace(batch, status=BatchStatus.EXPORTED, exported_at=NOON)
        with store.transaction():
            store.save_batch(exported)
        assert store.batch("B1") == exported

    def test_the_newest_comes_first(self, store: Store) -> None:
        with store.transaction():
            store.add_batch(self.a_batch("B1"))
            store.add_batch(self.a_batch("B2", created_at=NOON + timedelta(days=1)))
        assert [batch.number for batch in store.batches()] == ["B2", "B1"]

    def test_an_unknown_batch_is_refused(self, store: Store) -> None:
        with pytest.raises(RefusedError, match=r"batch\.unknown"):
            store.batch("B9")
        with store.transaction(), pytest.raises(RefusedError, match=r"batch\.unknown"):
            store.save_batch(self.a_batch("B9"))

    def test_a_record_is_in_at_most_one_live_batch(self, store: Store) -> None:
        with store.transaction():
            store.add_batch(self.a_batch("B1", 1, 2))
        with pytest.raises(RefusedError, match=r"batch\.record_taken"), store.transaction():
            store.add_batch(self.a_batch("B2", 3, 2))
        assert [batch.number for batch in store.batches()] == ["B1"]

    def test_a_cancelled_batch_frees_its_records(self, store: Store) -> None:
        batch = self.a_batch("B1", 1, 2)
        with store.transaction():
            store.add_batch(batch)
            store.save_batch(replace(batch, status=BatchStatus.CANCELLED, cancelled_reason="错了"))
            store.add_batch(self.a_batch("B2", 1, 2))
        assert store.batch("B1").records == batch.records

    def test_a_record_sent_back_is_free_and_stays_in_what_was_exported(self, store: Store) -> None:
        batch = self.a_batch("B1", 1, 2, status=BatchStatus.EXPORTED)
        with store.transaction():
            store.add_batch(batch)
            store.save_record(a_record(1, batch="B1", status=Status.EXPORTED))
        with store.transaction():
            store.save_record(a_record(1, status=Status.RETURNED))
            store.save_batch(replace(batch, exported_at=NOON))
            store.add_batch(self.a_batch("B2", 1))
        assert store.batch("B1").records == batch.records
        assert store.record(a_record(2).id).batch == ""


class TestDirectory:
    def test_people_are_added_and_changed(self, store: Store) -> None:
        with store.transaction():
            store.save_operator(Operator("li", Role.CLERK, "李演示"))
            store.save_operator(Operator("li", Role.HR, "李演示", disabled=True))
        assert [operator.name for operator in store.operators()] == ["li", "zhou"]
        assert store.operators()[0] == Operator("li", Role.HR, "李演示", disabled=True)

    def test_units_are_found_below_their_parent(self, store: Store) -> None:
        assert not store.has_units()
        with store.transaction():
            store.add_unit(Unit("武侯机械厂", insured_number="510107001"))
            store.add_unit(Unit("成都武侯学校"))
            store.add_unit(Unit("财务科", parent="武侯机械厂", initials="cwk"))
            store.add_unit(Unit("武侯机械厂", insured_number="510107002"))
        assert store.has_units()
        assert [unit.name for unit in store.units("武侯")] == ["武侯机械厂", "成都武侯学校"]
        assert [unit.name for unit in store.units("WH")] == ["成都武侯学校", "武侯机械厂"]
        assert [unit.insured_number for unit in store.units("5101")] == ["510107002"]
        assert [unit.name for unit in store.units(parent="武侯机械厂")] == ["财务科"]
        assert len(store.units(limit=1)) == 1

    def test_running_numbers_have_no_gaps(self, store: Store) -> None:
        with store.transaction():
            assert [store.next_running("receipt"), store.next_running("receipt")] == [1, 2]

        def action() -> None:
            with store.transaction():
                store.next_running("receipt")
                raise KeyError

        with pytest.raises(KeyError):
            action()
        with store.transaction():
            assert store.next_running("receipt") == 3
            assert store.next_running("batch") == 1

    def test_settings_are_kept(self, store: Store) -> None:
        assert store.setting("printer") == ""
        with store.transaction():
            store.save_setting("printer", "A")
            store.save_setting("printer", "B")
        assert store.setting("printer") == "B"


class TestConnections:
    def test_another_thread_reads_through_a_connection_of_its_own(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
        found: list[object] = []

        def read() -> None:
            second = store.another()
            found.extend(second.search())
            second.close()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert found == store.search()

    def test_closing_twice_is_fine_and_the_key_is_gone(self, store: EncryptedStore) -> None:
        store.close()
        store.close()
        assert not any(store._key.copy())
        for attempt in (store.data_key, store.search, store.another, store.transaction().__enter__):
            with pytest.raises(NotAllowedError, match=r"station\.locked"):
                attempt()

    def test_a_new_station_has_no_findings(self, store: Store) -> None:
        with store.transaction():
            store.add_record(a_record())
        assert store.check_integrity() == []
