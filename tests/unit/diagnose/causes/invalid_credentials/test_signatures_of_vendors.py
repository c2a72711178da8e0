"""What vendors answer to a signature that is wrong in one way each.

Sources: the texts of @hapi/hawk's server, of Mastodon's `signature_verification.rb`, Akamai's and
Bitvavo's error pages, the OAuth 1.0 problem reporting extension, Azure Storage's, Binance's,
Kraken's, Coinbase's and OKX's API references.
"""

import datetime as dt
import json

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SECONDS = int(NOW.timestamp())
LATE = SECONDS - 3600


def first(url, sent, status, body, **headers):
    """Return the finding that stands first."""
    told = {"Date": "Fri, 01 May 2026 12:00:01 GMT", "Content-Type": "application/json", **headers}
    reply = Reply(
        status=status,
        headers=tuple(Header(name.replace("_", "-"), value) for name, value in told.items()),
        body=body.encode(),
    )
    message = Message(
        method="POST",
        url=url,
        target="/" + url.split("/", 3)[3],
        headers=tuple(Header(*pair) for pair in sent),
    )
    exchange = Exchange(request=message, reply=reply, started=NOW)
    found = diagnose(Attempt(exchanges=(exchange,), request=Request(url=url))).findings
    return found[0].slug if found else None


def _hawk(time):
    value = f'Hawk id="dh37fgj492je", ts="{time}", nonce="j4h3g2", ext="x", mac="{"A" * 43}="'
    return (("Authorization", value),)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Bad mac", "request-signature-wrong"),
        ("Invalid nonce", "request-signature-wrong"),
        ("Unknown credentials", "key-refused"),
        ("Bad payload hash", "signed-body-differs"),
        ("Missing required payload hash", "signed-body-differs"),
        ("Stale timestamp", "clock-differs"),
    ],
)
def test_hawk(said, slug):
    body = json.dumps({"statusCode": 401, "error": "Unauthorized", "message": said})
    sent = _hawk(LATE if slug == "clock-differs" else SECONDS)
    url = "https://api.acme.test/v1/a"
    assert first(url, sent, 401, body, WWW_Authenticate=f'Hawk error="{said}"') == slug


@pytest.mark.parametrize(
    ("said", "status", "slug"),
    [
        ("The signature does not match", 401, "request-signature-wrong"),
        ("Invalid timestamp", 400, "clock-differs"),
        ("Inactive client token", 401, "key-expired"),
        ("Invalid authorization client token", 401, "key-refused"),
        ("Invalid authorization access token", 401, "token-not-accepted"),
        ("The client does not have the grant needed for the request", 403, "right-missing"),
    ],
)
def test_edgegrid(said, status, slug):
    time = "20260501T10:00:00+0000" if slug == "clock-differs" else "20260501T12:00:00+0000"
    value = (
        "EG1-HMAC-SHA256 client_token=akab-c-x;access_token=akab-a-x;"
        f"timestamp={time};nonce=a1;signature={'A' * 43}="
    )
    problem = {"title": "Not authorized", "status": status, "detail": said}
    problem["type"] = "https://problems.luna.akamaiapis.net/-/pep-authn/deny"
    url = "https://akab-x.luna.akamaiapis.net/v1/a"
    assert first(url, (("Authorization", value),), status, json.dumps(problem)) == slug


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        (
            "Verification failed for b@a.example https://a.example/users/b",
            "request-signature-wrong",
        ),
        ("Public key not found for key https://a.example/users/b#main-key", "key-refused"),
        ("Invalid Digest value. Computed SHA-256 digest: a; given: b", "signed-body-differs"),
        (
            "Mastodon requires the Digest header to be signed when doing a POST request",
            "header-not-signed",
        ),
        ("Signed request date outside acceptable time window", "clock-differs"),
    ],
)
def test_the_fediverse(said, slug):
    value = 'keyId="https://a.example/users/b#main-key",algorithm="rsa-sha256",headers="host date"'
    day = "Thu, 30 Apr" if slug == "clock-differs" else "Fri, 01 May"
    sent = (("Signature", f'{value},signature="AAAA"'), ("Date", f"{day} 2026 12:00:00 GMT"))
    url = "https://social.example/inbox"
    assert first(url, sent, 401, json.dumps({"error": said})) == slug


def _coinbase(time):
    names = ("CB-ACCESS-KEY", "CB-ACCESS-SIGN", "CB-ACCESS-TIMESTAMP", "CB-ACCESS-PASSPHRASE")
    return tuple(zip(names, ("a" * 32, "B" * 43 + "=", str(time), "p"), strict=True))


