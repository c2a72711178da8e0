"""GraphQL gives the fields that a caller may see, and says of each other one that it may not."""

import json

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://a.test/graphql
> Authorization: Bearer dk-55c1a0e97b20
> Content-Type: application/json
>> {{"query": "{{ sacks {{ id }} ledger }}"}}
< 200 OK
< Content-Type: application/json
<< {reply}"""
SOME, NONE = {"sacks": [{"id": 1}], "ledger": None}, {"sacks": None, "ledger": None}


@pytest.mark.parametrize(
    ("words", "data", "slug"),
    [
        ("Not Authorised!", SOME, "forbidden"),
        ("Not Authorised!", NONE, "token-not-accepted"),
        ("Not Authorised!", None, "token-not-accepted"),
        ("The token has expired", SOME, "token-expired"),
    ],
)
def test_who_is_given_the_other_fields_is_known(attempt, words, data, slug):
    reply = {"errors": [{"message": words, "path": ["ledger"]}], "data": data}
    found = diagnose(attempt(CALL.format(reply=json.dumps(reply)))).findings
    assert found[0].slug == slug
