# SPDX-License-Identifier: Apache-2.0
"""A typical applicant under any city's profile, and what its rules say. Nobody here exists."""

from __future__ import annotations

from datetime import date
from functools import cache

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.domain.specimen import answers
from tests.helpers.cities import profiles

TODAY = date(2026, 3, 2)
DIVISIONS = frozenset({"110105", "140181", "450102", "510107"})


@cache
def city(name: str) -> Profile:
    """Return a shipped profile, read once."""
    return profiles().load(name)


def citizen(born: date = date(1990, 3, 7), *, division: str = "110105", sex: str = "1") -> dict[str, str]:
    """Return what the card of a citizen says."""
    seventeen = f"{division}{born:%Y%m%d}00{sex}"
    return {
        "document_type": "resident",
        "country": "CHN",
        "number": seventeen + mod_11_2(seventeen),
        "name": "陈样本",
        "name_pinyin": "CHEN YANGBEN",
        "sex": sex,
        "nation": "01",
        "birth_date": born.isoformat(),
        "authority": "样本市公安局样本分局",
        "valid_from": "2025-03-02",
        "valid_to": "2035-03-02",
        "household_address": "样本省样本市样本区样本街1号",
    }


def typical(profile: Profile, *, born: date = date(1990, 3, 7), **said: str) -> dict[str, str]:
    """Return the values of a complete record: the card's, what is ``said``, samples for the rest that is required."""
    known = {key: spec.default for key, spec in profile.fields.items() if spec.default}
    known |= {key: value for key, value in citizen(born).items() if key in profile.fields}
    return known | answers(profile, known, said, today=TODAY, divisions=DIVISIONS)


def complaints(profile: Profile, values: dict[str, str], **changes: str) -> set[tuple[str, str]]:
    """Return key and code of what keeps a record with all pictures and consents from being submitted."""
    problems = check_record(
        profile,
        {**values, **changes},
        pictures=profile.pictures,
        consents={text.key: text.version for text in profile.consents},
        context=Context(today=TODAY, divisions=DIVISIONS, has_units=True, unit_known=True),
    )
    return {(problem.key, problem.code) for problem in blocking(problems)}


def words(profile: Profile, code_list: str) -> list[str]:
    """Return the Chinese words of a code list, in order."""
    return [entry.labels["zh_CN"] for entry in profile.code_lists[code_list].entries]


def bilingual(profile: Profile) -> bool:
    """Return whether everything that the profile shows has a Chinese and an English label."""
    lists = [profile.code_lists[spec.code_list] for spec in profile.fields.values() if spec.code_list]
    own = [each for each in lists if each.name not in ("countries", "nations", "sexes")]
    labelled = [profile, *profile.fields.values(), *profile.sections, *profile.forms]
    labelled += [entry for each in own for entry in each.entries]
    texts = [text for consent in profile.consents for text in (consent.titles, consent.texts)]
    return all(set(labels) == {"zh_CN", "en"} for labels in (*(each.labels for each in labelled), *texts))
