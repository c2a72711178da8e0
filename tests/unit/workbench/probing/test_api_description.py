"""An API that lays out a description of itself says there what its refusal does not."""

import json

import pytest

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request
from inspector.model.secret import Secret
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.experimenting import first_lines, header, jwt
from tests.fixtures.scripted import reply

BARE = reply("403 Forbidden")
KEY = {"type": "apiKey", "in": "header", "name": "X-Store-Key"}
TOKEN = {"type": "http", "scheme": "bearer"}
SCOPED = {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {}}}}


def described(security, schemes):
    paths = {"/orders": {"get": {"security": security}}}
    whole = {"openapi": "3.1.0", "paths": paths, "components": {"securitySchemes": schemes}}
    return reply("200 OK", "Content-Type: application/json", body=json.dumps(whole).encode())


class Api:
    """Lays a description at a path, and gives orders for the right key alone."""

    def __init__(self, description=None, at="/openapi.json", refuses=BARE):
        self.description, self.at, self.refuses = description, at, refuses

    def __call__(self, request):
        path = request.split(b" ")[1].decode()
        if path == self.at and self.description is not None:
            return self.description
        if path != "/orders":
            return reply("404 Not Found")
        given = header(request, "X-Store-Key") == "key-0123456789abcdef"
        return reply("200 OK", body=b"[]") if given else self.refuses


WANTS_KEY = described([{"k": []}], {"k": KEY})
WANTS_TOKEN = described([{"t": []}], {"t": TOKEN})


def after(lab, server, credential):
    answer = lab.send(Request(url=f"{server.url}/orders", credential=credential))
    server.requests.clear()
    return lab.run(answer, "api-description")


def test_a_key_that_was_not_sent_is_asked_for_by_its_name(lab, scripted):
    server = scripted([Api(WANTS_KEY)])
    found = after(lab, server, NoCredential())
    first = found.verdict.findings[0]
    assert first.slug == "described-credential"
    assert "X-Store-Key" in first.title
    assert first_lines(server) == ["GET /openapi.json HTTP/1.1"]


def test_a_token_that_was_sent_goes_where_it_is_described(lab, scripted):
    server = scripted([Api(WANTS_KEY)])
    found = after(lab, server, Bearer(token=lab.put("key-0123456789abcdef")))
    fix = found.verdict.findings[0].fixes[0]
    assert fix.id == "as-described"
    assert applied(lab, found, fix).attempt.exchanges[-1].reply.status == 200


def applied(lab, answer, fix, given=None):
    coming = lab.bench.fix(answer.attempt.request, fix, scope(), given=given or Given())
    fixed = lab.bench.submit(coming).result(60)
    assert fixed.done, fixed
    return lab.send(fixed.request)


def scope():
    from inspector.compose.scope import Scope

    return Scope()


def test_the_key_is_typed_where_none_was_sent(lab, scripted):
    found = after(lab, scripted([Api(WANTS_KEY)]), NoCredential())
    fix = found.verdict.findings[0].fixes[0]
    given = Given(secret=Secret("key-0123456789abcdef"))
    assert applied(lab, found, fix, given).attempt.exchanges[-1].reply.status == 200


def test_nothing_of_the_users_goes_along(lab, scripted):
    server = scripted([Api(WANTS_KEY)])
    after(lab, server, ApiKey(name="X-Api-Key", value=lab.put("key-0123456789abcdef")))
    assert not any(b"key-0123456789abcdef" in one for one in server.requests)


def test_another_scheme_is_told_as_such(lab, scripted):
    login = Basic(user="ada", password=lab.put("pw-12345"))
    first = after(lab, scripted([Api(WANTS_TOKEN)]), login).verdict.findings[0]
    assert (first.slug, first.cause) == ("described-scheme", "scheme-mismatch")


def test_another_word_is_told_as_another_scheme(lab, scripted):
    def api(request):
        if request.startswith(b"GET /openapi.json"):
            return WANTS_TOKEN
        known = header(request, "Authorization") == "Bearer tok-0123456789abcdef"
        return reply("200 OK", body=b"[]") if known else BARE

    token = Bearer(token=lab.put("tok-0123456789abcdef"), word="Token")
    found = after(lab, scripted([api]), token)
    first = found.verdict.findings[0]
    assert first.slug == "described-scheme"
    assert applied(lab, found, first.fixes[0]).attempt.exchanges[-1].reply.status == 200


def test_a_scope_that_the_token_lacks_is_named(lab, scripted):
    api = Api(described([{"o": ["orders.read"]}], {"o": SCOPED}))
    token = Bearer(token=lab.put(jwt(scope="items.read")))
    findings = after(lab, scripted([api]), token).verdict.findings
    scoped = next(one for one in findings if one.slug == "scope-missing")
    assert scoped.cause == "insufficient-permissions"


@pytest.mark.parametrize(
    "api",
    [
        Api(WANTS_TOKEN),  # just what was sent
        Api(),  # no description
        Api(described([], {"k": KEY})),  # asks for nothing
        Api(reply("200 OK", "Content-Type: text/html", body=b"<html>everything is here</html>")),
    ],
)
def test_where_it_tells_nothing_new_nothing_is_decided(lab, scripted, api):
    server = scripted([api])
    token = Bearer(token=lab.put("tok-0123456789abcdef"))
    before = lab.send(Request(url=f"{server.url}/orders", credential=token)).verdict.findings
    found = after(lab, server, token).verdict.findings
    assert found[0].slug == before[0].slug
    assert not {one.slug for one in found} & {"described-credential", "described-scheme"}
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    "says",
    [
        reply("401 No", "WWW-Authenticate: Bearer"),
        reply("401 No", body=b"Missing header X-Store-Key"),
        reply("403 Forbidden", body=b"Invalid API key"),  # so a key was found
    ],
)
def test_who_says_what_it_wants_is_not_looked_up(lab, scripted, says):
    server = scripted([Api(WANTS_KEY, refuses=says)])
    sent = ApiKey(name="X-Api-Key", value=lab.put("key-0123456789abcdef"))
    found = after(lab, server, sent if b"Invalid" in says else NoCredential())
    assert found.trial.outcomes[0].result == "not-run"
    assert server.requests == []


def test_the_framework_that_refuses_shows_where_it_lies(lab, scripted):
    body = b'{"timestamp":"2026-01-01","status":403,"error":"Forbidden","path":"/orders"}'
    spring = reply("403 Forbidden", "Content-Type: application/json", body=body)
    server = scripted([Api(WANTS_KEY, at="/v3/api-docs", refuses=spring)])
    assert after(lab, server, NoCredential()).verdict.findings[0].slug == "described-credential"
    assert first_lines(server) == ["GET /v3/api-docs HTTP/1.1"]


@pytest.mark.parametrize(("path", "taken"), [("/orders", True), ("/parts", False)])
def test_what_was_accepted_here_goes_where_it_belongs(lab, scripted, path, taken):
    """Descriptions name one way of several, or an old one."""
    given = iter([reply("200 OK", "Content-Type: application/json", body=b'{"orders": []}')])
    server = scripted([lambda _: next(given, BARE)])
    token = Bearer(token=lab.put("k-0123456789ab"))
    lab.send(Request(url=f"{server.url}/orders", credential=token))
    refused = lab.send(Request(url=f"{server.url}{path}", credential=token))
    (plan,) = (one for one in lab.plans(refused) if one.id == "api-description")
    assert ("accepted here before" in plan.refused) is taken
