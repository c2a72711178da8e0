"""What is named first where two facts compete, each beside the same trace without the fact."""

import json

import pytest

from inspector.diagnose import diagnose
from tests.unit.diagnose.rare_findings import basic, get, jwt, saml

KEY, OPAQUE = "k3y-0123456789abcdef", "q7RkZ2mW9xT4vB8nL5cJ3hG6"
BODY = "< Content-Type: application/json\n<< "
FORM = "> Content-Type: application/x-www-form-urlencoded\n>> "


def _post(url, fields, got, *sent):
    head = "".join(f"> {line}\n" for line in sent)
    return f"> POST {url}\n{head}{FORM}{fields}\n{got}"


def _at(when, text):
    return text.replace("\n< ", f"\n< Date: {when}\n< ", 1) if "\n< Date" not in text else text


def _first(attempt, *entries):
    found = diagnose(attempt("\n---\n".join(entries))).findings
    return found[0].slug if found else ""


def _ok(body="{}"):
    return f"< 200 OK\n{BODY}{body}"


def _no(status, body):
    return f"< {status}\n{BODY}{json.dumps(body)}"


BEARER = f"Authorization: Bearer {OPAQUE}"


# ---------------- Words
@pytest.mark.parametrize(
    ("sent", "got", "slug"),
    [
        (BEARER, '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token", error_description="Der Zugriffstoken wurde widerrufen"', "token-revoked"),
        (BEARER, '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token", error_description="Le jeton a été révoqué"', "token-revoked"),
        (f"X-Api-Key: {KEY}", "< 200 OK\n< Content-Type: text/plain\n<< Clef API non valide.", "key-refused"),
        ("Accept: */*", "< 403 Forbidden\n< Content-Type: text/plain\n<< Please set a user agent, see our robot policy.", "firewall-blocked"),
        (BEARER, _no("400 Bad Request", {"error": {"message": "CREDENTIAL_TOO_OLD_LOGIN_AGAIN"}}), "step-up-required"),
        (f"Authorization: Bearer ik_live_{OPAQUE}7", _no("401 No", {"message": "Invalid number of parts: Expected 3 parts; got 1"}), "opaque-where-jwt-wanted"),
        ("Authorization: Bearer abc", _no("401 No", {"message": "Invalid number of parts: Expected 3 parts; got 1"}), "credential-malformed"),
        (BEARER, _no("403 No", {"error": {"code": "-1", "message": {"lang": "en", "value": "Your token has been revoked."}}}), "token-revoked"),
        (BEARER, '< 200 OK\n< Content-Type: application/grpc-web+proto\n< grpc-status: 16\n< grpc-message: failed to verify signature: fetching keys oidc: get keys failed: Get "https://id.test/keys": dial tcp 10.0.0.7:443: i/o timeout', "login-service-down"),
        (BEARER, _no("401 No", {"message": "failed to verify signature: none of the keys fits"}), "token-signature-wrong"),
        ("Cookie: sid=1", '< 200 OK\n< Content-Type: application/json\n<< &&&START&&&{"code":87001,"result":"error","description":"Invalid captcha code"}', "captcha-required"),
        (basic("token:Granite-Wren-55"), '< 400 Bad Request\n< Content-Type: application/json-rpc\n<< {"id":1,"jsonrpc":"2.0","error":{"code":1,"message":"Unauthorized"}}', "key-sent-in-another-way"),
        (basic("token:Granite-Wren-55"), '< 400 Bad Request\n< Content-Type: application/json\n<< {"id":1,"jsonrpc":"2.0","error":{"code":1,"message":"Unauthorized"}}', "wrong-password"),
        ("Accept: */*", "< 200 OK\n< Content-Type: text/html\n<< <h1>Error</h1><h2>The request contained an invalid host header</h2>", "host-not-served"),
    ],
)  # fmt: skip
def test_words_of_a_reply(attempt, sent, got, slug):
    assert _first(attempt, get("https://a.acme.test/x", sent, got=got)) == slug


# ---------------- Clocks
@pytest.mark.parametrize(
    ("moment", "slug"),
    [("2023-11-15T00:21:00Z", "clock-differs"), ("2023-11-15T00:12:00Z", "token-not-accepted")],
)
def test_a_moment_that_the_words_complain_of(attempt, moment, slug):
    words = f"The ID Token contains invalid claims: {{iat={moment}}}"
    got = f"< 401 No\n< Date: Wed, 15 Nov 2023 00:13:20 GMT\n{BODY}" + json.dumps({"error": words})
    assert _first(attempt, get("https://a.acme.test/x", BEARER, got=got)) == slug


