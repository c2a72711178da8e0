"""Each recipe of a template makes the signature that its service publishes as an example."""

import base64
import hmac
import uuid

import msgspec
import pytest

from inspector.authenticate.recipe import recipes_for
from inspector.authenticate.template_signing import Order, filled_in, signed, texts
from inspector.model.message import Header, Message, first
from inspector.protocol.signatures import key_signature
from inspector.protocol.signatures.key_signature import SigningKey
from inspector.protocol.signatures.template_parts import Signing
from inspector.protocol.urls import split

RECIPES = {each.name: each for each in recipes_for("signature-template")}
NONCE = uuid.UUID(int=7)
FORM = ("Content-Type", "application/x-www-form-urlencoded")


def request(method, url, *headers, body=b""):
    parts = split(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = (("Host", parts.netloc), *headers)
    if body:
        lines = (*lines, ("Content-Length", str(len(body))))
    return Message(
        method=method,
        url=url,
        target=target,
        headers=tuple(Header(*line) for line in lines),
        body=body,
        body_size=len(body),
    )


def sent(recipe, values, message, now, **changes):
    filled = RECIPES[recipe].fill(values)
    own = msgspec.structs.replace(filled.credential, **changes)
    key = key_signature.usable(own.algorithm, SigningKey(filled.secret, own.coding))
    order = Order(own, lambda data: key_signature.signature(own.algorithm, key, data))
    return signed(message, order, Signing(message, now, NONCE, passphrase=filled.companion))


def test_binance():
    # developers.binance.com, Request Security, "SIGNED Endpoint Examples", HMAC: query and body.
    values = {
        "key_id": "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
        "key": "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
    }
    query = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
    url = f"https://api.binance.com/api/v3/order?{query}"
    made = sent("binance", values, request("POST", url), 1499827319.559)
    expected = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"
    assert made.target.endswith(f"&recvWindow=5000&timestamp=1499827319559&signature={expected}")
    assert made.url.endswith(made.target)
    assert first(made.headers, "x-mbx-apikey") == values["key_id"]


def test_bitvavo():
    # docs.bitvavo.com, "Authentication", "Create a signature": the order and its digest.
    body = b'{"market":"BTC-EUR","side":"buy","price":"5000","amount":"1.23","orderType":"limit"}'
    message = request("POST", "https://api.bitvavo.com/v2/order", body=body)
    made = sent("bitvavo", {"key_id": "k", "key": "bitvavo"}, message, 1548172481.125)
    assert first(made.headers, "bitvavo-access-timestamp") == "1548172481125"
    assert first(made.headers, "bitvavo-access-signature") == (
        "44d022723a20973a18f7ee97398b9fdd405d2d019c8d39e24b8cc0dcb39ca016"
    )


def _by_the_rule(secret, text, coded="base64"):
    """Compute a signature by the words of a service that publishes its rule and no digest."""
    made = hmac.digest(secret, text.encode(), "sha256")
    return base64.b64encode(made).decode() if coded == "base64" else made.hex()


# The rule as each service words it, with its own sample where it has one: Coinbase "Signing a
# message" (timestamp + method + requestPath + body, the secret decoded from Base64), Coinbase Prime
# (the secret as it is), OKX "Signature" (ISO time; parameters belong to the path), Stripe "Verify
# webhook signatures manually" (timestamp, a dot, the payload).
SECRET = base64.b64encode(b"a secret of 32 bytes, or as long").decode()
ORDER = b'{"price":"1.0","size":"1.0","side":"buy","product_id":"BTC-USD"}'


CALL, TIME = ("GET", "/fills?limit=1", b""), "1700000000"


@pytest.mark.parametrize(
    ("recipe", "call", "secret", "time", "name", "path"),
    [
        (
            "coinbase-exchange",
            ("POST", "/orders", ORDER),
            SECRET,
            TIME,
            "cb-access-sign",
            "/orders",
        ),
        ("coinbase-exchange", CALL, SECRET, TIME, "cb-access-sign", "/fills?limit=1"),
        ("coinbase-prime", CALL, SECRET, TIME, "x-cb-access-signature", "/fills"),
        ("okx", CALL, "22582BD0", "2023-11-14T22:13:20.000Z", "ok-access-sign", "/fills?limit=1"),
    ],
)
def test_the_published_rule(recipe, call, secret, time, name, path):
    values = {"key_id": "k", "key": secret, "passphrase": "p"}
    method, target, body = call
    made = sent(recipe, values, request(method, f"https://h.example{target}", body=body), 1.7e9)
    key = base64.b64decode(secret) if recipe == "coinbase-exchange" else secret.encode()
    text = f"{time}{method}{path}{body.decode()}"
    assert first(made.headers, name) == _by_the_rule(key, text)


def test_the_published_rule_of_stripe():
    made = sent(
        "stripe-webhook",
        {"key": "whsec_x"},
        request("POST", "https://h.example/", body=b"{}"),
        1.7e9,
    )
    value = first(made.headers, "stripe-signature")
    assert value == f"t=1700000000,v1={_by_the_rule(b'whsec_x', '1700000000.{}', 'hex')}"


def test_kraken():
    # docs.kraken.com, "Spot REST Authentication": the example of AddOrder.
    key = "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="
    body = b"nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"
    message = request("POST", "https://api.kraken.com/0/private/AddOrder", FORM, body=body)
    made = sent("kraken", {"key_id": "k", "key": key}, message, 0)
    assert first(made.headers, "api-sign") == (
        "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ=="
    )


def test_github():
    # docs.github.com, "Validating webhook deliveries": "Testing the webhook payload validation".
    message = request("POST", "https://h.example/hook", body=b"Hello, World!")
    made = sent("github-webhook", {"key": "It's a Secret to Everybody"}, message, 0)
    assert first(made.headers, "x-hub-signature-256") == (
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    )


def test_slack():
    # docs.slack.dev, "Verifying requests from Slack": the example of a slash command.
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    message = request("POST", "https://h.example/slack", FORM, body=body)
    made = sent("slack-request", {"key": "8f742231b10e8888abcd99yyyzzz85a5"}, message, 1531420618)
    assert first(made.headers, "x-slack-request-timestamp") == "1531420618"
    assert first(made.headers, "x-slack-signature") == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )


