"""What the request's tab tells about a token: origin, expectations, proofs."""

import base64
from urllib.parse import quote

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.signatures import Signature
from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_context import TokenContext
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import FormBody, FormField, Request
from inspector.protocol.oauth.resource_metadata import ResourceMetadata
from tests.fixtures.saml_attacks import RESPONSE
from tests.gui.token_samples import solved, token

TEXT = token()
VALID = Signature(state="valid", title="", text="")


@pytest.fixture
def tab(panel_tools):
    made = RequestDocument(solved(TEXT).attempt.request)
    made.attempts.add(solved(TEXT))
    panel_tools.tabs.open(made)
    return made


@pytest.fixture
def context(panel_tools, tab):
    exchange = tab.attempts.current.attempt.exchanges[0]
    return TokenContext(panel_tools, TEXT, TokenDocument(TEXT, exchange=exchange, tab=tab))


def test_the_origin_names_header_request_and_issuer(context):
    sent = "Sent in the Authorization header of orders."
    assert context.origin(None) == f"{sent} Issued by login.example.com."
    assert context.origin(VALID) == f"{sent} Signed by login.example.com."


def test_the_proof_of_the_verdict_stands_on_exp(context):
    assert context.pins.get("exp")


def test_the_token_request_that_is_known_tells_the_client(panel_tools, tab):
    exchange = tab.attempts.current.attempt.exchanges[0]
    body = FormBody(fields=(FormField("grant_type", "x"), FormField("client_id", "orders-web")))
    request = Request(method="POST", url="https://login.example.com/token", body=body)
    panel_tools.environments.serve((request,))
    document = TokenDocument(TEXT, exchange=exchange, tab=tab)
    assert TokenContext(panel_tools, TEXT, document).expected.client == "orders-web"
    tab.renewal = Request(url="https://login.example.com/token")
    found = TokenContext(panel_tools, TEXT, document).expected
    assert (found.client, found.issuer) == ("", "https://login.example.com")


def test_a_pasted_token_has_only_its_issuer(panel_tools):
    pasted = TokenContext(panel_tools, TEXT, TokenDocument(TEXT))
    assert pasted.origin(None) == "Issued by login.example.com."
    assert pasted.pins == {}
    assert pasted.expected.sent is None


def test_what_the_api_says_of_itself_is_expected(context, panel_tools):
    found = ResourceMetadata(resource="https://api.example.com/v1")
    assert context.described(found).audience == "https://api.example.com/v1"
    assert context.described(None) == context.expected
    pasted = TokenContext(panel_tools, TEXT, TokenDocument(TEXT))
    assert pasted.described(found) == pasted.expected


def test_a_saml_response_is_checked_against_where_it_was_sent(panel_tools):
    sent = RESPONSE.replace(' ID="_response"', ' ID="_response" Destination="https://sp/acs"')
    text = base64.b64encode(sent.encode()).decode()
    message = Message(
        method="POST", url="https://sp/other", body=f"SAMLResponse={quote(text, safe='')}".encode()
    )
    carried = TokenDocument(text, exchange=Exchange(request=message))
    made = TokenContext(panel_tools, text, carried).sent_with(decode(text))
    assert any("another address" in remark.text for remark in made.remarks)
    pasted = TokenContext(panel_tools, text, TokenDocument(text)).sent_with(decode(text))
    assert not any("another address" in remark.text for remark in pasted.remarks)


def test_a_detached_signature_signs_the_body_it_came_with(panel_tools):
    text = "eyJhbGciOiJIUzI1NiJ9..c2lnbmF0dXJl"
    line = (Header("x-jws-signature", text),)
    message = Message(method="POST", url="https://a.example/", body=b"sent")
    answered = Reply(status=200, headers=line, body=b"received")

    def content(exchange):
        return TokenContext(panel_tools, text, TokenDocument(text, exchange=exchange)).content

    sent = Message(method="POST", url="https://a.example/", headers=line, body=b"sent")
    assert content(Exchange(request=sent)) == b"sent"
    assert content(Exchange(request=message, reply=answered)) == b"received"
    assert content(Exchange(request=message)) is None
    assert content(None) is None
