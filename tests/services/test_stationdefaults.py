# SPDX-License-Identifier: Apache-2.0
"""What a head office's settings become at another machine, and what never gets there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.services.stationdefaults import fitting

WAYS = json.dumps([["", "LaserJet", "tray1", True, 2], ["registration", "Epson", "", False, 1]])


def test_forms_keep_their_paper_and_lose_a_printer_that_isn_t_here() -> None:
    assert json.loads(fitting({"print.ways": WAYS}, {"Epson"})["print.ways"]) == [
        ["", "", "", True, 2],
        ["registration", "Epson", "", False, 1],
    ]
    assert fitting({"print.printer": "LaserJet"}, {"Epson"}) == {}
    assert fitting({"print.printer": "Epson"}, {"Epson"}) == {"print.printer": "Epson"}


def test_how_a_kind_of_reader_speaks_travels_and_one_reader_s_own_doesn_t() -> None:
    kept = json.dumps({"1a86:7523:": "cvr", "1a86:7523:A1": "cvr", "/dev/ttyUSB0": "cvr", "1a86:5523:": "nothing"})
    assert json.loads(fitting({"reader.dialects": kept}, ())["reader.dialects"]) == {"1a86:7523:": "cvr"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chip_photo.library", "/tmp/x.so"),
        ("station.signing_key", "x"),
        ("reception.key", "x"),
        ("backup.folder", "/x"),
        ("backup.second_folder", "/x"),
        ("reader.url", "socket://x:1"),
        ("training.station", "yes"),
        ("print.offsets", "[]"),
        ("applicant.screen", "DELL"),
        ("idle_lock_s", "5"),
        ("idle_lock_s", "9" * 5000),
        ("idle_lock_s", "000000300999999"),
        ("idle_lock_s", "000000300" + "9" * 5000),
        ("idle_lock_s", "６００"),
        ("records.shared", "maybe"),
        ("backup.every_h", "-1"),
        ("print.ways", "[" * 5000),
        ("print.ways", '[["a", "b", "c", 1, 999]]'),
        ("feedback.columns", '{"a": 1}'),
    ],
)
def test_what_is_one_machine_s_or_nonsense_is_left_out(key: str, value: str) -> None:
    assert fitting({key: value}, ()) == {}


@given(
    st.dictionaries(
        st.sampled_from(["print.ways", "reader.dialects", "feedback.states", "idle_lock_s", "print.printer"]),
        st.one_of(st.text(max_size=60), st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps)),
    )
)
def test_whatever_comes_what_is_taken_is_taken_again_unchanged(given_: dict[str, str]) -> None:
    taken = fitting(given_, ())
    assert fitting(taken, ()) == taken
