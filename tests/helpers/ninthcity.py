# SPDX-License-Identifier: Apache-2.0
"""A page of rules that no program has heard of, and the folder that somebody made of it in an afternoon.

临海样例市: the number stands first and the name last in its form; it asks for a residence point and a blood type; its
photos are 240×320 in 20–60 KB, named by the point's code with zeros before it; the bureau wants its own letters for
household kinds; besides cards it takes 领卡登记, a kind of business of its own with its own slip.
"""

from __future__ import annotations

from pathlib import Path

NAME = "linhai"

PROFILE = """\
extends = "common"
version = "1"
labels = { zh_CN = "临海样例市", en = "Linhai" }
edit_hours = 48
adult_age = 14

[[sections]]
key = "who"
labels = { zh_CN = "持卡人", en = "Holder" }
fields = ["number", "document_type", "valid_to", "sex", "birth_date", "blood_type", "household", "name"]

[[sections]]
key = "where"
labels = { zh_CN = "居住", en = "Residence" }
fields = ["point", "mobile", "address"]

[fields.blood_type]
kind = "code"
code_list = "blood_types"
labels = { zh_CN = "血型", en = "Blood type" }
required = "always"

[fields.household]
kind = "code"
code_list = "households"
labels = { zh_CN = "户别", en = "Household" }
required = "always"

[fields.point]
kind = "digits"
labels = { zh_CN = "居住点编号", en = "Residence point" }
required = "always"
max_chars = 4

[fields.address]
max_chars = 24

[fields.shelf]
kind = "text"
labels = { zh_CN = "卡片存放架", en = "Shelf" }
max_chars = 6

[code_lists.blood_types]
entries = [
    { code = "A", zh_CN = "A 型", en = "A" },
    { code = "B", zh_CN = "B 型", en = "B" },
    { code = "AB", zh_CN = "AB 型", en = "AB" },
    { code = "O", zh_CN = "O 型", en = "O" },
]

[code_lists.households]
entries = [
    { code = "sea", zh_CN = "渔业户", en = "Fishing" },
    { code = "land", zh_CN = "农业户", en = "Farming" },
]

[[rules]]
name = "number_agrees"

[[rules]]
name = "identity_validity"
months = 2

[[rules]]
name = "one_per_campaign"

[pictures]
photo = "always"

[photo]
width = 240
height = 320
dpi = 300
file_bytes = { min = 10000, max = 60000 }
face_width = { min = 100, max = 190 }
eye_x = { min = 90, max = 150 }
eye_above_bottom = { min = 120 }
top_margin = { min = 2, max = 40 }
aim_face_width = 140
aim_top_margin = 14

[[consents]]
key = "notice"
version = "7"
title = { zh_CN = "告知", en = "Notice" }
text = { zh_CN = "我已阅读并同意。", en = "I have read this and agree." }

[workbook]
sheet = "办卡"
columns = [
    { header = "居住点", value = "point" },
    { header = "户别码", value = "household", form = "bureau_code", codes = { sea = "H", land = "N" } },
    { header = "血型", value = "blood_type", form = "label" },
    { header = "有效期止", value = "valid_to", form = "compact_date" },
    { header = "号码", value = "number", width = 22 },
    { header = "证件", value = "document_type", form = "label" },
    { header = "性别码", value = "sex" },
    { header = "生日", value = "birth_date", form = "compact_date" },
    { header = "手机", value = "mobile" },
    { header = "住址", value = "address", width = 40 },
    { header = "持卡人", value = "name" },
    { header = "相片", value = "photo_file", width = 30 },
]

[package]
package = "LH{batch_number}.zip"
workbook = "linhai.xlsx"
batch_number = "{date}{station}{running}"

[package.pictures]
photo = "pic/{point:6}-{running_number:3}.jpg"

[[forms]]
key = "registration"
labels = { zh_CN = "临海办卡单", en = "Card sheet" }
template = "sheet.toml"

[[forms]]
key = "pickup_slip"
labels = { zh_CN = "领卡单", en = "Pickup slip" }
template = "pickup.toml"

[businesses]
taken = ["new", "pickup"]

[businesses.new]
forms = ["registration"]

[businesses.pickup]
labels = { zh_CN = "领卡登记", en = "Pickup" }
pictures = {}
consents = []
forms = ["pickup_slip"]
sections = [
    { key = "who", labels = { zh_CN = "领卡人", en = "Who" }, fields = ["name", "document_type", "number", "shelf"] },
]

[[businesses.pickup.rules]]
name = "one_at_a_time"

[businesses.pickup.fields.shelf]
required = "always"

[businesses.pickup.workbook]
sheet = "领卡"
columns = [
    { header = "架号", value = "shelf" },
    { header = "姓名", value = "name" },
    { header = "号码", value = "number" },
    { header = "证件类型", value = "document_type", form = "label" },
]
"""

_PAPER = """\
title = "{title}"
page = {{ width_mm = 210, height_mm = 297, margin_mm = 8 }}
elements = [
    {{ kind = "text", x_mm = 10, y_mm = 14, w_mm = 190, h_mm = 10, text = "{title}", size_pt = 20, align = "center" }},
    {{ kind = "cell", x_mm = 10, y_mm = 40, w_mm = 90, h_mm = 10, label = "姓名", label_w_mm = 20, key = "name" }},
    {{ kind = "value", x_mm = 10, y_mm = 50, w_mm = 90, h_mm = 10, key = "receipt_number", name = "受理编号" }},
    {{ kind = "cell", x_mm = 10, y_mm = 60, w_mm = 90, h_mm = 10, label = "{label}", label_w_mm = 20, key = "{key}" }},
]
"""


def put_folder(cities: Path) -> Path:
    """Do what a supervisor does: copy the folder into the station's own profiles."""
    folder = cities / NAME
    folder.mkdir(parents=True)
    (folder / "profile.toml").write_text(PROFILE, encoding="utf-8")
    sheet = _PAPER.format(title="临海办卡单", label="血型", key="blood_type")
    (folder / "sheet.toml").write_text(sheet, encoding="utf-8")
    (folder / "pickup.toml").write_text(_PAPER.format(title="领卡单", label="架号", key="shelf"), encoding="utf-8")
    return folder
