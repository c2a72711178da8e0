"""From a request to its first message: everything in its place, everything missing named."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    JsonBody,
    Options,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="memory", name="k")
SCOPE = Scope(
    variables={"host": "a.example"},
    secret_variables={"k": KEY},
    secrets={KEY: Secret("hunter2")},
)


def _assembled(**fields):
    return assemble(Request(**fields), SCOPE)


def test_the_whole():
    made = _assembled(
        method="POST",
        url="http://{{host}}/x?a=1",
        query=(QueryParam("b", "{{k}}"), QueryParam("c", "2", enabled=False)),
        headers=(RequestHeader("X-One", "1"),),
        body=JsonBody(text="{}"),
    )
    message = made.message
    assert made.problems == ()
    assert message.url == "http://a.example/x?a=1&b=hunter2"
    assert message.target == "/x?a=1&b=hunter2"
    start, end = message.target_secret[0]
    assert message.target[start:end] == "hunter2"
    assert [each.name for each in message.headers] == [
        "Host", "User-Agent", "Accept", "Accept-Encoding", "X-One", "Content-Type",
        "Content-Length",
    ]  # fmt: skip
    assert [each.origin for each in message.headers].count("user") == 1
    assert (message.body, message.body_size) == (b"{}", 2)


def test_an_empty_query_part():
    assert _assembled(url="http://a/?", query=(QueryParam("b"),)).message.target == "/?b="


def test_all_problems_are_found():
    made = _assembled(
        method="G T", url="http://{{nobody}}/", headers=(RequestHeader("a b", "{{no}}"),)
    )
    kinds = [each.kind for each in made.problems]
    assert kinds.count("unresolved-variable") == 2
    assert {"bad-method", "bad-header"} <= set(kinds)
    assert "bad-url" not in kinds


def test_a_bad_url_is_a_problem():
    assert [each.kind for each in _assembled(url="http://").problems] == ["bad-url"]


def test_a_bad_url_is_shown_as_typed_without_secrets():
    assert _assembled(url="http://ann:pw@/x{{k}}").message.url == "http:///x…"
    assert _assembled(url="http://{{nobody}}/").message.url == "http://{{nobody}}/"


def test_user_and_password_of_the_url_become_the_credential():
    made = _assembled(url="http://ann:pw@a.example/")
    assert made.credential.user == "ann"
    assert made.scope.revealed(made.credential.password) == "pw"
    assert made.message.url == "http://a.example/"
    assert "pw" not in repr(made)


def test_a_hand_written_header_leaves_no_credential():
    made = _assembled(
        url="http://a.example",
        credential=Bearer(token=KEY),
        headers=(RequestHeader("Authorization", "Basic x"),),
    )
    assert made.credential == NoCredential()
    assert made.precedence.winner == "header"
    assert [each.name for each in made.message.headers].count("Authorization") == 1


def test_a_credential_that_loses_may_be_incomplete():
    made = _assembled(
        url="http://a.example",
        credential=Bearer(),
        headers=(RequestHeader("Authorization", "x"),),
    )
    assert made.problems == ()


def test_options_are_filled_in():
    login = Basic(user="{{host}}", password=KEY)
    options = Options(proxy="http://{{host}}:3128", proxy_credential=login)
    made = _assembled(url="http://a.example", options=options)
    assert made.options.proxy == "http://a.example:3128"
    assert made.options.proxy_credential.user == "a.example"


@given(st.text(max_size=10), st.text(max_size=20), st.text(max_size=10), st.text(max_size=20))
def test_never_raises(method, url, name, value):
    request = Request(
        method=method,
        url=url,
        headers=(RequestHeader(name, value),),
        query=(QueryParam(name, value),),
        body=RawBody(text=value, content_type=name),
    )
    made = assemble(request, Scope())
    if not made.problems:
        assert made.message.url.isascii()
    assert msgspec.json.encode(made.message.method)
