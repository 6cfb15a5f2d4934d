# SPDX-License-Identifier: Apache-2.0
"""How a very full station feels: ``python -m tests.crowd [--people 100000]`` builds one and prints a table.

Aims: opened in 300 ms after the password's own cost at 100,000 records; a field saved in 5 ms (p95, synchronous=FULL);
a search as one types in 16 ms (p95) at 100,000 records and in 50 ms at 1,000,000.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sscard_desktop.services.ports import Store
from tests.helpers.crowds import fill, made_up
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

TEXTS = ("", "5", "5101071", "510107198", "138", "13912", "王", "国", "王伟国", "4321", "wzg", "wz")


def measured_ms(work: Callable[[], object], rounds: int) -> list[float]:
    """Return how long each of ``rounds`` calls took."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def line(name: str, times: list[float]) -> str:
    """Return one row of the table."""
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"{name:34} median {statistics.median(times):8.2f} ms   p95 {p95:8.2f} ms   most {times[-1]:8.2f} ms"


def save(store: Store, draw: random.Random, people: int) -> None:
    """Save one field with its audit line."""
    with store.transaction():
        store.save_values(a_record(draw.randrange(people)).id, {"name": made_up(draw)["name"]}, at=NOON)
        store.audit(at=NOON, monotonic_s=1.0, operator="li", action="edit", subject="r", detail="{}")


def main() -> None:
    """Build the station and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=100_000)
    people = options.parse_args().people
    with tempfile.TemporaryDirectory() as scratch:
        folder = folder_at(Path(scratch) / "station")
        folder.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = folder.unlock(CHIEF.name, PASSWORD)
        start = time.perf_counter()
        fill(store, people)
        store.close()
        size = sum(path.stat().st_size for path in folder.folder.iterdir())
        print(f"{people} people in {time.perf_counter() - start:.0f} s, {size / 1e6:.0f} MB")  # noqa: T201

        def open_and_close() -> None:
            folder.unlock(CHIEF.name, PASSWORD)[0].close()

        print(line("open, less the password's cost", measured_ms(open_and_close, 20)))  # noqa: T201
        store, _ = folder.unlock(CHIEF.name, PASSWORD)
        draw = random.Random(7)
        print(line("a field saved", measured_ms(lambda: save(store, draw, people), 300)))  # noqa: T201
        together: list[float] = []
        for text in TEXTS:
            times = measured_ms(lambda text=text: store.search(text), 60)  # type: ignore[misc]
            together += times
            print(line(f"search {text or '(nothing)'}", times))  # noqa: T201
        print(line("search, all of these", sorted(together)))  # noqa: T201
        store.close()


if __name__ == "__main__":
    main()
