from __future__ import annotations

import pytest

from sscard_desktop.domain.batch import BATCH_MOVES, BatchMove, BatchStatus, target_of
from sscard_desktop.domain.errors import RefusedError


@pytest.mark.parametrize("status", BatchStatus)
@pytest.mark.parametrize("move", BatchMove)
def test_only_the_moves_of_the_table_happen(status: BatchStatus, move: BatchMove) -> None:
    if (status, move) in BATCH_MOVES:
        assert target_of(status, move) is BATCH_MOVES[status, move]
    else:
        with pytest.raises(RefusedError, match=r"batch\.move_refused"):
            target_of(status, move)


def test_an_open_batch_cannot_be_exported() -> None:
    with pytest.raises(RefusedError):
        target_of(BatchStatus.OPEN, BatchMove.EXPORT)


def test_a_batch_exports_again_and_again() -> None:
    assert target_of(BatchStatus.EXPORTED, BatchMove.EXPORT) is BatchStatus.EXPORTED


def test_an_acknowledged_batch_is_exported_again_and_stays_so_and_only_its_feedback_is_taken_back() -> None:
    final = {
        pair: to for pair, to in BATCH_MOVES.items() if pair[0] in (BatchStatus.ACKNOWLEDGED, BatchStatus.CANCELLED)
    }
    assert final == {
        (BatchStatus.ACKNOWLEDGED, BatchMove.EXPORT): BatchStatus.ACKNOWLEDGED,
        (BatchStatus.ACKNOWLEDGED, BatchMove.RETRACT): BatchStatus.EXPORTED,
    }