def _okx(time):
    names = ("OK-ACCESS-KEY", "OK-ACCESS-SIGN", "OK-ACCESS-TIMESTAMP", "OK-ACCESS-PASSPHRASE")
    key = "f0000000-0000-0000-0000-000000000000"
    return tuple(zip(names, (key, "B" * 43 + "=", time, "p"), strict=True))


def _bitvavo(time):
    names = ("Bitvavo-Access-Key", "Bitvavo-Access-Signature", "Bitvavo-Access-Timestamp")
    return tuple(zip(names, ("a" * 64, "b" * 64, str(time * 1000)), strict=True))


COINBASE, OKX = "https://api.exchange.coinbase.com/accounts", "https://www.okx.com/api/v5/account"
BITVAVO, KRAKEN = "https://api.bitvavo.com/v2/account", "https://api.kraken.com/0/private/Balance"
ON_TIME, AN_HOUR_AGO = "2026-05-01T12:00:00.000Z", "2026-05-01T11:00:00.000Z"
AT_KRAKEN = (("API-Key", "A" * 56), ("API-Sign", "B" * 88))


@pytest.mark.parametrize(
    ("url", "sent", "status", "body", "slug"),
    [
        (COINBASE, _coinbase(SECONDS), 401, {"message": "invalid signature"}, "request-signature-wrong"),
        (COINBASE, _coinbase(LATE), 401, {"message": "request timestamp expired"}, "clock-differs"),
        (COINBASE, _coinbase(SECONDS), 401, {"message": "Invalid API Key"}, "key-refused"),
        (COINBASE, _coinbase(SECONDS), 401, {"message": "Invalid Passphrase"}, "key-refused"),
        (OKX, _okx(ON_TIME), 401, {"code": "50113", "msg": "Invalid Sign"}, "request-signature-wrong"),
        (OKX, _okx(AN_HOUR_AGO), 401, {"code": "50102", "msg": "Timestamp request expired"}, "clock-differs"),
        (OKX, _okx(ON_TIME), 401, {"code": "50111", "msg": "Invalid OK-ACCESS-KEY"}, "key-refused"),
        (BITVAVO, _bitvavo(SECONDS), 403, {"error": "The signature is invalid."}, "request-signature-wrong"),
        (BITVAVO, _bitvavo(LATE), 403, {"error": "Request was not received within acceptable window."}, "clock-differs"),
        (BITVAVO, _bitvavo(SECONDS), 403, {"error": "No active API key found."}, "key-refused"),
        (KRAKEN, AT_KRAKEN, 200, {"error": ["EAPI:Invalid signature"]}, "request-signature-wrong"),
        (KRAKEN, AT_KRAKEN, 200, {"error": ["EAPI:Invalid nonce"]}, "nonce-replayed"),
        (KRAKEN, AT_KRAKEN, 200, {"error": ["EAPI:Invalid key"]}, "key-refused"),
        (KRAKEN, AT_KRAKEN, 200, {"error": ["EGeneral:Permission denied"]}, "right-missing"),
    ],
)  # fmt: skip
def test_exchanges(url, sent, status, body, slug):
    assert first(url, sent, status, json.dumps(body)) == slug


@pytest.mark.parametrize(
    ("problem", "slug"),
    [
        ("signature_invalid", "request-signature-wrong"),
        ("nonce_used", "request-signature-wrong"),
        ("timestamp_refused", "clock-differs"),
        ("consumer_key_unknown", "key-refused"),
        ("token_rejected", "token-not-accepted"),
        ("token_expired", "token-expired"),
        ("token_revoked", "token-revoked"),
    ],
)
def test_oauth1(problem, slug):
    value = (
        f'OAuth oauth_consumer_key="ck",oauth_token="tk",oauth_nonce="n",oauth_timestamp="{SECONDS}"'
        ',oauth_signature_method="HMAC-SHA1",oauth_signature="AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D"'
    )
    asked = f'OAuth realm="x", oauth_problem="{problem}"'
    sent = (("Authorization", value),)
    assert first("https://api.acme.test/v1/a", sent, 401, "", WWW_Authenticate=asked) == slug


@pytest.mark.parametrize(
    ("extra", "slug"),
    [((), "token-signature-wrong"), ((("X-Signature", "a1b2"),), "request-signature-wrong")],
)
def test_a_bearer_tokens_signature_is_no_requests(extra, slug):
    """An opaque token signs nothing: what a Bearer challenge calls the signature is the token's."""
    sent = (("Authorization", "Bearer wrong-token-4711"), *extra)
    said = 'Bearer realm="x", error="invalid_token", error_description="The signature is not valid"'
    assert first("https://api.example/v1/orders", sent, 401, "", WWW_Authenticate=said) == slug
