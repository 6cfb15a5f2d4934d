# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.domain.photowindows import ClashKind, clashes, clashes_between, groups, kilobytes

KB = 1024
NATIONAL = PhotoSpec(
    width=358,
    height=441,
    dpi=350,
    file_bytes=Span(14 * KB, 40 * KB),
    quality=70,
    face_width=Span(179, 255),
    eye_x=Span(162, 196),
    eye_above_bottom=Span(207, None),
    top_margin=Span(7, 21),
)
LARGE = replace(NATIONAL, file_bytes=Span(140 * KB, None), quality=None)

spans = st.tuples(st.none() | st.integers(0, 50), st.none() | st.integers(0, 50)).map(
    lambda ends: Span(*sorted(ends)) if None not in ends else Span(*ends)
)
specs = st.builds(
    lambda width, dpi, size, face: replace(NATIONAL, width=width, dpi=dpi, file_bytes=size, face_width=face),
    st.sampled_from([358, 236]),
    st.sampled_from([None, 300, 350]),
    spans,
    spans,
)
cities = st.lists(specs, max_size=8).map(lambda made: {f"city{at}": spec for at, spec in enumerate(made)})


def test_140_kb_and_14_to_40_kb_cannot_be_one_file() -> None:
    (clash,) = clashes({"liaocheng": LARGE, "national": NATIONAL})
    assert (clash.first, clash.second, clash.kind) == ("liaocheng", "national", ClashKind.FILE_SIZE)
    assert (clash.wants, clash.other_wants) == ("≥ 140 KB", "14–40 KB")
    assert groups({"liaocheng": LARGE, "national": NATIONAL}) == (("national",), ("liaocheng",))


def test_a_city_without_a_resolution_takes_any() -> None:
    assert clashes_between(replace(NATIONAL, dpi=None), NATIONAL) == ()
    assert [kind for kind, *_ in clashes_between(replace(NATIONAL, dpi=300), NATIONAL)] == [ClashKind.DPI]


def test_at_other_pixels_nothing_else_is_compared() -> None:
    small = replace(NATIONAL, width=236, height=295, face_width=Span(118, 168), dpi=300)
    assert [kind for kind, *_ in clashes_between(NATIONAL, small)] == [ClashKind.PIXELS]


def test_spans_that_touch_share_the_point() -> None:
    assert clashes_between(replace(NATIONAL, face_width=Span(150, 179)), NATIONAL) == ()
    assert clashes_between(replace(NATIONAL, face_width=Span(150, 178)), NATIONAL) != ()


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span(14 * KB, 40 * KB), "14–40 KB"),
        (Span(0, 30_000), "≤ 29 KB"),
        (Span(None, 5 * KB), "≤ 5.0 KB"),
        (Span(140 * KB, None), "≥ 140 KB"),
        (Span(None, None), "–"),
    ],
)
def test_sizes_are_shown_as_people_say_them(span: Span, shown: str) -> None:
    assert kilobytes(span) == shown


@given(cities)
def test_every_city_is_in_one_group_and_no_group_holds_a_clash(asked: dict[str, PhotoSpec]) -> None:
    made = groups(asked)
    assert sorted(name for group in made for name in group) == sorted(asked)
    assert all(not clashes({name: asked[name] for name in group}) for group in made)
    assert (len(made) <= 1) == (not clashes(asked))


@given(specs, specs)
def test_a_clash_is_one_from_either_side(one: PhotoSpec, other: PhotoSpec) -> None:
    kinds = [kind for kind, *_ in clashes_between(one, other)]
    assert kinds == [kind for kind, *_ in clashes_between(other, one)]
    assert clashes_between(one, one) == ()
