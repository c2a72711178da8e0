"""Refusals that belong to something that went well need no explanation; their doubles do."""

import base64
import json

import pytest
from msgspec.structs import replace

from inspector.protocol.field_names import is_second_factor
from inspector.story.entry import Entry
from inspector.story.healthy import why_healthy
from inspector.story.trace_story import TraceStory


def _proof(**claims):
    parts = ({"typ": "dpop+jwt", "alg": "ES256"}, {"htm": "POST", "jti": "a1", **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join((*(part.rstrip("=") for part in coded), "QUJD" * 20))


def _case(attempt, text, index=0):
    story = TraceStory([Entry(i, one) for i, one in enumerate(attempt(text).exchanges)])
    return story, story.entries[index]


def is_expected(case):
    return bool(why_healthy(*case))


ASKED_ANEW = """
> POST https://id.test/token
> DPoP: {first}
< 400 Bad Request
< DPoP-Nonce: eyJ7S_zG.eyJH0-Z
---
> POST https://id.test/token
> DPoP: {second}
< {status}
"""


@pytest.mark.parametrize(
    ("nonce", "status", "expected"),
    [
        ("eyJ7S_zG.eyJH0-Z", "200 OK", True),
        ("eyJ7S_zG.eyJH0-Z", "400 Bad Request", False),
        ("of-another-time", "200 OK", False),
    ],
)
def test_a_nonce_within_a_proof(attempt, nonce, status, expected):
    text = ASKED_ANEW.format(first=_proof(), second=_proof(nonce=nonce), status=status)
    assert is_expected(_case(attempt, text)) is expected


def _jws(nonce):
    head = {"nonce": nonce, "url": "https://ca.test/order", "alg": "ES256", "kid": "k1"}
    coded = base64.urlsafe_b64encode(json.dumps(head).encode()).decode().rstrip("=")
    return json.dumps({"protected": coded, "payload": "", "signature": "QUJD" * 20})


def _order(nonce, reply, path="order"):
    return f"> POST https://ca.test/{path}\n> Content-Type: application/jose+json\n>> {_jws(nonce)}\n{reply}"


BAD_NONCE = (
    "< 400 Bad Request\n< Replay-Nonce: n2-Zt81kQw\n< Content-Type: application/problem+json\n"
    '<< {"type": "urn:ietf:params:acme:error:badNonce"}'
)
MADE = "< 201 Created\n<< {}"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (_order("n2-Zt81kQw", MADE), True),
        (_order("of-another-time", MADE), False),
        # The next request of another kind takes the nonce of whatever reply came last.
        (_order("n2-Zt81kQw", MADE, path="account"), False),
        (_order("n2-Zt81kQw", BAD_NONCE.replace("n2", "n3")), False),
    ],
)
def test_a_nonce_in_the_head_of_a_signed_body(attempt, second, expected):
    text = f"{_order('n1-51f0c2d9', BAD_NONCE)}\n---\n{second}"
    assert is_expected(_case(attempt, text)) is expected


BY_TIME = """
> GET https://api.test/jobs
> Authorization: Hawk id="k1", ts="1781510400", nonce="a1", mac="W3HatyFlrgEaDaDV7YGs2g=="
< 401 Unauthorized
< WWW-Authenticate: Hawk ts="1781511900", tsm="b5ZQJz0cX4c8=", error="Stale timestamp"
---
> GET https://api.test/jobs
> Authorization: Hawk id="k1", ts="{ts}", nonce="a2", mac="XtnL2L1g3jQn8pnlYP0eFg=="
< 200 OK
"""


@pytest.mark.parametrize(("ts", "expected"), [("1781511901", True), ("1781510401", False)])
def test_a_second_try_by_the_clock_of_the_server(attempt, ts, expected):
    assert is_expected(_case(attempt, BY_TIME.format(ts=ts))) is expected


STAGES = """
> POST https://chat.test/register
> Content-Type: application/json
>> {"username": "u"}
< 401 Unauthorized
< Content-Type: application/json
<< {"session": "AZcXHvYyGLyJpEQr", "flows": [{"stages": ["dummy"]}]}
---
> POST https://chat.test/register
> Content-Type: application/json
>> {"username": "u", "auth": {"session": "%s"}}
< 200 OK
"""


@pytest.mark.parametrize("session", ["AZcXHvYyGLyJpEQr", "BBBBBBBBBBBBBBBB"])
def test_the_session_of_a_login_in_stages(attempt, session):
    assert is_expected(_case(attempt, STAGES % session)) is session.startswith("AZ")


def test_a_trace_id_that_comes_back_proves_nothing(attempt):
    text = """
        > GET https://a.test/x
        > Authorization: Bearer abc
        < 401 No
        < X-Request-Id: 0123456789abcdef
        ---
        > GET https://a.test/log/0123456789abcdef
        > Authorization: Bearer abc
        < 200 OK
        """
    assert not is_expected(_case(attempt, text))


