# SPDX-License-Identifier: Apache-2.0
"""Travel permits (来往内地通行证, 来往大陆通行证) and foreigners' permanent residence cards of 2017 and 2023.

A permanent residence number is of one of two makes: nationality and twelve digits of 2017 (check digit as in ICAO
9303), or eighteen places of 2023 (check character as in GB 11643); both carry the birth date. A travel permit's has no
check at all, and is never surer than its letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain.cardtext import Page, TextLine, geometric_mean
from sscard_desktop.domain.cardtextback import pass_number
from sscard_desktop.domain.cardtextdigits import DateFound, as_digits, plain
from sscard_desktop.domain.cardtextentries import day, entry, names, sex
from sscard_desktop.domain.cardtextlabels import LabelledPage, is_printed
from sscard_desktop.domain.cardtextnumber import (
    AGREED,
    ALONE,
    DOUBTFUL,
    REPAIRED,
    UNCHECKED,
    NumberFound,
    number_run,
    read_number,
)
from sscard_desktop.domain.cardtextterm import FOREIGN_YEARS, PASS_YEARS, TermFound, read_term
from sscard_desktop.domain.cardtextwords import CardWords, Words, country, office
from sscard_desktop.domain.checkdigits import weights_7_3_1

PASS_LABELS: Mapping[str, Sequence[str]] = {
    "name": ("姓名",),
    "birth_date": ("出生日期",),
    "sex": ("性别",),
    "validity": ("有效期限",),
    "authority": ("签发机关",),
    "place": ("签发地点",),
    "number": ("证件号码",),
    "issue_count": ("换证次数", "签发次数"),
}
FOREIGN_LABELS: Mapping[str, Sequence[str]] = {
    "name": ("姓名/Name", "姓名", "Name"),
    "sex": ("性别/Sex", "性别", "Sex"),
    "birth_date": ("出生日期/DateofBirth", "出生日期", "DateofBirth"),
    "country": ("国籍/Nationality", "国籍", "Nationality"),
    "validity": ("有效期限/PeriodofValidity", "有效期限", "PeriodofValidity"),
    "authority": ("签发机关/IssuingAuthority", "签发机关", "IssuingAuthority"),
    "number": ("证件号码/IDNo", "证件号码/CardNo", "证件号码", "IDNo", "CardNo"),
    "issue_count": ("换证次数/NumberofRenewals", "换证次数", "NumberofRenewals"),
}
_OLD_PLACES = 15
_LIKE_A_NUMBER = 0.6


@dataclass(frozen=True, slots=True)
class PermitFound:
    """What a permit's page shows; ``None`` where it wasn't legible or isn't on it."""

    document_type: str
    name: Words | None = None
    name_en: Words | None = None
    sex: Words | None = None
    birth: DateFound | None = None
    term: TermFound | None = None
    authority: Words | None = None
    country: Words | None = None
    number: NumberFound | None = None


def read_pass(page: Page) -> PermitFound:
    """Return what the front of a travel permit says."""
    labelled = LabelledPage(page, PASS_LABELS)
    name, latin = names(labelled, "name")
    validity, authority, number = (entry(labelled, key) for key in ("validity", "authority", "number"))
    found = pass_number(number) if number is not None else None
    taiwan = any(is_printed(labelled.rows, word) for word in ("来往大陆", "台湾居民"))
    kind = "hk_macau_pass" if found is not None and found.value[0] in "HM" and not taiwan else "taiwan_pass"
    return PermitFound(
        kind if found is not None or taiwan else "hk_macau_pass",
        name=name,
        name_en=latin,
        sex=sex(entry(labelled, "sex")),
        birth=day(entry(labelled, "birth_date")),
        term=read_term(validity, years=PASS_YEARS, may_be_long=False) if validity is not None else None,
        authority=office([authority]) if authority is not None else None,
        number=NumberFound(found.value, min(found.odds, 0.98), found.seen) if found is not None else None,
    )


