# SPDX-License-Identifier: Apache-2.0
"""pypinyin's phrases with their readings shared: they are the same ones."""

from __future__ import annotations

import json
import subprocess
import sys

from sscard_desktop.storage.phrases import library

# In an interpreter of its own: another test may have loaded the library as it is.
_COMPARED = """
import json, os, sys
from importlib import resources
from sscard_desktop.storage.phrases import library

assert "pypinyin" not in sys.modules
ours = library().constants.PHRASES_DICT
own = json.loads(resources.files("pypinyin").joinpath("phrases_dict.json").read_text(encoding="utf-8"))
lists = {id(each) for readings in ours.values() for each in readings}
said = library().lazy_pinyin("重庆银行行长")
print(json.dumps([ours == own, len(own), len(lists), said, [name for name in os.environ if "PYPINYIN" in name]]))
"""


def test_all_phrases_are_there_and_equal_readings_are_one_list() -> None:
    run = subprocess.run([sys.executable, "-c", _COMPARED], capture_output=True, text=True, check=True, timeout=120)
    same, phrases, lists, said, left = json.loads(run.stdout)
    assert same
    assert phrases > 40_000
    assert lists < phrases / 20
    assert said == ["chong", "qing", "yin", "hang", "hang", "zhang"]
    # Whatever this program starts next isn't told how to load them.
    assert left == []


def test_what_is_loaded_already_is_taken_as_it_is() -> None:
    assert library() is library() is sys.modules["pypinyin"]
