"""Where a SAML response must be sent, against where it was."""

from datetime import UTC, datetime

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.sent_checks import placed
from tests.fixtures.saml_attacks import RESPONSE

NOW = datetime(2026, 1, 2, 12, 30, tzinfo=UTC)
ACS = "https://sp.example/acs"
SIGNED = "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/></saml:Assertion>"
SENT = RESPONSE.replace(' ID="_response"', f' ID="_response" Destination="{ACS}"')


def _row(token):
    return next(row for part in token.parts for row in part.rows if row.name == "Destination")


@pytest.mark.parametrize("url", [ACS, f"{ACS}?tenant=1"])
def test_it_was_sent_there(url):
    token = placed(decode(SENT, NOW), url)
    assert (_row(token).level, _row(token).note) == ("good", "It was sent there")
    assert token.remarks == decode(SENT, NOW).remarks


def test_it_was_sent_elsewhere():
    token = placed(decode(SENT.replace("</saml:Assertion>", SIGNED), NOW), "https://other.example/")
    assert _row(token).level == "bad"
    assert any("another address than its Destination" in one.text for one in token.remarks)


def test_what_was_said_before_stays():
    unsigned = placed(decode(SENT, NOW), "https://other.example/")
    assert unsigned.result == "SAML response has no signature"
    assert unsigned.remarks[-1].level == "bad"


def test_one_that_names_no_address():
    plain = decode(RESPONSE, NOW)
    assert placed(plain, ACS).parts == plain.parts
