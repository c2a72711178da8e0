"""Digest, Kerberos, keys and SAML against the request that sent them."""

import base64

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.sent_checks import sent_with
from inspector.model.message import Message
from tests.unit.protocol.schemes.test_kerberos import asked

DIGEST = 'Digest username="lena", realm="r", nonce="n", uri="/a?b=1", response="x"'
KERBEROS = "Negotiate " + base64.b64encode(asked()).decode()
KEY = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"


def _sent(text, url, target="/a?b=1"):
    return sent_with(decode(text), text, Message(method="GET", url=url, target=target))


def _row(token, name):
    return next(row for part in token.parts for row in part.rows if row.name == name)


def test_a_digest_answer_is_for_its_target_alone():
    right = _sent(DIGEST, "https://a.example/a?b=1")
    assert _row(right, "uri").level == "good"
    assert right.result == "Digest login of lena for /a?b=1"
    wrong = _sent(DIGEST, "https://a.example/c", "/c")
    assert (_row(wrong, "uri").level, wrong.remarks[-1].level) == ("bad", "bad")
    assert "another address" in wrong.result
    whole = DIGEST.replace("/a?b=1", "https://a.example/a?b=1")
    assert _row(_sent(whole, "https://a.example/a?b=1"), "uri").level == "good"


def test_a_ticket_names_its_host():
    assert _row(_sent(KERBEROS, "https://api.example.com/v1"), "service").level == "good"
    other = _row(_sent(KERBEROS, "https://www.example.com/v1"), "service")
    assert (other.level, other.note) == ("odd", "Not www.example.com; an alias?")


def test_a_key_belongs_to_its_provider():
    assert _sent(KEY, "https://api.stripe.com/v1") == decode(KEY)
    stray = _sent(KEY, "https://api.github.com/user")
    assert _row(stray, "provider").note == "Sent to a host of GitHub"
    assert stray.result == "Stripe secret key, sent to a host of GitHub"
    assert "withdraw" in stray.todo


@pytest.mark.parametrize("text", ["Basic bGVuYTpzZWNyZXQ=", "NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=",
                                  "opaque-value-123456", 'Digest username="lena"'])  # fmt: skip
def test_others_are_left_as_they_are(text):
    assert _sent(text, "https://a.example/").parts == decode(text).parts
