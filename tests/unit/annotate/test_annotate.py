"""The sentences of each annotator, where they stand in the bytes, and how they are meant."""

import base64
import hashlib
import json

import pytest

from inspector.annotate import annotate
from inspector.model.attempt import Attempt
from inspector.model.exchange import Dropped, Exchange
from inspector.model.message import Header, Message, Reply

DATE = "Tue, 25 Nov 2025 14:32:41 GMT"
SENT_AT = "2025-11-25T14:32:41+00:00"
EXPIRED = 1764079512  # 14:05:12
KERBEROS = bytes.fromhex("06092a864886f712010202")


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"


def basic(text):
    return "Basic " + base64.b64encode(text).decode()


@pytest.fixture
def notes(cut):
    """Return a function that annotates and gives (bytes, text, level) of each remark."""

    def of(attempt, kind=""):
        return [
            (cut(attempt, note), note.text, note.level)
            for note in annotate(attempt)
            if note.kind.startswith(kind)
        ]

    return of


def test_the_expired_token_of_the_design(attempt, notes):
    token = jwt(exp=EXPIRED, scope="orders:read")
    challenge = (
        'Bearer realm="orders", error="invalid_token", '
        'error_description="The access token expired", scope="orders:read"'
    )
    made = attempt(
        sent=[("authorization", f"Bearer {token}")],
        got=[
            ("server", "envoy"),
            ("date", DATE),
            ("www-authenticate", challenge),
            ("x-request-id", "7f3c9a12-51e0"),
        ],
    )
    found = notes(made)
    assert (token, "exp 14:05:12, already past", "bad") in found
    assert ("", "not authenticated (403 would mean: not allowed)", "info") in found
    assert ("envoy", "answered by the gateway, not the app", "info") in found
    assert (DATE, "27 min 29 s after exp", "bad") in found
    assert ("Bearer", "1 challenge, scheme matches yours", "good") in found
    assert ('error="invalid_token"', "expired, revoked or malformed", "bad") in found
    assert ('scope="orders:read"', "your token has it", "good") in found
    assert ("7f3c9a12-51e0", "quote this to the API's owner", "info") in found


class TestChallenges:
    def test_a_401_without_challenge_is_the_servers_breach(self, attempt, notes):
        assert notes(attempt(401), "challenge-missing") == [
            ("", "the server's breach: 401 without WWW-Authenticate", "odd")
        ]
        assert "Proxy-Authenticate" in notes(attempt(407), "challenge-missing")[0][1]
        assert notes(attempt(403), "challenge-missing") == []

    def test_another_scheme(self, attempt, notes):
        made = attempt(
            sent=[("Authorization", basic(b"a:b"))], got=[("WWW-Authenticate", "Digest a=b")]
        )
        assert notes(made, "challenge")[0] == ("Digest", "asks for Digest, you sent Basic", "odd")

    def test_several(self, attempt, notes):
        made = attempt(got=[("WWW-Authenticate", "Negotiate, NTLM")])
        assert [text for _, text, _ in notes(made, "challenge")] == [
            "one of 2 challenges: Negotiate",
            "one of 2 challenges: NTLM",
        ]

    def test_a_scope_that_is_lacking(self, attempt, notes):
        made = attempt(
            403,
            sent=[("Authorization", f"Bearer {jwt(scp=['a'])}")],
            got=[("WWW-Authenticate", 'Bearer scope="a b"')],
        )
        assert ('scope="a b"', "your token lacks b", "bad") in notes(made)

    def test_defects_and_stale(self, attempt, notes):
        made = attempt(got=[("WWW-Authenticate", 'Digest realm="a" nonce="b", stale=true')])
        found = notes(made, "challenge")
        assert any("comma is missing" in text for _, text, _ in found)
        assert ("stale=true", "only the nonce was too old: answer again", "good") in found

    def test_token68(self, attempt, notes):
        found = notes(attempt(got=[("WWW-Authenticate", "Negotiate YWJj")]), "challenge-token")
        assert found == [("YWJj", "data of the scheme's own", "info")]


