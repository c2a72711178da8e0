"""What every kind of change keeps to, and that each is found and can be taken over."""

import pytest

from inspector.compare.masking import Masking
from inspector.compare.registry import all_kinds
from inspector.compare.side import Side
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection
from inspector.model.finding import Verdict
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header
from inspector.model.request import JsonBody, Options, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from tests.unit.compare.conftest import attempt, bearer, token

KINDS = pytest.mark.parametrize(
    "kind", all_kinds(), ids=lambda kind: kind.__name__.rpartition(".")[2]
)


def _side(answer):
    return Side(answer.attempt, answer.verdict, Masking(answer.attempt.exchanges))


def _ids(before, after):
    sides = _side(before), _side(after)
    return [delta.id for kind in all_kinds() for delta in kind.found(*sides)]


OPAQUE = "opaque-token-value-123456"
BASE = attempt(bearer(OPAQUE))
CASES = {
    "credential-added": (attempt(), BASE),
    "credential-removed": (BASE, attempt()),
    "scheme": (attempt(Header("Authorization", "Basic YWxpY2U6c2VjcmV0LXdvcmQ=")), BASE),
    "place": (attempt(Header("X-API-Key", OPAQUE)), BASE),
    "secret": (attempt(bearer("another-token-value-9876")), BASE),
    "spelling": (attempt(Header("Authorization", f"Bearer  {OPAQUE}")), BASE),
    "token-renewed": (attempt(bearer(token(exp=1_700_000_000))), attempt(bearer(token()))),
    "token-claim:aud": (attempt(bearer(token(aud="v2"))), attempt(bearer(token()))),
    "token-claim:scope": (attempt(bearer(token(scope="none"))), attempt(bearer(token()))),
    "method": (attempt(method="POST"), attempt()),
    "host": (
        attempt(url="https://test.example.com/v1/orders"),
        attempt(url="https://api.example.com/v1/orders"),
    ),
    "path": (attempt(url="https://api.example.com/v2"), attempt(url="https://api.example.com/v1")),
    "query:tenant": (
        attempt(url="https://api.example.com/?tenant=a"),
        attempt(url="https://api.example.com/?tenant=b"),
    ),
    "header:Origin": (attempt(Header("Origin", "https://a.example")), attempt()),
    "cookie:sid": (
        attempt(Header("Cookie", "sid=abcdefgh1")),
        attempt(Header("Cookie", "sid=abcdefgh2")),
    ),
    "body": (attempt(body=b"a"), attempt(body=b"b")),
    "proxy": (attempt(connection=Connection(proxy="http://p:3128")), attempt()),
}


@pytest.mark.parametrize("change", CASES)
def test_it_is_found_and_nothing_else(change):
    assert _ids(*CASES[change]) == [change]


@pytest.mark.parametrize("change", CASES)
def test_it_belongs_to_a_kind_and_is_said_in_words(change):
    sides = [_side(each) for each in CASES[change]]
    (delta,) = [d for kind in all_kinds() for d in kind.found(*sides)]
    owners = [kind for kind in all_kinds() if delta.id.startswith(kind.IDS)]
    assert len(owners) == 1
    assert delta.words
    assert delta.sentence[0].isupper()
    for each in CASES[change]:
        for header in each.attempt.exchanges[0].request.headers:
            value = header.value.rpartition(" ")[2].rpartition("=")[2]
            if header.name not in {"Host", "Origin"} and len(value) > 8:
                assert value not in delta.words + delta.sentence


# What differs in every ID token and decides nothing (OpenID Connect Core §2, FAPI, Entra's own).
OF_THE_MOMENT = ["jti", "nonce", "sid", "at_hash", "c_hash", "s_hash", "uti", "aio", "rh"]


@pytest.mark.parametrize("name", OF_THE_MOMENT)
def test_what_differs_in_every_token_is_no_cause(name):
    before = attempt(bearer(token(exp=1_700_000_000, **{name: "first"})))
    assert _ids(before, attempt(bearer(token(**{name: "second"})))) == ["token-renewed"]


