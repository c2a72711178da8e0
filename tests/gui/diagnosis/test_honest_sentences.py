"""Sentences that an expert can trust, said alike in the window, the terminal, Markdown and HTML."""

import html
import json

import msgspec
import pytest

from inspector.export.export import export
from inspector.export.words import change_sentences
from inspector.model.exchange import Failure
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.workbench.answer import answer
from inspector.workbench.applying.after_fix import with_aftermath
from tests.fixtures import sign_ins
from tests.fixtures.faces import READ, asked, faces, refused

SILENT = "This reply doesn’t say why"
OPAQUE = "Authorization: Bearer 3f1c9a7e5b2d48f0a6c4e8d1b7f92a35"
TRAEFIK = b"401 Unauthorized"  # what the gateways of many write, whatever is wrong


@pytest.fixture
def say(light, qtbot):
    return lambda told: faces(light, qtbot, told)


def _everywhere(shown, wanted, unwanted=()):
    for face in READ:
        for words in wanted:
            assert words in shown[face], (face, words)
        for words in unwanted:
            assert words not in shown[face], (face, words)


SESSION_PAGE = (
    b"<html><head><title>Session expired</title></head><body><h1>Your session has expired</h1>"
    b"<p>Please sign in again to continue.</p></body></html>"
)
HTML = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize(
    "exchange",
    [
        # an API that names the header it misses, as Express and Fastify apps write it
        refused(OPAQUE, body=b'{"message": "Required header X-Tenant-Id is missing"}'),
        refused(body=b'{"statusCode": 401, "error": "Unauthorized", "message": "Missing header: X-Api-Key"}'),
        # Kong, and a page of a session that is over, with and without the session's cookie
        refused(reply=('WWW-Authenticate: Key realm="kong"',), body=b'{"message": "No API key found in request"}'),
        refused("Cookie: JSESSIONID=4F9A77B0C2D1E6538B1A", reply=(HTML,), body=SESSION_PAGE),
        refused("Cookie: lang=en", reply=(HTML,), body=SESSION_PAGE),
        # no reply at all
        msgspec.structs.replace(
            refused(OPAQUE),
            reply=None,
            failure=Failure(stage="connect", kind="refused", message="Connection refused"),
        ),
    ],
)  # fmt: skip
def test_where_a_reason_is_given_none_is_called_missing(say, exchange):
    _everywhere(say(asked(exchange)), (), (SILENT, "No reason given"))


JSON, PLAIN = "Content-Type: application/json", "Content-Type: text/plain"
XML = "Content-Type: text/xml; charset=utf-8"
SOAP = b"""<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<soap:Fault><faultcode>soap:Client</faultcode><faultstring>Ticket 77 is frayed</faultstring></soap:Fault></soap:Body></soap:Envelope>"""
ALERT = b"""<html><head><title>Acme</title></head><body><nav>Home</nav>
<div class="alert alert-danger" role="alert">Your badge was not accepted: Ticket 77 is frayed</div></body></html>"""
PAGE = b"<html><head><title>Weather</title></head><body><h1>Weather</h1><p>Ticket 77 is frayed.</p></body></html>"


