# SPDX-License-Identifier: Apache-2.0
"""How sentences are worded: as a good colleague at the next counter speaks, and one thing by one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sscard_desktop import messages, paths
from tests.test_messages import CATALOGUE, USES

RAISED = {use.code for use in USES if use.code in CATALOGUE}
NAMES = re.compile(
    r"photo\.(check\.\w+|family\.\w+|correction\.\w+|hint\.\w+|light\.\w+|light_part\.\w+|unmeasured)"
    r"|photo\.(look|rule|sample|knob|voice)\..*|printer\.trouble\..*|support\..*|manual\..*|roster\.(column|kind)\..*"
)
"""What stands as a heading, a caption or the middle of a sentence, and ends without a full stop."""
FORMS = {"audit.head", "bulk.sheet", "file.name_too_long", "own_look.pointed_note", "reads.pair_unknown"} | {
    code for code in CATALOGUE if code.startswith(("remark.", "retention.certificate"))
}
"""What ends in something that was put in, or is a line of a paper."""
ENDS = {"zh_CN": re.compile("[。？：]$"), "en": re.compile(r"[.?:]$")}
LONGEST = {"zh_CN": 105, "en": 215}
HARSH = {
    "zh_CN": re.compile(
        "无效|非法|错误代码|校验失败|操作失败|失败[！!]|违规|操作有误|您输入|您没有|禁止|系统异常|参数错误"
    ),
    "en": re.compile(
        r"\b(invalid|illegal|fatal|abort(ed)?|exception|error code|oops|sorry|failed to|you (must|failed|forgot))\b",
        re.I,
    ),
}
"""Blame, alarm and the language of programs."""
ONE_WORD = {
    "上报包": "上传包",
    "数据包": "上传包",
    "日报单": "日结单",
    "审计记录": "操作日志",
    "审计链": "操作日志",
    "审计日志": "操作日志",
    "受理号": "受理编号",
    "主管部门": "社保部门",
    "读卡机": "读卡器",
    "优盘": "U 盘",
    "U盘": "U 盘",
    "「": "“",
}
"""Another word for a thing → the one that people see everywhere; two words make them look for two things."""


def told(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield code, part and sentence of everything that is said in a language."""
    for code, entry in CATALOGUE.items():
        for part, sentence in entry[language].items():
            if sentence:
                yield code, part, sentence


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_sentences_end_as_sentences_and_never_shout(language: str) -> None:
    unended = [
        code
        for code, _, sentence in told(language)
        if not ENDS[language].search(sentence) and code not in FORMS and not NAMES.fullmatch(code)
    ]
    assert unended == []
    assert [code for code, _, sentence in told(language) if re.search(r"[！]|\w!", sentence)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nobody_is_blamed_and_nothing_sounds_like_a_program(language: str) -> None:
    assert [(code, sentence) for code, _, sentence in told(language) if HARSH[language].search(sentence)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_sentences_can_be_read_at_a_glance(language: str) -> None:
    long = [
        code
        for code, _, sentence in told(language)
        if len(sentence) > LONGEST[language] and not code.startswith("retention.certificate")
    ]
    assert long == []


def test_whoever_is_refused_something_is_told_what_to_do() -> None:
    # Facts that are listed, and what a command has done, ask for nothing.
    silent = [
        code
        for code in sorted(RAISED)
        if not CATALOGUE[code]["zh_CN"].get("todo") and not code.startswith("cli.") and not NAMES.fullmatch(code)
    ]
    assert silent == []
    uneven = [code for code, entry in CATALOGUE.items() if len({bool(each.get("todo")) for each in entry.values()}) > 1]
    assert uneven == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    mixed = [code for code, _, text in told("zh_CN") if re.search("[\u4e00-\u9fff][,;?](?=[\u4e00-\u9fff]|$)", text)]
    assert mixed == []


@pytest.mark.parametrize("other", sorted(ONE_WORD))
def test_one_thing_has_one_word(other: str) -> None:
    i18n = paths.resources() / "i18n"
    texts = [i18n / "words.toml", *(i18n / "messages").glob("*.toml"), *i18n.glob("*.ts")]
    assert [path.name for path in texts if other in path.read_text(encoding="utf-8")] == [], f"say {ONE_WORD[other]}"
