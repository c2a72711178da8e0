"""What a description asks of one operation's callers."""

import json

import pytest

from inspector.intake.collections.api_security import asked_of_callers
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer

KEY = {"type": "apiKey", "in": "header", "name": "X-Store-Key"}
TOKEN = {"type": "http", "scheme": "bearer"}


def described(paths, schemes=None, **more):
    whole = {"openapi": "3.1.0", "info": {"title": "t"}, "paths": paths, **more}
    whole["components"] = {"securitySchemes": schemes or {}}
    return json.dumps(whole).encode()


def ways(found):
    return [[one.credential.travels.name for one in way] for way in found.ways]


def test_the_operation_says_it():
    data = described({"/orders": {"get": {"security": [{"k": []}]}}}, {"k": KEY})
    found = asked_of_callers(data, "GET", "/orders")
    assert ways(found) == [["X-Store-Key"]]
    assert isinstance(found.ways[0][0].credential, ApiKey)


def test_else_the_whole_does():
    data = described({"/orders": {"get": {}}}, {"k": KEY}, security=[{"k": []}])
    assert ways(asked_of_callers(data, "get", "/orders")) == [["X-Store-Key"]]


def test_else_what_is_described_may_be_asked_for():
    data = described({"/orders": {"get": {}}}, {"k": KEY, "t": TOKEN})
    assert ways(asked_of_callers(data, "get", "/orders")) == [["X-Store-Key"], ["Authorization"]]


def test_where_others_say_it_an_operation_that_says_nothing_is_open():
    paths = {"/orders": {"get": {}}, "/items": {"get": {"security": [{"k": []}]}}}
    found = asked_of_callers(described(paths, {"k": KEY}), "get", "/orders")
    assert (found.is_described, found.ways) == (True, ())


def test_an_operation_that_is_open_asks_nothing():
    data = described({"/o": {"get": {"security": []}}}, {"k": KEY}, security=[{"k": []}])
    found = asked_of_callers(data, "get", "/o")
    assert (found.is_described, found.ways) == (True, ())


def test_all_of_an_alternative_is_needed():
    both = [{"k": [], "t": []}, {"t": []}]
    data = described({"/o": {"get": {"security": both}}}, {"k": KEY, "t": TOKEN})
    assert ways(asked_of_callers(data, "get", "/o")) == [
        ["X-Store-Key", "Authorization"],
        ["Authorization"],
    ]


def test_a_key_among_the_parameters_counts():
    parameters = [
        {"in": "header", "name": "x-api-key", "required": True},
        {"in": "query", "name": "page"},
    ]
    data = described({"/o": {"get": {"parameters": parameters}}})
    assert ways(asked_of_callers(data, "get", "/o")) == [["x-api-key"]]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/orders/12", {}),
        ("/api/v2/orders/12", {"servers": [{"url": "/api/v2"}]}),
        ("/api/v2/orders/12", {"servers": [{"url": "https://a.test/api/v2/"}]}),
        ("/api/v2/orders/12", {"basePath": "/api/v2"}),
    ],
)
def test_a_path_is_found_by_its_template_and_base(path, more):
    data = described({"/orders/{id}": {"get": {"security": [{"k": []}]}}}, {"k": KEY}, **more)
    assert asked_of_callers(data, "GET", path).is_described


def test_names_win_over_templates():
    paths = {
        "/orders/{id}": {"get": {"security": [{"t": []}]}},
        "/orders/mine": {"get": {"security": [{"k": []}]}},
    }
    data = described(paths, {"k": KEY, "t": TOKEN})
    assert ways(asked_of_callers(data, "GET", "/orders/mine")) == [["X-Store-Key"]]
    assert isinstance(asked_of_callers(data, "GET", "/orders/1").ways[0][0].credential, Bearer)


@pytest.mark.parametrize(("method", "path"), [("POST", "/orders"), ("GET", "/items")])
def test_another_operation_is_not_described(method, path):
    found = asked_of_callers(described({"/orders": {"get": {}}}, {"k": KEY}), method, path)
    assert (found.is_described, found.ways) == (False, ())


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"[]", b'{"paths": {}}', b'{"openapi": "3.1.0"}', b"\xff\xfe"]
)
def test_what_describes_no_api_is_none(data):
    assert asked_of_callers(data, "GET", "/") is None
