"""What a key shows of itself; all values are made here."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.keys.key_facts import facts, ticket_time
from inspector.protocol.keys.key_shapes import recognise, shapes

MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEX = f"{int(MADE.timestamp()):08x}"


def url64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def aws():
    number = (1 << 47) | (123456789012 << 7)
    return "AKIA" + base64.b32encode(number.to_bytes(6, "big") + b"\x91" * 4).decode()


def routable():
    lines = b"c:1\no:2s\nu:1a"
    payload = url64(bytes(range(16)) + lines + bytes([len(lines)]))
    return "glpat" + f"-{payload}.01.0u1abcdef"


def sentry():
    claims = json.dumps({"iat": 1, "url": "https://sentry.io", "org": "acme"}).encode()
    return "sntrys" + "_" + base64.b64encode(claims).decode() + "_" + "q7RkZ2mW9xT4vB8nL5cJ"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (aws(), {"account": "123456789012"}),
        (sentry(), {"organization": "acme", "address": "https://sentry.io"}),
        (routable(), {"organization": "100", "user": "46"}),
        (
            "pypi" + "-" + url64(b"\x02\x01\x10pypi.example.org" + b"q" * 40),
            {"address": "pypi.example.org"},
        ),
        ("1234509876" + ":AA" + "q7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW9", {"bot": "1234509876"}),
        ("9f3b7c1d" * 4 + "-us12", {"region": "us12"}),
        ("9f3b7c1d" * 4 + HEX + "lena!staff!", {"user": "lena", "made": "2026-01-02 03:04:05 UTC"}),
        (
            "PVE:lena@pam:" + HEX.upper() + "::" + "q7RkZ2mW" * 9,
            {"user": "lena@pam", "made": "2026-01-02 03:04:05 UTC"},
        ),
    ],
)
def test_what_is_shown(value, shown):
    shape = recognise(value)
    assert shape is not None
    assert dict(facts(shape.slug, value)) == shown


def test_a_bot_of_discord():
    value = url64(b"451234567890123456") + ".Gq7RkZ." + "q7RkZ2mW9" * 3
    assert dict(facts("discord", value)) == {"bot": "451234567890123456"}


def test_old_keys_of_aws_show_no_account():
    assert facts("aws-access", "AKIA" + "IQ7RKZ2MWXT4VBNL") == ()


def test_times_of_tickets():
    assert ticket_time("9f3b7c1d" * 4 + HEX + "lena!") == MADE
    assert ticket_time("PVE:a@pam:" + HEX + "::x") == MADE
    assert ticket_time("PVE:a@pam") is None
    assert ticket_time("PVE:a@pam:zz::x") is None
    assert ticket_time("anything") is None


@given(st.sampled_from([one.slug for one in shapes()]), st.text(max_size=60))
def test_any_text(slug, text):
    assert isinstance(facts(slug, text), tuple)
