"""A refusal of the login provider marks the field of the form that it is about."""

import json

import msgspec
import pytest

from inspector.model.exchange import Failure
from inspector.model.kinds.oauth import ClientProof
from inspector.model.secret import SecretRef
from inspector.presentation.exchange.form_marks import field_of
from inspector.presentation.exchange.pins import marks_of
from inspector.workbench.answer import answer
from tests.fixtures.sign_ins import LOGIN, exchange, refused

SECRET = SecretRef(name="s", place="memory")


def _attempt(body, purpose="token", **fields):
    """Return a sign-in whose last message was refused with that body."""
    before = refused()
    last = exchange(purpose, f"{LOGIN}/oauth2/token", 400, body, method="POST")
    credential = msgspec.structs.replace(before.request.credential, **fields)
    request = msgspec.structs.replace(before.request, credential=credential)
    exchanges = (before.exchanges[0], last)
    return msgspec.structs.replace(before, request=request, exchanges=exchanges)


@pytest.mark.parametrize(
    ("body", "fields", "field"),
    [
        ({"error": "invalid_client"}, {}, "client_id"),
        ({"error": "invalid_client"}, {"client": ClientProof(secret=SECRET)}, "client.secret"),
        (
            {"error": "invalid_client"},
            {"client": ClientProof(secret=SECRET, method="client_secret_post")},
            "client.method",
        ),
        ({"error": "invalid_client"}, {"client": ClientProof(key=SECRET)}, "client.key"),
        ({"error": "invalid_scope"}, {}, "scope"),
        ({"error": "invalid_target"}, {}, "target.resources"),
        ({"error": "unauthorized_client"}, {}, "grant"),
        ({"error": "invalid_grant"}, {"grant": "password"}, "owner.password"),
        (
            {"error": "invalid_grant", "error_description": "redirect_uri does not match"},
            {"grant": "authorization-code"},
            "login.host",
        ),
        ({"error": "invalid_grant"}, {"grant": "authorization-code"}, ""),
        ({"message": "no"}, {}, ""),
    ],
)
def test_the_field_that_a_token_request_was_refused_for(body, fields, field):
    assert field_of(_attempt(body, **fields), 1) == (f"credential.{field}" if field else "")


def test_an_error_that_the_browser_brought_and_an_issuer_of_another_name():
    attempt = _attempt({})
    callback = exchange("sign-in", "http://a.com/?error=invalid_scope&state=a")
    named = msgspec.structs.replace(attempt, exchanges=(callback,))
    assert field_of(named, 0) == "credential.scope"
    failure = Failure(stage="sign-in", kind="issuer-differs", message="It calls itself x.")
    first = msgspec.structs.replace(attempt.exchanges[0], failure=failure)
    assert field_of(msgspec.structs.replace(attempt, exchanges=(first,)), 0) == "credential.issuer"


def test_an_api_that_refuses_the_token_marks_no_field_of_the_form():
    attempt = _attempt({"error": "invalid_scope"}, purpose="main")
    assert field_of(attempt, 1) == ""


def test_the_mark_carries_the_number_of_its_proof():
    found = answer(_attempt({"error": "invalid_client"}))
    (mark,) = [each for each in marks_of(found) if each.field.startswith("credential")]
    assert mark.field == "credential.client_id"
    assert mark.pin > 0
    assert json.dumps(mark.text)