@pytest.mark.parametrize(
    ("start", "slug"),
    [("2023-11-15T00:20:00Z", "saml-not-yet-valid"), ("2023-11-15T00:10:00Z", "saml-wrong-recipient")],
)  # fmt: skip
def test_an_answer_is_judged_by_the_page_it_led_to(attempt, start, slug):
    posted = saml(f'<Conditions NotBefore="{start}"/>').replace(
        "< 403 Forbidden", "< 302 Found\n< Location: /login"
    )
    posted = posted.rpartition("\n<< ")[0]
    page = '< 200 OK\n< Content-Type: text/html\n<< <title>Sign in</title><div class="error">SAML login failed</div><input type=password>'
    assert _first(attempt, posted, get("https://sp.test/login", got=page)) == slug


# ---------------- The same credential at another place
@pytest.mark.parametrize(
    ("other", "slug"),
    [
        ("https://api.eu.acme.com/v1/validate", "other-host-knows-credential"),
        ("https://api.acme.eu/v1/validate", "other-host-knows-credential"),
        ("https://files.shop.test/v1/validate", ""),
    ],
)
def test_a_sibling_accepts_the_key(attempt, other, slug):
    refused = get(
        "https://api.acme.com/v2/items",
        f"X-Api-Key: {KEY}",
        got=_no("403 No", {"message": "Invalid API key"}),
    )
    found = _first(attempt, refused, get(other, f"X-Api-Key: {KEY}", got=_ok()))
    assert (found == "other-host-knows-credential") is bool(slug)


@pytest.mark.parametrize(("own", "slug"), [("https://orders.test", "audience-mismatch"), ("api://all", "other-host-knows-credential")])  # fmt: skip
def test_who_accepts_a_token_is_its_audience(attempt, own, slug):
    token = f"Authorization: Bearer {jwt({'aud': own, 'exp': 4000000000})}"
    taken = get("https://orders.test/x/1", token, got=_ok())
    assert _first(attempt, taken, get("https://billing.test/x/1", token)) == slug


@pytest.mark.parametrize(
    ("challenge", "slug"),
    [("Bearer realm=x", "authorization-stripped"), ('Bearer realm=x, error="invalid_token"', "")],
)
def test_a_challenge_without_error_saw_no_token(attempt, challenge, slug):
    refused = get(
        "http://localhost/shop/books", BEARER, got=f"< 401 No\n< WWW-Authenticate: {challenge}"
    )
    found = _first(attempt, refused, get("http://localhost:8080/books", BEARER, got=_ok()))
    assert (found == "authorization-stripped") is bool(slug)


@pytest.mark.parametrize(("named", "slug"), [("X-Shop-Key", "authorization-stripped"), ("X-Other-Key", "key-in-wrong-place")])  # fmt: skip
def test_a_header_that_was_sent_is_missed_by_name(attempt, named, slug):
    got = _no("401 No", {"message": f"No parameter {named} in HTTP header"})
    assert _first(attempt, get("https://a.test/x", f"X-Shop-Key: {KEY}", got=got)) == slug


# ---------------- What follows from a session that is over
def _set(lasts):
    cookie = f"sessionid={OPAQUE}; Max-Age={lasts}; Path=/"
    page = '<meta name="csrf-token" content="lCTCiQFxSTH3OTtvvfsIQHcF">'
    head = f"< 200 OK\n< Date: Wed, 15 Nov 2023 00:00:00 GMT\n< Set-Cookie: {cookie}"
    return f"> GET https://a.test/edit\n{head}\n< Content-Type: text/html\n<< {page}"


@pytest.mark.parametrize(("lasts", "slug"), [(7200, "cookie-expired"), (86400, "csrf-session-mismatch")])  # fmt: skip
def test_the_cookie_ran_out_and_with_it_the_token(attempt, lasts, slug):
    head = "> X-CSRF-Token: lCTCiQFxSTH3OTtvvfsIQHcF\n> Origin: https://a.test"
    got = (
        f"< 419 Expired\n< Date: Wed, 15 Nov 2023 02:30:00 GMT\n{BODY}"
        '{"message":"CSRF token mismatch."}'
    )
    assert _first(attempt, _set(lasts), f"> POST https://a.test/edit\n{head}\n{got}") == slug


