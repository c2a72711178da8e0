"""What a schema says may stand at a place of a query."""

import json

import pytest

from inspector.protocol.graphql.schema import fitting, read_schema
from tests.unit.protocol.graphql.replies import SCHEMA_REPLY

SCHEMA = read_schema(json.dumps(SCHEMA_REPLY).encode())


@pytest.mark.parametrize(
    ("before", "begun", "names"),
    [
        ("", "", ["mutation", "query"]),
        ("{ ", "", ["__typename", "orders", "viewer"]),
        ("query A($x: Int = 1) { orders(first: 3) { t", "t", ["total"]),
        ("{ viewer { name orders { buyer { ", "", ["__typename", "name", "orders"]),
        ("{ viewer { name } o", "o", ["orders"]),
        ("mutation { pay(", "", ["amount", "id"]),
        ("mutation { pay(id: {a: [1]}, am", "am", ["amount"]),
        ("mutation { pay(id: 1) { TO", "TO", ["total"]),
        ("{ mine: viewer { ", "", ["__typename", "name", "orders"]),
        ("{ viewer { ... on Admin { ", "", ["__typename", "rights"]),
        ("fragment F on Order { ", "", ["__typename", "buyer", "id", "total"]),
        ('{ viewer { name # { orders {\n "a { b" ', "", ["__typename", "name", "orders"]),
        ("{ unknown { ", "", ["__typename"]),
        ("}}}} ) ] {", "", ["__typename", "orders", "viewer"]),
    ],
)
def test_names_fit_where_the_cursor_stands(before, begun, names):
    assert fitting(SCHEMA, before) == (begun, tuple(names))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"data": null}',
        b'{"errors": [{}]}',
        b"[1]",
        b'{"data": {"__schema": {"types": [3]}}}',
    ],
)
def test_other_replies_hold_no_schema(body):
    assert read_schema(body) is None
