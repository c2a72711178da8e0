"""Fixes that are actions: a token fetched, or a sentence why not."""

import asyncio

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Action, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message, Reply
from inspector.model.request import FormBody, FormField, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.applying.applicable_fixes import use_saved
from inspector.workbench.applying.companions import Companions, companions
from inspector.workbench.applying.fix_context import FixContext
from inspector.workbench.applying.fix_runner import carry_out, token_in, with_token

REF = SecretRef(place="memory", name="fresh")
MESSAGE = Message(method="POST", url="http://a/", target="/")


def _attempt(body):
    reply = None if body is None else Reply(status=200, body=body)
    return Attempt(exchanges=(Exchange(request=MESSAGE, reply=reply),))


def _fixed(action, body=b'{"access_token": "t"}', token_request=None):
    asked = []

    async def send(request):
        asked.append(request)
        return _attempt(body)

    companions = Companions(token_request=token_request)
    means = FixContext(
        reveal=lambda _ref: "", put=lambda _value: REF, send=send, companions=companions
    )
    fix = Fix(id="x", title="x", action=Action(*action.split(":", 1)))
    return asyncio.run(carry_out(Request(url="http://a/"), fix, means)), asked


def test_the_address_in_the_action_is_asked():
    fixed, asked = _fixed("fetch-token:https://login.example/token")
    assert (asked[0].method, asked[0].url) == ("POST", "https://login.example/token")
    assert fixed.request.credential == Bearer(token=REF)
    assert fixed.attempt is not None


def test_a_request_for_it_is_preferred():
    _, asked = _fixed("fetch-token:https://b/", token_request=Request(url="http://c/"))
    assert asked[0].url == "http://c/"


@pytest.mark.parametrize("action", ["fetch-token", "fetch-token:read write"])
def test_without_a_request_it_is_said(action):
    fixed, asked = _fixed(action)
    assert asked == []
    assert fixed.note
    assert fixed.request == Request(url="http://a/")


@pytest.mark.parametrize("body", [None, b"", b"no", b"[]", b'{"access_token": 1}', b"[" * 100_000])
def test_a_reply_without_a_token_changes_nothing(body):
    fixed, _ = _fixed("fetch-token:https://b/", body)
    assert "token request" in fixed.note
    assert fixed.request == Request(url="http://a/")


def test_other_actions_change_nothing():
    fixed, asked = _fixed("copy-message")
    assert (fixed.request, fixed.note, asked) == (Request(url="http://a/"), "", [])


def test_the_token_of_an_attempt():
    assert token_in(Attempt()) == ""
    assert token_in(_attempt(b'{"access_token": "t"}')) == "t"


def test_the_scheme_word_stays():
    request = Request(credential=Bearer(word="Token"))
    assert with_token(request, REF).credential == Bearer(token=REF, word="Token")
    assert with_token(Request(credential=Basic()), REF).credential == Bearer(token=REF)


def test_a_csrf_token_is_fetched_and_named():
    fixed, asked = _fixed("fetch-csrf:X-Own", b'{"csrf_token": "t"}')
    assert asked[0].method == "GET"
    assert fixed.request.headers[0].name == "X-Own"
    assert "X-Own" in fixed.note
    assert fixed.attempt is not None


def test_a_reply_without_a_csrf_token_is_said():
    fixed, _ = _fixed("fetch-csrf", b"nothing")
    assert fixed.request == Request(url="http://a/")
    assert "no CSRF token" in fixed.note


@pytest.mark.parametrize("verb", ["log-in", "fetch-token"])
def test_a_refused_refresh_token_is_replaced_by_a_new_beginning(verb):
    refresh = FormBody(
        fields=(FormField("grant_type", "refresh_token"), FormField("refresh_token", "old"))
    )
    refused = Request(method="POST", url="http://a/token", body=refresh)
    began = Request(url="http://a/token", body=FormBody(fields=(FormField("username", "ada"),)))
    asked = []

    async def send(request):
        asked.append(request)
        return _attempt(b'{"access_token": "t", "refresh_token": "new"}')

    means = FixContext(
        reveal=lambda _ref: "",
        put=lambda value: SecretRef(place="memory", name=value),
        send=send,
        companions=Companions(token_request=began),
    )
    fixed = asyncio.run(carry_out(refused, Fix(id="x", title="x", action=Action(verb)), means))
    assert asked == [began]
    assert fixed.done
    assert fixed.request.body.fields[1] == FormField("refresh_token", "{{vault.new}}")


def test_a_saved_cookie_takes_the_place_of_the_own_one():
    mine, plain = RequestHeader("cookie", "sid=mine"), RequestHeader("Accept", "*/*")
    request = Request(url="http://a/x", headers=(mine, plain))
    chief = RequestHeader("Cookie", "sid=chief")
    known = companions(request, [Request(name="Chief", url="http://a/", headers=(chief,))])
    fix = use_saved(known.saved[0], request)
    assert [str(one.field) for one in fix.changes] == ["headers.Cookie"]

    async def nothing(_):
        return _attempt(None)

    means = FixContext(
        reveal=lambda _ref: "", put=lambda _value: REF, send=nothing, companions=known
    )
    fixed = asyncio.run(carry_out(request, fix, means))
    assert fixed.done
    assert fixed.request.headers == (plain, chief)


@pytest.mark.parametrize("own", ["http://a/x?api_key=mine", "http://a/x"])
def test_a_saved_key_of_the_query_takes_the_place_of_the_own_one(own):
    session = RequestHeader("Cookie", "sid=1")
    request = Request(url=own, headers=(session,))
    known = companions(request, [Request(name="Chief", url="http://a/list?key=chief")])
    fix = use_saved(known.saved[0], request)
    assert [str(one.field) for one in fix.changes] == ["query.key"]

    async def nothing(_):
        return _attempt(None)

    means = FixContext(
        reveal=lambda _ref: "", put=lambda _value: REF, send=nothing, companions=known
    )
    after = asyncio.run(carry_out(request, fix, means)).request
    assert (after.url, after.query) == ("http://a/x", (QueryParam("key", "chief"),))
    assert after.headers == (session,)


def test_a_saved_signed_address_takes_the_place_of_the_whole_one():
    row = QueryParam("sp", "r")
    request = Request(
        url="http://a/day?se=2020-01-01&sig=old",
        query=(row,),
        headers=(RequestHeader("Authorization", "Bearer b"), RequestHeader("Accept", "*/*")),
    )
    fresh = Request(name="Fresh", url="http://a/day?se=2030-01-01&sig=new")
    known = companions(request, [fresh])
    fix = use_saved(known.saved[0], request)
    assert [str(one.field) for one in fix.changes] == ["url"]
    assert "sig=" not in f"{fix.title} {fix.sends} {fix.changes}"

    async def nothing(_):
        return _attempt(None)

    means = FixContext(
        reveal=lambda _ref: "", put=lambda _value: REF, send=nothing, companions=known
    )
    after = asyncio.run(carry_out(request, fix, means)).request
    assert (after.url, after.query) == (fresh.url, ())
    assert [row.name for row in after.headers] == ["Accept"]