class TestCredentialLines:
    @pytest.mark.parametrize(
        ("value", "part", "text"),
        [
            ("bearer x", "bearer", "usually written Bearer; some servers insist"),
            ("Bearer Bearer x", "Bearer ", "the word Bearer is there twice"),
            ("abc", "abc", "no scheme word before the value"),
            ("Bearer", "Bearer", "nothing follows the scheme word"),
            ("Bearer x ", " ", "blanks at the edge"),
            ("Bearer  x", "  ", "more than one blank after the scheme word"),
            ("Bearer {{token}}", "{{token}}", "a placeholder, not a credential"),
            ("Bearer undefined", "undefined", "a placeholder, not a credential"),
            ("Bearer a\nb", "\n", "a line break inside the value"),
            ("Bearer a\x01b", "\x01", "a control character inside the value"),
            ("Bearer a\xc3\xa9", "\xc3\xa9", "not ASCII: é"),
            ("", "", "empty"),
        ],
    )
    def test_form(self, attempt, notes, value, part, text):
        assert (part, text, "odd") in notes(attempt(sent=[("Authorization", value)]), "sent-")

    def test_twice(self, attempt, notes):
        made = attempt(sent=[("Authorization", "Bearer a"), ("authorization", "Bearer b")])
        assert len(notes(made, "sent-repeated")) == 2

    def test_what_was_blanked_out_is_not_judged(self, attempt, notes):
        made = attempt(
            sent=[("Authorization", "Bearer ***")], redacted=("request.headers.authorization",)
        )
        assert [text for _, text, _ in notes(made, "sent")] == ["blanked out before it came here"]
        assert notes(made, "token") == notes(made, "key") == []

    def test_who_wrote_it(self, notes, exchange):
        made = exchange()
        written = Header("Authorization", "Bearer x", origin="credential")
        message = made.request.__class__(method="GET", url="http://a/", headers=(written,))
        attempt = Attempt(exchanges=(made.__class__(request=message, reply=made.reply),))
        assert notes(attempt, "sent-by") == [("Bearer x", "written by the Auth tab", "info")]


class TestBasic:
    def test_the_user_is_shown(self, attempt, notes):
        made = attempt(sent=[("Authorization", basic(b"lena:secret"))])
        assert ("bGVuYTpzZWNyZXQ=", "user lena, password hidden", "info") in notes(made, "basic")

    @pytest.mark.parametrize(
        ("value", "level"),
        [
            (basic(b"nocolon"), "bad"),
            ("Basic ???", "bad"),
            (basic(b"a:b\n"), "bad"),
            (basic(b"a:"), "odd"),
        ],
    )
    def test_faults(self, attempt, notes, value, level):
        assert level in [one[2] for one in notes(attempt(sent=[("Authorization", value)]), "basic")]


class TestTokens:
    @pytest.mark.parametrize(
        ("claims", "text", "level"),
        [
            ({"exp": EXPIRED}, "exp 14:05:12, already past", "bad"),
            ({"exp": EXPIRED + 7200}, "exp 16:05:12, 92 min left", "good"),
            ({"exp": EXPIRED + 1660}, "exp 14:32:52, 11 s left", "odd"),
            ({"exp": "soon"}, "exp is no number of seconds", "bad"),
            ({"nbf": EXPIRED + 7200}, "nbf 16:05:12, 92 min ahead", "bad"),
            ({"iat": EXPIRED - 86400}, "iat 2025-11-24 14:05:12", "info"),
            ({"aud": ["a", "b"]}, "made for a, b", "info"),
            ({"iss": "https://i"}, "JWT, RS256, issued by https://i", "info"),
        ],
    )
    def test_claims(self, attempt, notes, claims, text, level):
        made = attempt(sent=[("Authorization", f"Bearer {jwt(**claims)}")], got=[("Date", DATE)])
        assert (jwt(**claims), text, level) in notes(made, "token")

    def test_unsigned_and_encrypted(self, attempt, notes):
        unsigned = jwt(a=1).rpartition(".")[0] + "."
        found = notes(attempt(sent=[("Authorization", f"Bearer {unsigned}")]), "token-signature")
        assert found[0][2] == "bad"
        jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..YWJj.YWJj.YWJj"
        found = notes(attempt(sent=[("Authorization", f"Bearer {jwe}")]), "token-kind")
        assert "encrypted" in found[0][1]

    def test_key_shapes(self, attempt, notes):
        made = attempt(sent=[("Authorization", "Bearer sk_test_abcdefghijklmnop")])
        assert notes(made, "key-shape")[0][1] == "Stripe secret key, test only"
        made = attempt(sent=[("Authorization", "Bearer 0123456789abcdef0123")])
        assert notes(made, "key-shape")[0][1] == "opaque token (hexadecimal digits)"


