"""Several credentials of one request: each in its place, one in Authorization, challenges too."""

import re

import msgspec
import pytest

from inspector.compose.precedence import decide
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.request import Options, Request, RequestHeader
from inspector.model.secret import SecretRef
from tests.fixtures.scripted import reply

TOKEN, KEY, OTHER = (SecretRef(place="memory", name=name) for name in "tko")
SECRETS = {TOKEN: "tok-0123456789", KEY: "key-0123456789", OTHER: "oth-0123456789"}
IN_HEADER = ApiKey(name="X-Api-Key", value=KEY)
IN_QUERY = ApiKey(name="key", value=OTHER, place="query")
CHALLENGE = 'WWW-Authenticate: Digest realm="r", qop="auth", nonce="n", algorithm=SHA-256'


def test_each_leaves_in_its_place(scripted, send):
    server = scripted([reply()])
    also = (IN_HEADER, ApiKey(name="X-App-Key", value=OTHER), IN_QUERY)
    send(f"{server.url}/a?x=1", SECRETS, credential=Bearer(token=TOKEN), also=also)
    head = server.requests[0].decode()
    assert head.startswith("GET /a?x=1&key=oth-0123456789 ")
    written = re.findall(r"^(Authorization|X-Api-Key|X-App-Key): (.*)\r$", head, re.MULTILINE)
    assert written == [
        ("Authorization", "Bearer tok-0123456789"),
        ("X-Api-Key", "key-0123456789"),
        ("X-App-Key", "oth-0123456789"),
    ]


def test_they_leave_also_without_a_first_one_and_beside_the_users_of_an_address(scripted, send):
    server = scripted([reply(), reply()])
    send(server.url, SECRETS, also=(IN_HEADER,))
    send(server.url.replace("//", "//me:secret99@"), SECRETS, also=(IN_HEADER,))
    assert b"X-Api-Key: key-0123456789" in server.requests[0]
    assert b"Authorization: Basic" in server.requests[1]
    assert b"X-Api-Key: key-0123456789" in server.requests[1]


def test_the_answer_to_a_challenge_carries_them_all_and_covers_them(scripted, send):
    server = scripted([reply("401 No", CHALLENGE), reply()])
    first = Digest(user="me", password=TOKEN)
    exchanges = send(server.url, SECRETS, credential=first, also=(IN_HEADER, IN_QUERY))
    assert [each.purpose for each in exchanges] == ["main", "challenge-answer"]
    for request in server.requests:
        assert request.count(b"X-Api-Key: key-0123456789") == 1
        assert request.count(b"key=oth-0123456789 ") == 1
    assert b'uri="/?key=oth-0123456789"' in server.requests[1]


def test_what_signs_comes_last_whatever_the_order(scripted, send):
    server = scripted([reply()])
    hawk = Hawk(key_id="me", key=TOKEN)
    exchanges = send(server.url, SECRETS, credential=hawk, also=(IN_QUERY,))
    names = [each.name for each in exchanges[0].request.headers]
    assert exchanges[0].request.target == "/?key=oth-0123456789"
    assert names[-1] == "Authorization"


def test_none_of_them_follows_a_redirect_to_another_origin(scripted, send):
    other = scripted([reply()])
    home = scripted([reply("307 Go", f"Location: {other.url}/")])
    first = Bearer(token=TOKEN)
    exchanges = send(home.url, SECRETS, credential=first, also=(IN_HEADER,))
    assert [each.name for each in exchanges[1].dropped] == ["Authorization", "X-Api-Key"]
    assert b"0123456789" not in other.requests[0]


def test_one_without_its_secret_stops_the_sending(scripted, send):
    server = scripted([reply()])
    (exchange,) = send(server.url, SECRETS, credential=Bearer(token=TOKEN), also=(ApiKey(),))
    assert (exchange.failure.kind, server.requests) == ("empty-secret", [])


@pytest.mark.parametrize(
    ("first", "also", "place", "by"),
    [
        (Basic(user="me"), Bearer(), "Authorization", "Basic"),
        (ApiKey(name="x-key"), ApiKey(name="X-Key"), "X-Key", "API key"),
        (ApiKey(name="k", place="query"), ApiKey(name="k", place="query"), "k", "API key"),
    ],
)
def test_the_first_has_a_place_and_who_loses_is_said(first, also, place, by):
    choice = decide(Request(credential=first, also=(also,)))
    (beaten,) = choice.beaten
    assert (choice.winner, choice.also, beaten.place, beaten.by) == ("credential", (), place, by)
    assert place in beaten.why
    assert by in beaten.why


@pytest.mark.parametrize(
    "also",
    [ApiKey(name="k", place="query"), ApiKey(name="K", place="cookie"), ApiKey(name="X-Other")],
)
def test_another_place_is_no_conflict(also):
    choice = decide(Request(credential=ApiKey(name="k", place="cookie"), also=(also,)))
    assert (choice.also, choice.beaten) == ((0,), ())


def test_a_header_written_by_hand_wins_over_any_of_them():
    rows = (RequestHeader("x-api-key", "mine"),)
    choice = decide(Request(credential=Bearer(), also=(IN_HEADER, IN_QUERY), headers=rows))
    assert (choice.winner, choice.also) == ("credential", (1,))
    assert choice.beaten[0].why == "your own X-Api-Key header is sent"


def test_a_further_one_wins_over_the_user_of_the_address():
    choice = decide(Request(also=(Bearer(),)), url_has_user=True)
    assert (choice.winner, choice.loses, choice.also) == ("none", ("url",), (0,))
    assert "URL" in choice.text


def test_the_switch_keeps_them_all_here(scripted, send):
    request = Request(also=(IN_HEADER,), options=Options(send_credential=False))
    assert decide(request).is_off
    server = scripted([reply()])
    send(server.url, SECRETS, also=request.also, options=request.options)
    assert b"key-0123456789" not in server.requests[0]


def test_one_that_inherits_or_is_none_takes_no_place():
    request = Request(credential=Bearer(), also=(InheritCredential(),))
    assert (decide(request).also, decide(request).beaten) == ((), ())
    assert msgspec.json.decode(msgspec.json.encode(request), type=Request) == request
