"""Token requests: scope and audience added, the reply read, a new refresh token taken over."""

import json

import pytest

from inspector.compose.body_fields import fields_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message, Reply
from inspector.model.request import FormBody, FormField, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.applying.companions import Saved
from inspector.workbench.applying.renewing import (
    asked_with,
    handed_out_in,
    moved_as,
    renewed,
    with_token,
)

REF = SecretRef(place="keyring", name="fresh")


def token_request(url="https://login.test/token", **fields):
    rows = tuple(FormField(name, value) for name, value in fields.items())
    return Request(method="POST", url=url, body=FormBody(fields=rows))


def asking(field, after):
    change = Change(field=Field("token-request", field), after=after, operation="action")
    return Fix(id="x", title="x", changes=(change,))


@pytest.mark.parametrize(
    ("request_", "field", "after", "fields"),
    [
        (token_request(scope="a b"), "scope", "b c", {"scope": "a b c"}),
        (token_request(), "scope", "c", {"scope": "c"}),
        (token_request(), "audience", "https://api", {"audience": "https://api"}),
        (token_request(resource="x"), "audience", "https://api", {"resource": "https://api"}),
        (
            token_request(
                "https://login.microsoftonline.com/t/oauth2/v2.0/token", scope="x/.default"
            ),
            "audience",
            "api://orders",
            {"scope": "api://orders/.default"},
        ),
    ],
)
def test_what_is_asked_for(request_, field, after, fields):
    assert fields_of(asked_with(request_, asking(field, after))) == fields


def replied(status=200, **content):
    reply = Reply(status=status, body=json.dumps(content).encode())
    message = Message(method="POST", url="https://login.test/token")
    return Attempt(exchanges=(Exchange(request=message, reply=reply),))


def put(_value):
    return REF


def test_a_rotated_refresh_token_replaces_the_old_one():
    asked = token_request(grant_type="refresh_token", refresh_token="old")
    found = renewed(asked, replied(access_token="t", refresh_token="new"), put)
    assert found.token == "t"
    assert fields_of(found.next)["refresh_token"] == "{{vault.fresh}}"
    assert "new refresh token" in found.note


def test_simplejwt_has_shorter_names():
    found = renewed(token_request(refresh="old"), replied(access="t", refresh="new"), put)
    assert found.token == "t"
    assert fields_of(found.next) == {"refresh": "{{vault.fresh}}"}


def test_without_rotation_the_request_stays():
    asked = token_request(grant_type="client_credentials")
    found = renewed(asked, replied(access_token="t", refresh_token="new"), put)
    assert found.next is None


@pytest.mark.parametrize(
    ("attempt", "note"),
    [
        (
            replied(400, error="invalid_client"),
            "The token request was refused: 400 invalid_client.",
        ),
        (replied(400, error="<b>"), "The token request was refused: 400."),
        (replied(200), "The reply to the token request holds no access token."),
        (Attempt(), "The token request got no reply."),
    ],
)
def test_why_there_is_no_token(attempt, note):
    assert renewed(token_request(), attempt, put) == ("", note, None)


def test_a_token_in_another_place_is_replaced_there():
    request = Request(credential=ApiKey(name="X-Auth-Token"))
    assert with_token(request, REF).credential == ApiKey(name="X-Auth-Token", value=REF)
    assert with_token(Request(), REF).credential == Bearer(token=REF)
    question = with_token(token_request(token="old"), REF)
    assert fields_of(question) == {"token": "{{vault.fresh}}"}


ACME = (
    RequestHeader("X-Acme-Application-Id", "shelf"),
    RequestHeader("X-Acme-Api-Key", "k"),
    RequestHeader("X-Acme-Session-Token", "old"),
)


def test_a_token_goes_in_the_header_that_is_called_after_it():
    after = with_token(Request(headers=ACME), REF, "sessionToken")
    assert [row.value for row in after.headers] == ["shelf", "k", "{{vault.fresh}}"]
    assert not after.credential.is_given


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("token", RequestHeader("X-Device-Token", "phone")),  # beside a token of its own
        ("sessionToken", RequestHeader("X-Acme-Token", "other")),
        ("token", RequestHeader("X-CSRF-Token", "c")),
    ],
)
def test_a_header_of_another_token_stays(name, row):
    request = Request(headers=(row,), credential=Bearer(token=SecretRef(name="old")))
    after = with_token(request, REF, name)
    assert after.headers == (row,)
    assert after.credential == Bearer(token=REF)


