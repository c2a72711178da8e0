"""What else a request of another program's file says: address, rows, body, variables."""

import json

import pytest

from inspector import intake
from inspector.intake.collections.credentials import oauth2
from inspector.intake.collections.taking import DEEPEST, Taking, with_path_values
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, JsonBody, MultipartBody, RawBody
from inspector.model.secret import SecretRef

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def postman(*items, **more):
    return json.dumps({"info": {"name": "P", "schema": SCHEMA}, "item": items, **more}).encode()


def request_of(given):
    reading = intake.read(postman({"name": "r", "request": given}))
    return reading.collection.requests[0]


def test_an_address_in_parts():
    made = request_of(
        {
            "method": "PATCH",
            "url": {
                "raw": "https://{{host}}/users/:id?page=2&off=1",
                "query": [
                    {"key": "page", "value": "2"},
                    {"key": "page", "value": "3"},
                    {"key": "off", "value": "1", "disabled": True},
                    {"key": "empty", "value": None},
                ],
                "variable": [{"key": "id", "value": "4 2"}],
            },
            "header": [
                {"key": "Accept", "value": "a/b"},
                {"key": "accept", "value": "ünï"},
                {"key": "X-Off", "value": "", "disabled": True},
            ],
        }
    )
    assert (made.method, made.url) == ("PATCH", "https://{{host}}/users/4 2")
    assert [(row.name, row.value, row.enabled) for row in made.query] == [
        ("page", "2", True),
        ("page", "3", True),
        ("off", "1", False),
        ("empty", "", True),
    ]
    assert [(row.name, row.value, row.enabled) for row in made.headers] == [
        ("Accept", "a/b", True),
        ("accept", "ünï", True),
        ("X-Off", "", False),
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            {"mode": "raw", "raw": '{"a": 1}', "options": {"raw": {"language": "json"}}},
            JsonBody(text='{"a": 1}'),
        ),
        (
            {"mode": "raw", "raw": "<a/>", "options": {"raw": {"language": "xml"}}},
            RawBody(text="<a/>", content_type="application/xml"),
        ),
        (
            {"mode": "graphql", "graphql": {"query": "{ me }", "variables": ""}},
            JsonBody(text='{"query": "{ me }", "variables": {}}'),
        ),
    ],
)
def test_bodies(body, wanted):
    assert request_of({"url": "https://a/", "body": body}).body == wanted


def test_forms_keep_order_repeats_and_files():
    form = request_of(
        {
            "url": "/",
            "body": {
                "mode": "urlencoded",
                "urlencoded": [{"key": "a", "value": "1"}, {"key": "a", "value": ""}],
            },
        }
    ).body
    assert isinstance(form, FormBody)
    assert [(row.name, row.value) for row in form.fields] == [("a", "1"), ("a", "")]
    parts = request_of(
        {
            "url": "/",
            "body": {
                "mode": "formdata",
                "formdata": [{"key": "f", "type": "file", "src": ["/x", "/y"]}],
            },
        }
    ).body
    assert isinstance(parts, MultipartBody)
    assert [(row.name, row.file) for row in parts.fields] == [("f", "/x"), ("f", "/y")]


def test_secret_variables_and_those_of_folders():
    reading = intake.read(
        postman(
            {"name": "F", "item": [], "variable": [{"key": "inner", "value": "1"}]},
            variable=[{"key": "token", "value": "t-123"}, {"key": "host", "value": "h"}],
        )
    )
    variables = reading.collection.variables
    assert (variables["inner"], variables["host"]) == ("1", "h")
    assert isinstance(variables["token"], SecretRef)
    assert reading.secrets[variables["token"]] == "t-123"


def test_dynamic_values_are_ours_or_told():
    reading = intake.read(postman({"name": "r", "request": "https://a/{{$guid}}/{{$randomCity}}"}))
    assert reading.collection.requests[0].url == "https://a/{{uuid}}/{{$randomCity}}"
    assert ["$randomCity" in loss.what for loss in reading.losses] == [True]


def test_a_token_that_was_only_typed_in_is_a_bearer_token():
    assert isinstance(oauth2(Taking(), {"access_token": "t"}), Bearer)


def test_a_token_for_the_address_stays_there():
    made = oauth2(Taking(), {"access_token": "t", "place": "queryParams"})
    assert (made.kind, made.name, made.place) == ("api-key", "access_token", "query")


def test_a_description_of_webhooks_alone_comes_in_and_says_so():
    reading = intake.read(b'{"openapi": "3.1.0", "webhooks": {"new": {"post": {}}}}', "a.json")
    assert reading.collection.requests == ()
    assert any("no requests" in loss.what for loss in reading.losses)


def test_folders_within_folders_have_an_end():
    item = {"name": "r", "request": "https://a/"}
    for number in range(DEEPEST + 5):
        item = {"name": str(number), "item": [item]}
    with pytest.raises(intake.Unreadable, match="deep"):
        intake.read(postman(item))


def test_a_name_in_a_path_that_has_no_value_is_a_variable():
    assert with_path_values("https://a:8080/:id/b", {"id": ""}) == "https://a:8080/{{id}}/b"


SPEC = {
    "openapi": "3.0.3",
    "info": {"title": "A", "version": "1"},
    "servers": [
        {"url": "https://{region}.example.com/", "variables": {"region": {"default": "eu"}}}
    ],
    "paths": {
        "/pets/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "schema": {"type": "integer", "example": 7}}
            ],
            "put": {
                "tags": ["pets"],
                "parameters": [
                    {"name": "q", "in": "query", "required": True, "schema": {"default": "x"}}
                ],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "example": "Rex"},
                    "parent": {"$ref": "#/components/schemas/Pet"},
                    "far": {"$ref": "other.yaml#/x"},
                },
            }
        }
    },
}


def test_an_operation_is_a_request():
    reading = intake.read(json.dumps(SPEC).encode())
    (folder,) = reading.collection.folders
    (made,) = folder.requests
    assert (folder.name, made.method, made.url) == ("pets", "PUT", "{{baseUrl}}/pets/{{id}}")
    assert [(row.name, row.value, row.enabled) for row in made.query] == [("q", "x", True)]
    assert json.loads(made.body.text)["name"] == "Rex"
    assert reading.collection.variables == {
        "region": "eu",
        "id": "7",
        "baseUrl": "https://{{region}}.example.com",
    }
    assert any("other.yaml" in loss.what for loss in reading.losses)


def test_names_of_variables_become_usable_everywhere():
    reading = intake.read(
        postman(
            {
                "name": "r",
                "request": {
                    "url": "{{base url}}/{{ok}}/{{now+60}}",
                    "header": [{"key": "X", "value": "{{ 1st key! }}"}],
                    "auth": {
                        "type": "bearer",
                        "bearer": [{"key": "token", "value": "{{my token}}"}],
                    },
                },
            },
            variable=[{"key": "base url", "value": "https://a"}, {"key": "ok", "value": "b"}],
        )
    )
    (made,) = reading.collection.requests
    assert made.url == "{{base_url}}/{{ok}}/{{now+60}}"
    assert made.headers[0].value == "{{v_1st_key}}"
    assert made.credential.token.name == "{{my_token}}"
    assert reading.collection.variables == {"base_url": "https://a", "ok": "b"}
