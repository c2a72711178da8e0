"""What only reads by its method or its body, and what may write whatever it is called."""

import json

import pytest

from inspector.model.message import Header, Message
from inspector.reading.request import Sent
from inspector.reading.safe_calls import only_reads, promised

JSON = "application/json"


def sent(body, kind=JSON, method="POST", url="https://api.test/graphql"):
    text = body if isinstance(body, str) else json.dumps(body)
    headers = (Header("Content-Type", kind),)
    return Sent(0, Message(method=method, url=url, headers=headers, body=text.encode()))


QUERY = {"query": "query Mine { me { name } }", "variables": {}, "operationName": "Mine"}
PAY = {"query": "mutation { pay { id } }"}


@pytest.mark.parametrize(
    ("body", "kind", "url"),
    [
        (QUERY, JSON, "https://api.test/graphql"),
        ({"query": "{ me }"}, "application/graphql+json; charset=utf-8", "https://api.test/q"),
        ([QUERY, {"query": "{ me }"}], JSON, "https://api.test/graphql"),
        ("{ me { name } }", "application/graphql", "https://api.test/graphql"),
        ("SELECT * WHERE { ?s ?p ?o }", "application/sparql-query", "https://api.test/sparql"),
        ("$filter=Price gt 5", "text/plain", "https://api.test/odata/Orders/$query"),
    ],
)
def test_a_post_that_only_reads(body, kind, url):
    assert only_reads(sent(body, kind, url=url))
    assert promised(sent(body, kind, url=url)) == "QUERY"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PAY, JSON),
        ([QUERY, PAY], JSON),
        ([], JSON),
        ({"extensions": {"persistedQuery": {"sha256Hash": "ab"}}}, JSON),
        ({"query": "{ me }", "delete": True}, JSON),
        ({"query": '{"price": 5}'}, JSON),
        ({"jsonrpc": "2.0", "method": "orders.list", "id": 1}, JSON),
        ("DELETE WHERE { ?s ?p ?o }", "application/sparql-update"),
        ("query=%7B+me+%7D", "application/x-www-form-urlencoded"),
        ("{not json", JSON),
    ],
)
def test_a_post_that_may_write(body, kind):
    assert not only_reads(sent(body, kind))
    assert promised(sent(body, kind)) == "POST"


@pytest.mark.parametrize("method", ["GET", "QUERY", "SEARCH", "PROPFIND", "REPORT"])
def test_methods_that_read(method):
    assert only_reads(sent("", method=method))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPPATCH"])
def test_another_method_writes_whatever_it_asks(method):
    assert not only_reads(sent(QUERY, method=method))
