"""Logging in again, against a server with sessions: the login is repeated and its cookie used."""

import re

import pytest

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Action, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import FormBody, FormField, JsonBody, Options, Request, RequestHeader
from inspector.model.secret import Secret
from inspector.workbench.applying.applicable_fixes import is_at_hand, with_fixes_at_hand
from inspector.workbench.applying.companions import Companions, companions
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.scripted import reply

FIX = Fix(id="log-in-again", title="Log in again and resend", action=Action("log-in"))
PAGE = (
    b"<form method=post action=/login><input type=hidden name=_token value=fresh>"
    b"<input name=user><input type=password name=password></form>"
)
HTML = "Content-Type: text/html"


class Site:
    """Lets in whoever has the session of the last login; its form has a CSRF token."""

    def __init__(self, *, token=True):
        self.token = token
        self.logins = []

    def __call__(self, request):
        head, _, body = request.partition(b"\r\n\r\n")
        if head.startswith(b"GET /login"):
            return reply("200 OK", HTML, "Set-Cookie: pre=1", body=PAGE)
        if head.startswith(b"POST /login"):
            return self._log_in(head, body)
        if b"sid=alive" in head:
            return reply("200 OK", body=b"{}")
        return reply("302 Found", "Location: /login?reason=session_expired")

    def _log_in(self, head, body):
        self.logins.append(body)
        if self.token and (b"fresh" not in body or b"pre=1" not in head):
            return reply("419 Page Expired", body=b"CSRF token mismatch")
        if b"right" not in body:
            return reply("401 No", body=b'{"error": "Invalid password"}')
        return reply("200 OK", "Set-Cookie: sid=alive; HttpOnly", body=b'{"ok": true}')


@pytest.fixture
def site(scripted):
    def begin(**options):
        site = Site(**options)
        server = scripted([site])
        site.url = server.url
        return site

    return begin


@pytest.fixture
def refused(bench):
    """Send a request with the cookie of a session that is over."""

    def refused(site):
        old = bench.vault.put("gone")
        request = Request(
            url=f"{site.url}/orders", credential=ApiKey(name="sid", value=old, place="cookie")
        )
        return request, bench.submit(bench.send(request, Scope())).result(60)

    return refused


def login(site, password="right", **more):
    fields = {"user": "ada", "password": password, **more}
    rows = tuple(FormField(name, value) for name, value in fields.items())
    return Request(method="POST", url=f"{site.url}/login", body=FormBody(fields=rows))


def fixed(bench, request, known, given=None):
    return bench.submit(bench.fix(request, FIX, Scope(), known, given or Given())).result(60)


def status(bench, request):
    answer = bench.submit(bench.send(request, Scope())).result(60)
    return answer.attempt.exchanges[-1].reply.status, answer.verdict.findings


def test_a_known_login_is_repeated_with_a_fresh_token(bench, site, refused):
    served = site()
    request, before = refused(served)
    assert before.verdict.findings
    known = companions(request, [login(served, _token="used up")], before.attempt)
    done = fixed(bench, request, known)
    assert (done.done, done.note) == (True, "Logged in again.")
    assert status(bench, done.request) == (200, ())
    assert bench.vault.peek(done.request.credential.value) == "alive"
    assert b"used+up" not in served.logins[0]


def test_a_known_login_without_a_token_is_sent_once_more_with_the_one_it_lacked(
    bench, site, refused
):
    served = site()
    request, before = refused(served)
    done = fixed(bench, request, companions(request, [login(served)], before.attempt))
    assert (done.done, done.note) == (True, "Logged in again.")
    assert status(bench, done.request) == (200, ())
    assert [b"_token=fresh" in each for each in served.logins] == [False, True]


def test_a_wrong_password_is_not_sent_a_third_time(bench, site, refused):
    served = site()
    request, before = refused(served)
    known = companions(request, [login(served, "wrong")], before.attempt)
    done = fixed(bench, request, known)
    assert not done.done
    assert len(served.logins) == 2  # the first lacked the token, and no password was looked at


def test_the_form_of_the_login_page_is_used_with_what_was_given(bench, site, refused):
    served = site()
    request, before = refused(served)
    known = companions(request, [], before.attempt)
    done = fixed(bench, request, known, Given(user="ada", secret=Secret("right")))
    assert status(bench, done.request) == (200, ())


