"""Every fix of the catalogue turns a refusal by a real server into what it promises; undo is exact."""

import base64
import re
import socket
from pathlib import Path

import pytest
from msgspec.structs import replace

from inspector.compose.body_fields import deep_fields_of
from inspector.compose.scope import Scope
from inspector.diagnose.fixes import catalogue
from inspector.gui.state.current_request import CurrentRequest
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    Request,
    RequestHeader,
)
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.applying.after_fix import aftermath
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import companions
from inspector.workbench.applying.fix_context import Given
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

GOOD = "good-token-9f8e7d6c5b4a"
TICKETS = "1-31-5a0c4be19d7f3826a0c4be19d7f38265"  # a token of Request Tracker
PASSWORD = "pass word-7421"
_CLAIMS = base64.urlsafe_b64encode(b'{"aud": "https://billing.test"}').decode().rstrip("=")
OTHER_AUDIENCE = f"eyJhbGciOiJIUzI1NiJ9.{_CLAIMS}.c2lnbmF0dXJl"
PAIR = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
ADA = Given(user="ada", secret=Secret(PASSWORD))
OK = reply("200 OK", "Content-Type: application/json", body=b"{}")
JSON = "Content-Type: application/json"
DIGEST = 'WWW-Authenticate: Digest realm="r", nonce="{nonce}", qop="auth", algorithm=MD5'


def line(request, name):
    """Return the value of a header of a raw request."""
    found = re.search(rf"(?im)^{name}: ([^\r\n]*)", request.decode("latin-1"))
    return found[1] if found else ""


def told(text, *headers, status="401 Unauthorized"):
    return reply(status, JSON, *headers, body=f'{{"message": "{text}"}}'.encode())


def needs(name, value, refusal):
    """Let in whoever sends exactly this header, refuse others with this reply."""
    return lambda request: OK if line(request, name) == value else refusal


def bearer(refusal=None):
    default = reply("401 Unauthorized", 'WWW-Authenticate: Bearer realm="r"')
    return needs("authorization", f"Bearer {GOOD}", refusal or default)


def basic(refusal=None):
    default = told("Invalid credentials", 'WWW-Authenticate: Basic realm="r"')
    return needs("authorization", f"Basic {PAIR}", refusal or default)


def digest(request):
    """Let in by Digest: here the user's name in an answer to the right nonce is enough."""
    sent = line(request, "authorization")
    if sent.startswith("Digest") and 'nonce="n1"' in sent and 'uri="/"' in sent:
        return OK
    return reply("401 Unauthorized", DIGEST.format(nonce="n1"))


CODE = "271828"


class Case:
    """What is refused and by whom; `make` returns the request for a server's address."""

    def __init__(self, server, make, given=None, others=None, asks=None):
        self.server = server
        self.make = make
        self.given = given or Given()
        self.others = others or (lambda _url: ())
        self.asks = asks


def token(put, url, value=GOOD, **more):
    return Request(url=f"{url}/", credential=Bearer(token=put(value)), **more)


def login(put, url, **more):
    return Request(url=f"{url}/", credential=Basic(user="ada", password=put(PASSWORD)), **more)


def written(value, name="Authorization", **more):
    return lambda _put, url: Request(url=f"{url}/", headers=(RequestHeader(name, value),), **more)


def typed(value):
    return lambda put, url: token(put, url, value)


def key_at(place, name="X-Api-Key", value=GOOD, method="GET"):
    return lambda put, url: Request(
        url=f"{url}/",
        method=method,
        credential=ApiKey(name=name, value=put(value), place=place),
    )


def one_way(request):
    """Let in a token in Authorization, and call a request bad that has it in its address, too."""
    return told("Bad Request", status="400 Bad Request") if b"?" in request else bearer()(request)


def key_in_query(request):
    return (
        OK
        if f"?appid={GOOD}" in request.decode()
        else told("Pass the key as query parameter 'appid'")
    )


def key_in_cookie(request):
    return (
        OK if f"sid={GOOD}" in line(request, "cookie") else told("No API key found in cookie 'sid'")
    )


def key_in_body(request):
    body = request.partition(b"\r\n\r\n")[2].decode()
    return OK if GOOD in body else told("No API key found in the request body")


def renewing(wanted=b""):
    """Serve a token endpoint, and an API that knows only the token that it gives."""

    def serve(request):
        if request.startswith(b"POST /token"):
            given = "fresh" if wanted in request else "stale"
            return reply("200 OK", JSON, body=f'{{"access_token": "{given}"}}'.encode())
        return serve.api(request)

    return serve


