"""The same password beside another name: a slip where the names are alike, a key where not."""

import base64

import pytest

from inspector.diagnose import diagnose
from inspector.protocol.keys.written_names import is_like_name

ASKED = """> GET https://api.acme.test/me
> Authorization: Basic {login}
< {reply}"""


def basic(user, reply):
    login = base64.b64encode(f"{user}:q8Zk2LwPx7VbN4tR".encode()).decode()
    return ASKED.format(login=login, reply=reply)


@pytest.mark.parametrize(
    ("good", "mine", "slug"),
    [
        ("ada", "Ada", "wrong-password"),
        ("adeline", "adelime", "wrong-password"),
        ("ada@acme.test", "ada", "wrong-password"),
        ("token", "ada", "key-sent-in-another-way"),
    ],
)
def test_names_that_are_alike_are_of_one_person(attempt, good, mine, slug):
    refused = basic(mine, "401 Unauthorized")
    found = diagnose(attempt(f"{basic(good, '200 OK')}\n---\n{refused}")).findings
    assert found[0].slug == slug


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ada", "ADA", True),
        ("ACME\\ada", "ada", True),
        ("ada", "ada", False),
        ("ada", "", False),
        ("@", "ada", False),
        ("api", "bob", False),
    ],
)
def test_ways_to_write_a_name(one, other, alike):
    assert is_like_name(one, other) == alike