class TestDigest:
    CHALLENGE = ("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256')

    def test_differences_from_the_challenge(self, exchange, notes):
        answer = 'Digest username="me", realm="r", nonce="old", uri="/x", qop=auth, response="q"'
        first = exchange(got=[self.CHALLENGE])
        second = exchange(sent=[("Authorization", answer)], answers=0, purpose="challenge-answer")
        found = notes(Attempt(exchanges=(first, second)), "digest")
        assert ('username="me"', "user me, the password was only hashed", "info") in found
        assert ('uri="/x"', "uri is not the request target", "bad") in found
        assert ('nonce="old"', "nonce must be n", "bad") in found


class TestKeys:
    def test_headers(self, attempt, notes):
        made = attempt(sent=[("X-Api-Key", ' "AKIAIOSFODNN7EXAMPLE"'), ("x-api-key", "")])
        texts = [text for _, text, _ in notes(made, "key")]
        assert "blanks or unusual characters are part of the value" in texts
        assert "empty" in texts
        assert "sent more than once: only one can count" in texts

    def test_query(self, attempt, notes):
        made = attempt(url="https://a.example/x?q=1&api_key=sk_live_abcdefghijklmnop")
        assert notes(made, "key-in-query") == [
            (
                "sk_live_abcdefghijklmnop",
                "Stripe secret key, for live use; a key in the URL ends up in logs and histories",
                "odd",
            )
        ]

    def test_a_publishable_key_opens_nothing(self, attempt, notes):
        made = attempt(sent=[("X-Api-Key", "pk_live_abcdefghijklmnop")])
        assert notes(made, "key")[0][1:] == (
            "Stripe publishable key: made for browsers and apps, it opens little",
            "odd",
        )

    def test_a_key_at_a_strange_host(self, attempt, notes):
        made = attempt(
            url="https://gitlab.com/api/v4/user",
            sent=[("Authorization", "Bearer xoxb" + "-123456789012-abcdef")],
        )
        assert notes(made, "key-shape")[0][1:] == (
            "Slack bot token, sent to a host of GitLab",
            "bad",
        )

    def test_tickets_show_their_age(self, attempt, notes):
        ticket = "9f3b7c1d" * 4 + "69258de3" + "lena!staff!"
        made = attempt(sent=[("Cookie", f"a=b; auth_tkt={ticket}")], got=[("Date", DATE)])
        assert [text for _, text, _ in notes(made, "cookie-ticket")] == [
            "login ticket, 3 h 25 min old"
        ]


class TestClock:
    @pytest.mark.parametrize(
        ("started", "text", "level"),
        [
            ("2025-11-25T14:22:41+00:00", "10 min ahead of the client's clock", "odd"),
            ("2025-11-25T14:33:11+00:00", "30 s behind the client's clock", "info"),
        ],
    )
    def test_offsets(self, attempt, notes, started, text, level):
        made = attempt(started=started, got=[("Date", DATE)])
        assert notes(made, "clock") == [(DATE, text, level)]

    def test_nothing_to_say(self, attempt, notes):
        assert notes(attempt(started=SENT_AT, got=[("Date", DATE)]), "clock") == []
        assert notes(attempt(started=SENT_AT), "clock") == []

    def test_no_date(self, attempt, notes):
        assert notes(attempt(got=[("Date", "yesterday")]), "clock")[0][1] == "no valid date"

    def test_before_nbf(self, attempt, notes):
        token = jwt(nbf=EXPIRED + 7200)
        made = attempt(sent=[("Authorization", f"Bearer {token}")], got=[("Date", DATE)])
        assert notes(made, "clock-nbf")[0][1] == "92 min before nbf"


class TestAnsweredBy:
    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("Server", "cloudflare", "answered by the content network, not the app"),
            ("Server", "squid/6", "answered by a proxy, not by the API"),
            ("Server", "kong/3", "answered by the gateway, not the app"),
            ("Via", "1.1 proxy", "came through 1.1 proxy"),
            ("X-Squid-Error", "ERR_ACCESS_DENIED 0", "Squid: the proxy refused, not the API"),
        ],
    )
    def test_headers(self, attempt, notes, name, value, text):
        assert (value, text, "info") in notes(attempt(403, got=[(name, value)]), "answered-by")

    def test_an_ordinary_server_and_a_success(self, attempt, notes):
        assert notes(attempt(401, got=[("Server", "nginx")]), "answered-by") == []
        assert notes(attempt(200, got=[("Server", "envoy")]), "answered-by") == []