PROBED = """
> GET https://registry.test/v2/
< 401 No
< WWW-Authenticate: Bearer realm="https://id.test/token",service="r"
---
> GET https://registry.test/v2/a/manifests/1
> Authorization: {sent}
< 200 OK
"""


@pytest.mark.parametrize(("sent", "expected"), [("Bearer abcdefgh", True), ("Basic YTpi", False)])
def test_a_probe_that_asks_for_the_scheme(attempt, sent, expected):
    assert is_expected(_case(attempt, PROBED.format(sent=sent))) is expected


def test_a_header_that_was_left_out_between_two_others_is_no_probe(attempt):
    first = "> GET https://registry.test/v2/b\n> Authorization: Bearer abcdefgh\n< 200 OK\n---"
    text = first + PROBED.format(sent="Bearer abcdefgh")
    assert not is_expected(_case(attempt, text, 1))


SIGNED_OUT = """
> {method} https://shop.test/{path}
> Cookie: sid=941b8278ba84e0e868f8c382
< 302 Found
< Location: /bye
< Set-Cookie: sid=; Max-Age=0
---
> GET https://shop.test/api/me
{cookie}
< 401 No
"""


@pytest.mark.parametrize(
    ("path", "cookie", "expected"),
    [
        ("logout", "", True),
        ("oauth2/sign_out", "", True),
        ("connect/endsession", "", True),
        ("cart", "", False),
        ("logout", "> Cookie: sid=1234567890abcdef12345678", False),
    ],
)
def test_what_follows_a_sign_out(attempt, path, cookie, expected):
    text = SIGNED_OUT.format(method="POST", path=path, cookie=cookie).replace("\n\n", "\n")
    assert is_expected(_case(attempt, text, 1)) is expected


def test_a_refusal_after_a_new_login_is_none_of_a_sign_out(attempt):
    login = "> POST https://shop.test/login\n>> user=a&password=b\n< 200 OK"
    again = "> GET https://shop.test/api/me\n< 401 No"
    text = SIGNED_OUT.format(method="POST", path="logout", cookie="").replace("\n\n", "\n")
    case = _case(attempt, f"{text.rstrip()}\n---\n{login}\n---\n{again}", 3)
    assert not is_expected(case)


@pytest.mark.parametrize("path", ["favicon.ico", "assets/app.js.map", "fonts/inter.woff2"])
def test_an_icon_beside_a_page(attempt, path):
    page = "> GET https://a.test/\n< 200 OK\n< Content-Type: text/html\n---\n"
    refused = f"> GET https://a.test/{path}\n< 403 No"
    assert is_expected(_case(attempt, page + refused, 1))
    assert not is_expected(_case(attempt, refused))


@pytest.mark.parametrize("name", ["otp_code", "totp", "mfaToken", "two_factor", "passcode"])
def test_fields_of_a_second_factor(name):
    assert is_second_factor(name)


@pytest.mark.parametrize("name", ["hotplate", "code", "password", "robot"])
def test_fields_of_no_second_factor(name):
    assert not is_second_factor(name)


@pytest.mark.parametrize(("added", "expected"), [("&otp_code=123456", True), ("&x=1", False)])
def test_a_second_factor_that_was_given(attempt, added, expected):
    login = "> GET https://nas.test/api?method=login&account=a&passwd=b{}\n< {}"
    text = "\n---\n".join((login.format("", "403 No"), login.format(added, "200 OK")))
    assert is_expected(_case(attempt, text)) is expected


# ---------------- Answered challenges, and what is none
BASIC = "> Authorization: Basic YTpi\n"


def _why(story, index=0):
    return why_healthy(story, story.entries[index])


def test_an_answered_challenge(story):
    told = story(f"> GET https://a.test/\n< 401 No\n---\n> GET https://a.test/\n{BASIC}< 200 OK")
    assert "entry 1 was the challenge that entry 2 answered" in _why(told)


def test_leaving_the_credential_out_resolves_nothing(story):
    told = story(f"> GET https://a.test/\n{BASIC}< 403 No\n---\n> GET https://a.test/\n< 200 OK")
    assert not _why(told)


@pytest.mark.parametrize(
    ("first", "second", "healthy"),
    [
        ("Bearer 0123456789abcdef", "Bearer fedcba9876543210", False),
        ('Digest username="u", nonce="1"', 'Digest username="u", nonce="2"', True),
        ("Basic YTpi", 'Digest username="u", nonce="2"', True),
    ],
)
def test_another_complete_credential_answers_no_challenge(story, first, second, healthy):
    """A token that was refused was wrong, though the next one that its maker sent was right."""
    told = story(
        f"> GET https://a.test/\n> Authorization: {first}\n< 401 No\n"
        '< WWW-Authenticate: Digest realm="r", nonce="2"\n---\n'
        f"> GET https://a.test/\n> Authorization: {second}\n< 200 OK"
    )
    assert bool(_why(told)) is healthy


