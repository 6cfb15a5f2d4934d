# SPDX-License-Identifier: Apache-2.0
"""Who clicks again while the program loads gets no second window: one program leads, told by a lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sscard_desktop.ui.lead import Answer, Lead, place_of, take_lead

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no lock, there")

LEADS = (
    "import sys\nfrom pathlib import Path\nfrom sscard_desktop.ui.lead import Answer, take_lead\n"
    "lead = take_lead(Path(sys.argv[1]), lambda: Answer.NOBODY)\nprint(lead is not None, flush=True)\nsys.stdin.read()"
)


def nobody() -> Answer:
    return Answer.NOBODY


class Asked:
    """Asks the first window, which answers so at each asking; the last answer stays."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.times = 0

    def __call__(self) -> Answer:
        self.times += 1
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@pytest.fixture
def holds(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    def start() -> subprocess.Popen[str]:
        other = subprocess.Popen(
            [sys.executable, "-c", LEADS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        return other

    return start


def test_the_first_program_leads_and_asks_nobody(tmp_path: Path) -> None:
    asked = Asked(Answer.HERE)
    lead = take_lead(tmp_path, asked)
    assert lead is not None
    assert asked.times == 0
    lead.let_go()


def test_a_second_one_waits_for_the_window_of_one_that_still_loads(
    tmp_path: Path, holds: Callable[[], subprocess.Popen[str]]
) -> None:
    with holds() as other:
        asked = Asked(Answer.NOBODY, Answer.NOBODY, Answer.NOBODY, Answer.HERE)
        assert take_lead(tmp_path, asked, wait=lambda seconds: None) is None
        assert asked.times == 4
        other.kill()


def test_whoever_leads_and_dies_leaves_the_lead_to_the_next(
    tmp_path: Path, holds: Callable[[], subprocess.Popen[str]]
) -> None:
    with holds() as other:

        def wait(seconds: float) -> None:
            other.kill()
            other.wait()

        lead = take_lead(tmp_path, nobody, wait=wait)
        assert lead is not None
        # And it is a real one: the next has to wait.
        assert take_lead(tmp_path, Asked(Answer.NOBODY, Answer.HERE), wait=lambda seconds: None) is None
        lead.let_go()


@pytest.mark.parametrize(("answer", "most_asked"), [(Answer.SILENT, 1), (Answer.NOBODY, 300)])
def test_one_that_hangs_is_waited_for_no_longer_than_its_patience(
    tmp_path: Path, holds: Callable[[], subprocess.Popen[str]], answer: Answer, most_asked: int
) -> None:
    with holds() as other:
        now = [0.0]

        def wait(seconds: float) -> None:
            now[0] += seconds

        asked = Asked(answer)
        alone = take_lead(tmp_path, asked, now_s=lambda: now[0], wait=wait)
        assert alone is not None
        assert 1 <= asked.times <= most_asked
        other.kill()


def test_a_socket_that_a_killed_program_left_is_asked_once_and_in_nobody_s_way(tmp_path: Path) -> None:
    Path(place_of(tmp_path)).touch()
    try:
        asked = Asked(Answer.NOBODY)
        lead = take_lead(tmp_path, asked)
        assert lead is not None
        assert asked.times == 1
        lead.let_go()
    finally:
        Path(place_of(tmp_path)).unlink()


def test_a_window_is_found_though_somebody_cleaned_its_lock_away(
    tmp_path: Path, holds: Callable[[], subprocess.Popen[str]]
) -> None:
    with holds() as other:
        Path(f"{place_of(tmp_path)}.lead").unlink()
        Path(place_of(tmp_path)).touch()
        try:
            assert take_lead(tmp_path, Asked(Answer.HERE)) is None
        finally:
            Path(place_of(tmp_path)).unlink()
        other.kill()


def test_stations_have_leads_of_their_own(tmp_path: Path) -> None:
    one, other = take_lead(tmp_path / "one", nobody), take_lead(tmp_path / "two", nobody)
    assert one is not None
    assert other is not None
    one.let_go()
    other.let_go()


def test_without_a_place_of_one_s_own_everybody_asks_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sscard_desktop.ui.lead.place_of", lambda folder: "")
    asked = Asked(Answer.NOBODY)
    assert isinstance(take_lead(tmp_path, asked), Lead)
    assert asked.times == 1
