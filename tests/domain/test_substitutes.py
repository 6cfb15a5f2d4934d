# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.substitutes import Repertoire, Substitute

GBK = Substitute(Repertoire.GBK, "?")


@pytest.mark.parametrize(
    ("substitute", "name", "shown"),
    [
        (GBK, "王五", "王五"),
        (GBK, "𠮷野", "?野"),
        (Substitute(Repertoire.GBK, "〇"), "𠮷䶮", "〇〇"),
        (Substitute(Repertoire.GBK, "?", characters={"𠮷": "吉"}), "𠮷𬭚", "吉?"),
        (GBK, "李\ue863", "李?"),
        (GBK, "葛\U000e0100", "葛"),
        (Substitute(Repertoire.GB2312, "?"), "朱镕基", "朱?基"),
        (Substitute(Repertoire.GB18030, "?"), "𠮷䶮\ue863\U00031350", "𠮷䶮??"),
    ],
)
def test_what_the_system_lacks_gives_way_and_nothing_else(substitute: Substitute, name: str, shown: str) -> None:
    assert substitute.spelled(name) == shown


def test_a_whole_name_gives_way_to_its_pinyin_only_where_a_character_is_lacking() -> None:
    substitute = Substitute(Repertoire.GBK, "?", pinyin=True, characters={"𠮷": "吉"})
    assert substitute.spelled("王五", pinyin="WANG WU") == "王五"
    assert substitute.spelled("𬭚五", pinyin="CHUN WU") == "CHUN WU"
    assert substitute.spelled("𠮷五", pinyin="JI WU") == "吉五"
    assert substitute.spelled("𬭚五") == "?五"


@given(st.text(max_size=30), st.sampled_from(Repertoire))
def test_a_substitute_can_always_be_held_and_does_not_change_again(text: str, repertoire: Repertoire) -> None:
    substitute = Substitute(repertoire, "?")
    spelled = substitute.spelled(text)
    assert all(map(repertoire.holds, spelled))
    assert substitute.spelled(spelled) == spelled
    if repertoire is not Repertoire.GB18030:
        assert spelled.encode(repertoire.value)[:0] == b""
