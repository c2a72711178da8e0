"""A field called `token` that was left empty is one of the thing, where a header said who calls."""

import json

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SAVED = """
> POST https://a.test/v1/{path}
> {head}
> Content-Type: application/json
>> {sent}
< 422 Unprocessable Entity
< Content-Type: application/json
<< {told}
"""
BEARER, COOKIE = "Authorization: Bearer 0123456789abcdef", "Cookie: session=0123456789abcdef"
EMPTY = {"name": "plotter", "token": ""}


def told(**errors):
    first = next(iter(errors.values()))
    return {"message": first, "errors": {name: [words] for name, words in errors.items()}}


REQUIRED = told(token="The token field is required.")


@pytest.mark.parametrize(
    ("path", "head", "sent", "reply", "refused"),
    [
        ("devices", BEARER, EMPTY, REQUIRED, False),
        ("devices", "X-Api-Key: 0123456789abcdef", EMPTY, REQUIRED, False),
        ("devices", BEARER, {"name": "plotter"}, REQUIRED, True),  # it may be read there
        ("devices", BEARER, {"token": "0f1c2a77"}, REQUIRED, True),
        ("devices", BEARER, EMPTY, told(token="Unauthenticated: token expired"), True),
        ("devices", COOKIE, EMPTY, REQUIRED, True),
        ("login", "Accept: */*", EMPTY | {"password": "x"}, REQUIRED, True),
        ("devices", BEARER, {"csrf_token": ""}, told(csrf_token="The csrf_token is required."), True),
    ],
)  # fmt: skip
def test_a_field_that_was_left_empty(path, head, sent, reply, refused):
    given = {"sent": json.dumps(sent), "told": json.dumps(reply)}
    text = SAVED.format(path=path, head=head, **given)
    assert bool(diagnose(attempt_of(text)).findings) is refused
