"""The fields that a validation found wrong, in the shapes in which frameworks list them."""

import json

import pytest

from inspector.reading.body import Content
from inspector.reading.errors.field_errors import fields_at_fault


def _of(body):
    return fields_at_fault(Content(json.dumps(body).encode(), "application/json"))


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"message": "no", "errors": {"lines.0.price": ["is required."]}}, ("lines.0.price",)),
        ({"errors": {"email": "is not an address"}}, ("email",)),
        ({"errors": {"title": ["is too short"]}}, ("title",)),
        ({"price": ["This field is required."]}, ("price",)),
        ({"detail": [{"loc": ["body", "price"], "msg": "field required"}]}, ("price",)),
        ({"errors": [{"field": "price", "defaultMessage": "must be set"}]}, ("price",)),
        ({"violations": [{"propertyPath": "price", "message": "blank"}]}, ("price",)),
        ({"errors": [{"source": {"pointer": "/data/attributes/price"}}]}, ("price",)),
        ({"issues": [{"path": ["price"], "message": "Required"}]}, ("price",)),
    ],
)
def test_shapes_of_frameworks(body, fields):
    assert _of(body) == fields


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": 403, "message": "You may not do this"}},
        {"error": {"info": "Session is not known here"}},
        {"errors": {"_token": ["The token is wrong."]}},
        {"errors": {"csrf_token": ["The CSRF token is missing."]}},
        {"detail": [{"loc": ["header", "X-Caller"], "msg": "field required"}]},
        {"errors": [{"message": "Forbidden", "path": ""}]},
        {"errors": ["Forbidden"]},
        {"detail": "CSRF Failed"},
        ["price"],
    ],
)
def test_what_complains_of_no_field(body):
    assert _of(body) == ()
