# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.signing import InkPoint, Signer
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.ports import SignedLine
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import KeptSignature, Signing
from tests.helpers.desks import JPEG, Desk
from tests.helpers.signatures import STROKES, png

ROLE = PictureRole.SIGNATURE


def wanting(session: Session) -> Session:
    """Return the session of a city that wants signatures on the screen."""
    profile = session.profile
    pictures = {**profile.pictures, ROLE: "always"}
    views = {code: replace(view, pictures={**view.pictures, ROLE: "always"}) for code, view in profile.views.items()}
    return replace(session, profile=replace(profile, pictures=pictures, views=views))


def sign(session: Session, record_id: str, signer: Signer = Signer.APPLICANT) -> KeptSignature:
    signing = Signing(session)
    return signing.sign(record_id, png(), STROKES, signer=signer, content=signing.ask(record_id).content)


def codes(taken: Taken) -> list[str]:
    return [problem.code for problem in blocking(taken.problems)]


def test_a_city_that_wants_it_takes_no_record_without_a_signature(desk: Desk) -> None:
    record = desk.filled().record
    session = wanting(desk.clerk)
    capture = Capture(session)
    assert codes(capture.look(record.id)) == ["rules.signature_missing"]
    assert sign(session, record.id).holds
    assert codes(capture.look(record.id)) == []
    assert capture.submit(record.id).record.status is Status.SUBMITTED


def test_a_city_that_says_nothing_of_it_signs_on_paper(desk: Desk) -> None:
    assert ROLE not in desk.profile.pictures
    assert codes(desk.filled()) == []


@pytest.mark.parametrize("change", ["value", "photo", "id_front", "removed"])
def test_whatever_changes_afterwards_makes_the_signature_void(desk: Desk, change: str) -> None:
    record = desk.filled().record
    capture = Capture(desk.clerk)
    sign(desk.clerk, record.id)
    if change == "value":
        capture.edit(record.id, {"mobile": "13900139000"})
    elif change == "photo":
        with desk.clerk.transaction() as now:
            desk.clerk.store.put_picture(record.id, PictureRole.PHOTO, JPEG + b"2", report="", at=now)
    elif change == "id_front":
        capture.accept_picture(record.id, PictureRole.ID_FRONT, JPEG + b"2")
    else:
        capture.remove_picture(record.id, PictureRole.ID_BACK)
    kept = Signing(desk.clerk).of(record.id)
    assert kept is not None
    assert not kept.holds
    assert "signature.void" in codes(capture.look(record.id))
    with pytest.raises(RefusedError):
        capture.submit(record.id)


def test_a_value_put_back_is_what_was_signed(desk: Desk) -> None:
    record = desk.filled().record
    capture = Capture(desk.clerk)
    sign(desk.clerk, record.id)
    capture.edit(record.id, {"mobile": "13900139000"})
    assert codes(capture.edit(record.id, {"mobile": record.value("mobile")})) == []


def test_confirming_printing_and_submitting_leave_it_as_it_is(desk: Desk) -> None:
    record = desk.filled().record
    capture = Capture(desk.clerk)
    sign(desk.clerk, record.id)
    capture.confirm(record.id)
    capture.submit(record.id)
    kept = Signing(desk.clerk).of(record.id)
    assert kept is not None
    assert kept.holds
    assert kept.name == record.value("name")
    assert kept.said is not None
    assert (kept.said.signer, kept.said.operator) == (Signer.APPLICANT, "limin")


def test_a_changed_signature_picture_or_report_holds_no_more(desk: Desk) -> None:
    record = desk.filled().record
    sign(desk.clerk, record.id)
    store, signing = desk.clerk.store, Signing(desk.clerk)
    report = store.picture_report(record.id, ROLE)
    with desk.clerk.transaction() as now:
        store.put_picture(record.id, ROLE, png(301, 100), report=report, at=now)
    swapped = signing.of(record.id)
    assert swapped is not None
    assert not swapped.holds
    with desk.clerk.transaction() as now:
        store.put_picture(record.id, ROLE, png(), report="{}", at=now)
    damaged = signing.of(record.id)
    assert damaged is not None
    assert (damaged.said, damaged.holds) == (None, False)


