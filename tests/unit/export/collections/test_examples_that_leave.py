"""Replies that are kept with requests: where a format has a place for them, and what it loses."""

import json

import pytest

from inspector.export.collections.collection_export import export_collection
from inspector.model.collection import Collection
from inspector.model.request import Example, Request, RequestHeader

TOKEN = "planted-token-0123456789abcdef"
JSON = (RequestHeader("Content-Type", "application/json"),)
EXAMPLES = (
    Example(name="Found", headers=JSON, body='{"id": 1}'),
    Example(name="Empty", headers=JSON, body="{}"),
    Example(name="Gone", status=404, reason="Not Found", body="nobody"),
)


def exported(name, examples=EXAMPLES):
    request = Request(name="Get", url="https://a.example/v1", examples=examples)
    return export_collection(Collection(name="C", requests=(request,)), name)


def test_a_description_has_them_by_status_and_type():
    made = exported("openapi")
    (text,) = made.files.values()
    replies = json.loads(text)["paths"]["/v1"]["get"]["responses"]
    found = replies["200"]["content"]["application/json"]["examples"]
    assert found["found"] == {"summary": "Found", "value": {"id": 1}}
    assert replies["404"]["content"]["text/plain"]["examples"]["gone"]["value"] == "nobody"


@pytest.mark.parametrize("name", ["http", "har"])
def test_a_format_without_a_place_for_them_says_so(name):
    assert any("examples can't be kept" in loss.what for loss in exported(name).lost)


@pytest.mark.parametrize("name", ["postman", "opencollection", "openapi"])
def test_a_secret_that_was_typed_into_one_does_not_leave(name):
    typed = Example(name="Typed", headers=JSON, body=json.dumps({"access_token": TOKEN}))
    assert all(TOKEN not in text for text in exported(name, (typed,)).files.values())
