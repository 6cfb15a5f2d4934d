# SPDX-License-Identifier: Apache-2.0
"""One thousand people exported: 24 columns, a card photo of 30 kB and two ID pictures of 120 kB each.

Beside the seconds stands the ratio to a plain copy plus AES of the same bytes in the same run.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.ports import PackageItem
from sscard_desktop.services.progress import Quiet
from tests import exportrates
from tests.helpers.packages import PASSWORD, content

PEOPLE = 1000
SIZES = {"photo": 30_000, "id_front": 120_000, "id_back": 120_000}


def test_a_thousand_people_are_exported(benchmark: Any, tmp_path: Path) -> None:
    pictures = {role: random.Random(role).randbytes(size) for role, size in SIZES.items()}
    what = content(
        headers=tuple(f"列{column}" for column in range(24)),
        widths=(16,) * 24,
        items=tuple(
            PackageItem(
                (f"51010719900307{person:04d}", *("四川省成都市武侯区一环路" for _ in range(23))),
                {f"{role}/51010719900307{person:04d}.jpg": role for role in SIZES},
            )
            for person in range(PEOPLE)
        ),
    )
    package = PackageFile()
    stick = tmp_path / "stick"
    stick.mkdir()
    written = benchmark.pedantic(
        lambda: package.write(what, stick, "p.zip", PASSWORD, pictures.__getitem__, Quiet()), rounds=1
    )
    seconds = benchmark.stats.stats.mean
    plain = exportrates.measure(tmp_path, PEOPLE)
    benchmark.extra_info["ratio_to_copy_and_aes"] = round((plain["copy"] + plain["aes"]) / seconds, 2)
    benchmark.extra_info["people"] = PEOPLE
    benchmark.extra_info["seconds"] = round(seconds, 2)
    benchmark.extra_info["megabytes"] = round(written.size_bytes / 1e6, 1)
    benchmark.extra_info["megabytes_per_second"] = round(written.size_bytes / 1e6 / seconds, 1)
    assert package.verify(written.path, PASSWORD) == []
