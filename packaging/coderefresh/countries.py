# SPDX-License-Identifier: Apache-2.0
"""ISO 3166-1 (GB/T 2659.1) with Chinese and English names, alpha-3 as the code, China first."""

from __future__ import annotations

from coderefresh.sources import Sources
from coderefresh.writing import quoted, toml

FILE = "countries.toml"
# Names that ISO's list or its translation gives otherwise than a Chinese authority writes them.
NAMES = {
    "CHN": ("中国", "China"),
    "FLK": ("福克兰群岛（马尔维纳斯）", "Falkland Islands (Malvinas)"),
    "HKG": ("中国香港", "Hong Kong, China"),
    "MAC": ("中国澳门", "Macao, China"),
    "TWN": ("中国台湾省", "Taiwan, China"),
}
# What clerks and passports also write.
MORE = {
    "GBR": ("英国", "Britain"),
    "KOR": ("韩国", "大韩民国"),
    "PRK": ("朝鲜",),
    "RUS": ("俄国",),
    "TWN": ("台湾省",),
    "USA": ("美利坚合众国", "America"),
}
# Alpha-2 codes that are user-assigned, not ISO's, and unknown to GB/T 2659.
NOT_ISO = {"XK"}
# An English name of two countries says neither.
SHARED = {"Congo"}


def made(sources: Sources, date: str) -> bytes:
    """Return the table."""
    names = {
        language: sources.json("i18n-iso-countries", f"langs/{language}.json")["countries"] for language in ("zh", "en")
    }
    codes = {}
    rows = sources.json("i18n-iso-countries", "codes.json")
    for alpha2, alpha3, numeric, _ in sorted(rows, key=lambda row: (row[1] != "CHN", row[1])):
        if alpha2 in NOT_ISO:
            continue
        chinese, english = _all(names["zh"][alpha2]), _all(names["en"][alpha2])
        zh, en = NAMES.get(alpha3, (chinese[0], english[0]))
        also = dict.fromkeys([alpha2, numeric, *chinese, *english, *MORE.get(alpha3, ())])
        aliases = [text for text in also if text not in (zh, en, alpha3, *SHARED)]
        codes[alpha3] = f"{{ zh_CN = {quoted(zh)}, en = {quoted(en)}, aliases = {quoted(aliases)} }}"
    source = (
        f"ISO 3166-1 / GB/T 2659.1: npm i18n-iso-countries {sources.version('i18n-iso-countries')}; "
        "香港, 澳门, 台湾 as authorities write them"
    )
    return toml("countries", ("国家和地区", "Country or region"), source, date, "MIT", codes)


def _all(names: str | list[str]) -> list[str]:
    return names if isinstance(names, list) else [names]
