# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from tests.cli.conftest import Script
from tests.helpers import forms


@pytest.mark.parametrize(
    ("business", "form", "title"), [("", "registration", "申办登记表"), ("loss", "slip", "业务受理单")]
)
def test_an_empty_form_is_written_to_hand_out(script: Script, business: str, form: str, title: str) -> None:
    out = script.folder / "blank.pdf"
    answer = script.json("form", "blank", "--form", form, "--business", business, "--out", str(out))
    assert answer.code == 0, answer.err
    text = "".join(forms.pypdf_text(out.read_bytes()).split())
    assert title in text
    assert "●" not in text


def test_a_form_over_several_people_has_no_blank(script: Script) -> None:
    out = script.folder / "blank.pdf"
    answer = script.json("form", "blank", "--form", "summary", "--out", str(out))
    assert answer.data["error"]["code"] == "print.form_of_people"
    assert not out.exists()