class TestCookies:
    def test_what_a_set_cookie_does(self, attempt, notes):
        made = attempt(
            200,
            url="http://a.example/",
            sent=[("Cookie", "sid=1; a=b")],
            got=[
                ("Set-Cookie", "sid=2; Path=/"),
                ("Set-Cookie", "a=; Max-Age=0"),
                ("Set-Cookie", "s=1; Secure"),
            ],
        )
        texts = [text for _, text, _ in notes(made, "cookie")]
        assert texts == [
            "2 cookies",
            "keeps sid for the session",
            "replaces the sid that was sent",
            "deletes the cookie a",
            "The cookie s is Secure but came over plain HTTP.",
        ]

    def test_a_cookie_that_was_not_sent_back(self, exchange, notes):
        first = exchange(
            200, got=[("Set-Cookie", "sid=1; Path=/v1"), ("Set-Cookie", "b=1; Path=/x")]
        )
        found = notes(Attempt(exchanges=(first, exchange(401))), "cookie-missing")
        assert [text for _, text, _ in found] == [
            "the cookie sid of exchange 1 was not sent",
            "The cookie b is for paths under /x.",
        ]

    def test_a_sanitised_recording_proves_no_absence(self, exchange, notes):
        first = exchange(200, got=[("Set-Cookie", "sid=1; Path=/v1")])
        made = Attempt(exchanges=(first, exchange(401)), may_be_sanitised=True)
        assert notes(made, "cookie-missing") == []

    def test_blanked_and_repeated(self, attempt, notes):
        made = attempt(sent=[("Cookie", "a=***")], redacted=("request.headers.cookie",))
        assert "blanked out" in notes(made, "cookie")[0][1]
        assert notes(attempt(sent=[("Cookie", "a=1; a=2")]), "cookie")[1][1] == (
            "a is there more than once"
        )


class TestCors:
    ORIGIN = ("Origin", "https://app.example.com")

    def test_allowed(self, attempt, notes):
        made = attempt(sent=[self.ORIGIN], got=[("Access-Control-Allow-Origin", "*")])
        assert notes(made, "cors") == [("*", "the page may read this", "good")]

    def test_not_allowed(self, attempt, notes):
        assert notes(attempt(sent=[self.ORIGIN]), "cors")[0][2] == "odd"

    @pytest.mark.parametrize(
        "sent",
        [
            [("Origin", "https://api.example.com")],
            [("Origin", "https://app.example.com"), ("Sec-Fetch-Mode", "navigate")],
            [("Origin", "https://app.example.com"), ("Accept", "text/html,*/*")],
            [],
        ],
    )
    def test_where_cors_does_not_apply(self, attempt, notes, sent):
        assert notes(attempt(sent=sent), "cors") == []

    def test_preflights(self, attempt, notes):
        made = attempt(
            401,
            sent=[
                self.ORIGIN,
                ("Access-Control-Request-Method", "PUT"),
                ("Access-Control-Request-Headers", "authorization"),
            ],
            got=[("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*")],
            method="OPTIONS",
            purpose="preflight",
        )
        found = notes(made, "cors")
        assert len(found) == 3
        assert any("Authorization" in text for _, text, _ in found)


