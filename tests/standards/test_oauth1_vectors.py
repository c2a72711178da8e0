"""The examples of RFC 5849: their base string, their signatures, and the errata's."""

import pytest

from inspector.authenticate.scheme import Send
from inspector.authenticate.schemes.signing import oauth1 as scheme
from inspector.model.kinds.signing.oauth1 import OAuth1, OAuth1Given, OAuth1Token
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.signatures import oauth1
from inspector.protocol.signatures.oauth1 import Keys

FORM = Header("Content-Type", "application/x-www-form-urlencoded")
# §3.4.1.1
PROTOCOL = [
    ("oauth_consumer_key", "9djdj82h48djs9d2"),
    ("oauth_token", "kkk9d7dh3k39sjv7"),
    ("oauth_signature_method", "HMAC-SHA1"),
    ("oauth_timestamp", "137131201"),
    ("oauth_nonce", "7d8f3e4a"),
]
BASE = (
    "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%2525"
    "3D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oaut"
    "h_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
)
REQUEST = Message(
    method="POST",
    url="http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
    target="/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
    headers=(Header("Host", "example.com"), FORM),
    body=b"c2&a3=2+q",
)


def test_the_base_string_is_the_printed_one():
    assert oauth1.base_string(REQUEST, PROTOCOL) == BASE


def test_the_signature_is_that_of_the_errata():
    keys = Keys("j49sk3j29djd", "dh893hdasih9")
    assert oauth1.signature("HMAC-SHA1", BASE, keys) == "r6/TJjbCOr97/+UU0NsvSne7s5g="


CLIENT, OWNER, TOKEN = (SecretRef(place="memory", name=name) for name in "cot")
# §1.2: method, address, token, its secret, what is given, the printed signature.
EXAMPLES = {
    "photos": (
        "GET",
        "http://photos.example.net/photos?file=vacation.jpg&size=original",
        ("nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"),
        {"timestamp": "137131202", "nonce": "chapoH", "realm": "Photos"},
        "MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D",
    ),
    "initiate": (
        "POST",
        "https://photos.example.net/initiate",
        ("", ""),
        {
            "timestamp": "137131200",
            "nonce": "wIjqoS",
            "callback": "http://printer.example.com/ready",
        },
        "74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D",
    ),
    "token": (
        "POST",
        "https://photos.example.net/token",
        ("hh5s93j4hdidpola", "hdhd0244k9j7ao03"),
        {"timestamp": "137131201", "nonce": "walatlh", "verifier": "hfdp7dh39dks9884"},
        "gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_sent_as_they_are_printed(name):
    method, url, (token, secret), given, printed = EXAMPLES[name]
    host, _, rest = url.partition("://")[2].partition("/")
    message = Message(
        method=method, url=url, target=f"/{rest}", headers=(Header("Host", host, "default"),)
    )
    values = {CLIENT: "kd94hf93k423kf44", OWNER: secret, TOKEN: token}
    own = OAuth1(
        consumer_key="dpf43f3p2l4k3l03",
        secret=CLIENT,
        owner=OAuth1Token(token=TOKEN, secret=OWNER),
        given=OAuth1Given(version="", **given),
    )
    step = next(scheme.steps(own, message, lambda ref: values.get(ref, "")))
    assert isinstance(step, Send)
    value = first(step.message.headers, "authorization")
    assert f'oauth_signature="{printed}"' in value
    assert dict(oauth1.signed_of(step.message))["oauth_nonce"] == given["nonce"]