@pytest.mark.parametrize("known_by", ["the redirect", "a saved page"])
def test_the_login_page_to_which_a_redirect_leads_is_fetched(bench, site, known_by):
    served = site()
    request = Request(url=f"{served.url}/orders", options=Options(follow_redirects=False))
    before = bench.submit(bench.send(request, Scope())).result(60)
    assert before.attempt.last_reply.status == 302
    fixes = [fix for one in before.verdict.findings for fix in one.fixes]
    fix = next(one for one in fixes if one.action.verb == "log-in")
    assert fix.action.argument == f"{served.url}/login?reason=session_expired"
    assert f"the form of {served.url}/login, then GET" in fix.sends
    saved = [Request(url=f"{served.url}/login")] if known_by == "a saved page" else []
    chosen = FIX if saved else fix
    known = companions(request, saved, before.attempt)
    assert is_at_hand(chosen, known)
    typed = Given(user="ada", secret=Secret("right"))
    done = bench.submit(bench.fix(request, chosen, Scope(), known, typed)).result(60)
    assert (done.done, done.note) == (True, "Logged in again.")
    assert status(bench, done.request)[0] == 200


def test_without_a_password_the_login_comes_back_to_be_filled_in(bench, site, refused):
    served = site()
    request, before = refused(served)
    done = fixed(bench, request, companions(request, [], before.attempt))
    assert not done.done
    assert done.request == request
    assert done.prepared.url == f"{served.url}/login"
    assert [field.name for field in done.prepared.body.fields] == ["_token", "user", "password"]
    assert served.logins == []


def test_a_refused_login_is_sent_once_and_changes_nothing(bench, site, refused):
    served = site(token=False)
    request, before = refused(served)
    known = companions(request, [login(served, "wrong")], before.attempt)
    done = fixed(bench, request, known)
    assert (done.done, done.request) == (False, request)
    assert done.note.startswith("The login was refused: ")
    assert len(served.logins) == 1


def test_a_login_at_another_host_is_not_sent(bench, site, refused):
    served, other = site(), site()
    request, before = refused(served)
    known = Companions(login_request=login(other), exchanges=before.attempt.exchanges)
    assert "another host" in fixed(bench, request, known).note
    assert other.logins == []


class SignOn(Site):
    """Redirects to a login at another server of the same site."""

    portal = ""

    def __call__(self, request):
        found = super().__call__(request)
        return found.replace(b"Location: /login", f"Location: {self.portal}/login".encode())


@pytest.mark.parametrize("saved", [True, False])
def test_a_sign_on_for_several_hosts_of_a_site_is_used(bench, site, scripted, refused, saved):
    portal, served = site(), SignOn()
    served.portal, served.url = portal.url, scripted([served]).url
    request, before = refused(served)
    known = companions(request, [login(portal)] if saved else [], before.attempt)
    typed = Given() if saved else Given(user="ada", secret=Secret("right"))
    done = fixed(bench, request, known, typed)
    assert (done.done, done.note) == (True, "Logged in again.")
    assert status(bench, done.request) == (200, ())


def test_a_token_that_a_login_brings_is_used(bench, scripted):
    def api(request):
        if request.startswith(b"POST /login"):
            return reply("200 OK", body=b'{"access_token": "fresh-one"}')
        good = b"Bearer fresh-one" in request
        return reply("200 OK") if good else reply("401 No", "WWW-Authenticate: Bearer")

    server = scripted([api])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    rows = (RequestHeader("Accept", "application/json"),)
    known = Companions(
        login_request=Request(method="POST", url=f"{server.url}/login", body=ask, headers=rows)
    )
    request = Request(url=f"{server.url}/me", credential=Bearer(token=bench.vault.put("old")))
    assert status(bench, fixed(bench, request, known).request) == (200, ())


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("refresh_token", '{"data": {"access_token": "a-2", "refresh_token": "r-2"}}'),
        ("refresh", '{"access": "a-2", "refresh": "r-2"}'),
        ("refreshToken", '{"accessToken": "a-2", "refreshToken": "r-2"}'),
    ],
)
def test_a_renewal_is_given_the_new_refresh_token(bench, scripted, field, given):
    def api(request):
        if request.startswith(b"POST /login"):
            return reply("200 OK", body=given.encode())
        return reply("200 OK") if b'"r-2"' in request else reply("401 No", body=b"used up")

    server = scripted([api])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    known = Companions(login_request=Request(method="POST", url=f"{server.url}/login", body=ask))
    body = JsonBody(text=f'{{"{field}": "r-1"}}')
    request = Request(method="POST", url=f"{server.url}/renew", body=body)
    assert status(bench, fixed(bench, request, known).request) == (200, ())


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ('{"access_token": "a-2"}', "The login brought no refresh token."),
        ('{"access_token": "a-2", "refresh_token": "r-2"}', "Logged in again."),
    ],
)
def test_a_login_that_brings_no_refresh_token_renews_nothing(bench, scripted, given, note):
    server = scripted([reply("200 OK", body=given.encode())])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    known = Companions(login_request=Request(method="POST", url=f"{server.url}/login", body=ask))
    body = JsonBody(text='{"refresh_token": "r-1"}')
    request = Request(method="POST", url=f"{server.url}/renew", body=body)
    done = fixed(bench, request, known)
    assert (done.note, done.done) == (note, note == "Logged in again.")
    assert done.done or done.request == request