class TestBodies:
    @pytest.mark.parametrize(
        ("body", "part", "text"),
        [
            (
                b'{"error":"invalid_grant"}',
                "invalid_grant",
                "code, password or refresh token was refused",
            ),
            (b'{"detail":"Not authenticated"}', "Not authenticated", "the server's own words"),
            (b'[{"message":"a \\"b\\""}]', 'a \\"b\\"', "the server's own words"),
            (b'{"error":{"message":"no"}}', "no", "the server's own words"),
            (
                b'{"message":"Zugriff f\\u00fcr Sie"}',
                "Zugriff f\\u00fcr Sie",
                "the server's own words",
            ),
            (b"<title>Orders</title>", "Orders", "a page for people, not the API"),
            (b"<title>Sign in</title>", "Sign in", "a login page, not the API"),
            (
                b'<html><input type="password"></html>',
                '<input type="password',
                "a login page, not the API",
            ),
        ],
    )
    def test_words(self, attempt, notes, body, part, text):
        found = [one[:2] for one in notes(attempt(body=body), "body")]
        assert (part, text) in found

    def test_saml_forms(self, attempt, notes):
        body = b'<form><input name="SAMLRequest" value="x"></form>'
        assert "SAML" in notes(attempt(200, body=body), "body")[0][1]

    def test_an_ordinary_success_is_left_alone(self, attempt, notes):
        assert notes(attempt(200, body=b'{"message": "hello"}'), "body") == []

    def test_a_success_that_is_none(self, attempt, notes):
        body = b'{"error": {"message": "Invalid Token"}}'
        assert notes(attempt(200, body=body), "body")[0][0] == "Invalid Token"


class TestHops:
    def test_what_the_sender_dropped(self, attempt, notes):
        made = attempt(dropped=(Dropped("Authorization", "another host", "Fetch §4.4"),))
        assert notes(made, "dropped")[0][1] == "Authorization was not sent on: another host"

    def test_what_a_recording_shows(self, exchange, notes):
        first = exchange(302, sent=[("Authorization", "Bearer x")], method="POST")
        second = exchange(401, url="https://b.example/", answers=0, purpose="redirect")
        found = [text for _, text, _ in notes(Attempt(exchanges=(first, second)))]
        assert "Authorization was sent at exchange 1, not here" in found
        assert "another host than before: b.example" in found
        assert "the redirect made GET of POST" in found


class TestStatus:
    @pytest.mark.parametrize("status", [203, 400, 401, 403, 407, 419, 440, 498, 511, 503, 599])
    def test_codes_that_have_to_do_with_access(self, attempt, notes, status):
        assert len(notes(attempt(status), "status")) == 1

    def test_others(self, attempt, notes):
        assert notes(attempt(200), "status") == []
        assert notes(attempt(0), "status") == []


JWK = {"kty": "EC", "crv": "P-256", "x": "a", "y": "b"}