@pytest.mark.parametrize(("beside", "slug"), [(True, "cookie-expired"), (False, "token-expired")])
def test_a_token_that_repeats_the_cookie_is_the_session(attempt, beside, slug):
    token = jwt({"exp": 1700000000})
    cookie = [f"Cookie: auth_token={token}"] if beside else []
    got = "< 401 No\n< Date: Wed, 15 Nov 2023 02:30:00 GMT"
    assert (
        _first(attempt, get("https://a.test/x", f"Authorization: Bearer {token}", *cookie, got=got))
        == slug
    )


# ---------------- Refresh tokens
def _renewal(day, got, token=OPAQUE):
    asked = _post("https://id.test/token", f"grant_type=refresh_token&refresh_token={token}", got)
    return asked.replace("\n< Content-Type", f"\n< Date: {day} GMT\n< Content-Type", 1)


@pytest.mark.parametrize(
    ("day", "slug"),
    [("Sat, 11 Nov 2023 15:00:00", "refresh-token-expired"), ("Fri, 10 Nov 2023 15:00:00", "")],
)
def test_refused_at_a_round_age(attempt, day, slug):
    given = _ok(json.dumps({"access_token": "abcdef0123456789", "refresh_token": OPAQUE}))
    first = _post("https://id.test/token", "grant_type=authorization_code&code=c0de0123", given)
    first = first.replace(
        "\n< Content-Type", "\n< Date: Sat, 04 Nov 2023 09:00:00 GMT\n< Content-Type", 1
    )
    taken = [
        _renewal(f"{name}, {n:02} Nov 2023 08:00:00", _ok('{"access_token":"fedcba9876543210"}'))
        for name, n in (("Mon", 6), ("Fri", 10))
    ]
    words = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    found = _first(attempt, first, *taken, _renewal(day, _no("400 Bad Request", words)))
    assert (found == "refresh-token-expired") is bool(slug)


# ---------------- Places that the request itself names
@pytest.mark.parametrize(
    ("url", "sent", "slug"),
    [
        ("https://api.acme.com/pay", f"Authorization: Bearer sk_sbox_{OPAQUE}", "environment-mismatch"),
        ("https://api.sandbox.acme.com/pay", f"Authorization: Bearer sk_sbox_{OPAQUE}", ""),
        ("https://log.acme.com/v1", "X-License: eu01xx0123456789abcdef01", ""),
        ("https://log.acme.com/v1", "X-Api-Key: eu01xx0123456789abcdef01", "wrong-region"),
        ("https://log.eu.acme.com/v1", "X-Api-Key: eu01xx0123456789abcdef01", ""),
        ("http://169.254.169.254/latest/meta-data/", "Via: 1.1 corp-proxy", "proxy-refused"),
        ("https://a.acme.test/x", "Via: 1.1 corp-proxy", ""),
        ("http://shop.acme.test/wp-json/wc/v3/orders", basic(f"ck_{'ab' * 20}:cs_{'cd' * 20}"), "https-wanted"),
    ],
)  # fmt: skip
def test_a_place_in_the_request(attempt, url, sent, slug):
    found = _first(attempt, get(url, sent, got="< 401 Unauthorized"))
    named = {"environment-mismatch", "wrong-region", "proxy-refused", "https-wanted"}
    assert found == slug if slug else found not in named


def test_a_token_of_the_provider_at_its_sandbox(attempt):
    token = f"Authorization: Bearer {jwt({'iss': 'https://acme.com', 'exp': 4000000000})}"
    got = '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token"'
    assert (
        _first(attempt, get("https://api.acme.com.acmesandbox.com/x", token, got=got))
        == "environment-mismatch"
    )
    assert _first(attempt, get("https://api.acme.com/x", token, got=got)) != "environment-mismatch"


@pytest.mark.parametrize(("host", "slug"), [("api.acme.test", "audience-mismatch"), ("graph.microsoft.com", "")])  # fmt: skip
def test_a_token_for_an_api_with_a_host_of_its_own(attempt, host, slug):
    token = jwt({"aud": "00000003-0000-0000-c000-000000000000", "exp": 4000000000})
    found = _first(
        attempt, get(f"https://{host}/x", f"Authorization: Bearer {token}", got="< 401 No")
    )
    assert (found == "audience-mismatch") is bool(slug)


