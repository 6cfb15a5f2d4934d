# SPDX-License-Identifier: Apache-2.0
"""Pictures to fields with the real networks; they are loaded once for all tests here."""

from __future__ import annotations

import io
import logging
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.domain.cardtext import Page
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging.ocr import networks, pages
from sscard_desktop.imaging.ocr import reader as reading
from sscard_desktop.imaging.ocr.lines import LinePlace
from sscard_desktop.imaging.ocr.networks import LINE_FINDER, LINE_READER, Networks
from sscard_desktop.imaging.ocr.reader import PictureReader
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.idcards.draw import draw_card
from tests.helpers.idcards.people import DEVELOPMENT, CardPerson, person

TODAY = date(2026, 3, 1)
ONE_LOADED = Networks()


def words() -> CardWords:
    codes = CodeTables(paths.resources() / "codes")
    return CardWords.of(codes.code_list("nations"), codes.code_list("countries"), codes.divisions().all_names())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> PictureReader:
    """Return a reader that may not open a socket."""

    def refused(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("reading a picture opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    return PictureReader(words, lambda: TODAY, networks=ONE_LOADED)


def jpeg(rgb: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "JPEG", quality=90)
    return file.getvalue()


def holder(seed: int) -> CardPerson:
    return person(np.random.default_rng([DEVELOPMENT, seed]), Layout.RESIDENT)


def both_sides(of: CardPerson) -> list[np.ndarray]:
    return [draw_card(of, side, px_per_mm=12) for side in (Side.FRONT, Side.BACK)]


def test_a_drawn_card_is_read_without_network_log_or_console(
    reader: PictureReader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    someone = holder(1)
    with caplog.at_level(logging.DEBUG):
        found = reader.read([jpeg(side) for side in both_sides(someone)])
    assert found.layout is Layout.RESIDENT
    assert found.values() == dict(someone.fields)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
    # A representation ends up in crash reports.
    assert someone.fields["number"] not in repr(found)
    assert someone.fields["name"] not in repr(found)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_card_on_its_head_or_side_is_turned(reader: PictureReader, quarters: int) -> None:
    someone = holder(1)
    front, _back = both_sides(someone)
    found = reader.read([jpeg(np.ascontiguousarray(np.rot90(front, quarters)))])
    assert found.sides == (Side.FRONT,)
    assert found.values()["number"] == someone.fields["number"]


def test_a_name_that_runs_into_glare_is_not_believed(reader: PictureReader) -> None:
    front = both_sides(holder(1))[0].copy()
    clear = reader.read([jpeg(front)]).fields["name"]
    # Burnt out from behind the name's second character on; 12 pixels are a millimetre.
    front[80:260, 270:560] = 255
    lit = reader.read([jpeg(front)]).fields.get("name")
    assert clear.confidence >= 0.9
    assert lit is None or lit.confidence < 0.9


@pytest.mark.parametrize("kept", [1, 2])
def test_the_end_of_a_nation_that_was_cut_off_comes_back(
    reader: PictureReader, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    someone = holder(1)
    tujia = replace(someone, fields={**someone.fields, "nation": "15"}, printed={"nation": "土家"})
    own = pages.find_lines

    def shortened(rgb: np.ndarray, networks: Networks, *, long_side_px: int) -> list[LinePlace]:
        """Return the lines, that of the nation without its last character."""
        places = own(rgb, networks, long_side_px=long_side_px)
        edge = (0.425 if kept == 1 else 0.46) * rgb.shape[1]
        return [
            LinePlace(np.minimum(place.corners, (edge, 1e9)).astype(np.float32), place.upright)
            if 0.13 < place.corners[:, 1].mean() / rgb.shape[1] < 0.19 and place.corners[:, 0].max() > edge
            else place
            for place in places
        ]

    monkeypatch.setattr(pages, "find_lines", shortened)
    nation = reader.read([jpeg(both_sides(tujia)[0])]).fields["nation"]
    assert nation.value == "15"


@pytest.mark.parametrize("name", ["邱天𫘦", "邱静𬳵"])
def test_a_rare_character_of_a_name_is_proposed_by_its_shape_and_never_believed(
    reader: PictureReader, name: str
) -> None:
    someone = holder(1)
    rare = replace(someone, fields={**someone.fields, "name": name})
    field = reader.read([jpeg(both_sides(rare)[0])]).fields["name"]
    assert field.value == name
    assert field.confidence < 0.9


@pytest.mark.parametrize("name", ["邱天驹", "黎浩源"])
def test_a_common_character_stays_what_it_is(reader: PictureReader, name: str) -> None:
    someone = holder(1)
    common = replace(someone, fields={**someone.fields, "name": name})
    assert reader.read([jpeg(both_sides(common)[0])]).values()["name"] == name


def test_a_page_of_a_newspaper_is_read_up_to_a_limit(reader: PictureReader, monkeypatch: pytest.MonkeyPatch) -> None:
    strips = np.tile(both_sides(holder(1))[0][:380, :640], (9, 5, 1))
    read_px = 0
    own = ONE_LOADED.letter_odds

    def counted(strip: np.ndarray) -> np.ndarray:
        nonlocal read_px
        read_px += strip.shape[-1]
        return own(strip)

    monkeypatch.setattr(ONE_LOADED, "letter_odds", counted)
    monkeypatch.setattr(pages, "_MOST_STRIP_PX", 3000)
    monkeypatch.setattr(pages, "_MOST_SECOND_LOOKS", 0)
    reader.read([jpeg(strips)])
    assert 0 < read_px < 2 * 3000 + 2 * 5 * 1600


def test_a_small_card_in_a_large_photo_is_looked_at_closely(reader: PictureReader) -> None:
    someone = holder(1)
    front = both_sides(someone)[0]
    desk = np.full((2700, 3600, 3), 150, np.uint8)
    desk[1200 : 1200 + front.shape[0], 900 : 900 + front.shape[1]] = front
    assert reader.read([jpeg(desk)]).values()["number"] == someone.fields["number"]


@pytest.mark.parametrize(
    "rgb",
    [
        np.zeros((16, 16, 3), np.uint8),
        np.full((40, 4000, 3), 255, np.uint8),
        np.full((4000, 40, 3), 255, np.uint8),
        np.random.default_rng(1).integers(0, 256, (700, 1100, 3), np.uint8).astype(np.uint8),
    ],
    ids=["tiny", "wide", "tall", "noise"],
)
def test_a_picture_without_a_document_reads_as_nothing(reader: PictureReader, rgb: np.ndarray) -> None:
    found = reader.read([jpeg(rgb)])
    assert found.fields == {}
    assert found.problems == ("nothing_read",)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0" + bytes(64)])
def test_what_is_no_picture_is_refused_as_everywhere(reader: PictureReader, data: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"picture\."):
        reader.read([data])


@pytest.mark.parametrize("pictures", [[], [b"", b"", b""]])
def test_a_document_has_one_or_two_pictures(reader: PictureReader, pictures: Sequence[bytes]) -> None:
    with pytest.raises(ValueError, match="one or two"):
        reader.read(pictures)


def test_an_installation_without_the_networks_says_so_when_asked_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EnvironmentFailedError, match="network_missing"):
        Networks(tmp_path).warm()
    monkeypatch.setattr(networks.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EnvironmentFailedError, match="reader_missing"):
        Networks().warm()


def test_an_altered_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / LINE_FINDER).write_bytes(b"ONNX")
    with pytest.raises(EnvironmentFailedError, match="network_altered") as told:
        Networks(tmp_path).warm()
    assert told.value.params == {"file": LINE_FINDER}


def test_an_installation_without_the_runtime_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EnvironmentFailedError, match="reader_missing"):
        Networks().warm()


def test_forgotten_networks_are_loaded_again(reader: PictureReader) -> None:
    own = Networks()
    own.warm()
    own.forget(unused_s=60.0)
    assert set(own._sessions) == {LINE_FINDER, LINE_READER}, "they were used a moment ago"
    own.forget()
    assert len(own.letters()) > 18_000
    assert LINE_READER in own._sessions
    assert LINE_FINDER not in own._sessions


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the pictures whose letters are read."""
    read: list[int] = []

    def read_page(rgb: np.ndarray, of: Networks) -> Page:
        read.append(rgb.size)
        return pages.read_page(rgb, of)

    monkeypatch.setattr(reading, "read_page", read_page)
    return read


def test_what_was_looked_at_ahead_isnt_read_again_and_reads_the_same(
    reader: PictureReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    front, back = (jpeg(side) for side in both_sides(holder(1)))
    plain = reader.read([front, back])
    read = counting(monkeypatch)
    reader.look_ahead(front)
    reader.look_ahead(front)
    assert len(read) == 1
    assert reader.read([front, back]) == plain
    assert len(read) == 2
    assert reader.read([front, back]) == plain
    assert len(read) == 4, "nothing is kept of a document that was read"


def test_a_look_ahead_at_one_card_never_speaks_for_another(reader: PictureReader) -> None:
    ours, theirs = (jpeg(both_sides(holder(seed))[0]) for seed in (1, 2))
    plain = reader.read([ours])
    reader.look_ahead(theirs)
    assert reader.read([ours]) == plain
    assert not reader._ahead


def test_no_more_is_kept_ahead_than_a_document_has_and_it_is_let_go_unread(
    reader: PictureReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Page(())
    monkeypatch.setattr(reading, "read_page", lambda rgb, of: empty)
    for seed in range(4):
        reader.look_ahead(jpeg(np.full((60, 90, 3), 40 * seed, np.uint8)))
    assert len(reader._ahead) == 2
    reader.forget(unused_s=60.0)
    assert len(reader._ahead) == 2, "they were looked at a moment ago"
    reader.forget()
    assert not reader._ahead


def test_the_package_that_carries_the_networks_is_never_imported() -> None:
    code = (
        "import sys; from sscard_desktop.imaging.ocr import networks, reader\n"
        "assert 'onnxruntime' not in sys.modules\n"
        "networks.Networks().warm(); assert 'rapidocr' not in sys.modules and 'requests' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True, cwd=Path.cwd())


def test_the_runtime_tells_nobody_of_its_use_and_keeps_no_number_for_the_machine(tmp_path: Path) -> None:
    code = "from sscard_desktop.imaging.ocr.networks import Networks; Networks().warm(); print('read')"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, timeout=60)
    assert run.stdout.strip() == b"read", run.stderr
    assert list(tmp_path.rglob("*")) == []
