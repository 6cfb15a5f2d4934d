# SPDX-License-Identifier: Apache-2.0
"""Every named wrong sample of the bureaus' sheet (附：相片样本及规范说明) has the check that looks for it.

``FAILS``: decided by the program. ``ASKS``: the clerk is asked, by a figure of medium trust. ``HINTS``: no model that
may ship knows; the question is always asked, and a heuristic may point at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from sscard_desktop import messages, paths
from sscard_desktop.domain.photothresholds import COMMON_THRESHOLDS
from sscard_desktop.imaging import compliance

FAILS, ASKS, HINTS = "fails", "asks", "hints"


@dataclass(frozen=True)
class Sample:
    name: str
    family: str
    key: str
    how: str
    threshold: str = ""
    hint: str = ""


SAMPLES = (
    Sample("头像偏大", "crop", "face_width", FAILS),
    Sample("头像偏小", "crop", "face_width", FAILS),
    Sample("头顶距过大", "crop", "top_margin", FAILS),
    Sample("头像偏右不居中", "crop", "eye_x", FAILS),
    Sample("一肩高一肩低", "shoulders", "shoulders_level", ASKS, "shoulders_level"),
    Sample("头抬过高", "shoulders", "pitch", FAILS, "chin_up_fail"),
    Sample("头右歪", "shoulders", "roll", FAILS),
    Sample("头向右偏", "shoulders", "yaw", FAILS, "yaw_fail"),
    Sample("眼睛睁开不自然", "eyes", "eyes_natural", ASKS, "eye_opening"),
    Sample("眼睛向左看", "eyes", "gaze", ASKS, "gaze"),
    Sample("眼睛向上看", "eyes", "gaze", ASKS, "gaze"),
    Sample("闭眼睛", "eyes", "eyes_open", FAILS, "lid_gap_fail"),
    Sample("背景不为纯白", "background", "background", FAILS, "white_share"),
    Sample("背景处理不干净", "background", "outline", FAILS, "outline_fail"),
    Sample("其它颜色背景", "background", "wall_colour", FAILS, "wall_chroma"),
    Sample("相片中有字体", "background", "wall_clutter", FAILS, "wall_clutter"),
    Sample("微笑过度", "expression", "neutral", ASKS, "smile"),
    Sample("抿嘴", "expression", "lips_pressed", ASKS, "lips_pressed"),
    Sample("表情不自然", "expression", "natural_face", ASKS, "natural_face"),
    Sample("皱眉", "expression", "frown", ASKS, "furrow"),
    Sample("人像模糊", "quality", "sharpness", FAILS, "sharpness_fail"),
    Sample("人像偏青", "quality", "colour_cast", FAILS, "skin_a_low_fail", "cast_cyan"),
    Sample("人像偏蓝", "quality", "colour_cast", FAILS, "skin_b_low_fail", "cast_blue"),
    Sample("人像反光", "quality", "skin_glare", ASKS, "skin_glare"),
    Sample("曝光过度", "quality", "exposure", FAILS, "burnt_fail", "burnt_out"),
    Sample("曝光不足", "quality", "exposure", FAILS, "luma_low_fail", "too_dark"),
    Sample("对比度过大", "quality", "contrast", FAILS, "spread_high_fail", "contrast_high"),
    Sample("对比度过小", "quality", "contrast", FAILS, "contrast_fail", "contrast_low"),
    Sample("锐化过度", "quality", "over_sharpened", ASKS, "over_sharpened"),
    Sample("左脸有阴影", "quality", "side_shadow", FAILS, "side_shadow_fail", "shadow_left"),
    Sample("右脸有阴影", "quality", "side_shadow", FAILS, "side_shadow_fail", "shadow_right"),
    Sample("背景有阴影", "background", "wall_shadow", FAILS, "wall_shadow"),
    Sample("镜片反光", "glasses", "glasses", HINTS, "lens_glare", "lens_glare"),
    Sample("镜框挡住眼睛", "glasses", "glasses", HINTS, "rim_over_eyes", "rim_over_eyes"),
    Sample("镜框过宽颜色过深", "glasses", "glasses", HINTS, "rim_dark", "rim_dark"),
    Sample("有色镜片", "glasses", "glasses", HINTS, "lens_dark", "lens_tinted"),
    Sample("扎头巾", "covering", "covering", HINTS, "head_covered", "head_covered"),
    Sample("戴帽子", "covering", "covering", HINTS, "head_covered", "head_covered"),
    Sample("围围巾", "covering", "covering", HINTS, "neck_skin", "neck_covered"),
    Sample("戴墨镜", "eyes", "eyes_visible", FAILS, "eyes_visible_fail"),
    Sample("双耳不可见", "covering", "covering", HINTS, "ear_skin", "ear_hidden"),
    Sample("头发挡住眉毛眼睛", "covering", "brows_covered", ASKS, "brows_skin"),
    Sample("戴耳环", "covering", "covering", HINTS, "earring", "earring"),
    Sample("戴发夹", "covering", "covering", HINTS, "hair_ornament", "hair_ornament"),
    Sample("宗教服饰：五官不可全见", "religious_dress", "religious_dress", HINTS, "head_covered"),
    Sample("宗教服饰：面部轮廓不可见", "religious_dress", "religious_dress", HINTS, "head_covered"),
    Sample("宗教服饰：饰物在脸上留下阴影", "religious_dress", "religious_dress", HINTS, "head_covered"),
    Sample("颜色过浅", "clothes", "clothes", HINTS, "clothes_light", "clothes_light"),
    Sample("领口过低", "clothes", "clothes", HINTS, "low_neck", "low_neck"),
    Sample("幼儿：玩具", "covering", "covering", HINTS, "beside_head", "beside_head"),
    Sample("幼儿：椅背", "covering", "covering", HINTS, "beside_head", "beside_head"),
    Sample("幼儿：他人", "crop", "one_face", FAILS),
)
CHECKS = {check.key: check for check in compliance.CHECKS}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_named_sample_has_its_check(sample: Sample) -> None:
    assert CHECKS[sample.key].family == sample.family
    assert not sample.threshold or sample.threshold in COMMON_THRESHOLDS
    verdict = "fail" if sample.how == FAILS else "confirm"
    for language in messages.LANGUAGES:
        told = messages.message(f"photo.check.{sample.key}.{verdict}", {"figure": "1", "limit": "2"}, language)
        assert told.todo
        if sample.hint:
            assert messages.message(f"photo.look.{sample.hint}", {}, language).what


def test_what_only_asks_has_no_figure_that_fails() -> None:
    for sample in SAMPLES:
        if sample.how != FAILS and sample.threshold:
            assert f"{sample.threshold}_fail" not in COMMON_THRESHOLDS, sample.name


def test_all_ten_families_are_there_and_have_names() -> None:
    families = {check.family for check in compliance.CHECKS}
    assert families - {"file"} == {
        *("crop", "shoulders", "eyes", "background", "expression", "quality"),
        *("glasses", "covering", "religious_dress", "clothes"),
    }
    for family in families:
        for language in messages.LANGUAGES:
            assert not messages.message(f"photo.family.{family}", {}, language).what.startswith("photo.")


def test_every_threshold_stands_in_the_profiles_guide_with_its_figure() -> None:
    guide = (paths.forms() / "README.md").read_text(encoding="utf-8")
    for key, figure in COMMON_THRESHOLDS.items():
        if not key.endswith("_fail"):
            beyond = COMMON_THRESHOLDS.get(f"{key}_fail")
            told = f"`{key}` {figure:g}"
            assert told in guide, told
            assert beyond is None or re.search(
                rf"{re.escape(told)}0?, `(yaw)?_fail` {re.escape(f'{beyond:g}')}", guide
            ), key