class TestDpop:
    def of(self, attempt, notes, **claims):
        def part(value):
            return base64.urlsafe_b64encode(value).decode().rstrip("=")

        filled = {
            "htm": "GET",
            "htu": "https://api.example.com/v1",
            "iat": 1764081161,
            "jti": "1",
            "ath": part(hashlib.sha256(b"tok").digest()),
            **claims,
        }
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": JWK}
        parts = [part(json.dumps(one).encode()) for one in (header, filled)]
        made = attempt(
            sent=[("Authorization", "DPoP tok"), ("DPoP", ".".join([*parts, "c2ln"]))],
            got=[("Date", DATE), ("DPoP-Nonce", "n")],
        )
        return [(text, level) for _, text, level in notes(made, "dpop")]

    def test_a_proof_that_fits(self, attempt, notes):
        assert self.of(attempt, notes) == [
            ("proof fits method, address and token", "good"),
            ("the next proof must carry this nonce", "info"),
        ]

    @pytest.mark.parametrize(
        "claims",
        [
            {"htm": "POST"},
            {"htu": "https://b.example/"},
            {"iat": EXPIRED},
            {"iat": None},
            {"ath": "x"},
        ],
    )
    def test_faults(self, attempt, notes, claims):
        assert [level for _, level in self.of(attempt, notes, **claims)] == ["bad", "info"]

    def test_no_proof_at_all(self, attempt, notes):
        found = notes(attempt(sent=[("DPoP", "abc")]), "dpop")
        assert found == [("abc", "no DPoP proof: it must be a signed JWT", "bad")]


class TestSignatures:
    VALUE = (
        "AWS4-HMAC-SHA256 Credential=AKIA/20251125/eu-west-1/s3/aws4_request, "
        "SignedHeaders=host;x-amz-date;x-gone, Signature=abc"
    )

    def test_scope_time_and_headers(self, attempt, notes):
        made = attempt(
            sent=[("Authorization", self.VALUE), ("X-Amz-Date", "20251125T142241Z")],
            got=[("Date", DATE)],
        )
        assert notes(made, "signature") == [
            (self.VALUE, "signed 10 min away from the server's time", "bad"),
            ("20251125/eu-west-1/s3", "signed for s3 in eu-west-1 on 20251125", "info"),
            ("host;x-amz-date;x-gone", "signed but not sent: x-gone", "bad"),
        ]

    def test_no_credential(self, attempt, notes):
        made = attempt(sent=[("Authorization", "AWS4-HMAC-SHA256 nonsense")])
        assert notes(made, "signature")[0][2] == "bad"


class TestHandshakes:
    @pytest.mark.parametrize(
        ("word", "data", "text"),
        [
            ("NTLM", b"NTLMSSP\0\x01" + bytes(60), "NTLM, step 1: what the client can do"),
            ("NTLM", b"NTLMSSP\0\x03" + bytes(60), "NTLM, step 3: the client's answer"),
            ("Negotiate", b"\x60\x20" + KERBEROS + bytes(20), "a Kerberos ticket (SPNEGO)"),
        ],
    )
    def test_steps(self, attempt, notes, word, data, text):
        value = base64.b64encode(data).decode()
        made = attempt(sent=[("Authorization", f"{word} {value}")])
        assert notes(made, "handshake") == [(value, text, "info")]

    def test_ntlm_inside_negotiate(self, attempt, notes):
        value = base64.b64encode(b"NTLMSSP\0\x02" + bytes(60)).decode()
        found = notes(attempt(got=[("WWW-Authenticate", f"Negotiate {value}")]), "handshake")
        assert "no Kerberos ticket" in found[0][1]

    @pytest.mark.parametrize(
        "value", ["NTLM", "Negotiate, NTLM", "NTLM ???", "Bearer TlRMTVNTUAA="]
    )
    def test_others(self, attempt, notes, value):
        assert notes(attempt(got=[("WWW-Authenticate", value)]), "handshake") == []


@pytest.mark.parametrize(
    ("agreed", "level", "text"),
    [
        ("permessage-deflate", "info", "messages are compressed"),
        ("x-one", "bad", "x-one was not offered: the WebSocket has to end here"),
    ],
)
def test_what_a_socket_agreed_to_is_said_at_its_line(agreed, level, text):
    name = "Sec-WebSocket-Extensions"
    request = Message(
        method="GET", url="http://a/", target="/", headers=(Header(name, "permessage-deflate"),)
    )
    reply = Reply(status=101, headers=(Header(name, agreed),))
    attempt = Attempt(exchanges=(Exchange(request=request, reply=reply),), source="sent")
    (note,) = (each for each in annotate(attempt) if each.kind == "socket-extension")
    assert (note.level, note.text, note.place.name) == (level, text, name)
