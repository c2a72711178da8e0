"""The same call with another value in its body, which the reply names, is not the same call."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

CALL = """
> POST https://models.test/v1/chat
> Authorization: Bearer sk-small-90f3b2
> Content-Type: application/json
>> {{"model": "{model}"}}
< {status}
< Content-Type: application/json
<< {{"error": {{"message": "{words}"}}}}
"""


@pytest.mark.parametrize(
    ("model", "words", "worked"),
    [
        ("large", "The model large is not open here", False),
        ("small", "The model small is not open here", True),
    ],
)
def test_a_value_that_the_reply_names(model, words, worked):
    before = CALL.format(model="small", status="200 OK", words="").replace('{"error"', '{"text"')
    refused = CALL.format(model=model, status="403 Forbidden", words=words)
    found = diagnose(attempt_of(f"{before}\n---\n{refused}")).findings
    assert ("worked-before" in [one.slug for one in found]) is worked


@pytest.mark.parametrize(("fields", "worked"), [("id,secret", False), ("id,title", True)])
def test_a_value_of_the_address_that_the_reply_names(fields, worked):
    held = "> Authorization: Bearer k-5d81e7f20b49c3a6"
    words = '{"message": "Field secret is not for you"}'
    before = f"> GET https://desk.test/items?fields=id\n{held}\n< 200 OK"
    refused = (
        f"> GET https://desk.test/items?fields={fields}\n{held}\n< 403 Forbidden\n"
        f"< Content-Type: application/json\n<< {words}"
    )
    found = diagnose(attempt_of(f"{before}\n---\n{refused}")).findings
    assert ("worked-before" in [one.slug for one in found]) is worked
