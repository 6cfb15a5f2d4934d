# SPDX-License-Identifier: Apache-2.0
"""pypinyin's phrases packed: they are the same ones, and texts are cut by them as before."""

from __future__ import annotations

import json
import subprocess
import sys

from sscard_desktop.storage.phrases import Beginnings, Phrases, _phrases, library

# In an interpreter of its own: another test may have loaded the library as it is.
_COMPARED = """
import json, os, sys
from importlib import resources
from sscard_desktop.storage.phrases import library

assert "pypinyin" not in sys.modules
packed = library()
ours = packed.constants.PHRASES_DICT
own = json.loads(resources.files("pypinyin").joinpath("phrases_dict.json").read_text(encoding="utf-8"))
said = packed.lazy_pinyin("重庆银行行长")
left = [name for name in os.environ if "PYPINYIN" in name]
texts = ["".join(pair) for pair in zip(list(own)[::97], list(own)[5::89])]
cut = [[packed.seg.simpleseg.seg(text), packed.pinyin(text, heteronym=True)] for text in texts]
for name in [name for name in sys.modules if name.split(".")[0] == "pypinyin"]:
    del sys.modules[name]
import pypinyin as usual
from pypinyin.seg import simpleseg
alike = cut == [[simpleseg.seg(text), usual.pinyin(text, heteronym=True)] for text in texts]
print(json.dumps([dict(ours) == own, len(own), len(texts), alike, said, left]))
"""


def test_all_phrases_are_there_and_texts_are_cut_and_read_as_the_library_does() -> None:
    run = subprocess.run([sys.executable, "-c", _COMPARED], capture_output=True, text=True, check=True, timeout=120)
    same, phrases, texts, alike, said, left = json.loads(run.stdout)
    assert same
    assert phrases > 40_000
    assert texts > 400
    assert alike
    assert said == ["chong", "qing", "yin", "hang", "hang", "zhang"]
    # Whatever this program starts next isn't told how to load them.
    assert left == []


def test_phrases_out_of_order_are_put_in_order() -> None:
    phrases = _phrases('{"重庆": [["chóng"], ["qìng"]],\n"一一": [["yī"], ["yī"]],"一": [["yī"]]}')
    assert list(phrases) == ["一", "一一", "重庆"]
    assert phrases["一"] == [["yī"]]


def test_a_phrase_and_its_beginnings_are_found_and_nothing_beside_them() -> None:
    phrases = Phrases(['"一 x": [["yī"]]', '"一一": [["yī"], ["yī"]]', '"重庆": [["chóng"], ["qìng"]]'])
    assert phrases["重庆"] == [["chóng"], ["qìng"]]
    assert not any(other in phrases for other in ("重", "重庆市", "", "龟"))
    assert all(beginning in Beginnings(phrases) for beginning in ("一", "一一", "重", "重庆"))
    assert not any(other in Beginnings(phrases) for other in ("庆", "重庆市", "龟"))
    phrases["重庆"][0].append("zhòng")
    assert phrases["重庆"] == [["chóng"], ["qìng"]], "who asks gets lists of their own"


def test_what_is_loaded_already_is_taken_as_it_is() -> None:
    assert library() is library() is sys.modules["pypinyin"]
