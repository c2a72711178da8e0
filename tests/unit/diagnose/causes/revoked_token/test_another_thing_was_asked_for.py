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