def test_nothing_known_is_said(bench, scripted):
    request = Request(url=scripted([reply("401 No")]).url)
    done = fixed(bench, request, Companions())
    assert re.match("No login request and no login form", done.note)
    assert not done.done
    assert done.prepared.url.endswith("/login")


def test_no_password_goes_to_a_form_over_http_on_a_page_over_https(bench):
    page = PAGE.replace(b"action=/login", b"action=http://a.test/login")
    message = Message(method="GET", url="https://a.test/", target="/")
    shown = Exchange(
        request=message,
        reply=Reply(status=200, headers=(Header("Content-Type", "text/html"),), body=page),
    )
    known = companions(Request(url="https://a.test/"), [], Attempt(exchanges=(shown,)))
    given = Given(user="ada", secret=Secret("right"))
    done = fixed(bench, Request(url="https://a.test/"), known, given)
    assert (done.done, done.sent) == (False, ())
    assert "over http" in done.note


# ---------------- Logins of APIs: no page to fetch a token from, names of their own
class Shelf:
    """Takes a login in JSON whose token repeats its cookie; hands out a session and a new token."""

    def __call__(self, request):
        head, _, _body = request.partition(b"\r\n\r\n")
        if head.startswith(b"GET /api/login"):
            return reply("405 No")
        if head.startswith(b"POST /api/login"):
            if b"csrf_shelf=own" not in head or b"X-CSRF-Token: own" not in head:
                return reply("400 No", body=b'{"error": "CSRF validation failed"}')
            cookies = "Set-Cookie: session_shelf=alive", "Set-Cookie: csrf_shelf=new%2B1"
            return reply("200 OK", *cookies, body=b'{"name": "ada"}')
        good = b"session_shelf=alive" in head and b"X-CSRF-Token: new+1" in head
        return reply("200 OK") if good else reply("403 No", body=b'{"error": "no"}')


def test_a_login_whose_page_has_no_token_is_sent_as_it_was_saved(bench, scripted):
    server = scripted([Shelf()])
    rows = (RequestHeader("Cookie", "csrf_shelf=own"), RequestHeader("X-CSRF-Token", "own"))
    ask = JsonBody(text='{"user": "ada", "pass": "right"}')
    login = Request(method="POST", url=f"{server.url}/api/login", body=ask, headers=rows)
    old = RequestHeader("Cookie", "session_shelf=gone; csrf_shelf=old")
    request = Request(
        method="POST",
        url=f"{server.url}/api/books",
        headers=(old, RequestHeader("X-CSRF-Token", "old")),
    )
    done = fixed(bench, request, Companions(login_request=login))
    assert (done.done, done.note) == (True, "Logged in again.")
    assert status(bench, done.request) == (200, ())


def test_a_request_without_a_token_against_forgery_gets_none(bench, scripted):
    def api(request):
        if request.startswith(b"POST /login"):
            return reply("200 OK", "Set-Cookie: sid=alive", "Set-Cookie: csrf=c", body=b"{}")
        return reply("200 OK")

    server = scripted([api])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    known = Companions(login_request=Request(method="POST", url=f"{server.url}/login", body=ask))
    done = fixed(bench, Request(url=f"{server.url}/me"), known)
    assert done.done
    assert not any("csrf" in row.name.lower() for row in done.request.headers)


def test_a_session_token_goes_where_the_old_one_stood(bench, scripted):
    def api(request):
        if request.startswith(b"POST /login"):
            return reply("200 OK", body=b'{"data": {"name": "ada", "sessionToken": "s:new"}}')
        good = b"X-Shelf-Session-Token: s:new" in request and b"X-Shelf-Api-Key: k" in request
        said = b'{"error": "Invalid session token"}'
        return reply("200 OK") if good else reply("400 No", body=said)

    server = scripted([api])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    known = Companions(login_request=Request(method="POST", url=f"{server.url}/login", body=ask))
    rows = (RequestHeader("X-Shelf-Api-Key", "k"), RequestHeader("X-Shelf-Session-Token", "s:old"))
    request = Request(url=f"{server.url}/me", headers=rows)
    assert status(bench, fixed(bench, request, known).request) == (200, ())


