# SPDX-License-Identifier: Apache-2.0
"""One clerk leaves and the next logs in, passwords at their real cost: the aim is less than 5 s with the typing."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.people import People
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.registry import Registry

PASSWORD = "three blue teapots"


def test_a_clerk_goes_and_another_comes(tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    workplace = workplace_at(tmp_path / "station")
    workplace.set_up(StationIdentity(1, "bench", "chengdu", "2026"), supervisor="wangfang", password=PASSWORD)
    session = workplace.log_in("wangfang", PASSWORD)
    for name in ("limin", "zhaolei"):
        People(session, workplace.station).add(name, Role.CLERK, PASSWORD)
    session.store.close()
    at_the_desk = [workplace.log_in("limin", PASSWORD)]
    names = ["zhaolei", "limin"]

    def switch() -> None:
        at_the_desk.pop().store.close()
        at_the_desk.append(workplace.log_in(names[0], PASSWORD))
        Registry(at_the_desk[0]).today()
        names.reverse()

    benchmark(switch)
    at_the_desk[0].store.close()