def fresh_only(refusal, wanted=b""):
    serve = renewing(wanted)
    serve.api = needs("authorization", "Bearer fresh", refusal)
    return serve


def token_request(url):
    fields = (FormField("grant_type", "client_credentials"), FormField("scope", "read"))
    return (Request(method="POST", url=f"{url}/token", body=FormBody(fields=fields)),)


def login_request(url):
    fields = (FormField("user", "ada"), FormField("password", "x"))
    return (Request(method="POST", url=f"{url}/login", body=FormBody(fields=fields)),)


def sessions(request):
    if request.startswith(b"POST /login"):
        return reply("200 OK", JSON, "Set-Cookie: sid=alive", body=b"{}")
    return OK if "sid=alive" in line(request, "cookie") else told("Your session has expired")


def csrf(request):
    if request.startswith(b"GET"):
        return reply("200 OK", "Set-Cookie: csrftoken=t0k; Path=/")
    if line(request, "x-csrftoken") == "t0k" and "csrftoken=t0k" in line(request, "cookie"):
        return OK
    return told("CSRF Failed: CSRF token missing.", status="403 Forbidden")


def origins(request):
    own = line(request, "origin").endswith(line(request, "host"))
    return (
        OK
        if own
        else told(
            "Origin checking failed - x does not match any trusted origins.", status="403 Forbidden"
        )
    )


def cached(request):
    """A cache on the way, which keeps the refusal of a visitor; the page is open to everybody."""
    if line(request, "cache-control") == "no-cache":
        return OK
    return reply("401 Unauthorized", "X-Cache: HIT", "Age: 1127", body=b"<h1>401</h1>")


def redirects(request):
    if request.startswith(b"GET / "):
        return reply("301 Moved", "Location: /orders/")
    return bearer()(request)


def recovering():
    down = told(
        "Could not reach the identity provider: it timed out", "Retry-After: 1", status="503 No"
    )
    return [down, OK]


def only_one(request):
    two = request.lower().count(b"authorization:") > 1
    return told("Multiple Authorization headers were sent") if two else bearer()(request)


def versions(request):
    """Serve version 2 only, and say so."""
    if request.startswith(b"GET /v2/orders "):
        return OK
    return told("API version v1 is no longer supported, use v2", status="403 Forbidden")


def scopes(request):
    """Give tokens for no scope, or for the one that is known."""
    body = request.partition(b"\r\n\r\n")[2]
    if b"scope=" in body and b"scope=orders" not in body:
        return reply("400 Bad Request", JSON, body=b'{"error": "invalid_scope"}')
    return reply("200 OK", JSON, body=b'{"access_token": "fresh", "token_type": "Bearer"}')


def asking_for(scope):
    """Return what makes a token request for a scope."""
    names = (("grant_type", "client_credentials"), ("client_id", "a"), ("client_secret", "b"))
    fields = tuple(FormField(*pair) for pair in (*names, ("scope", scope)))
    return lambda _put, url: Request(
        method="POST", url=f"{url}/token", body=FormBody(fields=fields)
    )


PAGE = b"""<html><title>Log in</title><form method="post" action="/login"><input name="user">
<input name="password" type="password"><button>Log in</button></form></html>"""


def pages(request):
    """Show a login page until somebody logged in."""
    if request.startswith(b"POST /login") and b"user=ada" in request:
        return reply("200 OK", JSON, "Set-Cookie: sid=alive; Path=/", body=b"{}")
    if "sid=alive" in line(request, "cookie"):
        return OK
    return reply("401 Unauthorized", "Content-Type: text/html", body=PAGE)