def test_standard_webhooks():
    # docs.svix.com, "Verifying Webhooks Manually": the example of its headers and body.
    message = request(
        "POST",
        "https://h.example/",
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        body=b'{"test": 2432232314}',
    )
    key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    made = sent("standard-webhooks", {"key": key}, message, 1614265330)
    assert first(made.headers, "webhook-id") == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert first(made.headers, "webhook-signature") == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


AZURE_KEY = (  # of the emulator, which everybody knows
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)


def test_azure_string_to_sign():
    # learn.microsoft.com, "Authorize with Shared Key": "Constructing the canonicalized resource
    # string" and the example of GET Container Metadata.
    filled = RECIPES["azure-storage"].fill({"key_id": "myaccount", "key": AZURE_KEY})
    message = request(
        "GET",
        "https://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=metadata&timeout=20",
        ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"),
        ("x-ms-version", "2015-02-21"),
    )
    ready = filled_in(message, filled.credential, Signing(message, 0, NONCE))
    (text,) = texts(filled.credential, ready)
    assert text.title == "String to sign"
    assert text.text == (
        "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"
        "/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20"
    )


@pytest.mark.parametrize(
    ("recipe", "values", "name", "expected"),
    [
        ("stripe-webhook", {"key": "whsec_x"}, "stripe-signature", "t=1700000000,v1="),
        ("okx", {"key_id": "a", "key": "b", "passphrase": "c"}, "ok-access-passphrase", "c"),
    ],
)
def test_what_goes_along(recipe, values, name, expected):
    made = sent(recipe, values, request("POST", "https://h.example/x?y=1", body=b"{}"), 1.7e9)
    assert first(made.headers, name).startswith(expected)
