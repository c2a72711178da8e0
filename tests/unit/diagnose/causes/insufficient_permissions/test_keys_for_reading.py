"""A key that reads here and is refused for a write, in words of what the key may do."""

import pytest

from inspector.diagnose.diagnosing import diagnose

KEY = "X-Shop-Key: 9d4c1e7f0a2b8365"
READ = f"""> POST https://fern-read.shop.example/1/plants/query
> {KEY}
>> {{"text": "ivy"}}
< 200 OK
<< {{"hits": []}}"""
WRITE = f"""> POST https://{{host}}/1/plants/batch
> {KEY}
>> {{{{"name": "ivy"}}}}
< 403 Forbidden
< Content-Type: application/json
<< {{{{"message": "{{words}}"}}}}"""


@pytest.mark.parametrize("host", ["fern-read.shop.example", "fern.shop.example"])
@pytest.mark.parametrize(
    "words",
    ["Method not allowed with this API key", "Operation not permitted using your token"],
)
def test_what_the_key_may_not_do(attempt, host, words):
    found = diagnose(attempt(f"{READ}\n---\n{WRITE.format(host=host, words=words)}")).findings
    assert found[0].cause.value == "insufficient-permissions"


def test_a_host_that_does_not_know_the_key(attempt):
    text = WRITE.format(host="fern.shop.example", words="Unknown application key")
    found = diagnose(attempt(f"{READ}\n---\n{text}")).findings
    assert found[0].cause.value != "insufficient-permissions"