BASIC_401 = 'WWW-Authenticate: Basic realm="r"'
CASES = {
    "switch-to-digest": Case(digest, login),
    "switch-to-basic": Case(
        basic(reply("401 No", BASIC_401)),
        lambda put, url: Request(
            url=f"{url}/", credential=Digest(user="ada", password=put(PASSWORD))
        ),
    ),
    "switch-to-bearer": Case(
        bearer(), login, Given(secret=Secret(GOOD)), asks=("credential.token",)
    ),
    "add-scheme-word": Case(bearer(), written(GOOD)),
    "switch-word": Case(
        needs(
            "authorization",
            f"Token {GOOD}",
            told("Authentication credentials were not provided.", "WWW-Authenticate: Token"),
        ),
        typed(GOOD),
    ),
    "exact-word": Case(bearer(), written(f"bearer {GOOD}")),
    "as-known": Case(needs("authorization", f"Token {TICKETS}", told("No")), typed(TICKETS)),
    "clean-strip-bearer": Case(bearer(), typed(f"Bearer {GOOD}")),
    "clean-strip-quotes": Case(bearer(), typed(f'"{GOOD}"')),
    "clean-strip-blanks": Case(bearer(), typed(f"{GOOD[:5]} {GOOD[5:]}")),
    "clean-trim": Case(
        basic(),
        lambda put, url: Request(
            url=f"{url}/", credential=Basic(user="ada", password=put(f"{PASSWORD}\n"))
        ),
    ),
    "clean-encode": Case(basic(), written(f"Basic ada:{PASSWORD}")),
    "own-host": Case(
        lambda request: reply("421 Misdirected Request") if line(request, "host") == "old" else OK,
        written("old", name="Host"),
    ),
    "enter-field": Case(
        lambda request: (
            OK
            if f"SAMLResponse={GOOD}".encode() in request
            else reply("400 Bad Request", body=b"Couldn't find 'SAMLResponse' in POST data.")
        ),
        lambda _put, url: Request(
            url=f"{url}/acs", method="POST", body=FormBody(fields=(FormField("RelayState", "a"),))
        ),
        Given(secret=Secret(GOOD)),
        asks=("body.SAMLResponse",),
    ),
    "send-as-form": Case(
        lambda request: (
            OK
            if b"username=ada&password=x" in request
            else told("username and password are required", status="422 Unprocessable Entity")
        ),
        lambda _put, url: Request(
            url=f"{url}/login",
            method="POST",
            body=JsonBody(text='{"username": "ada", "password": "x"}'),
        ),
    ),
    "clean-percent-decode": Case(
        needs(
            "authorization",
            "Bearer good/token+9f8e7d6c5b4a==",
            told("invalid token", "WWW-Authenticate: Bearer"),
        ),
        typed("good%2Ftoken%2B9f8e7d6c5b4a%3D%3D"),
    ),
    "add-credential": Case(
        basic(reply("401 No", BASIC_401)),
        lambda _put, url: Request(url=f"{url}/"),
        ADA,
        asks=("credential.user", "credential.password"),
    ),
    "enter-login": Case(
        lambda r: (
            OK
            if f'"password": "{PASSWORD}"'.encode() in r and b'"username": "ada"' in r
            else told("username and password are required", status="400 Bad Request")
        ),
        lambda _put, url: Request(method="POST", url=f"{url}/login", body=JsonBody(text="{}")),
        ADA,
        asks=("body.username", "body.password"),
    ),
    "enter-code": Case(
        lambda r: (
            OK
            if f'"otp": "{CODE}"'.encode() in r
            else told("2FA Code Required", status="412 Precondition Failed")
        ),
        lambda _put, url: Request(
            method="POST",
            url=f"{url}/login",
            body=JsonBody(text='{"username": "ada", "password": "x"}'),
        ),
        Given(secret=Secret(CODE)),
        asks=("body.otp",),
    ),
    "enter-secret": Case(
        basic(),
        lambda put, url: Request(
            url=f"{url}/", credential=Basic(user="ada", password=put("wrong"))
        ),
        ADA,
        asks=("credential.password",),
    ),
    "enter-client-secret": Case(
        lambda r: (
            OK
            if b"client_secret=pass" in r
            else reply("401 No", JSON, body=b'{"error":"invalid_client"}')
        ),
        lambda _put, url: Request(
            method="POST",
            url=f"{url}/token",
            body=FormBody(
                fields=tuple(
                    FormField(*p)
                    for p in (
                        ("grant_type", "client_credentials"),
                        ("client_id", "a"),
                        ("client_secret", "old"),
                    )
                )
            ),
        ),
        ADA,
        asks=("body",),
    ),
    "move-key-to-header": Case(
        needs("x-api-key", GOOD, told("No API key found in request, header X-Api-Key is missing")),
        lambda _put, url: Request(url=f"{url}/?X-Api-Key={GOOD}&page=2"),
    ),
    "move-key-to-query": Case(key_in_query, key_at("header")),
    "move-key-to-cookie": Case(key_in_cookie, key_at("header")),
    "move-key-to-body": Case(key_in_body, key_at("header", method="POST")),
    "fetch-token": Case(
        fresh_only(
            told(
                "The access token expired",
                'WWW-Authenticate: Bearer error="invalid_token", error_description="The access token expired"',
            )
        ),
        token,
        others=token_request,
    ),
    "ask-scope-and-resend": Case(
        fresh_only(
            reply(
                "403 Forbidden",
                'WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"',
            ),
            b"scope=read+orders%3Awrite",
        ),
        token,
        others=token_request,
    ),
    "log-in-again": Case(sessions, key_at("cookie", "sid", "gone"), others=login_request),
    "enter-cookie": Case(
        lambda r: OK if "lang=de; sid=alive" in line(r, "cookie") else told("Session has expired"),
        written("lang=de; sid=gone", "Cookie"),
        Given(secret=Secret("alive")),
        asks=("credential.value",),
    ),
    "fetch-csrf": Case(
        csrf,
        lambda put, url: Request(
            method="POST",
            url=f"{url}/",
            body=JsonBody(text="{}"),
            credential=ApiKey(name="sessionid", value=put("s"), place="cookie"),
        ),
    ),
    "around-cache": Case(
        cached,
        lambda put, url: Request(
            url=f"{url}/",
            credential=ApiKey(name="sessionid", value=put("5f1c9a0b7d3e"), place="cookie"),
        ),
    ),
    "own-origin": Case(
        origins,
        lambda put, url: Request(
            method="POST",
            url=f"{url}/",
            headers=(RequestHeader("Origin", "https://evil.test"),),
            credential=ApiKey(name="sessionid", value=put("s"), place="cookie"),
        ),
    ),
    "one-authorization": Case(
        only_one,
        lambda _put, url: Request(
            url=f"{url}/",
            headers=(
                RequestHeader("Authorization", f"Bearer {GOOD}"),
                RequestHeader("Authorization", "Basic eDp5"),
            ),
        ),
    ),
    "one-place": Case(
        one_way,
        lambda put, url: Request(
            url=f"{url}/?access_token={GOOD}", credential=Bearer(token=put(GOOD))
        ),
    ),
    "recompute-digest": Case(
        digest,
        written(
            'Digest username="ada", realm="r", nonce="n1", uri="/old", qop=auth, nc=00000001, '
            'cnonce="c", response="6629fae49393a05397450978507c4ef1"'
        ),
        ADA,
        asks=("credential.password",),
    ),
    "switch-charset": Case(
        needs("authorization", "Basic YTrDpA==", reply("401 Unauthorized", BASIC_401)),
        lambda put, url: Request(
            url=f"{url}/", credential=Basic(user="a", password=put("ä"), charset="iso-8859-1")
        ),
    ),
    "rename-header": Case(
        needs("api-key", GOOD, told("Authentication credentials were not provided")),
        key_at("header", "api_key"),
    ),
    "use-saved-list-all": Case(
        basic(),
        lambda put, url: Request(url=f"{url}/", credential=Basic(user="eve", password=put("x"))),
        others=lambda url: (
            Request(
                name="List all",
                url=f"{url}/all",
                credential=Basic(user="ada", password=SecretRef(place="environment", name="ADAS")),
            ),
        ),
    ),
    "use-derived-address": Case(
        versions,
        lambda put, url: Request(url=f"{url}/v1/orders", credential=Bearer(token=put(GOOD))),
    ),
    "move-key-to-authorization": Case(
        bearer(), lambda _put, url: Request(url=f"{url}/?access_token={GOOD}")
    ),
    "enter-other": Case(
        needs(
            "authorization",
            f"Bearer {GOOD}",
            told("You do not have permission to do this", status="403 Forbidden"),
        ),
        typed("another-token-0f1e2d3c"),
        Given(secret=Secret(GOOD)),
        asks=("credential.token",),
    ),
    "send-as-key": Case(needs("x-shop-key", GOOD, told("Missing X-Shop-Key header")), typed(GOOD)),
    "enter-part": Case(
        needs("x-app-id", GOOD, told("Missing X-App-Id header")),
        lambda put, url: Request(url=f"{url}/", credential=Bearer(token=put(GOOD))),
        Given(secret=Secret(GOOD)),
        asks=("headers.X-App-Id",),
    ),
    "enter-scope": Case(
        scopes,
        asking_for("everything"),
        Given(fields={"body.scope": "orders"}),
        asks=("body.scope",),
    ),
    "without-scope": Case(scopes, asking_for("everything")),
    "log-in": Case(pages, lambda _put, url: Request(url=f"{url}/"), ADA),
    "set-variable": Case(
        bearer(),
        lambda _put, url: Request(
            url=f"{url}/", credential=Bearer(token=SecretRef(place="text", name="{{token}}"))
        ),
        Given(variables={"token": GOOD}),
    ),
}


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


