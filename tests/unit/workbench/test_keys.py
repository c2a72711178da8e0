"""An issuer's keys are found by discovery, over the workbench's own way of sending."""

import asyncio
import json

import pytest

from inspector.annotate.tokens.signatures import check
from inspector.protocol.tokens.signing import signed
from tests.fixtures.scripted import reply

SECRET = "YS1zZWNyZXQtdGhhdC1pcy1sb25nLWVub3VnaC1mb3ItaHMyNTY"


def _keys(kid):
    return json.dumps({"keys": [{"kty": "oct", "k": SECRET, "kid": kid}]}).encode()


class Issuer:
    """Answers by path; `paths` may be changed while it runs."""

    def __init__(self, scripted):
        self.paths, self.moved = {}, {}
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
        if path in self.moved:
            return reply("302 Found", f"Location: {self.moved[path]}")
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
    def find(address, agreed=()):
        return bench.submit(bench.keys_of(address, frozenset(agreed))).result(60)

    return find


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


@pytest.fixture
def other(scripted):
    """Another host, as another origin is: it has the keys."""
    made = Issuer(scripted)
    made.paths = {"/k": _keys("theirs")}
    return made


def _lead_on(issuer, place, by):
    if by == "jwks_uri":
        issuer.paths["/.well-known/openid-configuration"] = json.dumps({"jwks_uri": place}).encode()
    else:
        issuer.moved[f"/{by}"] = place


@pytest.mark.parametrize("by", ["jwks_uri", "k", ".well-known/openid-configuration"])
def test_another_host_is_asked_only_once_that_one_was_agreed_to(issuer, other, find, by):
    _lead_on(issuer, f"{other.url}/k", by)
    found = find(issuer.url)
    assert (found.material, found.elsewhere) == ("", f"{other.url}/k")
    assert "127.0.0.1, which was not asked yet" in found.problem
    assert other.asked == []
    assert find(issuer.url, ["https://a.example"]).elsewhere
    assert other.asked == []
    assert "theirs" in find(issuer.url, [other.url]).material


def test_keys_that_move_on_the_same_host_are_followed(issuer, find):
    issuer.moved["/k"] = "/newer"
    issuer.paths["/newer"] = _keys("newer")
    assert "newer" in find(issuer.url).material


def test_a_circle_of_redirects_ends(issuer, find):
    issuer.moved["/k"] = "/k"
    assert "can't be read" in find(issuer.url).problem
    assert len(issuer.asked) < 10


@pytest.mark.parametrize("by", ["jwks_uri", "k"])
@pytest.mark.parametrize(
    "host", ["169.254.169.254", "2852039166", "[::ffff:a9fe:a9fe]", "metadata.google.internal"]
)
def test_a_place_where_machines_describe_themselves_is_never_asked(issuer, find, by, host):
    _lead_on(issuer, f"http://{host}/latest", by)
    found = find(issuer.url, [f"http://{host}"])
    assert "machines describe themselves" in found.problem
    assert not found.elsewhere
    assert not find(f"http://{host}/").material


def test_a_name_that_leads_there_is_not_asked_either(issuer, find, monkeypatch):
    look_up = asyncio.BaseEventLoop.getaddrinfo

    async def led(self, host, port, **options):
        told = "169.254.169.254" if host == "keys.example" else host
        return await look_up(self, told, port, **options)

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", led)
    _lead_on(issuer, "http://keys.example/k", "jwks_uri")
    found = find(issuer.url, ["http://keys.example"])
    assert "leads to 169.254.169.254" in found.problem
