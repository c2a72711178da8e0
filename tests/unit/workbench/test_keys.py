"""An issuer's keys are found by discovery, over the workbench's own way of sending."""

import json

import pytest

from inspector.annotate.tokens.signatures import check
from inspector.annotate.tokens.signing import signed
from tests.fixtures.scripted import reply

SECRET = "YS1zZWNyZXQtdGhhdC1pcy1sb25nLWVub3VnaC1mb3ItaHMyNTY"


def _keys(kid):
    return json.dumps({"keys": [{"kty": "oct", "k": SECRET, "kid": kid}]}).encode()


class Issuer:
    """Answers by path; `paths` may be changed while it runs."""

    def __init__(self, scripted):
        self.paths = {}
        self._server = scripted([self._answer])
        self.url = self._server.url

    @property
    def asked(self):
        return [one.split(b" ")[1].decode() for one in self._server.requests]

    @property
    def sent(self):
        return b"".join(self._server.requests)

    def _answer(self, request):
        path = request.split(b" ")[1].decode()
        body = self.paths.get(path)
        return reply("404 Not Found") if body is None else reply(body=body)


@pytest.fixture
def issuer(scripted):
    made = Issuer(scripted)
    made.paths = {
        "/.well-known/openid-configuration": json.dumps({"jwks_uri": f"{made.url}/k"}).encode(),
        "/k": _keys("one"),
    }
    return made


@pytest.fixture
def find(bench):
    return lambda address: bench.submit(bench.keys_of(address)).result(20)


def test_by_discovery(issuer, find):
    found = find(issuer.url + "/")
    assert (found.source, found.problem) == ("127.0.0.1", "")
    assert json.loads(found.material) == json.loads(_keys("one"))
    assert issuer.asked == ["/.well-known/openid-configuration", "/k"]
    assert b"Authorization" not in issuer.sent


def test_by_the_metadata_of_oauth(issuer, find):
    body = issuer.paths.pop("/.well-known/openid-configuration")
    issuer.paths["/.well-known/oauth-authorization-server/tenant"] = body
    assert find(f"{issuer.url}/tenant").material
    assert issuer.asked[0] == "/tenant/.well-known/openid-configuration"


def test_the_address_of_a_key_set_itself(issuer, find):
    issuer.paths["/jwks.json"] = _keys("two")
    assert "two" in find(f"{issuer.url}/jwks.json").material
    assert issuer.asked == ["/jwks.json"]


def test_a_key_that_was_rotated_away(issuer, find):
    token = signed({"alg": "HS256", "kid": "one"}, {}, json.dumps({"kty": "oct", "k": SECRET}))
    assert check(token, find(issuer.url).material).state == "valid"
    issuer.paths["/k"] = _keys("two")
    answer = check(token, find(issuer.url).material)
    assert answer.title == "Its key is not there"
    assert "names the key one; there are: two" in answer.text


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"x", b'{"jwks_uri": 7}', b"[" * 100_000, b'{"keys": 7}']
)
def test_nothing_is_published(issuer, find, body):
    issuer.paths = {"/.well-known/openid-configuration": body}
    assert "publishes no keys" in find(issuer.url).problem


def test_keys_that_can_not_be_read(issuer, find):
    issuer.paths["/k"] = b"x"
    assert find(issuer.url).problem == "127.0.0.1 names its keys, but they can't be read."


@pytest.mark.parametrize("address", ["", "accounts.example", "urn:x", "http://[bad"])
def test_an_issuer_that_is_no_address(find, address):
    assert "is no address" in find(address).problem
