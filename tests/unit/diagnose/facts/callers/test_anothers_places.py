"""What lies under the caller's own name, and under somebody else's."""

import pytest

from inspector.diagnose import diagnose

TEXT = """> GET https://a.test/v1/accounts/{own}
> Authorization: Basic YWxpY2U6d2hlZWw=
< 200 OK
<< {{}}
---
> PUT https://a.test/v1/accounts/{other}
> Authorization: Basic YWxpY2U6d2hlZWw=
> Content-Type: application/json
>> {{"data": {{"password": "new-word"}}}}
< 400 Bad Request
< Content-Type: application/json
<< {{"message": "User name and password do not match."}}"""


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ("alice", "bob", True),
        ("alice", "alice", False),
        ("carol", "bob", False),
        ("alice", "bob/keys", False),
    ],
)
def test_whose_place_it_is(attempt, own, other, told):
    found = diagnose(attempt(TEXT.format(own=own, other=other))).findings
    assert (found[0].slug == "works-elsewhere") is told