# ---------------- Refused logins and locks
def _login(got):
    return _post("https://a.test/login", "username=ann&password=wrong", got)


def test_a_lock_after_refused_logins_is_no_consequence_of_them(attempt):
    fails = [_login("< 200 OK\n< Content-Type: text/plain\n<< Fails.")] * 4
    got = "< 403 No\n< Content-Type: text/plain\n<< Banned after too many failed authentication attempts."
    assert _first(attempt, *fails, get("https://a.test/list", got=got)) == "too-many-attempts"


@pytest.mark.parametrize(("count", "slug"), [(10, "too-many-attempts"), (4, "")])
def test_a_count_that_reached_its_limit(attempt, count, slug):
    told = {
        "error_code": -40404,
        "result": {"data": {"sec_left": 1800, "time": count, "max_time": 10}},
    }
    found = _first(
        attempt,
        _post("https://cam.test/login", "username=ann&password=pw0123", _no("200 OK", told)),
    )
    assert (found == "too-many-attempts") is bool(slug)


@pytest.mark.parametrize(
    ("told", "locked"),
    [
        ({"error_code": -40413, "result": {"data": {"code": -40404, "sec_left": 1784}}}, True),
        ({"error_code": 0, "result": {"data": {"sec_left": 1784}}}, False),
        ({"error_code": -40413, "result": {"data": {"sec_left": 0}}}, False),
    ],
)
def test_a_login_by_name_that_has_to_wait(attempt, told, locked):
    call = '{"method": "login", "params": {"encrypt_type": "3", "username": "ann"}}'
    found = _first(attempt, _post("https://cam.test/", call, _no("200 OK", told)))
    assert (found == "too-many-attempts") is locked


# ---------------- Forgery
@pytest.mark.parametrize(("reads", "family"), [(False, "csrf-failure"), (True, "insufficient-permissions")])  # fmt: skip
def test_who_may_not_read_there_is_not_refused_for_a_token(attempt, reads, family):
    mine = f"Cookie: sessionid={OPAQUE}"
    refused = _no("403 No", {"message": "Access denied"})
    page = get(
        "https://a.test/home",
        mine,
        got='< 200 OK\n< Content-Type: text/html\n<< <meta name="csrf-token" content="lCTCiQFxSTH3OTtv">',
    )
    asked = get("https://a.test/api/keys", mine, got=refused if reads else _ok("[]"))
    wrote = f"> POST https://a.test/api/keys\n> {mine}\n> Content-Type: application/json\n>> {{}}\n{refused}"
    lives = get("https://a.test/api/me", mine, got=_ok())
    verdict = diagnose(attempt(f"{page}\n---\n{asked}\n---\n{wrote}\n---\n{lives}"))
    assert verdict.findings[0].cause.value == family


def test_a_page_that_changes_the_password_asks_for_no_login(attempt):
    mine = f"Cookie: sessionid={OPAQUE}"
    page = "< 200 OK\n< Content-Type: text/html\n<< <form><input type=password name={}></form>"
    assert not _first(attempt, get("https://a.test/profile", mine, got=page.format("OldPassword")))
    assert _first(attempt, get("https://a.test/profile", mine, got=page.format("password")))


# ---------------- What accepted calls beside it carry, and where a redirect leads
@pytest.mark.parametrize(("added", "slug"), [(True, "second-part-missing"), (False, "works-elsewhere")])  # fmt: skip
def test_a_part_that_accepted_calls_add(attempt, added, slug):
    key = f"X-App-Key: {KEY}"
    token = [f"X-Session-Token: r:{OPAQUE}"] if added else []
    calls = [
        get(f"https://a.test/v1/{name}", key, *token, got=_ok("[]")) for name in ("tags", "me")
    ]
    refused = get("https://a.test/v1/notes", key, got=_no("403 No", {"error": "unauthorized"}))
    assert _first(attempt, refused, *calls) == slug