@pytest.fixture
def send(bench):
    def send(request, scope=None):
        return bench.submit(bench.send(request, scope or Scope())).result(60)

    return send


@pytest.mark.parametrize("identity", CASES)
def test_it_leads_out_and_undo_is_exact(identity, bench, scripted, send, monkeypatch):
    monkeypatch.setenv("ADAS", PASSWORD)
    case = CASES[identity]
    server = scripted([case.server])
    request = case.make(bench.vault.put, server.url)
    before = send(request)
    assert before.verdict.findings, "nothing was refused"
    known = companions(request, case.others(server.url), before.attempt)
    before = with_fixes_at_hand(before, known)
    finding = before.verdict.findings[0]
    fix = next((fix for fix in finding.fixes if fix.id == identity), None)
    assert fix is not None, (finding.slug, [fix.id for fix in finding.fixes])
    assert fix.sends
    assert fix.changes or fix.action.verb

    bytes_before = sent_first(bench, request)
    if case.asks:
        empty = bench.submit(bench.fix(request, fix, Scope(), known)).result(60)
        assert empty.wants == case.asks
        named = {field.removeprefix("body.") for field in case.asks if field.startswith("body.")}
        assert named <= deep_fields_of(empty.request).keys()
    fixed = bench.submit(bench.fix(request, fix, Scope(), known, case.given)).result(60)
    assert (fixed.wants, fixed.done) == ((), True), fixed.note
    after = send(fixed.request, Scope(variables=case.given.variables))
    assert aftermath(fix, before, after).result == "solved", after.verdict.findings[:1]
    current = CurrentRequest(request)
    current.replace(fixed.request, fix.title)
    current.undo()
    assert current.value == request
    assert sent_first(bench, current.value) == bytes_before