def test_a_login_that_followed(story):
    told = story(
        """
        > GET https://a.test/
        < 302 Found
        < Location: /login
        ---
        > POST https://a.test/login
        < 302 Found
        < Location: /
        < Set-Cookie: sid=abc
        ---
        > GET https://a.test/
        > Cookie: sid=abc
        < 200 OK
        """
    )
    assert _why(told) == "Entry 1 led to the login after which entry 3 was let in."


@pytest.mark.parametrize(("second", "healthy"), [("0123456789abcdef", True), ("other-one", False)])
def test_a_token_from_the_refusal_that_is_sent_back(story, second, healthy):
    told = story(
        f"""
        > POST https://a.test/rpc
        {BASIC.strip()}
        < 409 Conflict
        < X-Acme-Session-Id: 0123456789abcdef
        ---
        > POST https://a.test/rpc
        > X-Acme-Session-Id: {second}
        < 200 OK
        """
    )
    assert bool(_why(told)) is healthy


# ---------------- Renewed, logged in, signed out
RENEWED = """
> GET https://a.test/me
> Authorization: Bearer an-old-access-token
< 401 No
---
> POST https://a.test/auth/refresh
>> refresh=it
< 200 OK
< Content-Type: application/json
<< {"access_token": "a-new-access-token"}
---
%s
> GET https://a.test/me
> Authorization: Bearer %s
< 200 OK
"""
NOISE = "> GET https://a.test/part.js\n< 200 OK\n---\n" * 30


@pytest.mark.parametrize(
    ("token", "healthy"), [("a-new-access-token", True), ("a-token-typed-by-hand", False)]
)
def test_a_renewed_token_however_long_it_takes(story, token, healthy):
    assert bool(_why(story(RENEWED % (NOISE, token)))) is healthy


LOGGED_IN = """
> GET https://a.test/api/me
< 401 No
---
> POST https://a.test/login
>> user=ann&password=pw
< %s
< Set-Cookie: sid=0123456789abcdef
---
> GET https://a.test/api/orders
> Cookie: sid=0123456789abcdef
< 200 OK
"""


@pytest.mark.parametrize(("login", "healthy"), [("200 OK", True), ("401 No", False)])
def test_what_came_before_the_login(story, login, healthy):
    assert bool(_why(story(LOGGED_IN % login))) is healthy


SIGNED_OFF = """
> GET https://a.test/me
> Cookie: sid=0123456789abcdef
< 200 OK
---
> DELETE https://a.test/api/session
> Cookie: sid=0123456789abcdef
< 204 No Content
---
> GET https://a.test/me
%s
< 401 No
"""


@pytest.mark.parametrize(
    ("sent", "healthy"),
    [
        ("> Cookie: sid=0123456789abcdef\n> Referer: https://a.test/", True),
        ("> Accept: text/html", True),
        ("> Cookie: sid=0123456789abcdef", False),
        ("> Authorization: Bearer 0123456789abcdef", False),
    ],
)
def test_after_a_sign_out_a_page_just_goes_on(story, sent, healthy):
    assert bool(_why(story(SIGNED_OFF % sent), 2)) is healthy


@pytest.mark.parametrize(
    ("url", "healthy"),
    [
        ("https://use.fonts.test/kit.woff2", True),
        ("https://o1.ingest.errors.test/api/1/envelope/", True),
        ("https://api.other.test/orders", False),
        ("https://a.test/orders", False),
    ],
)
def test_what_a_page_can_do_without(story, url, healthy):
    page = "> GET https://a.test/\n< 200 OK\n< Content-Type: text/html\n<< <p>Hello</p>"
    assert bool(_why(story(f"{page}\n---\n> GET {url}\n< 403 No"), 1)) is healthy


POLLED = "> POST https://id.test/device/token\n>> code=0123456789&client_id={client}\n< {status}"


@pytest.mark.parametrize(("client", "healthy"), [("c", True), ("d", False)])
def test_asked_until_it_was_granted(story, client, healthy):
    tries = [POLLED.format(client="c", status="400 Bad Request")] * 2
    told = story("\n---\n".join([*tries, POLLED.format(client=client, status="200 OK")]))
    assert bool(_why(told)) is healthy


