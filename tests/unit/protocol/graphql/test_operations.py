"""A document only reads where the operation that is run is a query."""

import pytest

from inspector.protocol.graphql.operations import only_fetches

TWO = "query Mine { me { name } } mutation Pay { pay { id } }"


@pytest.mark.parametrize(
    "document",
    [
        "{ me { name } }",
        "query { me }",
        "\ufeff# mutation { pay }\nquery Mine($a: In = {b: 1, c: [2]}) @cached(ttl: 3) { me(a: $a) }",
        "fragment F on User { name } query { me { ...F } }",
        '{ notes(text: "} mutation { pay }") { id } }',
        '{ notes(text: """ } " mutation \\""" { pay } """) }',
        "{ ...F } fragment F on Query { mutation }",
    ],
)
def test_queries_read(document):
    assert only_fetches(document, "")


@pytest.mark.parametrize(
    "document",
    [
        "",
        "mutation { pay }",
        "subscription { paid }",
        'mutation Note($t: String = "query {") { note(text: $t) }',
        TWO,
        "query A { me } query B { me }",
        "{ me { name }",
        "{ me } }",
        '{"name": "lamp"}',
        "shoes, size 42",
        "query",
        "{ }",
        '{ a(text: "not ended) } mutation { pay',
        "{ me }" + " " * 100_000,
    ],
)
def test_all_else_may_write(document):
    assert not only_fetches(document, "")


def test_the_one_that_is_run_counts():
    assert only_fetches(TWO, "Mine")
    assert not only_fetches(TWO, "Pay")
    assert not only_fetches(TWO, "Other")
