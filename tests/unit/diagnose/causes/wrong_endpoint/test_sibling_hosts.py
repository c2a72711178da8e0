"""A credential of one environment at the host of another, each beside what must stay as it was."""

import base64

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge


def _slugs(attempt, text):
    return [one.slug for one in judge(Trace(attempt(text))).findings]


def _basic(user, password):
    return base64.b64encode(f"{user}:{password}".encode()).decode()


MADE = "shelfapp-SBX-7d1f20c4e-93ab51"
BASIC = "\n> GET https://{host}/v1/items\n> Authorization: Basic {login}\n< 401 Unauthorized\n"


@pytest.mark.parametrize(
    ("host", "user", "names"),
    [
        ("live.acme.test", MADE, True),
        ("api.ebay.com", MADE, True),  # its hosts say by the tables which is which
        ("sandbox.acme.test", MADE, False),
        ("api.sandbox.ebay.com", MADE, False),
        ("live.acme.test", "shelfapp-7d1f20c4e-93ab51", False),
        ("live.acme.test", "ann.sandbox.tester", False),  # a person's name
        ("live.acme.test", "sandbox.7d1f20c4@acme.test", False),
    ],
)
def test_a_mark_in_the_user_of_basic(attempt, host, user, names):
    text = BASIC.format(host=host, login=_basic(user, "q8Zr2Lm9Vx4Tn6Bk"))
    assert (_slugs(attempt, text)[0] == "environment-mismatch") is names


TWO = """
> POST https://sandbox.acme.example{first}
> Content-Type: application/json
>> {{"client_id": "61aa02bb93", "secret": "{one}", "count": 2}}
< 200 OK
< Content-Type: application/json
<< {{"items": [{{"id": 1}}]}}
---
> POST https://{host}/items/get
> Content-Type: application/json
>> {{"client_id": "61aa02bb93", "secret": "{other}", "count": 2}}
< 400 Bad Request
< Content-Type: application/json
<< {{"error_code": "INVALID_API_KEYS", "error_message": "invalid client_id or secret provided"}}
"""
SECRET, ANOTHER = "4f5a9c0e7b1d2836aa90c1", "9b0c7d6e5f4a3b2c1d0e8f"


@pytest.mark.parametrize(
    ("first", "host", "other", "slug"),
    [
        ("/items/get", "production.acme.example", SECRET, "other-host-knows-credential"),
        ("/items/get", "production.acme.example", ANOTHER, "key-refused"),
        ("/items/get", "api.somebody.example.org", SECRET, "key-refused"),  # nobody's sibling
        ("/other", "production.acme.example", SECRET, "key-refused"),  # another call
    ],
)
def test_the_same_secret_in_the_body_at_a_sibling(attempt, first, host, other, slug):
    text = TWO.format(first=first, host=host, one=SECRET, other=other)
    assert _slugs(attempt, text)[0] == slug


SIBLINGS = """
> GET https://{one}/v1/me
> Authorization: Bearer key_8f7e6d5c4b3a2910
< 200 OK
< Content-Type: application/json
<< {{"id": 1}}
---
> GET https://{other}/v1/items
> Authorization: Bearer key_8f7e6d5c4b3a2910
< 401 Unauthorized
< Content-Type: application/json
<< {{"error": "invalid api key"}}
"""


@pytest.mark.parametrize(
    ("one", "other", "slug"),
    [
        ("api-eu.acme.example", "api.acme.example", "other-host-knows-credential"),
        ("test.acme.example", "live.acme.example", "other-host-knows-credential"),
        ("billing.acme.example", "api.acme.example", "key-refused"),  # another service
    ],
)
def test_a_sibling_for_another_region_or_environment(attempt, one, other, slug):
    assert _slugs(attempt, SIBLINGS.format(one=one, other=other))[0] == slug


def test_a_success_that_calls_the_key_wrong_counts_as_its_refusal(attempt):
    call = "> GET https://api-{place}.power.test/devices\n> accessKey: O6egmTfnJyrUJoiR8Z0PmrxbKzQ7tQsv\n"
    kind = "< 200 OK\n< Content-Type: application/json\n"
    wrong = (
        f'{call.format(place="e")}{kind}<< {{"code": "8513", "message": "accessKey is invalid"}}'
    )
    right = f'{call.format(place="a")}{kind}<< {{"code": "0", "message": "Success", "data": []}}'
    found = diagnose(attempt(f"{wrong}\n---\n{right}")).findings[0]
    assert found.slug == "other-host-knows-credential"
