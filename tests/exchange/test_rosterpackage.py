# SPDX-License-Identifier: Apache-2.0
"""A roster's file, written as somebody could who signs and knows the password: only what it states comes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscard_desktop.domain import rostercopy
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId, RowPicture
from sscard_desktop.domain.rostercopy import RosterPiece
from sscard_desktop.exchange import carrier, carrierlock
from sscard_desktop.exchange.carrierstream import Frame
from sscard_desktop.exchange.recipients import new_station_key
from sscard_desktop.exchange.rosterpackage import KIND, RosterPackages
from sscard_desktop.services.ports import RosterArrival, RosterOrigin, Unlock
from tests.helpers.certificates import NOON
from tests.helpers.transfers import PASSWORD, Silent

FILES = RosterPackages()
KEY = new_station_key()
ROSTER = Roster(RosterId("a" * 32), "样例公司", "样例公司", "U1", "2026", "chengdu", "b" * 64, NOON, "zhou")
ROW = RosterRow(RowId("1" * 32), ROSTER.id, 1, {"name": "张伟国"}, NOON)
PIECE = rostercopy.as_text(RosterPiece(ROSTER, (ROW,)))
PHOTO = b"a photo"
SHA256 = hashlib.sha256(PHOTO).hexdigest()
WHOSE = [ROW.id, "photo", SHA256, NOON.isoformat(), "{}"]
END = b'{"pictures": 1, "rows": 1}'
ABOUT = {
    "station": 17, "name": "17 号台", "profile": "chengdu", "campaign": "2026", "made_at": NOON.isoformat(), "rows": 1,
    "part": 1, "parts": 1,
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrierlock, "_MEMORY_KIB", 64)
        yield


def read(path: Path, *frames: Frame, about: dict[str, object] | None = None) -> list[RosterArrival]:
    """Write these frames and read them back."""
    carrier.write(path, KIND, about or ABOUT, frames, lock=PASSWORD, key=KEY)
    return list(FILES.read(FILES.verify(path, Silent()), Unlock(password=PASSWORD.password)))


def whose(**changes: object) -> Frame:
    told = dict(zip(("row", "role", "sha256", "at", "report"), WHOSE, strict=True))
    return b"Q", json.dumps(list({**told, **changes}.values())).encode()


def test_a_roster_comes_out_as_it_went_in(tmp_path: Path) -> None:
    picture = RowPicture(PHOTO, SHA256, '{"x": 1}', NOON)
    origin = RosterOrigin(17, "17 号台", "chengdu", "2026", NOON, 1, 2, 4)
    path = tmp_path / "a.sscard"
    FILES.write(
        path, origin, [RosterPiece(ROSTER, (ROW,))], lambda row: [(PictureRole.PHOTO, picture)], lock=PASSWORD, key=KEY,
        progress=Silent(),
    )  # fmt: skip
    found = FILES.verify(path, Silent())
    assert (found.origin, found.locked_by, FILES.is_one(path)) == (origin, "password", True)
    piece, photo = FILES.read(found, Unlock(password=PASSWORD.password))
    assert piece.piece == RosterPiece(ROSTER, (ROW,))
    assert (photo.row, photo.role, photo.picture) == (ROW.id, PictureRole.PHOTO, picture)


@pytest.mark.parametrize(
    "frames",
    [
        pytest.param([(b"L", PIECE), whose(), (b"P", PHOTO)], id="no end"),
        pytest.param([(b"L", PIECE), (b"E", END)], id="fewer pictures than it says"),
        pytest.param([(b"E", b'{"pictures": 0, "rows": 0}')], id="nothing"),
        pytest.param([(b"L", PIECE), whose(), (b"P", PHOTO), (b"E", END), (b"L", PIECE)], id="more behind the end"),
        pytest.param([(b"L", PIECE), (b"L", PIECE), whose(), (b"P", PHOTO), (b"E", END)], id="people it doesn't state"),
        pytest.param([whose(), (b"P", PHOTO), (b"L", PIECE), (b"E", END)], id="a picture before its person"),
        pytest.param([(b"L", PIECE), whose(), (b"E", END)], id="a picture without bytes"),
        pytest.param([(b"L", PIECE), whose(), (b"P", b"other"), (b"E", END)], id="other bytes"),
        pytest.param([(b"L", PIECE), (b"P", PHOTO), (b"E", END)], id="bytes of nobody"),
        pytest.param([(b"L", PIECE), (b"X", b""), (b"E", END)], id="an unknown frame"),
        *(
            pytest.param([(b"L", PIECE), whose(**{key: bad}), (b"P", PHOTO), (b"E", END)], id=f"{key}={bad!r:.20}")
            for key, bad in (
                ("row", "2" * 32), ("row", 1), ("role", "id_front"), ("role", None), ("sha256", "0" * 64),
                ("sha256", 1), ("at", "2026-03-02"), ("at", 1), ("report", "["), ("report", "[1]"), ("report", 1),
                ("report", "x" * (1 << 21)), ("report", '"\ud800"'),
            )
        ),
    ],
)  # fmt: skip
def test_what_isnt_as_stated_is_refused(tmp_path: Path, frames: list[Frame]) -> None:
    with pytest.raises(InvalidInputError, match=r"transfer\.(damaged|roster_bad)"):
        read(tmp_path / "a.sscard", *frames)


@pytest.mark.parametrize("key", sorted(ABOUT))
@pytest.mark.parametrize("bad", [None, [], -1, 1 << 40, "x" * 1000, "\x00"], ids=lambda bad: f"{bad!r:.10}")
def test_a_header_s_parts_are_what_they_must_be(tmp_path: Path, key: str, bad: object) -> None:
    with pytest.raises(InvalidInputError, match=r"transfer\.damaged"):
        read(tmp_path / "a.sscard", (b"L", PIECE), (b"E", END), about={**ABOUT, key: bad})