@pytest.mark.parametrize(
    ("target", "slug"),
    [
        ("https://api.eu.acme.com/v1/x", "moved-host"),
        ("https://files.shop.test/v1/x", "authorization-dropped-on-redirect"),
    ],
)
def test_a_redirect_to_where_the_key_is_taken(attempt, target, slug):
    mine = basic("ann:0123456789abcdef")
    moved = get("https://api.acme.com/v1/x", mine, got=f"< 301 Moved\n< Location: {target}")
    landed = get(target, got="< 401 No\n< WWW-Authenticate: Basic realm=x")
    taken = get("https://api.eu.acme.com/v1/users", mine, got=_ok("[]"))
    assert _first(attempt, taken, moved, landed) == slug


@pytest.mark.parametrize(
    ("message", "slug"),
    [
        (
            "The bucket must be addressed using the specified endpoint of its region.",
            "wrong-region",
        ),
        ("Access denied.", "right-missing"),
    ],
)
def test_a_message_tells_more_than_a_general_code(attempt, message, slug):
    text = f"<Error><Code>AccessDenied</Code><Message>{message}</Message></Error>"
    got = f"< 403 Forbidden\n< Server: AliyunOSS\n< Content-Type: application/xml\n<< {text}"
    sent = "Authorization: OSS LTAI5tMSOeCB3Dqng5xzgtg5:NLF14R4LD/8I8KEr+xVgUKycXA4="
    assert _first(attempt, get("https://b.oss-cn-hangzhou.aliyuncs.com/x", sent, got=got)) == slug


@pytest.mark.parametrize(("state", "slug"), [("sms", "second-factor-required"), ("ready", "")])
def test_a_reply_that_names_the_channel_of_a_code(attempt, state, slug):
    got = _no("412 Precondition Failed", {"phone": "+4xxxxx44", "mfa_state": state})
    fields = "grant_type=password&client_id=app&username=ann&password=pw0123"
    found = _first(attempt, _post("https://id.test/oauth/token", fields, got))
    assert (found == "second-factor-required") is bool(slug)


@pytest.mark.parametrize(("host", "slug"), [("log-api.newrelic.com", "wrong-region"), ("log-api.eu.newrelic.com", "")])  # fmt: skip
def test_a_key_of_a_region_at_the_host_of_the_others(attempt, host, slug):
    key = "eu01xx" + "0123456789abcdef" * 2
    found = _first(
        attempt, get(f"https://{host}/log/v1", f"Api-Key: {key[:36]}NRAL", got="< 403 Forbidden")
    )
    assert (found == "wrong-region") is bool(slug)


def test_words_that_name_two_ways_lose_no_header(attempt):
    words = "Your API key is missing. Append it as the apiKey param, or use the x-api-key header."
    taken = get("https://a.test/y?apiKey=" + OPAQUE, got=_ok("[]"))
    refused = get("https://a.test/x", f"apikey: {OPAQUE}", got=_no("401 No", {"message": words}))
    assert _first(attempt, taken, refused) != "authorization-stripped"


# ---------------- A clock that a device told in a body
ONVIF = """> POST http://192.0.2.64/onvif/device_service
> Content-Type: application/soap+xml
>> <GetSystemDateAndTime/>
< 200 OK
< Content-Type: application/soap+xml
<< <Envelope><UTCDateTime><Time><Hour>{hour}</Hour><Minute>13</Minute><Second>20</Second></Time><Date><Year>2023</Year><Month>11</Month><Day>15</Day></Date></UTCDateTime></Envelope>"""
SIGNED = """> POST http://192.0.2.64/onvif/media_service
> Content-Type: application/soap+xml
>> <Envelope><Security><UsernameToken><Username>admin</Username><Password Type="x#PasswordDigest">OBX3+nOTmydMnbzvqAsaWraoBck=</Password><Nonce>LKqI6G/AikKCQrN0zqZFlg==</Nonce><Created>2023-11-15T00:13:20Z</Created></UsernameToken></Security></Envelope>
< 400 Bad Request
< Content-Type: application/soap+xml
<< <Envelope><Fault><Code>ter:NotAuthorized</Code><Reason>The sender is not authorized</Reason></Fault></Envelope>"""


@pytest.mark.parametrize(("hour", "slug"), [(3, "clock-differs"), (0, "wrong-password")])
def test_a_clock_told_before(attempt, hour, slug):
    found = diagnose(attempt("\n---\n".join([ONVIF.format(hour=hour), SIGNED]))).findings
    assert found[0].slug == slug
