"""A reply that names wrong fields is no check against forgery, whatever the tokens look like."""

import pytest

from inspector.diagnose import diagnose

SENT = """
> POST https://shop.test/api/orders
> X-Requested-With: XMLHttpRequest
> {header}: 7Kp2mQ9xLw4Rt8Vb3Nz6
> Cookie: shop_session=a81f0c77e2b94d5560ab; {cookie}
> Content-Type: application/json
>> {{"items": [{{"sku": "A-1"}}]}}
< {status}
< Content-Type: application/json
<< {body}
"""
OF_FIELDS = '{"message": "Invalid.", "errors": {"items.0.count": ["The count field is required."]}}'
OTHER = "csrftoken=1Zc5sD0yHg8Jf3Ue6Xo9"


def _found(attempt, *, header="X-CSRFToken", cookie=OTHER, status="403 Forbidden", body=""):
    text = SENT.format(header=header, cookie=cookie, status=status, body=body)
    found = diagnose(attempt(text)).findings
    return {one.slug: one.certainty for one in found if one.cause == "csrf-failure"}


@pytest.mark.parametrize("status", ["422 Unprocessable Content", "400 Bad Request"])
def test_a_field_is_missing(attempt, status):
    assert _found(attempt, status=status, body=OF_FIELDS) == {}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("422 Unprocessable Content", ""),
        ("403 Forbidden", '{"message": "Forbidden"}'),
        ("400 Bad Request", '{"errors": {"csrf_token": ["The CSRF token is invalid."]}}'),
    ],
)
def test_where_no_field_of_the_form_is_named(attempt, status, body):
    found = _found(attempt, status=status, body=body)
    assert found["csrf-token-mismatch"] in {"very-likely", "certain"}


@pytest.mark.parametrize("status", ["400 Bad Request", "409 Conflict", "422 No"])
def test_words_of_something_else(attempt, status):
    """The tokens differ, and what was asked for can't be done."""
    assert _found(attempt, status=status, body='{"message": "Only two of A-1 are in stock"}') == {}


@pytest.mark.parametrize(
    ("header", "cookie", "told"),
    [
        ("X-XSRF-TOKEN", "XSRF-TOKEN=1Zc5sD0yHg8Jf3Ue6Xo9", "very-likely"),
        ("X-CSRF-TOKEN", "XSRF-TOKEN=1Zc5sD0yHg8Jf3Ue6Xo9", "possible"),  # no pair
    ],
)
def test_a_cookie_that_belongs_to_another_header(attempt, header, cookie, told):
    found = _found(attempt, header=header, cookie=cookie)
    assert found["csrf-token-mismatch"] == told


@pytest.mark.parametrize(("body", "found"), [("{}", True), (OF_FIELDS, False)])
def test_a_token_that_was_not_sent_beside_a_wrong_field(attempt, body, found):
    """The cookie of a token is there, no header repeats it, and a field is named."""
    sent = SENT.replace("> {header}: 7Kp2mQ9xLw4Rt8Vb3Nz6\n", "")
    refused = attempt(sent.format(cookie=OTHER, status="403 Forbidden", body=body))
    slugs = {one.slug for one in diagnose(refused).findings}
    assert ("csrf-token-missing" in slugs) is found
