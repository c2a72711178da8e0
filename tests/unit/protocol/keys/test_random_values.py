"""Keys and tokens are told from words, dates, numbers, addresses and variables."""

import random
import string
import uuid

import pytest

from inspector.protocol.keys.random_values import is_random, random_spans

_ALPHABETS = {
    "base62": string.ascii_letters + string.digits,
    "base64": string.ascii_letters + string.digits + "+/",
    "hexadecimal": "0123456789abcdef",
    "base32": string.ascii_uppercase + "234567",
    "small letters": string.ascii_lowercase,
}


@pytest.mark.parametrize("alphabet", _ALPHABETS)
@pytest.mark.parametrize("length", [32, 44, 64])
def test_what_is_drawn_at_random_is_found(alphabet, length):
    draw = random.Random(f"{alphabet} {length}")
    values = ["".join(draw.choices(_ALPHABETS[alphabet], k=length)) for _ in range(500)]
    assert sum(map(bool, map(random_spans, values))) >= 490


def test_a_uuid_is_random():
    draw = random.Random(1)
    values = [str(uuid.UUID(int=draw.getrandbits(128))) for _ in range(200)]
    assert sum(map(is_random, values)) >= 196


@pytest.mark.parametrize(
    "value",
    [
        "",
        "short7Zq",
        "The quick brown fox jumps over the lazy dog",
        "no-cache, no-store, must-revalidate, proxy-revalidate",
        "https://login.acme.example/9f8s7d6f5g4h3j2k1l0q9w8e7r6t5y4u",
        "ada.lovelace@mail.analytical-engine.example",
        "2026-11-25T10:16:28.123456Z",
        "Wed, 25 Nov 2026 10:16:28 GMT",
        "12345678901234567890123456",
        "InvalidAuthenticationInformation",
        "ip-10-0-12-34.eu-central-1.compute.internal",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "{{vault.secret-8fa1c9b2d3e47Zq}}",
        "application/vnd.acme.orders+json;version=2",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
    ],
)
def test_what_people_and_programs_write_is_not(value):
    assert random_spans(value) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("Acme ", ""), ("key=", ""), ("v=1, key=", "; ts=17"), ('"', '"'), ("v1:", "")],
)
def test_only_the_random_stretch_counts(before, after):
    secret = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp"
    ((start, end),) = random_spans(before + secret + after)
    assert (before + secret + after)[start:end] == secret
