"""How an API describes itself is fetched without anything of the user's."""

import json

import pytest

from inspector.workbench.resource import find_resource
from tests.fixtures.scripted import reply

DESCRIBED = {"resource": "https://api.example.com/v1", "authorization_servers": ["https://idp"]}


@pytest.fixture
def find(bench):
    return lambda address: bench.submit(find_resource(address, bench.plain)).result(60)


def test_the_metadata_are_read(scripted, find):
    server = scripted([lambda _: reply(body=json.dumps(DESCRIBED).encode())])
    found = find(f"{server.url}/.well-known/oauth-protected-resource")
    assert found.resource == "https://api.example.com/v1"
    assert found.authorization_servers == ("https://idp",)
    assert b"Authorization" not in b"".join(server.requests)


def test_an_error_or_no_address_gives_none(scripted, find):
    server = scripted([lambda _: reply("404 Not Found", body=b"{}")])
    assert find(server.url) is None
    assert find("file:///etc/passwd") is None
    assert find("") is None
