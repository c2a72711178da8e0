"""A recorded message becomes a request; its secrets become references."""

import pytest

from inspector.intake.composing import Pocket, composed, taken_from, without_user
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Header, Message
from inspector.model.request import JsonBody, RawBody, RequestHeader
from inspector.model.secret import SecretRef


def message(*headers, body=b"", url="https://a.example/"):
    return Message(method="POST", url=url, headers=tuple(Header(*h) for h in headers), body=body)


def test_headers_that_are_made_when_sending_are_left_out():
    made = composed(message(("Host", "a"), ("Content-Length", "3"), (":path", "/"), ("X", "1")))
    assert made.request.headers == (RequestHeader("X", "1"),)


@pytest.mark.parametrize(
    ("header", "kind", "value"),
    [
        (("Authorization", "Bearer opaque-token"), Bearer, "opaque-token"),
        (("Authorization", "bearer opaque-token"), Bearer, "opaque-token"),
        (("Authorization", "Bearer Bearer opaque-token"), Bearer, "Bearer opaque-token"),
        (("Authorization", "Basic bWU6cDp3"), Basic, "p:w"),
        (("X-API-Key", "opaque-key"), ApiKey, "opaque-key"),
    ],
)
def test_credentials_become_references(header, kind, value):
    made = composed(message(header))
    assert isinstance(made.request.credential, kind)
    assert list(made.secrets.values()) == [value]
    assert made.request.headers == ()
    assert value not in repr(made.request)


@pytest.mark.parametrize(
    "header",
    [
        ("Authorization", "abc"),
        ("Authorization", "Basic ???"),
        ("Authorization", "Basic YWJj"),
        ("Authorization", "Hawk id=1"),
    ],
)
def test_what_no_credential_writes_again_stays_a_row(header):
    made = composed(message(header))
    assert made.request.headers == (RequestHeader(*header),)
    assert made.request.credential == NoCredential()


def test_key_rows_can_be_left_alone():
    rows = [RequestHeader("X-Api-Key", "k")]
    assert taken_from(rows, Pocket(), keys=False) == (NoCredential(), rows)


def test_disabled_rows_are_left_alone():
    rows = [RequestHeader("Authorization", "Bearer x", enabled=False)]
    assert taken_from(rows, Pocket())[0] == NoCredential()


def test_user_and_password_leave_the_url():
    pocket = Pocket()
    url, credential = without_user("https://me:p%40w@a.example/x@y?z", pocket)
    assert url == "https://a.example/x@y?z"
    assert credential.user == "me"
    assert pocket.secrets[credential.password] == "p@w"
    assert without_user("https://me@a/", Pocket())[1].password.place == "ask"
    assert without_user("https://a/", Pocket()) == ("https://a/", NoCredential())


def test_variables_stay_readable():
    pocket = Pocket(frozenset({"TOKEN"}))
    assert pocket.keep("{{token}}", "x") == SecretRef(place="text", name="{{token}}")
    assert pocket.keep("{{TOKEN}}", "x") == SecretRef(place="environment", name="TOKEN")
    assert pocket.keep("a{{b}}", "x").place == "memory"
    assert list(pocket.secrets.values()) == ["a{{b}}"]


def test_two_pastes_do_not_share_names():
    assert Pocket().keep("a", "x") != Pocket().keep("a", "x")


def test_bodies():
    as_json = composed(message(("Content-Type", "application/json"), body=b"{}"))
    assert as_json.request.body == JsonBody(text="{}")
    assert composed(message(body=b"a=b")).request.body == RawBody(text="a=b")
    assert len(composed(message(body=b"\xff")).notes) == 1


def test_a_missing_host_is_said():
    assert "host" in composed(message(url="/x")).notes[0]
