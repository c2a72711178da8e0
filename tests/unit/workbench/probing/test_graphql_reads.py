"""A query of GraphQL is sent once more unasked, as a GET is; a mutation is not."""

import json

import pytest

from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Request
from tests.fixtures.experimenting import header, jwt, methods
from tests.fixtures.scripted import reply

TOKEN = jwt()
JSON = "Content-Type: application/json"
NOBODY = {"errors": [{"message": "Not Authorised!", "path": ["me"]}], "data": {"me": None}}


def api(request):
    known = header(request, "Authorization") == f"Bearer {TOKEN}"
    body = {"data": {"me": {"name": "ada"}}} if known else NOBODY
    return reply("200 OK", JSON, body=json.dumps(body).encode())


def ran(lab, server, document):
    request = Request(
        url=f"{server.url}/graphql",
        method="POST",
        body=JsonBody(text=json.dumps({"query": document})),
        credential=Bearer(token=lab.put(TOKEN), word="bearer"),
    )
    return lab.run(lab.send(request))


def test_what_differs_is_found_by_repeating_a_query(lab, scripted):
    server = scripted([api])
    after = ran(lab, server, "query Mine { me { name } }")
    results = {one.plan.id: one.result for one in after.trial.outcomes}
    assert results["garbage-credentials"] == "same"
    assert "accepted" in results.values()
    assert "read-in-place-of-write" not in results
    assert after.verdict.findings[0].cause.value == "scheme-mismatch"
    assert methods(server) == {"POST"}


@pytest.mark.parametrize("document", ["mutation { pay { id } }", "subscription { paid }"])
def test_a_mutation_is_never_repeated_unasked(lab, scripted, document):
    server = scripted([api])
    ran(lab, server, document)
    assert sum(request.startswith(b"POST ") for request in server.requests) == 1
