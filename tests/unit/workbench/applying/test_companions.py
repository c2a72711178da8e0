"""The requests that go with one: known by their fields, nearest first."""

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.message import Header, Message, Reply
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    Request,
    RequestHeader,
)
from inspector.workbench.applying.companions import (
    Saved,
    companions,
    is_login,
    is_token_request,
)


def form(url, **fields):
    rows = tuple(FormField(name, value) for name, value in fields.items())
    return Request(method="POST", url=url, body=FormBody(fields=rows))


ORDERS = Request(url="https://a.test/orders")
TOKEN = form("https://login.test/oauth2/token", grant_type="client_credentials")
LOGIN = form("https://a.test/login", username="ada", password="x")


@pytest.mark.parametrize(
    ("request_", "token", "login"),
    [
        (TOKEN, True, False),
        (LOGIN, False, True),
        (form("https://a.test/token", client_id="x"), True, False),
        (form("https://a.test/token/refresh/", refresh="x"), True, False),
        (form("https://a.test/", grant_type="password", password="x"), True, False),
        (Request(method="POST", url="https://a/", body=JsonBody(text='{"pwd":"x"}')), False, True),
        (form("https://a.test/", new_password="x"), False, True),
        (ORDERS, False, False),
    ],
)
def test_kinds(request_, token, login):
    assert (is_token_request(request_), is_login(request_)) == (token, login)


def test_saved_requests_are_found_at_the_same_host_first():
    other = form("https://b.test/login", user="x", password="y")
    here = form("https://a.test/token", grant_type="refresh_token")
    known = companions(ORDERS, [other, TOKEN, LOGIN, here])
    assert known.token_request == here
    assert known.login_request == LOGIN
    assert companions(ORDERS, [other, TOKEN]).token_request == TOKEN
    assert companions(ORDERS, [other]).login_request is None


@pytest.mark.parametrize(
    ("led", "taken"),
    [
        ("https://sso.a.test/", True),
        ("https://sso.a.test:8443/", False),  # another server than that of the saved login
        ("https://sso.b.test/", False),
        ("", False),
    ],
)
def test_a_login_to_which_the_trace_leads_within_the_site(led, taken):
    saved = form(f"https://sso.{'b' if '.b.' in led else 'a'}.test/login", user="x", password="y")
    rows = (Header("Location", f"{led}?back=https://a.test/orders"),) if led else ()
    refused = Exchange(
        request=Message(method="GET", url="https://a.test/orders"),
        reply=Reply(status=302, headers=rows),
    )
    known = companions(ORDERS, [saved], Attempt(exchanges=(refused,)))
    assert (known.login_request == saved) is taken


def test_a_request_is_not_its_own_companion():
    assert companions(LOGIN, [LOGIN]).login_request is None


def exchange(status=200, redacted=()):
    message = Message(
        method="POST",
        url="https://a.test/login",
        headers=(Header("Content-Type", "application/x-www-form-urlencoded"),),
        body=b"username=ada&password=x",
    )
    return Exchange(request=message, reply=Reply(status=status), redacted=redacted)


def test_recorded_ones_that_were_accepted_and_are_whole():
    found = companions(ORDERS, [], Attempt(exchanges=(exchange(302),)))
    assert found.login_request.url == "https://a.test/login"
    assert len(found.exchanges) == 1
    for refused in (exchange(401), exchange(200, ("request.body",))):
        assert companions(ORDERS, [], Attempt(exchanges=(refused,))).login_request is None


def test_other_credentials_for_the_host():
    own, other = Basic(user="ada"), Basic(user="bob")
    made = [
        Request(name="Same", url="https://a.test/1", credential=own),
        Request(name="Other", url="https://a.test/2", credential=other),
        Request(name="Again", url="https://a.test/3", credential=other),
        Request(name="Elsewhere", url="https://b.test/", credential=Basic(user="eve")),
        Request(name="Bare", url="https://a.test/4"),
    ]
    request = Request(url="https://a.test/orders", credential=own)
    assert companions(request, made).saved == (Saved("Other", other),)


def test_headers_that_tell_who_calls_are_a_credential_too():
    cookie, session = RequestHeader("Cookie", "sid=1"), RequestHeader("X-Session-Token", "abc")
    idle = RequestHeader("Accept", "text/html"), RequestHeader("X-CSRF-Token", "t-1")
    made = [
        Request(name="Own", url="https://a.test/1", headers=(cookie,)),
        Request(name="Chief", url="https://a.test/2", headers=(session, *idle)),
        Request(name="Idle", url="https://a.test/3", headers=idle),
        Request(
            name="Off", url="https://a.test/4", headers=(RequestHeader("Cookie", "b=2", False),)
        ),
    ]
    request = Request(url="https://a.test/orders", headers=(cookie, *idle))
    (found,) = companions(request, made).saved
    assert (found.name, found.rows) == ("Chief", (session,))


