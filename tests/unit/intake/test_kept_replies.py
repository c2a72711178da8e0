"""Replies that other programs keep with a request: with their status, without their secrets."""

import json

from inspector import intake
from inspector.intake.kept_replies import MOST
from inspector.library.hide import Hider
from inspector.model.request import RequestHeader
from inspector.vault.vault import Vault

TOKEN = "planted-token-0123456789abcdef"
REPLY = {
    "name": "Logged in",
    "originalRequest": {"url": {"raw": f"https://api.example.com/login?api_key={TOKEN}"}},
    "status": "OK",
    "code": 200,
    "header": [
        {"key": "Content-Type", "value": "application/json"},
        {"key": "Set-Cookie", "value": f"sid={TOKEN}; Path=/"},
    ],
    "body": json.dumps({"user": "ada", "access_token": TOKEN}),
}


def postman(*replies):
    whole = {
        "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "Log in", "request": "https://api.example.com", "response": replies}],
    }
    reading = intake.read(json.dumps(whole).encode(), "c.postman_collection.json")
    return reading, reading.collection.requests[0]


def test_an_example_has_its_status_headers_and_body():
    reading, request = postman(REPLY)
    (example,) = request.examples
    assert (example.name, example.status, example.reason) == ("Logged in", 200, "OK")
    assert example.headers[0] == RequestHeader("Content-Type", "application/json")
    assert '"user": "ada"' in example.body
    assert reading.losses == ()


def test_no_secret_is_written_with_it_and_none_goes_to_the_vault():
    reading, request = postman(REPLY)
    vault = Vault.in_memory()
    hidden = Hider(vault).hide(request)
    assert TOKEN not in repr(hidden)
    assert '"user": "ada"' in hidden.examples[0].body
    assert Hider(vault).hide(hidden).examples == hidden.examples
    assert TOKEN not in (*reading.secrets.values(), *vault.known_values())
    vault.close()


def test_only_so_many_are_kept():
    _reading, request = postman(*[{"name": str(number)} for number in range(MOST + 5)])
    assert len(request.examples) == MOST
    assert request.examples[0].status == 200


def test_those_of_a_folder_of_format_3_lie_in_files_of_their_own():
    reply = "response:\n  statusCode: 404\n  statusText: Not Found\n  headers:\n    A: b\n"
    body = "  body:\n    type: text\n    content: nothing here\n"
    place = "api/.resources/Get.resources/examples/Gone.example.yaml"
    files = {
        "api/Get.request.yaml": b"$kind: http-request\nurl: https://a.example\nmethod: GET\n",
        place: f"$kind: http-example\n{reply}{body}".encode(),
    }
    (request,) = intake.read_folder(files, "api").collection.requests
    (example,) = request.examples
    assert (example.name, example.status, example.body) == ("Gone", 404, "nothing here")
    assert example.headers == (RequestHeader("A", "b"),)


def test_those_of_a_description_stand_by_status_and_type():
    media = {"examples": {"one": {"value": {"id": 1}}, "two": {"summary": "Second", "value": "x"}}}
    operation = {
        "responses": {
            "200": {"description": "Found", "content": {"application/json": media}},
            "4XX": {"description": "No", "content": {"text/plain": {"example": "nobody"}}},
            "default": {"description": "made up", "content": {"a/b": {"schema": {}}}},
        }
    }
    whole = {"openapi": "3.1.0", "paths": {"/a": {"get": operation}}}
    (request,) = intake.read(json.dumps(whole).encode(), "a.json").collection.requests
    assert [(each.name, each.status, each.body) for each in request.examples] == [
        ("one", 200, '{\n  "id": 1\n}'),
        ("Second", 200, "x"),
        ("4XX No", 400, "nobody"),
    ]
