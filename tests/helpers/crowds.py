# SPDX-License-Identifier: Apache-2.0
"""Stations with very many fictitious people in them."""

from __future__ import annotations

import random
from datetime import timedelta

from sscard_desktop.domain.record import Status
from sscard_desktop.services.ports import Store
from tests.storage.stations import NOON, a_record

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰国建文"


def made_up(draw: random.Random) -> dict[str, str]:
    """Return the values of a fictitious person, as many fields as a form has."""
    day = f"{draw.randrange(1950, 2010)}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}"
    return {
        "name": draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2)))),
        "number": f"{draw.choice(('510107', '510104', '510106', '512301'))}{day}{draw.randrange(10000):04d}",
        "mobile": f"1{draw.randrange(30, 100)}{draw.randrange(10**8):08d}",
        "address": "成都市武侯区演示街道一百二十三号四栋五单元六〇七室",
        **{f"field_{index}": "一个值" for index in range(25)},
    }


def fill(store: Store, people: int) -> None:
    """Add ``people`` records in a thousand a transaction, most of them one clerk's; half a minute for 100,000."""
    draw = random.Random(5)
    states = (Status.DRAFT, Status.SUBMITTED, Status.APPROVED, Status.EXPORTED, Status.ISSUED, Status.ISSUED)
    for start in range(0, people, 1000):
        with store.transaction():
            for number in range(start, start + 1000):
                at = NOON + timedelta(seconds=number)
                by = "zhao" if number % 2000 == 0 else "li"
                store.add_record(
                    a_record(number, values=made_up(draw), status=draw.choice(states), updated_at=at, created_by=by)
                )
