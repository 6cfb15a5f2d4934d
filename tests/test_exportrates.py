# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

from tests import exportrates


def test_the_measurement_of_exports_runs_on_a_small_batch(tmp_path: Path) -> None:
    figures = exportrates.run(6, tmp_path)
    assert figures["seal"]["people"] == 6
    assert figures["export"]["bytes"] > 6 * sum(exportrates.SIZES.values())
    assert figures["verify"]["findings"] == 0
    assert "ratio" in exportrates.table(figures)