def test_a_key_in_the_query_is_a_credential_too():
    made = [
        Request(name="Typed", url="https://a.test/1?page=2&key=k%2B1#top"),
        Request(name="Row", url="https://a.test/2", query=(QueryParam("api_key", "k2"),)),
        Request(name="Off", url="https://a.test/3", query=(QueryParam("api_key", "k3", False),)),
        Request(name="Page", url="https://a.test/4?page=2"),
    ]
    found = companions(Request(url="https://a.test/orders"), made).saved
    kept = [(one.name, one.query, one.said.travels) for one in found]
    assert kept == [
        ("Typed", (QueryParam("key", "k+1"),), ("query", "key")),
        ("Row", (QueryParam("api_key", "k2"),), ("query", "api_key")),
    ]


def test_pages_that_others_read_come_with_those_of_a_form_first():
    urls = ("https://a.test/list", "https://a.test/orders/new", "https://b.test/form")
    others = [Request(url=url) for url in (*urls, "https://a.test/csrf")]
    others.append(Request(method="POST", url="https://a.test/form"))
    found = companions(ORDERS, others).pages
    assert found == ("https://a.test/orders/new", "https://a.test/csrf")
    assert companions(ORDERS, [ORDERS]).pages == ()


def test_the_cookies_of_a_login_are_from_before_it():
    rows = (RequestHeader("Cookie", "pre=1; csrf=2"),)
    login = msgspec.structs.replace(LOGIN, name="log in", headers=rows)
    assert companions(ORDERS, [login]).saved == ()
    key = RequestHeader("X-Shelf-Api-Key", "k")
    keyed = msgspec.structs.replace(login, headers=(*rows, key))
    assert [one.rows for one in companions(ORDERS, [keyed]).saved] == [(key,)]
    page = Request(name="books", url="https://a.test/books", headers=rows)
    assert [one.rows for one in companions(ORDERS, [page]).saved] == [rows]


# ---------------- Addresses that are signed
DAY = Request(name="day", url="https://a.test/day?se=2030-01-01&sp=r&sig=x")


def test_a_signed_address_is_saved_whole_for_its_own_path():
    old = msgspec.structs.replace(DAY, name="old", url="https://a.test/day?se=2020-01-01&sig=y")
    (saved,) = companions(old, [DAY]).saved
    assert (saved.url, saved.query, saved.rows) == (DAY.url, (), ())
    assert companions(Request(url="https://a.test/day"), [DAY]).saved == (saved,)
    assert companions(Request(url="https://a.test/night"), [DAY]).saved == ()


def test_a_key_in_an_address_goes_for_every_path():
    keyed = msgspec.structs.replace(DAY, url="https://a.test/day?api_key=k&page=2")
    (saved,) = companions(Request(url="https://a.test/night"), [keyed]).saved
    assert (saved.url, [one.name for one in saved.query]) == ("", ["api_key"])


@pytest.mark.parametrize(
    ("names", "logs_in"), [(("u", "p"), True), (("do", "U", "P"), True), (("p",), False)]
)
def test_a_form_with_short_names_logs_in(names, logs_in):
    body = FormBody(fields=tuple(FormField(name, "x") for name in names))
    assert is_login(Request(method="POST", url="https://a.test/", body=body)) is logs_in


AT = "https://a.test"
BY_HEADER = (RequestHeader("X-Authorization", "Basic YTpi"),)


@pytest.mark.parametrize(
    ("request_", "logs_in"),
    [
        (Request(url=f"{AT}/enter?u=ann&p=pw-12345"), True),
        (Request(url=f"{AT}/enter?user=ann&password=pw-12345"), True),
        (Request(url=f"{AT}/enter?user=ann"), False),
        (Request(name="Log in as ann", url=f"{AT}/start", headers=BY_HEADER), True),
        (Request(name="sign-in", url=f"{AT}/start", credential=ApiKey(name="X-Login")), True),
        (Request(name="login history", url=f"{AT}/start", headers=BY_HEADER), False),
        (Request(name="login", url=f"{AT}/login"), False),  # its page
    ],
)
def test_a_login_need_not_be_posted(request_, logs_in):
    assert is_login(request_) is logs_in
