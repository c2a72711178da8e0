"""Marks: the fields that made the bytes which the proofs stand on."""

import pytest

from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.credential import ApiKey, Basic, Bearer, NoCredential
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause, Certainty, Evidence, Finding, Verdict
from inspector.model.message import Header, Message
from inspector.model.request import Request
from inspector.presentation.exchange.pins import FieldMark, marks_of
from inspector.workbench.answer import Answer


def answer_for(credential, header, place):
    message = Message(method="GET", url="http://x", headers=(header,))
    attempt = Attempt(
        request=Request(credential=credential), exchanges=(Exchange(request=message),)
    )
    finding = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        evidence=(Evidence(statement="It ended.", place=place),),
    )
    return Answer(attempt=attempt, verdict=Verdict(entry=0, findings=(finding,)))


SENT = Place(side="request", part="header", name="Authorization", index=0)
BY_US = Header("Authorization", "Bearer x", "credential")


@pytest.mark.parametrize(
    ("credential", "header", "field"),
    [
        (Bearer(), BY_US, "credential.token"),
        (Basic(), BY_US, "credential.password"),
        (ApiKey(), Header("X-Api-Key", "x", "credential"), "credential.value"),
        (NoCredential(), Header("X-Debug", "x"), "headers.X-Debug"),
        (NoCredential(), Header("Authorization", "x"), "headers.Authorization"),
    ],
)
def test_a_header_leads_to_its_field(credential, header, field):
    found = marks_of(answer_for(credential, header, SENT))
    assert found == (FieldMark(field, 1, "It ended."),)


def test_bytes_that_the_program_made_have_no_field():
    assert marks_of(answer_for(NoCredential(), Header("Host", "x", "protocol"), SENT)) == ()


def test_the_target_leads_to_the_url():
    found = marks_of(answer_for(NoCredential(), BY_US, Place(side="request", part="line")))
    assert [mark.field for mark in found] == ["url"]


def test_places_in_the_reply_mark_nothing():
    assert marks_of(answer_for(Bearer(), BY_US, Place(side="reply", index=0))) == ()
    assert marks_of(None) == ()


def test_a_place_out_of_range_is_no_trouble():
    far = Place(side="request", part="header", name="X", index=9)
    assert [mark.field for mark in marks_of(answer_for(Bearer(), BY_US, far))] == ["headers.X"]
    beyond = Place(entry=5, side="request", part="line")
    assert marks_of(answer_for(Bearer(), BY_US, beyond)) == ()
