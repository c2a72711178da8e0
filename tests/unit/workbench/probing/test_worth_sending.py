"""Experiments that can tell nothing are not sent: each says why."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Request, RequestHeader
from tests.fixtures.experimenting import jwt
from tests.fixtures.scripted import reply

READ = "read-in-place-of-write"
HMAC = "9f2c" * 16


def why_not(lab, scripted, status, words=b"", **request):
    """Return why each experiment on a refusal is not sent, empty where it is."""
    server = scripted([reply(status, "Date: Mon, 30 Nov 2026 10:00:00 GMT", body=words)])
    answer = lab.send(Request(url=f"{server.url}/hook", **request))
    return {plan.id: plan.refused for plan in lab.bench.experiments(answer, Scope())}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Hub-Signature-256", f"sha256={HMAC}"),
        ("Stripe-Signature", f"t=1790000000,v1={HMAC}"),
        ("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="),
    ],
)
def test_a_signature_over_a_body_is_not_sent_with_a_read(lab, scripted, header, value):
    sent = {"method": "POST", "body": JsonBody(text="{}")}
    signed = (RequestHeader(header, value),)
    told = why_not(lab, scripted, "401 No", headers=signed, **sent)[READ]
    assert "signs this very request" in told


@pytest.mark.parametrize("status", ["405 No", "410 Gone", "413 No", "415 No", "502 Bad Gateway"])
def test_a_reply_that_is_of_no_right_asks_for_no_read(lab, scripted, status):
    sent = {
        "method": "POST",
        "body": JsonBody(text="{}"),
        "credential": Bearer(token=lab.put("k1")),
    }
    assert why_not(lab, scripted, "403 Forbidden", **sent)[READ] == ""
    assert why_not(lab, scripted, status, **sent).get(READ, "nothing to try") != ""


def test_a_token_is_not_aged_where_its_signature_is_refused(lab, scripted):
    sent = {"credential": Bearer(token=lab.put(jwt()))}
    told = why_not(lab, scripted, "401 No", b"Invalid signature", **sent)
    assert "the signature" in told["expired-by-design"]
    assert why_not(lab, scripted, "401 No", b"no", **sent)["expired-by-design"] == ""


@pytest.mark.parametrize(
    ("words", "is_tried"),
    [(b"PUT requests are not supported", True), (b"POST requests are not supported", False)],
)
def test_no_read_is_tried_where_the_reply_is_about_the_method(lab, scripted, words, is_tried):
    sent = {
        "method": "POST",
        "body": JsonBody(text="{}"),
        "credential": Bearer(token=lab.put("k1")),
    }
    told = why_not(lab, scripted, "400 Bad Request", words, **sent)
    assert ("does not take this method" in told.get(READ, "")) is not is_tried