@pytest.mark.parametrize("name", ["iat", "nbf", "auth_time", "updated_at"])
def test_a_time_that_moves_with_every_token_is_no_cause(name):
    before = attempt(bearer(token(exp=1_700_000_000, **{name: 1_690_000_000})))
    assert _ids(before, attempt(bearer(token(**{name: 1_690_000_600})))) == ["token-renewed"]


@KINDS
def test_the_same_twice_is_no_change(kind):
    full = attempt(bearer(token()), Header("Cookie", "sid=abcdefgh1"), body=b"x")
    assert not list(kind.found(_side(full), _side(full)))


@KINDS
def test_empty_attempts_are_no_trouble(kind):
    empty = Side(Attempt(), Verdict(), Masking())
    assert not list(kind.found(empty, empty))
    assert kind.take(Request(), Request(), "no-such-change") is None


MINE = Request(
    method="GET",
    url="https://test.example.com/v1/orders?tenant=a",
    headers=(RequestHeader("Origin", "https://a.example"), RequestHeader("Cookie", "sid=1")),
    credential=Basic(user="alice", password=SecretRef(place="memory", name="p")),
)
THEIRS = Request(
    method="POST",
    url="https://api.example.com/v2/orders",
    query=(QueryParam("tenant", "b"),),
    headers=(RequestHeader("Origin", "https://b.example"), RequestHeader("Cookie", "sid=2")),
    body=JsonBody(text="{}"),
    credential=Bearer(token=SecretRef(place="memory", name="t")),
    options=Options(proxy="none", http_version="1.1"),
)


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("secret", lambda request: request.credential),
        ("token-renewed", lambda request: request.credential),
        ("method", lambda request: request.method),
        ("host", lambda request: request.url.split("/")[2]),
        ("path", lambda request: request.url.split("/")[3]),
        ("header:Origin", lambda request: request.headers[-1].value),
        ("cookie:sid", lambda request: [h.value for h in request.headers if h.name == "Cookie"]),
        ("body", lambda request: request.body),
        ("query:tenant", lambda request: request.query),
        ("proxy", lambda request: request.options.proxy),
        ("http-version", lambda request: request.options.http_version),
    ],
)
def test_one_thing_is_taken_over_and_the_rest_stays(change, read):
    (kind,) = [kind for kind in all_kinds() if change.startswith(kind.IDS)]
    taken = kind.take(MINE, THEIRS, change)
    assert read(taken) != read(MINE)
    names = MINE.__struct_fields__
    others = {name for name in names if getattr(taken, name) != getattr(MINE, name)}
    assert len(others) == (2 if change.startswith("query:") else 1)


def test_a_parameter_is_taken_in_place_of_the_own_one():
    (kind,) = [kind for kind in all_kinds() if "query:tenant".startswith(kind.IDS)]
    own = Request(url="https://a.example/?page=1&tenant=a&q=%20x")
    taken = kind.take(own, THEIRS, "query:tenant")
    assert taken.url == "https://a.example/?page=1&q=%20x"
    assert taken.query == (QueryParam("tenant", "b"),)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("https://api.example.com/v2", "https://api.example.com/v1", "v2 was refused, v1 accepted"),
        ("https://a.example/", "https://a.example", "a.example/ was refused, a.example accepted"),
        ("https://a.example/x", "orders", "https://a.example/x was refused, orders accepted"),
        ("v/2", "v/1", "v/2 was refused, v/1 accepted"),
    ],
)
def test_addresses_are_told_by_where_they_part(before, after, told):
    sides = _side(attempt(bearer(token(aud=before)))), _side(attempt(bearer(token(aud=after))))
    (delta,) = [d for kind in all_kinds() for d in kind.found(*sides)]
    assert delta.sentence == f"The audience was the cause: {told}"