def read_foreign(page: Page, words: CardWords, *, today: date) -> PermitFound:
    """Return what either side of a foreigner's permanent residence card says."""
    labelled = LabelledPage(page, FOREIGN_LABELS)
    chinese, latin = names(labelled, "name")
    nationality, validity, authority = (entry(labelled, key) for key in ("country", "validity", "authority"))
    told_country = country(nationality, words) if nationality is not None else None
    told_sex, birth = sex(entry(labelled, "sex")), day(entry(labelled, "birth_date"))
    return PermitFound(
        "foreign_permanent",
        name=chinese or latin,
        name_en=latin,
        sex=told_sex,
        birth=birth,
        term=read_term(validity, years=FOREIGN_YEARS, may_be_long=False) if validity is not None else None,
        authority=office([authority]) if authority is not None else None,
        country=told_country,
        number=_foreign_number(
            entry(labelled, "number"),
            labelled.rows,
            birth=birth.day if birth is not None and birth.odds > 0.3 else None,
            told_sex=told_sex.value if told_sex is not None and told_sex.odds > 0.5 else "",
            nationality=told_country.value if told_country is not None and told_country.odds > 0.6 else "",
            today=today,
        ),
    )


def _foreign_number(
    line: TextLine | None,
    rows: Sequence[TextLine],
    *,
    birth: date | None,
    told_sex: str,
    nationality: str,
    today: date,
) -> NumberFound | None:
    own = [line] if line is not None else []
    for each in own:
        found = read_number(
            number_run(each), birth_dates=(birth,) if birth is not None else (), sex=told_sex, today=today
        )
        if found is not None:
            return found
    # Its label may have run into it (IDNJPN13…) or be illegible: its make is like nothing else on the card.
    letters = next((run for each in (*own, *rows) if (run := _old_run(each)) is not None), None)
    if letters is None:
        return None
    options = [_options(letters, place) for place in range(_OLD_PLACES)]
    best = "".join(max(each, key=lambda character: each[character]) for each in options)
    raw = "".join(plain(letter.character) for letter in letters.letters)
    agreeing = [number for number in _sound(options, best) if _agrees(number, birth, told_sex, nationality)]
    if best in agreeing:
        weakest = min(each[character] for each, character in zip(options, best, strict=True))
        sure = AGREED if birth and nationality and weakest > 0.4 else ALONE if weakest > 0.9 else DOUBTFUL
        return NumberFound(best, sure)
    if len(agreeing) == 1 and birth and nationality:
        return NumberFound(agreeing[0], REPAIRED, raw)
    return NumberFound(best, UNCHECKED, sound=weights_7_3_1(best[:14]) == best[14])


def _old_run(line: TextLine) -> TextLine | None:
    """Return the fifteen letters of a line that are made like a number of 2017, ``None`` where there are none.

    Twelve digits behind three letters; where a letter also passes for a digit, the likeliest fifteen count.
    """
    letters = line.where(lambda letter: plain(letter.character).isalnum() or bool(as_digits(letter, also="X")))
    best: tuple[float, TextLine | None] = (0.0, None)
    for start in range(len(letters) - _OLD_PLACES + 1):
        run = letters.part(start, start + _OLD_PLACES)
        behind = letters.part(start + _OLD_PLACES, start + _OLD_PLACES + 1)
        if any(plain(letter.character).isdigit() for letter in behind.letters):
            continue
        options = [_options(run, place) for place in range(_OLD_PLACES)]
        worth = geometric_mean(max(each.values(), default=0.0) for each in options)
        if all(options) and worth > max(best[0], _LIKE_A_NUMBER):
            best = worth, run
    return best[1]


def _options(line: TextLine, place: int) -> dict[str, float]:
    """Return what may stand at a place of a number of 2017: three letters, then digits."""
    letter = line.letters[place]
    if place >= 3:
        return as_digits(letter)
    found = {plain(each).upper(): odds for each, odds in letter.others.items()}
    found[plain(letter.character).upper()] = letter.odds
    for digit, alike in (("0", "O"), ("1", "I"), ("5", "S"), ("8", "B")):
        if digit in found:
            found[alike] = max(found.get(alike, 0.0), found[digit] * 0.6)
    return {each: odds for each, odds in found.items() if len(each) == 1 and "A" <= each <= "Z"}


def _sound(options: Sequence[Mapping[str, float]], best: str) -> Iterator[str]:
    """Yield ``best``, or else what differs from it in one place, where the check digit fits."""
    if weights_7_3_1(best[:14]) == best[14]:
        yield best
        return
    for place, each in enumerate(options):
        for character in each:
            number = best[:place] + character + best[place + 1 :]
            if character != best[place] and weights_7_3_1(number[:14]) == number[14]:
                yield number


def _agrees(number: str, birth: date | None, told_sex: str, nationality: str) -> bool:
    own = "1" if int(number[13]) % 2 else "2"
    return (
        (birth is None or number[7:13] == birth.strftime("%y%m%d"))
        and told_sex in ("", own)
        and nationality in ("", number[:3])
    )