@pytest.mark.parametrize(
    ("refused", "given", "healthy"),
    [
        ("/a/repodata.json.zst", "/a/repodata.json", True),
        ("/a/", "/a/song.ogg", True),
        ("/a/repodata.json.zst", "/b/repodata.json", False),
        ("/a/orders", "/a/song.ogg", False),
    ],
)
def test_another_form_and_what_is_in_a_folder(story, refused, given, healthy):
    told = story(
        f"> GET https://a.test{refused}\n< 403 No\n---\n> GET https://a.test{given}\n< 200 OK"
    )
    assert bool(_why(told)) is healthy


EMBED = """
> POST https://{host}/config
> Origin: https://a.test
{sent}
< 403 No
---
> GET https://a.test/api/one
< 200 OK
< Content-Type: application/json
<< {{"n": 1}}
---
> GET https://a.test/api/two
< 200 OK
< Content-Type: application/json
<< {{"n": 2}}
"""


@pytest.mark.parametrize(
    ("host", "sent", "healthy"),
    [
        ("chat.other.test", "> Accept: */*", True),
        ("chat.a.test", "> Accept: */*", False),
        ("chat.other.test", "> Authorization: Bearer 0123456789abcdef", False),
    ],
)
def test_a_part_of_another_site_that_nobody_logs_in_to(story, host, sent, healthy):
    assert bool(_why(story(EMBED.format(host=host, sent=sent)))) is healthy


# ---------------- Signed once more: as an answer of ours, or as another try of another client
SIGNED = """
> GET https://store.test/plan.tif
> Authorization: AWS depot:{first}
< 401 Unauthorized
---
> GET https://store.test/plan.tif
> Authorization: AWS depot:{second}
< 200 OK
"""


@pytest.mark.parametrize(("sent", "healthy"), [(b"GET /plan.tif HTTP/1.1", True), (b"", False)])
def test_only_what_was_sent_from_here_is_known_as_the_answer(attempt, sent, healthy):
    """Of another client's recording it is only guessed which request answered a challenge."""
    read = attempt(SIGNED.format(first="UBMxukLqVhzl34qC", second="hzl34qCUBMxukLqV"))
    first, again = read.exchanges
    again = replace(again, purpose="challenge-answer", answers=0, raw_sent=sent)
    story = TraceStory([Entry(i, one) for i, one in enumerate((first, again))])
    assert bool(why_healthy(story, story.entries[0])) is healthy


# ---------------- Signed once more in the other format of message signatures
def _signed(keyid, newer, body='{"type": "Follow"}'):
    first = f'> Signature-Input: s=("@method");keyid="{keyid}"\n> Signature: s=:270oATgrrkzMdcKH=:'
    then = f'> Signature: keyId="{keyid}",headers="date host",signature="5Azrm5ytUvYI8C82="'
    return f"> POST https://pods.test/inbox\n{first if newer else then}\n>> {body}\n"


NO, YES = '< 401 Unauthorized\n<< {"error": "Request not signed"}', "< 202 Accepted"
KEY = "https://zine.test/u#main-key"


@pytest.mark.parametrize(
    ("first", "second", "healthy"),
    [
        (_signed(KEY, newer=True), _signed(KEY, newer=False), True),
        (_signed(KEY, newer=False), _signed(KEY, newer=True), True),
        (_signed(KEY, newer=True), _signed(KEY, newer=True), False),
        (_signed(KEY, newer=True), _signed(f"{KEY}-2", newer=False), False),
        (_signed(KEY, newer=True), _signed(KEY, newer=False, body="{}"), False),
    ],
    ids=["newer first", "older first", "one format", "another key", "another message"],
)
def test_signed_in_the_other_format(story, first, second, healthy):
    assert bool(_why(story(f"{first}{NO}\n---\n{second}{YES}"))) is healthy


RENEWED_AT_ONCE = """
> PATCH https://api.test/contacts/ada
> Authorization: Bearer {old}
< 401 Unauthorized
< Content-Type: application/json
<< {{"message": "The token has expired"}}
---
> POST https://api.test/oauth/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&client_id=c7&refresh_token=rt-4d81b7e2c9
< 200 OK
< Content-Type: application/json
<< {{"access_token": "at-9c41e0b2f95d7c", "token_type": "bearer"}}
---
> PATCH https://api.test/contacts/ada
> Authorization: Bearer {new}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        ("404 Not Found", "resource not found", True),
        ("409 Conflict", "Contact already exists", True),
        ("401 Unauthorized", "The token is not valid", False),
        ("403 Forbidden", "Missing scope", False),
    ],
)
def test_a_renewed_token_that_was_let_in_to_what_is_not_there(attempt, status, words, expected):
    text = RENEWED_AT_ONCE.format(
        old="at-0000e0b2f95d7c", new="at-9c41e0b2f95d7c", status=status, words=words
    )
    assert is_expected(_case(attempt, text)) is expected
