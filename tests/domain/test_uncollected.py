# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gc

import pytest

from sscard_desktop.domain.uncollected import uncollected


def test_the_search_for_cycles_goes_on_after_the_block_however_it_ends() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    with pytest.raises(RuntimeError), uncollected():
        raise RuntimeError
    assert gc.isenabled()