# ---------------- Where other requests to the same host carry such a token
def moved(rows, name="sessionToken", **more):
    saved = Saved("with a session", more.pop("credential", NoCredential()), rows)
    return moved_as(saved, Request(**more), REF, name)


def test_a_token_goes_where_another_request_carries_it():
    bearer = RequestHeader("Authorization", "Bearer old")
    after = moved(ACME, headers=(*ACME[:2], bearer))
    assert [(row.name, row.value) for row in after.headers][-1] == (ACME[2].name, "{{vault.fresh}}")
    assert "Authorization" not in {row.name for row in after.headers}


def test_a_login_beside_it_stays():
    basic = RequestHeader("Authorization", "Basic YTpi")
    assert basic in moved(ACME, headers=(basic,)).headers


def test_one_that_carries_no_such_token_says_nothing():
    assert moved(ACME[:2]) is None
    assert moved(ACME, name="apiToken") is None
    assert moved(ACME, credential=Bearer()) is None
    assert moved(ACME, headers=ACME[2:]) is None  # it has a place of its own


# ---------------- Where Authorization was written by hand
TRACE = RequestHeader("X-Trace", "1")


@pytest.mark.parametrize(
    ("written", "word"), [("Bearer", "Bearer"), ("Bearer old", "Bearer"), ("Token old", "Token")]
)
def test_a_fresh_token_takes_the_place_of_what_was_written_by_hand(written, word):
    rows = (RequestHeader("Authorization", written), TRACE)
    after = with_token(Request(headers=rows), REF)
    assert (after.credential, after.headers) == (Bearer(token=REF, word=word), (TRACE,))


# ---------------- Of what kind the reply calls it (RFC 6749 §7.1)
@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("old-k3y", "Bearer"),
        ("Token old", "Bearer"),
        ("JWT old", "Bearer"),
        ("Key old", "Bearer"),
        ("Zoho-oauthtoken old", "Zoho-oauthtoken"),
        ("Bearer old", "Bearer"),
    ],
)
def test_a_bearer_token_goes_behind_its_word_where_the_old_one_names_no_kind(written, word):
    request = Request(headers=(RequestHeader("Authorization", written), TRACE))
    after = with_token(request, REF, kind="bearer")
    assert (after.credential, after.headers) == (Bearer(token=REF, word=word), (TRACE,))


@pytest.mark.parametrize("kind", ["", "mac", "DPoP"])
def test_a_token_of_another_kind_stays_behind_the_word_that_was_there(kind):
    old = Bearer(token=SecretRef(name="old"), word="Token")
    assert with_token(Request(credential=old), REF, kind=kind).credential.word == "Token"


def test_a_key_of_a_header_of_its_own_gets_no_word():
    key = ApiKey(name="X-Auth-Token")
    after = with_token(Request(credential=key), REF, kind="Bearer").credential
    assert after == ApiKey(name="X-Auth-Token", value=REF)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"access_token": "t", "token_type": "Bearer"}, "Bearer"),
        ({"access_token": "t"}, ""),
        ({"token": "t"}, ""),
        ({"data": {"token": "t", "token_type": "bearer"}}, "bearer"),
    ],
)
def test_the_kind_is_read_from_the_reply(body, kind):
    assert handed_out_in(replied(**body)).kind == kind
    assert handed_out_in(Attempt()).kind == ""


# ---------------- A token that stands in the address
@pytest.mark.parametrize("name", ["access_token", "token", "jwt"])
def test_a_fresh_token_takes_the_place_of_one_in_the_address(name):
    request = Request(url=f"https://a.test/orders?page=2&{name}=old")
    after = with_token(request, REF, "access_token", "Bearer")
    assert after.credential == ApiKey(name=name, value=REF, place="query")
    assert after.url == "https://a.test/orders?page=2"


def test_a_key_in_the_address_that_is_no_token_stays_beside_it():
    request = Request(url="https://a.test/orders?api_key=k3y")
    after = with_token(request, REF, "access_token", "Bearer")
    assert (after.credential, after.url) == (Bearer(token=REF), request.url)


def test_a_login_of_the_request_gives_way_and_the_address_stays():
    request = Request(url="https://a.test/orders?token=old", credential=Basic(user="ada"))
    after = with_token(request, REF, "access_token", "Bearer")
    assert (after.credential, after.url) == (Bearer(token=REF), request.url)
