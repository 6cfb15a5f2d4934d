# SPDX-License-Identifier: Apache-2.0
"""A city that doesn't exist, made up from nothing but TOML: the ninth folder that needs no code."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers import bundled

YANGLI = """\
extends = "common"
version = "1"
labels = { zh_CN = "样例市", en = "Yangli" }
edit_hours = 12
adult_age = 18

[[sections]]
key = "person"
labels = { zh_CN = "本人", en = "Person" }
fields = ["name", "sex", "document_type", "number", "birth_date", "valid_to", "photo_receipt"]

[[sections]]
key = "work"
labels = { zh_CN = "工作", en = "Work" }
fields = ["unit", "occupation", "household"]

[fields.photo_receipt]
kind = "digits"
labels = { zh_CN = "照片回执编号", en = "Photo receipt number" }
required = "adult"
min_chars = 8
max_chars = 20

[fields.household]
kind = "code"
code_list = "households"
labels = { zh_CN = "户别", en = "Household" }
default = "a"

[fields.number]
max_chars = 18

[code_lists.households]
entries = [
    { code = "a", zh_CN = "甲", en = "A", aliases = ["甲类"] },
    { code = "b", zh_CN = "乙", en = "B" },
]

[[rules]]
name = "identity_validity"
months = 6

[pictures]
photo = "always"

[photo]
width = 240
height = 320
dpi = 300
file_bytes = { min = 20000, max = 80000 }
quality = 85
face_width = { min = 100, max = 150 }
eye_x = { min = 110, max = 130 }
eye_above_bottom = { min = 150 }
top_margin = { min = 4, max = 20 }
aim_face_width = 125
aim_top_margin = 10
thresholds = { sharpness = 12.5 }

[workbook]
sheet = "样例"
columns = [
    { header = "单位", value = "unit", width = 30 },
    { header = "姓名", value = "name" },
    { header = "户别代码", value = "household", form = "bureau_code", codes = { a = "01", b = "02" } },
    { header = "有效期", value = "valid_to", form = "compact_date" },
    { header = "序号", value = "running_number" },
]

[package]
package = "{batch_number}-yangli.zip"
workbook = "data/{station_number}.xlsx"
batch_number = "Y{station}-{date}-{running}"
max_records = 50

[package.pictures]
photo = "{unit}/{name}{number}.jpg"

[[forms]]
key = "slip"
labels = { zh_CN = "回执", en = "Slip" }
template = "slip.toml"

[[consents]]
key = "notice"
version = "1"
title = { zh_CN = "告知", en = "Notice" }
text = { zh_CN = "同意。", en = "I agree." }
"""


def profiles(*folders: Path) -> ProfileFolders:
    """Return the shipped profiles, and those of more folders."""
    return ProfileFolders([paths.forms(), *folders], bundled.CODES)


def make_city(folder: Path, text: str = YANGLI, name: str = "yangli") -> Path:
    """Write a city's folder and return it."""
    city = folder / name
    city.mkdir(parents=True, exist_ok=True)
    (city / "profile.toml").write_text(text, encoding="utf-8")
    (city / "slip.toml").write_text('title = "回执"\n', encoding="utf-8")
    return city