def sent_first(bench, request):
    """Return the message that a request begins with, as bytes, without the jar's cookies."""
    request = replace(request, options=replace(request.options, use_cookies=False))
    attempt = bench.submit(bench.unsent(request, Scope())).result(60).attempt
    message = attempt.exchanges[0].request
    head = [f"{message.method} {message.url}", *(f"{h.name}: {h.value}" for h in message.headers)]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + message.body


def fixed_by(bench, send, request, identity, given=None):
    """Send, apply a fix of the first finding, and return both answers and the fix."""
    before = send(request)
    every = before.verdict.findings[0].fixes
    fix = next((fix for fix in every if fix.id == identity), None)
    assert fix is not None, (before.verdict.findings[0].slug, [fix.id for fix in every])
    known = companions(request, (), before.attempt)
    made = bench.submit(bench.fix(request, fix, Scope(), known, given or Given())).result(60)
    return before, fix, made


@pytest.mark.parametrize("identity", ["keep-credential", "use-final-address"])
def test_a_redirect_to_another_host(identity, bench, scripted, send):
    target = scripted([bearer()])
    server = scripted([reply("307 Temporary Redirect", f"Location: {target.url}/orders")])
    request = token(bench.vault.put, server.url)
    before, fix, made = fixed_by(bench, send, request, identity)
    assert fix.risk == "new-host"
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_another_host_that_the_reply_names(bench, scripted, send):
    target = scripted([needs("x-api-key", "key_live_4f6b0c2a91d7", reply("401 No"))])
    text = f"This key belongs to the live environment, not to test. Send it to {target.url}"
    server = scripted([told(text)])
    request = key_at("header", value="key_live_4f6b0c2a91d7")(bench.vault.put, server.url)
    before, fix, made = fixed_by(bench, send, request, "use-other-host")
    assert fix.risk == "new-host"
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_another_signed_address_is_taken_whole(bench, scripted, send):
    expired = told("Request has expired", status="403 Forbidden")
    server = scripted([lambda request: OK if b"&sig=fresh%2Fk " in request else expired])
    day = f"{server.url}/day?sp=r&se="
    request = Request(url=f"{day}2020-01-01T00%3A00%3A00Z&sig=old%2Fk")
    before = send(request)
    fix = next(one for one in before.verdict.findings[0].fixes if one.id == "enter-address")
    assert bench.submit(bench.fix(request, fix, Scope())).result(60).wants == ("url",)
    given = Given(fields={"url": f"{day}2099-01-01T00%3A00%3A00Z&sig=fresh%2Fk"})
    made = bench.submit(bench.fix(request, fix, Scope(), given=given)).result(60)
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_https(bench, both_ways, send):
    request = token(bench.vault.put, both_ways, options=Options(verify_tls=False))
    before, fix, made = fixed_by(bench, send, request, "use-https")
    assert made.request.url.startswith("https://")
    assert aftermath(fix, before, send(made.request)).result == "solved"