@pytest.mark.parametrize(
    ("reply", "body", "status", "words"),
    [
        (('WWW-Authenticate: Bearer error="frayed_ticket"',), b"", 401, "frayed_ticket"),
        (('WWW-Authenticate: Bearer error="invalid_request"',), b"", 401, "invalid_request"),
        (('WWW-Authenticate: Bearer error_description="Ticket 77 is frayed"',), b"", 401, "Ticket 77 is frayed"),
        ((JSON,), b'{"error": "frayed_ticket"}', 401, "frayed_ticket"),
        ((JSON,), b'{"error_code": "E_FRAYED"}', 401, "E_FRAYED"),
        ((JSON,), b'{"errors": [{"code": "E7", "message": "Ticket 77 is frayed"}]}', 401, "Ticket 77 is frayed"),
        ((JSON,), b'"Ticket 77 is frayed"', 401, "Ticket 77 is frayed"),
        ((JSON,), '{"message": "チケットがすり切れています"}'.encode(), 401, "チケットがすり切れています"),
        (("Content-Type: application/problem+json",), b'{"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "Ticket 77 is frayed"}', 401, "Ticket 77 is frayed"),
        (("Content-Type: application/problem+json",), b'{"title": "Ticket 77 is frayed", "status": 401}', 401, "Ticket 77 is frayed"),
        (("Content-Type: application/problem+json",), b'{"type": "https://api.example.com/problems/frayed-ticket", "title": "Unauthorized"}', 401, "frayed-ticket"),
        ((XML,), b"<Error><Code>FrayedTicket</Code><Message>Ticket 77 is frayed</Message></Error>", 403, "Ticket 77 is frayed"),
        ((XML,), SOAP, 401, "Ticket 77 is frayed"),
        (("X-Auth-Error: Ticket 77 is frayed",), b"", 401, "Ticket 77 is frayed"),
        (("X-Deny-Reason: frayed ticket",), b"", 403, "frayed ticket"),
        (("grpc-status: 16", "grpc-message: Ticket%2077%20is%20frayed"), b"", 401, "Ticket 77 is frayed"),
        ((HTML,), ALERT, 401, "Ticket 77 is frayed"),
        ((HTML,), PAGE, 401, "Ticket 77 is frayed."),
        ((PLAIN,), b"Ticket 77 is frayed", 401, "Ticket 77 is frayed"),
        (("Content-Type: application/x-www-form-urlencoded",), b"error=frayed_ticket", 401, "frayed_ticket"),
    ],
)  # fmt: skip
def test_words_that_nobody_here_knows_are_told_as_they_are(say, reply, body, status, words):
    shown = say(asked(refused(OPAQUE, status=status, reply=reply, body=body)))
    _everywhere(shown, (words,), (SILENT, "No reason given", "look exactly alike"))
    assert "Server said" in shown["text"] or "The page says" in shown["text"]


@pytest.mark.parametrize(
    "code", ["invalid_grant", "access_denied", "unauthorized_client", "frayed"]
)
def test_the_code_of_a_token_endpoint_is_its_reason(say, code):
    shown = say(answer(sign_ins.refused(code)))
    _everywhere(shown, (), (SILENT, "No reason given", "look exactly alike"))


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><title>401 Authorization Required</title></head><body><center><h1>401 Authorization Required</h1></center><hr><center>nginx/1.24.0</center></body></html>",
        b"<html><head><title>Log in</title></head><body><h1>Log in</h1><form method=post><input name=user><input type=password name=pw></form></body></html>",
        b'{"status": 401, "error": "Unauthorized", "path": "/v1/orders"}',
        b'{"type": "https://tools.ietf.org/html/rfc9110#section-15.5.2", "title": "Unauthorized"}',
    ],
)  # fmt: skip
def test_a_status_in_other_words_is_no_reason(say, body):
    kind = JSON if body.startswith(b"{") else HTML
    _everywhere(say(asked(refused(OPAQUE, reply=(kind,), body=body))), (), ("says only",))


def test_a_bare_refusal_says_nothing(say):
    shown = say(asked(refused(OPAQUE, body=TRAEFIK)))
    _everywhere(shown, (SILENT,))
    assert "No reason given" in shown["window"]


def test_a_header_beside_the_token_is_not_its_place(say):
    told = asked(refused(OPAQUE, body=b'{"message": "Required header X-Tenant-Id is missing"}'))
    _everywhere(say(told), ("X-Tenant-Id as well, beside Authorization",), ("reads the key in",))


