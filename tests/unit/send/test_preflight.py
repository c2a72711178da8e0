"""Acting as a browser: OPTIONS first, judged; a refused preflight stops the request."""

import pytest

from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Options
from inspector.model.secret import SecretRef
from inspector.send.redirects import preflight_question
from tests.fixtures.scripted import reply

KEY = SecretRef(place="memory", name="k")
ORIGIN = "https://app.example"
ALLOWED = reply(
    "204 No Content",
    f"Access-Control-Allow-Origin: {ORIGIN}",
    "Access-Control-Allow-Headers: authorization, content-type",
    "Access-Control-Allow-Methods: PUT",
)


@pytest.fixture
def browse(send):
    def run(url, **fields):
        options = Options(browser_origin=ORIGIN)
        credential = Bearer(token=KEY)
        return send(url, {KEY: "token-value"}, options=options, credential=credential, **fields)

    return run


def test_the_question_comes_first_without_the_credential(scripted, browse):
    server = scripted([ALLOWED, reply("401 No", f"Access-Control-Allow-Origin: {ORIGIN}")])
    exchanges = browse(server.url, method="PUT", body=JsonBody(text="{}"))
    assert [each.purpose for each in exchanges] == ["preflight", "main"]
    assert [each.answers for each in exchanges] == [None, 0]
    asked, sent = server.requests
    assert asked.startswith(b"OPTIONS / HTTP/1.1\r\n")
    assert b"Access-Control-Request-Method: PUT\r\n" in asked
    assert b"token-value" not in asked
    assert f"Origin: {ORIGIN}".encode() in sent


def test_a_refused_preflight_stops_the_request(scripted, browse):
    server = scripted([reply("401 Unauthorized", 'WWW-Authenticate: Basic realm="r"')])
    asked, unsent = browse(server.url)
    assert (asked.purpose, asked.reply.status, asked.failure) == ("preflight", 401, None)
    assert (unsent.purpose, unsent.reply, unsent.answers) == ("main", None, 0)
    assert unsent.failure.kind == "preflight-refused"
    assert "401" in unsent.failure.detail
    assert unsent.raw_sent == b""
    assert len(server.requests) == 1


def test_a_header_that_is_not_allowed_stops_it(scripted, browse):
    allowed = ALLOWED.replace(b"authorization, ", b"")
    _, unsent = browse(scripted([allowed]).url)
    assert "authorization" in unsent.failure.detail


def test_a_simple_request_needs_no_question(scripted, send):
    server = scripted([reply()])
    (exchange,) = send(server.url, options=Options(browser_origin=ORIGIN))
    assert exchange.purpose == "main"


def test_the_same_origin_needs_none(scripted, send):
    server = scripted([reply()])
    options = Options(browser_origin=server.url)
    exchanges = send(server.url, {KEY: "t"}, options=options, credential=Bearer(token=KEY))
    assert len(exchanges) == 1


def test_no_server_no_request(browse):
    (exchange,) = browse("http://no-such-host.invalid/")
    assert (exchange.purpose, exchange.failure.kind) == ("preflight", "name-not-found")


@pytest.mark.parametrize("origin", ["", "null"])
def test_no_page_no_question(origin, scripted, send):
    exchanges = send(scripted([reply()]).url, options=Options(browser_origin=origin))
    assert preflight_question(exchanges[0].request, origin) is None