def test_a_token_of_the_old_session_is_fetched_anew(bench, scripted):
    def api(request):
        head = request.partition(b"\r\n\r\n")[0]
        if head.startswith(b"POST /login"):
            return reply("200 OK", "Set-Cookie: sid=alive", body=b"{}")
        if head.startswith(b"GET /books") and b"sid=alive" in head:
            return reply("200 OK", HTML, body=b"<meta name=csrf-token content=new-1>")
        good = b"sid=alive" in head and b"X-CSRF-Token: new-1" in head
        return reply("200 OK") if good else reply("403 No")

    server = scripted([api])
    ask = JsonBody(text='{"user": "ada", "password": "right"}')
    known = Companions(login_request=Request(method="POST", url=f"{server.url}/login", body=ask))
    rows = (RequestHeader("Cookie", "sid=gone"), RequestHeader("X-CSRF-Token", "old"))
    request = Request(method="POST", url=f"{server.url}/books", headers=rows)
    done = fixed(bench, request, known)
    assert (done.note, status(bench, done.request)) == ("Logged in again.", (200, ()))


@pytest.mark.parametrize(("words", "taken"), [(b"", True), (b"<p>Wrong password</p>", False)])
def test_a_login_page_that_comes_again_lets_the_next_request_show_who_is_in(
    bench, site, refused, words, taken
):
    class Silent(Site):
        def _log_in(self, head, body):
            self.logins.append(body)
            return reply("200 OK", HTML, "Set-Cookie: sid=alive", body=words + PAGE)

    served = site()
    served.__class__ = Silent
    request, before = refused(served)
    done = fixed(bench, request, companions(request, [login(served)], before.attempt))
    assert done.done is taken
    assert (status(bench, done.request) == (200, ())) is taken


def test_a_form_may_call_its_fields_as_it_likes(bench, scripted):
    page = PAGE.replace(b"name=user", b"name=who").replace(b"name=password", b"name=word")

    def api(request):
        head, _, body = request.partition(b"\r\n\r\n")
        if head.startswith(b"POST /login"):
            right = b"who=ada" in body and b"word=right" in body
            return reply("200 OK", "Set-Cookie: sid=alive") if right else reply("401 No")
        if b"sid=alive" in head:
            return reply("200 OK", body=b"{}")
        return reply("200 OK", HTML, body=page)

    server = scripted([api])
    request = Request(url=f"{server.url}/orders")
    before = bench.submit(bench.send(request, Scope())).result(60)
    known = companions(request, [], before.attempt)
    done = fixed(bench, request, known, Given(user="ada", secret=Secret("right")))
    assert status(bench, done.request) == (200, ())
    assert fixed(bench, request, known).wants == ("login.password",)


# ---------------- Who logs in, and as which program
class Bound:
    """Lets in whoever has the session and the program that it was given to, and ann alone."""

    def __init__(self):
        self.program = b""

    def __call__(self, request):
        named = re.search(rb"(?im)^user-agent: ([^\r\n]*)", request)[1]
        if request.startswith(b"POST /login"):
            self.program = named
            name = b"ann" if b"=ann" in request else b"sam"
            return reply("200 OK", f"Set-Cookie: sid={name.decode()}", body=b'{"ok": true}')
        if b"sid=ann" in request and named == self.program:
            return reply("200 OK", body=b"{}")
        if b"sid=sam" in request:
            words = b'{"error": "You need the role admin"}'
            return reply("403 Forbidden", "Content-Type: application/json", body=words)
        return reply("401 Unauthorized", body=b"log in first")


def test_the_session_is_that_of_the_program_that_asks(bench, scripted):
    served = scripted([Bound()])
    mine = RequestHeader("User-Agent", "Shop/4.2")
    request = Request(url=f"{served.url}/a", headers=(mine, RequestHeader("Cookie", "sid=old")))
    done = fixed(bench, request, companions(request, [named_login(served, "ann")]))
    assert status(bench, done.request)[0] == 200


def named_login(served, user):
    rows = (FormField("user", user), FormField("password", "right"))
    return Request(
        name="enter", method="POST", url=f"{served.url}/login", body=FormBody(fields=rows)
    )


@pytest.mark.parametrize("saved", [True, False])
def test_the_login_of_another_is_offered_where_a_right_is_missing(bench, scripted, saved):
    served = scripted([Bound()])
    request = Request(url=f"{served.url}/a", headers=(RequestHeader("Cookie", "sid=sam"),))
    before = bench.submit(bench.send(request, Scope())).result(60)
    known = companions(request, [named_login(served, "ann")] if saved else [], before.attempt)
    first = with_fixes_at_hand(before, known).verdict.findings[0]
    offered = [fix for fix in first.fixes if fix.action.verb == "log-in"]
    assert [(fix.title, fix.risk) for fix in offered] == (
        [("Log in as ann and resend", "login-attempt")] if saved else []
    )
    assert first.cause == "insufficient-permissions"