@pytest.fixture
def both_ways(scripted, certificates):
    """One port that refuses plain http and answers https, as nginx does."""

    def script(connection):
        if connection.sock.recv(1, socket.MSG_PEEK) != b"\x16":
            connection.request()
            page = b"<html><center>The plain HTTP request was sent to HTTPS port</center></html>"
            connection.send(reply("400 Bad Request", "Content-Type: text/html", body=page))
            return
        with certificates.server_context().wrap_socket(connection.sock, server_side=True) as inside:
            connection.sock = inside
            connection.send(bearer()(connection.request()))

    return scripted(script).url


def test_another_method(bench, scripted, send):
    refused = reply("405 Method Not Allowed", "Allow: POST")
    server = scripted([lambda request: OK if request.startswith(b"POST ") else refused])
    before, fix, made = fixed_by(bench, send, Request(url=f"{server.url}/"), "other-method")
    assert (made.request.method, fix.risk) == ("POST", "unsafe-method")
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_without_a_proxy_that_is_not_there(bench, scripted, send):
    server, gone = scripted([OK]), scripted([OK])
    gone.stop()
    request = Request(url=f"{server.url}/", options=Options(proxy=gone.url))
    before, fix, made = fixed_by(bench, send, request, "without-proxy")
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_a_login_for_the_proxy(bench, scripted, send):
    wanted = reply("407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="p"')
    proxy = scripted([needs("proxy-authorization", f"Basic {PAIR}", wanted)])
    request = Request(url="http://nowhere.test/", options=Options(proxy=proxy.url))
    before, fix, made = fixed_by(bench, send, request, "proxy-login", ADA)
    assert (made.wants, fix.risk) == ((), "login-attempt")
    assert aftermath(fix, before, send(made.request)).result == "solved"


def test_a_token_for_the_audience_that_the_api_expects(bench, scripted, send):
    wanted = "https://orders.test"
    text = f"The audience is not valid, expected {wanted}"
    refusal = told(
        text, f'WWW-Authenticate: Bearer error="invalid_token", error_description="{text}"'
    )
    serve = fresh_only(refusal, b"audience=https%3A%2F%2Forders.test")
    server = scripted([serve])
    request = token(bench.vault.put, server.url, f"{OTHER_AUDIENCE}")
    before = send(request)
    fix = next(f for f in before.verdict.findings[0].fixes if f.id == "ask-audience-and-resend")
    known = companions(request, token_request(server.url), before.attempt)
    made = bench.submit(bench.fix(request, fix, Scope(), known)).result(60)
    assert aftermath(fix, before, send(made.request)).result == "solved"


@pytest.mark.parametrize(
    ("identity", "refusal", "fields"),
    [
        ("correct-address", told("Unknown tenant", status="404 Not Found"), ("url",)),
        (
            "choose-certificate",
            reply("400 Bad Request", body=b"No required SSL certificate was sent"),
            ("options.client_certificate",),
        ),
        (
            "enter-proof",
            reply(
                "401 Unauthorized", 'WWW-Authenticate: DPoP error="use_dpop_nonce"', "DPoP-Nonce: n"
            ),
            ("headers.DPoP",),
        ),
    ],
)
def test_what_only_the_user_knows_is_asked_for(identity, refusal, fields, bench, scripted):
    request = token(bench.vault.put, f"{scripted([refusal]).url}")
    if identity == "enter-proof":  # a proof that was written by hand: this program makes none
        by_hand = (RequestHeader("Authorization", f"DPoP {GOOD}"), RequestHeader("DPoP", GOOD))
        request = Request(url=request.url, headers=by_hand)
    before = bench.submit(bench.send(request, Scope())).result(60)
    every = [fix for finding in before.verdict.findings for fix in finding.fixes]
    fix = next(fix for fix in every if fix.id == identity)
    assert bench.submit(bench.fix(request, fix, Scope())).result(60).wants == fields


@pytest.mark.parametrize(
    ("identity", "refusal"),
    [
        ("message-administrator", told("The account is locked")),
        ("message-api-owner", told("The token's issuer is not trusted")),
        ("ask-for-rights", told("You do not have permission", status="403 Forbidden")),
        (
            "ask-for-scope",
            reply("403 No", 'WWW-Authenticate: Bearer error="insufficient_scope", scope="a:b"'),
        ),
        ("ask-for-audience", told("The audience is invalid")),
        ("message-network", reply("511 Network Authentication Required")),
    ],
)
def test_a_text_says_who_when_what_and_no_secret(identity, refusal, bench, scripted, send):
    head, _, body = refusal.partition(b"\r\n\r\n")
    server = scripted([head + b"\r\nX-Request-Id: r-77\r\n\r\n" + body])
    request = Request(
        url=f"{server.url}/orders?access_token={GOOD}",
        credential=Bearer(token=bench.vault.put(GOOD)),
    )
    findings = send(request).verdict.findings
    fix = next(fix for one in findings for fix in one.fixes if fix.id == identity)
    assert "r-77" in fix.message
    assert f"GET {server.url}/orders\n" in fix.message
    assert GOOD not in fix.message
    assert fix.sends == ""


def test_no_fix_is_without_proof():
    """Every id that a builder can give has a test here, or in the stories named."""
    source = "\n".join(path.read_text() for path in Path(catalogue.__file__).parent.glob("*.py"))
    ids = set(re.findall(r'\bid="([a-z-]+)"', source))
    ids |= {f"clean-{name}" for name in re.findall(r'clean\(\s*"([a-z-]+)"', source)}
    ids |= set(re.findall(r'(?:choose|tell)\(\s*"([a-z-]+)"', source))
    ids |= set(re.findall(r'_asking\(\w+, "([a-z-]+)"', source))
    own = Path(__file__).read_text()
    proven = {*CASES, *ELSEWHERE, *re.findall(r'"([a-z]+(?:-[a-z]+)+)"', own)}
    assert not ids - proven


ELSEWHERE = {
    "owner-setting": "tests/unit/diagnose/fixes/test_owner_settings.py",
    "without-origin": "tests/unit/diagnose/fixes/test_addresses.py",
    "add-header": "tests/unit/diagnose/causes/csrf_failure/test_guard_headers.py",
    "change-user-agent": "tests/unit/diagnose/fixes/test_catalogue.py",
    "other-version": "tests/unit/diagnose/fixes/test_builders.py",
    "enter-address": "tests/unit/diagnose/fixes/test_key_places.py",
    "enter-key": "tests/unit/diagnose/fixes/test_key_places.py",
    "copy-curl": "tests/unit/diagnose/fixes/test_limits.py",
    "as-accepted": "tests/unit/workbench/probing/test_fix_of_a_success.py",
    "as-wanted-type": "tests/unit/diagnose/causes/configuration/test_refused_messages.py",
    "as-described": "tests/servers/test_api_description.py",
    "clean-value-alone": "tests/unit/diagnose/fixes/test_value_alone.py",
    "drop-scheme-word": "tests/unit/workbench/probing/test_fix_of_a_success.py",
    "send-as-parameter": "tests/unit/diagnose/fixes/test_value_alone.py",
    "sign-as-told": "tests/unit/send/schemes/test_aws_signature.py",
    "sign-by-server-clock": "tests/unit/send/schemes/test_aws_signature.py",
    "wait-and-retry": "tests/unit/workbench/applying/test_retrying.py",
    "wait-until-valid": "tests/unit/diagnose/fixes/test_catalogue.py",
    "send-unchecked": "tests/stories/test_unchecked_once.py",
    "close-variable": "tests/gui/compose/test_unclosed.py",
    "unlock-vault": "tests/gui/sending/test_fixing.py",
    "set-up-sign-in": "tests/stories/test_sign_in_from_a_401.py",
    "bind-token-and-resend": "tests/servers/test_token_verbs.py",
    "set-up-token-round": "tests/servers/test_container_registry.py",
    "choose-authority": "the same builder as choose-certificate",
    "choose-file": "the same builder as choose-certificate",
    "ask-for-address": "the same builder as the other texts",
}
