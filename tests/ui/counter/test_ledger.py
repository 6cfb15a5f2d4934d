# SPDX-License-Identifier: Apache-2.0
"""What was typed is never lost and never overwritten by an older answer, whatever comes late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.ui.counter.ledger import Ledger


def test_a_field_is_settled_until_something_is_typed_in_it() -> None:
    ledger = Ledger()
    assert ledger.settled("name")
    ledger.typed("name", "王")
    assert not ledger.settled("name")
    assert ledger.settled("mobile")


def test_an_answer_settles_what_was_sent_with_it() -> None:
    ledger = Ledger()
    ledger.typed("name", "王")
    ticket, changes = ledger.take()
    assert changes == {"name": "王"}
    assert not ledger.settled("name")
    ledger.answered(ticket)
    assert ledger.settled("name")


def test_a_late_answer_doesnt_settle_what_was_typed_since() -> None:
    ledger = Ledger()
    ledger.typed("name", "王")
    first, _ = ledger.take()
    ledger.typed("name", "王小")
    second, _ = ledger.take()
    ledger.answered(first)
    assert not ledger.settled("name")
    assert ledger.newest({"name": "王"})["name"] == "王小"
    ledger.answered(second)
    assert ledger.settled("name")


def test_an_answer_to_something_else_settles_no_text_that_still_waits() -> None:
    ledger = Ledger()
    ledger.typed("name", "王")
    ledger.answered(ledger.ticket())
    assert not ledger.settled("name")
    assert ledger.take()[1] == {"name": "王"}


def test_what_couldnt_be_stored_waits_again() -> None:
    ledger = Ledger()
    ledger.typed("name", "王")
    ticket, changes = ledger.take()
    ledger.failed(ticket, changes)
    assert ledger.waiting
    assert ledger.take()[1] == {"name": "王"}


def test_what_couldnt_be_stored_gives_way_to_what_was_typed_since() -> None:
    ledger = Ledger()
    ledger.typed("name", "王")
    ticket, changes = ledger.take()
    ledger.typed("name", "王小")
    ledger.failed(ticket, changes)
    assert ledger.take()[1] == {"name": "王小"}
    ledger.typed("name", "王小明")
    late, late_changes = ledger.take()
    ledger.failed(ticket, changes)
    assert not ledger.waiting
    ledger.failed(late, late_changes)
    assert ledger.take()[1] == {"name": "王小明"}


KEYS = st.sampled_from(["name", "number", "mobile"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), KEYS, st.text("abc", max_size=3)),
        st.tuples(st.just("send")),
        st.tuples(st.just("answer"), st.booleans()),
    ),
    max_size=40,
)


@given(STEPS)
def test_the_last_text_of_each_field_reaches_the_store_whatever_fails(steps: list[tuple[object, ...]]) -> None:
    ledger, shown, stored = Ledger(), {}, {}
    under_way: list[tuple[int, dict[str, str]]] = []

    def answer(ok: bool) -> None:
        ticket, changes = under_way.pop(0)
        if ok:
            stored.update(changes)
            ledger.answered(ticket)
        else:
            ledger.failed(ticket, changes)

    for step in steps:
        if step[0] == "type":
            shown[step[1]] = step[2]
            ledger.typed(str(step[1]), str(step[2]))
        elif step[0] == "send":
            under_way.append(ledger.take())
        elif under_way:
            answer(bool(step[1]))
        assert ledger.newest(stored) == {**stored, **shown}
        assert all(stored.get(key) == text for key, text in shown.items() if ledger.settled(key))
    while under_way:
        answer(ok=True)
    under_way.append(ledger.take())
    answer(ok=True)
    assert stored == shown
