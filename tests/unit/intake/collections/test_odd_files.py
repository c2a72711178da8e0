"""Files as people really keep them: sorted names, old schemas, tabs, nothing filled in yet."""

import json

import pytest

from inspector import intake
from inspector.library.coming_in import coming_in

SCHEMAS = {f"Schema{number}": {"description": "s" * 900} for number in range(200)}
SORTED_API = {
    "components": {
        "schemas": {**SCHEMAS, "openapi": {"type": "object"}},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    },
    "info": {"title": "A", "version": "1"},
    "openapi": "3.0.0",
    "paths": {"/a": {"get": {"security": [{"key": []}], "responses": {}}}},
    "servers": [{"url": "https://a", "description": "d" * 5_000}],
}


def auths(data, name="x.json"):
    words = data if isinstance(data, str) else json.dumps(data)
    reading = intake.read(words.encode(), name)
    return {each.path: each.auth for each in coming_in(reading.collection)}


@pytest.mark.parametrize("indent", [None, 2])
def test_a_description_whose_names_are_sorted_is_recognised(indent):
    assert auths(json.dumps(SORTED_API, indent=indent)) == {("GET /a",): "api-key"}


def test_a_sorted_description_in_yaml_is_recognised():
    schemas = "".join(f"    S{number}: {{description: {'s' * 900}}}\n" for number in range(100))
    words = (
        f"components:\n  schemas:\n{schemas}"
        "  securitySchemes:\n    basic: {type: http, scheme: basic}\n"
        "openapi: 3.0.0\nsecurity: [{basic: []}]\npaths:\n  /a: {get: {responses: {}}}\n"
        f"x-last: {'z' * 3_000}\n"
    )
    assert auths(words, "x.yaml") == {("GET /a",): "basic"}


def test_what_only_speaks_of_a_description_is_none():
    speaks = {
        "paths": 1,
        "said": ["openapi: 3.0.0 " * 9_000],
        "more": {"text": '"openapi":"3.0.0"'},
    }
    assert intake.recognise(json.dumps(speaks).encode()).kind != "openapi"


def test_a_version_that_is_a_number_is_recognised():
    api = {
        "swagger": 2,
        "securityDefinitions": {"b": {"type": "basic"}},
        "security": [{"b": []}],
        "paths": {"/a": {"get": {}}},
    }
    assert auths(api) == {("GET /a",): "basic"}


def test_requests_of_hoppscotchs_first_schema_leave_with_their_auth():
    old = {"url": "https://a.example", "path": "/get", "method": "GET", "contentType": ""}
    file = {
        "v": 1,
        "name": "H",
        "folders": [],
        "requests": [
            {**old, "name": "token", "auth": "Bearer Token", "bearerToken": "t"},
            {**old, "name": "user", "auth": "Basic Auth", "httpUser": "u", "httpPassword": "p"},
            {**old, "name": "none", "auth": "None"},
        ],
    }
    assert auths(file) == {("token",): "bearer", ("user",): "basic", ("none",): "none"}
    requests = intake.read(json.dumps(file).encode()).collection.requests
    assert {each.url for each in requests} == {"https://a.example/get"}


def test_a_hoppscotch_folder_that_inherits_hands_on_also_when_it_is_switched_off():
    request = {"name": "r", "endpoint": "https://a/", "auth": {"authType": "inherit"}}
    off = {**request, "name": "off", "auth": {"authType": "inherit", "authActive": False}}
    folder = {"authType": "inherit", "authActive": False}
    file = {
        "name": "H",
        "auth": {"authType": "bearer", "authActive": True, "token": "t"},
        "folders": [{"name": "F", "auth": folder, "folders": [], "requests": [request, off]}],
        "requests": [],
    }
    assert auths(file) == {("F", "r"): "bearer", ("F", "off"): "none"}


def test_a_bruno_folder_that_says_no_name_is_called_as_its_folder():
    files = {
        "bruno.json": b'{"name": "B"}',
        "lists/folder.bru": b"headers {\n  X-A: 1\n}\n",
        "lists/one.bru": b"meta {\n  name: one\n  type: http\n}\n\nget {\n  url: https://a/\n}\n",
    }
    found = coming_in(intake.read_folder(files, "B").collection)
    assert [each.path for each in found] == [("lists", "one")]


def test_a_postman_request_that_is_not_filled_in_yet_comes_in():
    file = {
        "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"},
        "auth": {"type": "basic", "basic": []},
        "item": [{"name": "later"}, {"name": "F", "item": []}, {}],
    }
    assert auths(file) == {("later",): "basic"}


def test_a_postman_collection_kept_as_yaml_is_read():
    words = (
        "info:\n  schema: https://schema.getpostman.com/json/collection/v2.1.0/collection.json\n"
        "auth: {type: bearer, bearer: [{key: token, value: t}]}\n"
        "item:\n  - name: one\n    request: {url: https://a/}\n"
    )
    assert auths(words, "c.yaml") == {("one",): "bearer"}


def test_a_blank_line_with_a_tab_in_it_is_blank():
    words = (
        "openapi: 3.1.0\nsecurity: [{b: []}]\n  \t\t\npaths:\n\t\n  /a: {get: {}}\n"
        "components:\n  securitySchemes:\n    b: {type: http, scheme: bearer}\n"
    )
    assert auths(words, "x.yaml") == {("GET /a",): "bearer"}
