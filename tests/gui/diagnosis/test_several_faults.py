"""Several things that are proven to be wrong with one credential are one card of plain facts."""

import jwt
import pytest

from inspector.gui.diagnosis.evidence_row import EvidenceRow
from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.presentation.exchange.pins import pins
from tests.fixtures.faces import READ, asked, faces, refused

NOW = 1_764_081_161  # 25 November 2025, 14:32:41 UTC: the Date of the replies
PLAIN = "Mending one alone leads to the next refusal."


@pytest.fixture
def say(light, qtbot):
    return lambda told: faces(light, qtbot, told)


def token(**claims):
    times = {"iat": NOW - 3600, "exp": NOW + 3600}
    held = {
        "iss": "https://login.example.com",
        "aud": "orders-v1",
        "sub": "alice",
        **times,
        **claims,
    }
    return jwt.encode(held, "k" * 40, algorithm="HS256")


OLD = token(exp=NOW - 1649)
# Spring Security, ASP.NET Core, PyJWT behind Flask, and a gateway with words of its own
SPRING = (
    'WWW-Authenticate: Bearer error="invalid_token", '
    'error_description="An error occurred while attempting to decode the Jwt: Signed JWT rejected: '
    'Invalid signature", error_uri="https://tools.ietf.org/html/rfc6750#section-3.1"'
)
ENVOY = 'WWW-Authenticate: Bearer realm="orders", error="invalid_token", error_description="The signature is not valid"'
ASPNET = (
    'WWW-Authenticate: Bearer error="invalid_token", '
    "error_description=\"The audience 'orders-v1' is invalid\""
)
FLASK = b'{"msg": "Signature verification failed"}'
REVOKED = b'{"error": "invalid_token", "error_description": "The token was revoked"}'


@pytest.mark.parametrize(
    ("sent", "reply", "number", "kinds", "end"),
    [
        (f"Bearer Bearer {OLD}", ((ENVOY,), b""), "Three", ["said", "arithmetic", "written"],
         "One fix mends all three."),
        (f"Bearer {OLD}", ((SPRING,), b""), "Two", ["said", "arithmetic"], "One fix mends both."),
        (f"Bearer {OLD}", ((ASPNET,), b""), "Two", ["said", "arithmetic"], "One fix mends both."),
        (f"Bearer {OLD}", ((), FLASK), "Two", ["said", "arithmetic"], "One fix mends both."),
        (f"Bearer {OLD}", ((), REVOKED), "Two", ["said", "arithmetic"], "One fix mends both."),
        (f'Bearer Bearer "{token()}"', (("WWW-Authenticate: Bearer",), b""), "Two",
         ["written", "written"], "This fix mends 1 of 2."),
    ],
)  # fmt: skip
def test_each_face_tells_all_facts(say, sent, reply, number, kinds, end):
    lines, body = reply
    told = asked(refused(f"Authorization: {sent}", reply=lines, body=body))
    shown = say(told)
    count = len(kinds)
    for face in READ:
        assert f"{number} things are wrong with this token" in shown[face], face
        assert f"{count} facts, each proven" in shown[face], face
        assert f"{PLAIN} {end}" in shown[face], face
    first = shown["json"]["verdict"]["findings"][0]
    assert [fault["kind"] for fault in first["faults"]] == kinds
    assert [fault["statement"] for fault in first["faults"]] == [
        pin.statement for pin in pins(told.verdict)
    ]


def test_the_proofs_stand_in_the_order_words_numbers_writing(light, qtbot):
    told = asked(refused(f"Authorization: Bearer Bearer {OLD}", reply=(ENVOY,)))
    card = VerdictCard(light)
    qtbot.addWidget(card)
    card.show_verdict(told.verdict, (), "Alt+Enter")
    said = [row._said.statement for row in card.findChildren(EvidenceRow)]
    assert said == [
        'Server said error_description="The signature is not valid"',
        "The token's exp is 27 min 29 s before the server's Date",
        "Authorization begins with the scheme word twice: Bearer Bearer",
    ]
    first = told.verdict.findings[0]
    assert first.fixes[0].id == "fetch-token"
    assert all(fault.mended for fault in first.faults)
    assert told.verdict.entries[0].title == "Three things are wrong with this token"


NESTED = (
    b'{"error": {"message": "The authentication is not valid for this resource", '
    b'"innererror": {"message": "Challenge failed: TokenExpired"}}}'
)


@pytest.mark.parametrize(
    ("sent", "reply", "body"),
    [
        (OLD, ('WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"',),
         b""),
        # the reply names the expiry as well: its other words mean the same refusal
        (OLD, (), NESTED),
        (OLD, (), b'{"message": "The token has expired or was revoked"}'),
        (token(), (ENVOY,), b""),
    ],
)  # fmt: skip
def test_one_reason_is_one_fact(sent, reply, body):
    told = asked(refused(f"Authorization: Bearer {sent}", reply=reply, body=body))
    first = told.verdict.findings[0]
    assert first.faults == ()
    assert "things are wrong" not in first.title


def test_the_words_of_the_reply_are_not_called_unlikely_below_arithmetic():
    body = b'{"error": "account_locked", "message": "Your account is locked"}'
    told = asked(refused(f"Authorization: Bearer {OLD}", body=body))
    locked = [one for one in told.verdict.findings if one.cause == "account-locked"]
    assert locked
    assert locked[0].certainty != "unlikely"