@pytest.mark.parametrize(
    ("exchange", "unasked"),
    [
        (refused("X-Api-Key: 7c1e55a0b3f94d2e8a66"), "fetched just now"),
        (refused("Cookie: sid=4F9A77B0C2D1E6538B1A"), "issuer"),
        (refused("X-Api-Key: 7c1e55a0b3f94d2e8a66", status=502, body=b"upstream auth failed"), "issuer"),
        (msgspec.structs.replace(refused(OPAQUE), reply=None), "issuer"),
    ],
)  # fmt: skip
def test_what_would_tell_is_asked_about_what_is_there(say, exchange, unasked):
    told = asked(exchange)
    question = told.verdict.next_experiment
    assert question is None or unasked not in question.question
    _everywhere(say(told), (), ("keys fit the token?",))


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": "Your IP address 203.0.113.7 has been banned after too many failed login attempts"}',
        b"Access denied: your IP has been blocked due to too many failed logins",
        b"IP Ban: too many login attempts",
    ],
)
def test_a_banned_address_is_nobodys_login(say, body):
    basic = "Authorization: Basic YWxpY2U6c2VjcmV0LXdvcmQ="
    _everywhere(say(asked(refused(basic, status=403, body=body))), ("your address",), ("of alice",))


def test_a_locked_login_is_still_of_its_user(say):
    basic = "Authorization: Basic YWxpY2U6c2VjcmV0LXdvcmQ="
    body = b'{"error": "Too many failed login attempts for this account"}'
    _everywhere(say(asked(refused(basic, status=403, body=body))), ("of alice",))


_SIGNATURE = (
    'WWW-Authenticate: Bearer realm="api", error="invalid_token", '
    'error_description="Signature verification failed"'
)


@pytest.mark.parametrize(
    ("reply", "body"),
    [
        (("WWW-Authenticate: Bearer",), b'{"msg": "Signature verification failed"}'),
        ((_SIGNATURE,), b""),
    ],
)  # fmt: skip
def test_a_signature_under_a_bearer_challenge_is_the_tokens(say, reply, body):
    head = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9"
    token = f"{head}.bm90LXRoZS1yaWdodC1zaWduYXR1cmUtb2YtdGhpcw"
    shown = say(asked(refused(f"Authorization: Bearer {token}", reply=reply, body=body)))
    _everywhere(shown, ("The token's signature was refused",), ("request's signature",))


def test_no_cookie_is_claimed_where_there_is_none(say):
    accepted = refused(OPAQUE, status=200)
    told = asked(accepted, refused(OPAQUE), refused(OPAQUE, url="https://api.example.com/v2"))
    _everywhere(say(told), (), ("the same cookie", "The same cookie"))


def test_a_report_of_a_fixed_attempt_tells_the_whole_way():
    sent = Request(url="https://api.example.com/v1/orders", credential=Bearer())
    body = b'{"msg": "Token has expired"}'
    before = asked(refused(OPAQUE, body=body))
    after = asked(refused("Authorization: Bearer 9d4c7b2a1f8e4e6fb0a3c5d7e9f10b2c", status=200))
    before, after = (
        msgspec.structs.replace(one, attempt=msgspec.structs.replace(one.attempt, request=sent))
        for one in (before, after)
    )
    cause = before.verdict.findings[0]
    told = with_aftermath(cause.fixes[0], before, after)
    shown = {name: export(told, name).text for name in ("markdown", "html", "json")}
    for name in ("markdown", "html"):
        text = html.unescape(shown[name]).replace("\\", "")
        assert "Nothing was refused" not in text
        changes = list(change_sentences(cause.fixes[0]))
        assert "credential." not in text
        before = (f"Before: 401. {cause.title}", f"Fix: {cause.fixes[0].title}")
        steps = [*before, *changes, "Now: 200"]
        places = [text.index(step) for step in steps]
        assert places == sorted(places)
        assert "This was it: " in text
    mended = json.loads(shown["json"])["mended"]
    assert (mended["was"], mended["now"], mended["cause"]) == ("401", "200", cause.title)
    assert "Nothing was refused" in export(after, "markdown").text