def test_what_changed_while_the_pen_was_up_is_not_signed(desk: Desk) -> None:
    record = desk.filled().record
    signing = Signing(desk.clerk)
    content = signing.ask(record.id).content
    Capture(desk.clerk).edit(record.id, {"mobile": "13900139000"})
    with pytest.raises(RefusedError) as caught:
        signing.sign(record.id, png(), STROKES, signer=Signer.APPLICANT, content=content)
    assert caught.value.code == "signature.content_changed"
    assert signing.of(record.id) is None


def test_a_dot_another_signer_and_other_bytes_are_refused(desk: Desk) -> None:
    record = desk.filled().record
    signing = Signing(desk.clerk)
    content = signing.ask(record.id).content
    dot = ((InkPoint(0.5, 0.5), InkPoint(0.5, 0.51)),)
    with pytest.raises(RefusedError) as short:
        signing.sign(record.id, png(), dot, signer=Signer.APPLICANT, content=content)
    assert short.value.code == "signature.too_short"
    with pytest.raises(RefusedError) as nobody:
        signing.sign(record.id, png(), STROKES, signer=Signer.GUARDIAN, content=content)
    assert nobody.value.code == "signature.not_theirs"
    for content_bytes in (b"", JPEG, png(1201, 100), png() + b"\0" * 200_000):
        with pytest.raises(InvalidInputError) as caught:
            signing.sign(record.id, content_bytes, STROKES, signer=Signer.APPLICANT, content=content)
        assert caught.value.code == "signature.not_a_picture"
    assert signing.of(record.id) is None


def test_a_minor_s_guardian_signs(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    capture.edit(record_id, {"name": "陈小远", "birth_date": "2018-05-01", "agent_name": "陈思远"})
    asked = Signing(desk.clerk).ask(record_id)
    assert asked.names == {Signer.GUARDIAN: "陈思远"}
    assert sign(desk.clerk, record_id, Signer.GUARDIAN).name == "陈思远"


def test_a_submitted_record_is_not_signed_again(desk: Desk) -> None:
    record = desk.submitted().record
    with pytest.raises(RefusedError) as caught:
        Signing(desk.clerk).ask(record.id)
    assert caught.value.code == "record.locked"


def test_no_file_becomes_a_signature(desk: Desk) -> None:
    record = desk.filled().record
    with pytest.raises(RefusedError) as caught:
        Capture(desk.clerk).accept_picture(record.id, ROLE, png())
    assert caught.value.code == "signature.not_a_file"


def test_the_trail_tells_of_a_signature_without_its_name(desk: Desk) -> None:
    record = desk.filled().record
    sign(desk.clerk, record.id)
    last = list(desk.supervisor.store.audit_entries())[-1]
    assert last.action == "signature.sign"
    assert record.value("name") not in last.detail


def test_the_form_bears_the_signature_as_long_as_it_holds(desk: Desk) -> None:
    record = desk.filled().record
    printing = Printing(desk.clerk)
    before = printing.content(record.id, "registration")[1]
    assert before.signed == SignedLine(Signer.APPLICANT)
    sign(desk.clerk, record.id)
    content = printing.content(record.id, "registration")[1]
    assert content.pictures[ROLE] == png()
    assert content.signed is not None
    assert content.signed.on == desk.today
    assert content.personal_code == before.personal_code
    Capture(desk.clerk).edit(record.id, {"mobile": "13900139000"})
    void = printing.content(record.id, "registration")[1]
    assert ROLE not in void.pictures
    assert void.signed == SignedLine(Signer.APPLICANT)


def test_the_form_says_that_an_agent_signs(desk: Desk) -> None:
    record = desk.filled().record
    Capture(desk.clerk).edit(record.id, {"agent_name": "王五"})
    by_hand = Printing(desk.clerk).content(record.id, "registration")[1]
    assert by_hand.signed == SignedLine(Signer.AGENT, "由代办人 王五 签名")
    sign(desk.clerk, record.id, Signer.APPLICANT)
    signed = Printing(desk.clerk).content(record.id, "registration")[1].signed
    assert signed is not None
    assert (signed.signer, signed.told) == (Signer.APPLICANT, "")
