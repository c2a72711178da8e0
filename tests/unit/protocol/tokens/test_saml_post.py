"""A SAML reply as a browser posts it: where to, and with what."""

import base64
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from inspector.protocol.tokens import saml, saml_post

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
ACS = "https://sp.example/acs"
NAMES = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
ASSERTION = (
    f'<saml:Assertion {NAMES} ID="_a" Version="2.0"><saml:Issuer>https://idp.example?a&amp;b'
    "</saml:Issuer><saml:Subject><saml:NameID>jane</saml:NameID><saml:SubjectConfirmation>"
    f'<saml:SubjectConfirmationData Recipient="{ACS}"/></saml:SubjectConfirmation></saml:Subject>'
    "</saml:Assertion>"
)
REPLY = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
    f'Destination="{ACS}?x=1">{ASSERTION}</samlp:Response>'
)


def _packed(text):
    return base64.b64encode(text.encode()).decode()


def _posted(text):
    return saml_post.posted(text, "0123abcd", NOW)


@pytest.mark.parametrize("text", [REPLY, _packed(REPLY), f"SAMLResponse={quote(_packed(REPLY))}"])
def test_a_reply_goes_to_its_destination_as_it_is(text):
    found = _posted(text)
    assert found.address == f"{ACS}?x=1"
    assert base64.b64decode(found.reply) == REPLY.encode()
    assert found.reply not in repr(found)


def test_an_assertion_goes_to_its_recipient_within_a_reply():
    found = _posted(f'<?xml version="1.0"?>\n{ASSERTION}')
    assert found.address == ACS
    data = base64.b64decode(found.reply)
    assert ASSERTION.encode() in data  # to the byte, as a signature covers it
    read = saml.read(data.decode())
    assert (read.kind, read.destination, read.subject) == ("Response", ACS, "jane")
    assert read.issuer == "https://idp.example?a&b"
    assert read.status.endswith(":Success")
    assert read.document_id == "_0123abcd"
    assert read.issued == NOW


def test_the_relay_state_of_a_form_goes_along():
    form = f"SAMLResponse={quote(_packed(REPLY))}&RelayState={quote('/app?a=1')}"
    assert _posted(form).relay_state == "/app?a=1"
    assert _posted(REPLY).relay_state == ""


ASKED = '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="{}"/>'


@pytest.mark.parametrize(
    "text",
    [
        "eyJhbGciOiJub25lIn0.e30.",
        ASSERTION.replace(ACS, "urn:not-an-address"),
        REPLY.replace(ACS, "javascript:alert(1)//"),
        ASKED.format(ACS),
    ],
)
def test_what_can_not_be_posted(text):
    assert saml_post.address_of(text) == ""
    assert _posted(text) is None
