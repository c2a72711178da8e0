"""What a reply says is collected with its place."""

import pytest

from inspector.diagnose.facts.case import Trace


def said(attempt, text):
    return Trace(attempt(text)).case(0).heard.statements


def test_challenge_body_reason_and_headers_speak(attempt):
    found = said(
        attempt,
        """
        > GET https://a.test/
        < 401 Ticket is too old
        < WWW-Authenticate: Bearer error="invalid_token", error_description="Too late"
        < X-Denied-Reason: CAPTCHA_CHALLENGE
        < Content-Type: application/json
        << {"error":{"code":"E1","message":"Go away"},"id":"x","trace":"deadbeefdeadbeef"}
        """,
    )
    texts = [one.text for one in found]
    assert texts == [
        "invalid_token", "Too late", "E1", "Go away", "CAPTCHA_CHALLENGE", "Ticket is too old",
    ]  # fmt: skip
    assert [one.kind for one in found] == [
        "code", "challenge", "code", "message", "header", "reason",
    ]  # fmt: skip


def test_places_hold_the_text(attempt):
    trace = attempt(
        """
        > GET https://a.test/
        < 401 Unauthorized
        < Content-Type: application/json
        << {"message":"Go away"}
        """
    )
    (one,) = Trace(trace).case(0).heard.statements
    assert trace.exchanges[0].reply.body[one.place.start : one.place.end] == b"Go away"


def test_redirect_errors_pages_and_plain_text(attempt):
    assert (
        said(attempt, "> GET https://a.test/\n< 302 Found\n< Location: /x?error=access_denied")[
            0
        ].text
        == "access_denied"
    )
    page = said(
        attempt,
        "> GET https://a.test/\n< 403 Forbidden\n<< <html><title>No</title><h1>Never</h1></html>",
    )
    assert [one.kind for one in page] == ["title", "title", "page"]
    assert said(attempt, "> GET https://a.test/\n< 401 Unauthorized\n<< badauth")[0].text == (
        "badauth"
    )


def test_long_text_is_quoted_short(attempt):
    found = said(attempt, "> GET https://a.test/\n< 401 Unauthorized\n<< " + "word " * 100)
    assert len(found[0].short) == 140


@pytest.mark.parametrize(("status", "speaks"), [("200 OK", False), ("401 Unauthorized", True)])
def test_what_a_thing_is_called_is_said_of_an_error_alone(attempt, status, speaks):
    body = '{"id": 2, "name": "sign: 401 Unauthorized, invalid token"}'
    found = said(attempt, f"> GET https://a.test/parts/2\n< {status}\n<< {body}")
    assert any("invalid token" in one.text for one in found) is speaks


def test_codes_under_names_of_products(attempt):
    """Deepgram, Frappe, Ory and Contentful; an id that is none of a reason stays one."""
    text = """> GET https://a.test/
    < 403 No
    < Content-Type: application/json
    << {}"""
    for body, code in (
        ('{"err_code":"INVALID_AUTH"}', "INVALID_AUTH"),
        ('{"exc_type":"PermissionError"}', "PermissionError"),
        ('{"error":{"id":"session_inactive"}}', "session_inactive"),
        ('{"sys":{"id":"AccessDenied"}}', "AccessDenied"),
    ):
        found = said(attempt, text.format(body))
        assert [one.text for one in found if one.kind == "code"] == [code]
    for other in ("3f2a77", "blog", "user-7"):
        found = said(attempt, text.format(f'{{"error":{{"id":"{other}"}}}}'))
        assert [one.text for one in found if one.kind == "code"] == []
