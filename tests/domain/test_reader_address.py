# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.reader import network_url


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("192.168.1.20:50000", "socket://192.168.1.20:50000"),
        (" reader.office.local:4001 ", "socket://reader.office.local:4001"),
        ("socket://10.0.0.9:50000/", "socket://10.0.0.9:50000"),
        ("10.0.0.9：50000", "socket://10.0.0.9:50000"),
        ("[fe80::1]:4001", "socket://[fe80::1]:4001"),
    ],
)
def test_an_address_as_people_write_it_is_a_reader_in_the_network(address: str, url: str) -> None:
    assert network_url(address) == url


@pytest.mark.parametrize(
    "address",
    ["", ":", "10.0.0.9", "10.0.0.9:", ":50000", "10.0.0.9:0", "10.0.0.9:65536", "10.0.0.9:5o", "a b:1", "-a:1",
     "http://10.0.0.9:1", "x?y=z:1", "1:2:3", "10.0.0.9:٣", "/dev/ttyUSB0:1"],
)  # fmt: skip
def test_anything_else_is_none(address: str) -> None:
    assert network_url(address) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_none(text: str) -> None:
    url = network_url(text)
    assert url == "" or network_url(url) == url
