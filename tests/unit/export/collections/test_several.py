"""Further credentials of a request: as OpenAPI's one alternative, else in the rows that send them."""

import json

import pytest

from inspector import intake
from inspector.export.collections.collection_export import export_collection, read_back
from inspector.export.collections.registry import all_targets, target_named
from inspector.model.collection import Collection
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef

TOKEN, KEY, OTHER = (SecretRef(place="ask", name=name) for name in ("token", "key", "app"))
ALSO = (ApiKey(name="X-Key", value=KEY), ApiKey(name="app", value=OTHER, place="query"))


def shop(also=ALSO, **fields):
    request = Request(
        name="List",
        url="https://api.example.com/list",
        credential=Bearer(token=TOKEN),
        also=also,
        **fields,
    )
    return Collection(name="Shop", requests=(request,))


def test_openapi_asks_for_all_of_them_at_once_and_reads_them_so():
    written = export_collection(shop(), "openapi")
    said = json.loads(written.files[""])
    (asked,) = said["paths"]["/list"]["get"]["security"]
    assert sorted(asked) == ["app", "key", "token"]
    assert written.lost == ()
    back = read_back(target_named("openapi"), written.files, "Shop")
    (request,) = back.requests or back.folders[0].requests
    assert request.credential == Bearer(token=TOKEN)
    assert set(request.also) == set(ALSO)


@pytest.mark.parametrize("target", [each.NAME for each in all_targets() if not each.SEVERAL])
def test_elsewhere_they_stand_where_they_are_sent(target):
    written = export_collection(shop(), target)
    text = "".join(written.files.values())
    assert "X-Key" in text
    assert "app" in text
    if target_named(target).VARIABLES:
        assert written.lost == ()


def test_one_that_no_row_can_say_is_told():
    written = export_collection(shop(also=(Basic(user="me", password=KEY),)), "postman")
    assert any("Basic" in loss.what for loss in written.lost)
    assert "Authorization" in "".join(written.files.values())


def test_what_is_switched_off_is_left_out():
    written = export_collection(shop(options=Options(send_credential=False)), "openapi")
    assert json.loads(written.files[""])["paths"]["/list"]["get"]["security"] == []


def test_two_for_authorization_are_told_on_the_way_in():
    description = """
openapi: 3.1.0
info: {title: T, version: "1"}
servers: [{url: "https://api.example.com"}]
paths: {/a: {get: {security: [{one: [], two: []}], responses: {}}}}
components:
  securitySchemes:
    one: {type: http, scheme: basic}
    two: {type: http, scheme: bearer}
"""
    reading = intake.read(description.encode(), "api.yaml")
    assert any("only one leaves" in loss.what for loss in reading.losses)
