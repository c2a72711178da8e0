"""An API that publishes RFC 9728 metadata tells whose tokens it takes, and for which name."""

import json

import pytest

from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures.experimenting import first_lines, jwt
from tests.fixtures.scripted import reply

REFUSED = reply("401 Unauthorized", "WWW-Authenticate: Bearer")


class Api:
    """Refuses every token alike; `metadata` lies where RFC 9728 has it, its own address filled in."""

    def __init__(self, at="/.well-known/oauth-protected-resource/orders", **metadata):
        self.at, self.metadata, self.url = at, metadata, ""

    def __call__(self, request):
        path = request.split(b" ")[1].decode()
        if path == "/orders":
            return REFUSED
        if path != self.at or not self.metadata:
            return reply("404 Not Found")
        body = json.dumps(self.metadata).replace("HERE", self.url).encode()
        return reply("200 OK", "Content-Type: application/json", body=body)


OURS = {"resource": "HERE/orders", "authorization_servers": ["https://login.example"]}


def after(lab, scripted, api, **claims):
    server = scripted([api])
    api.url = server.url
    claims = {name: value.replace("HERE", server.url) for name, value in claims.items()}
    token = Bearer(token=lab.put(jwt(**claims)))
    answer = lab.send(Request(url=f"{server.url}/orders", credential=token))
    server.requests.clear()
    found = lab.run(answer, "resource-metadata")
    before = answer.verdict.findings[0].slug
    return found, server, before


@pytest.mark.parametrize(
    "at",
    [
        "/.well-known/oauth-protected-resource/orders",
        "/.well-known/oauth-protected-resource",
    ],
)
def test_a_token_for_another_api_is_told_by_both_names(lab, scripted, at):
    claims = {"iss": "https://login.example", "aud": "https://shop.example"}
    found, server, _ = after(lab, scripted, Api(at, **OURS), **claims)
    first = found.verdict.findings[0]
    assert (first.slug, first.cause) == ("audience-mismatch", "configuration")
    assert "shop.example" in first.title
    assert not any(b"Authorization" in one for one in server.requests)
    assert len(server.requests) <= 2


def test_a_token_of_another_provider_is_told(lab, scripted):
    claims = {"iss": "https://other.example", "aud": "HERE/orders"}
    found, _, _ = after(lab, scripted, Api(**OURS), **claims)
    assert found.verdict.findings[0].slug == "issuer-not-trusted"


@pytest.mark.parametrize(
    ("metadata", "claims"),
    [
        (OURS, {"iss": "https://login.example/", "aud": "HERE/orders"}),  # all fits
        (OURS, {"iss": "https://login.example", "aud": "HERE"}),  # for the whole server
        (OURS, {"iss": "https://login.example", "aud": "orders"}),  # a name of another kind
        ({}, {"iss": "https://other.example", "aud": "https://shop.example"}),  # no metadata
        ({"name": "orders"}, {"iss": "https://other.example", "aud": "https://shop.example"}),
    ],
)
def test_where_nothing_contradicts_nothing_is_decided(lab, scripted, metadata, claims):
    found, _, before = after(lab, scripted, Api(**metadata), **claims)
    assert found.verdict.findings[0].slug == before


# ---------------- No metadata of the API, but of a login provider at the same server
LOGINS = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]
OWN_LOGIN = {"issuer": "HERE", "token_endpoint": "HERE/token", "jwks_uri": "HERE/keys"}


@pytest.mark.parametrize("at", LOGINS)
def test_a_server_that_gives_out_tokens_itself_names_their_issuer(lab, scripted, at):
    found, server, _ = after(lab, scripted, Api(at, **OWN_LOGIN), iss="https://login.example")
    assert found.verdict.findings[0].slug == "issuer-not-trusted"
    assert found.trial.outcomes[0].result == "differs"
    assert not any(b"Authorization" in one for one in server.requests)
    assert len(server.requests) <= 4


@pytest.mark.parametrize(
    ("metadata", "claims"),
    [
        (OWN_LOGIN, {"iss": "HERE"}),  # of its own making
        ({"issuer": "HERE"}, {"iss": "https://login.example"}),  # it gives out nothing
        (OWN_LOGIN, {"aud": "https://shop.example"}),  # no issuer to compare
    ],
)
def test_a_login_there_that_contradicts_nothing(lab, scripted, metadata, claims):
    found, _, before = after(lab, scripted, Api(LOGINS[0], **metadata), **claims)
    assert found.verdict.findings[0].slug == before


def test_a_token_that_says_nothing_of_itself_is_not_looked_up(lab, scripted):
    server = scripted([Api(**OURS)])
    token = Bearer(token=lab.put("tok-0123456789abcdef"))
    answer = lab.send(Request(url=f"{server.url}/orders", credential=token))
    server.requests.clear()
    assert lab.run(answer, "resource-metadata").trial.outcomes[0].result == "not-run"
    assert server.requests == []


def test_no_other_server_is_asked_whatever_the_challenge_names(lab, scripted):
    elsewhere = scripted([Api()])
    named = f'Bearer resource_metadata="{elsewhere.url}/.well-known/oauth-protected-resource"'
    server = scripted([lambda _: reply("401 Unauthorized", f"WWW-Authenticate: {named}")])
    token = Bearer(token=lab.put(jwt(aud="https://shop.example")))
    answer = lab.send(Request(url=f"{server.url}/orders", credential=token))
    lab.run(answer, "resource-metadata")
    assert elsewhere.requests == []
    assert {line.split(" ")[1].partition("?")[0] for line in first_lines(server)} > {"/orders"}
