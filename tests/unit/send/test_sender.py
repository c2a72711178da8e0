"""The whole way: schemes played, redirects followed, nothing sent that must not be."""

import pytest

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import Options, QueryParam, RequestHeader
from inspector.model.secret import SecretRef
from tests.fixtures.scripted import reply

KEY = SecretRef(place="memory", name="k")
SECRETS = {KEY: "hunter2hunter2"}


@pytest.fixture
def silent(scripted):
    """A server that must never be asked."""
    server = scripted([reply("500 No")])
    yield server
    assert server.requests == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"query": (QueryParam("a", "{{nobody}}"),)}, "unresolved-variable"),
        ({"credential": Bearer()}, "empty-secret"),
        ({"credential": Bearer(token=SecretRef(place="keyring", name="gone"))}, "empty-secret"),
        ({"credential": Unsupported(scheme="NTLM")}, "scheme-not-supported"),
        ({"headers": (RequestHeader("A", "x\ny"),)}, "line-break-in-header"),
        ({"options": Options(ca_file="/no/such")}, "unreadable-file"),
        ({"options": Options(proxy="gopher://x")}, "bad-proxy"),
    ],
)
def test_what_is_missing_stops_before_anything_goes_out(silent, send, fields, kind):
    (exchange,) = send(silent.url, **fields)
    assert (exchange.failure.stage, exchange.failure.kind) == ("compose", kind)
    assert exchange.raw_sent == b""


def test_a_token_with_a_line_break_is_not_sent(silent, send):
    (exchange,) = send(silent.url, {KEY: "abc\ndef"}, credential=Bearer(token=KEY))
    assert exchange.failure.kind == "line-break-in-header"
    assert "abc" not in repr(exchange.failure)


def test_exactly_one_authorization_leaves(scripted, send):
    server = scripted([reply()])
    own = (RequestHeader("authorization", "Token mine"),)
    send(server.url, SECRETS, credential=Bearer(token=KEY), headers=own)
    (request,) = server.requests
    assert request.lower().count(b"authorization:") == 1
    assert b"Token mine" in request


def test_user_and_password_of_the_url(scripted, send):
    server = scripted([reply()])
    (exchange,) = send(server.url.replace("//", "//Aladdin:open%20sesame@"))
    assert b"Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" in server.requests[0]
    assert "sesame" not in exchange.request.url


def test_a_digest_challenge_from_elsewhere_is_not_answered(scripted, send):
    other = scripted([reply("401 No", 'WWW-Authenticate: Digest realm="r", nonce="n"')])
    home = scripted([reply("302 Found", f"Location: {other.url}/")])
    exchanges = send(home.url, SECRETS, credential=Digest(user="a", password=KEY))
    assert [each.purpose for each in exchanges] == ["main", "redirect"]
    assert exchanges[-1].dropped[-1].name == "Authorization"
    assert len(other.requests) == 1


def test_a_key_header_does_not_leave_the_origin(scripted, send):
    other = scripted([reply()])
    home = scripted([reply("307 Go", f"Location: {other.url}/")])
    exchanges = send(home.url, SECRETS, credential=ApiKey(name="X-Odd", value=KEY))
    assert b"hunter2" in home.requests[0]
    assert b"hunter2" not in other.requests[0]
    assert [each.name for each in exchanges[1].dropped] == ["X-Odd"]
    assert exchanges[1].answers == 0


def test_the_raw_bytes_name_their_secrets(scripted, send):
    server = scripted([reply()])
    credential = ApiKey(name="key", value=KEY, place="query")
    (exchange,) = send(server.url, SECRETS, credential=credential)
    (span,) = exchange.raw_secret
    assert exchange.raw_sent[slice(*span)] == b"hunter2hunter2"


def test_a_stale_nonce_is_answered_once_more(scripted, send):
    def challenge(nonce, more=""):
        return reply("401 No", f'WWW-Authenticate: Digest realm="r", nonce="{nonce}"{more}')

    server = scripted([challenge("a"), challenge("b", ", stale=true"), reply(body=b"in")])
    exchanges = send(server.url, SECRETS, credential=Digest(user="a", password=KEY))
    assert [each.reply.status for each in exchanges] == [401, 401, 200]
    assert [each.answers for each in exchanges] == [None, 0, 1]


def test_a_basic_challenge_is_not_answered_twice(scripted, send):
    server = scripted([reply("401 No", 'WWW-Authenticate: Basic realm="r"')])
    assert len(send(server.url, SECRETS, credential=Basic(user="a", password=KEY))) == 1
