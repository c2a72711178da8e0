"""Tokens that somebody else takes away by their id: they end, and the caller's own does not."""

import pytest

from inspector.story.ends.deletions import Deletions

TOKEN, ADMIN = "u3Qx9Lr7Zk1Vb5Nd", "Authorization: Bearer adm-7c41e0b2f95d"
LISTED_ONE = f'[{{"id": "b41c88e0", "token": "{TOKEN}"}}]'
LISTED_SHORT = f'[{{"id": 31, "token": "{TOKEN}"}}]'
LISTED = """
> GET https://grow.example/people/9/tokens
> {admin}
< 200 OK
< Content-Type: application/json
<< {body}
"""
TAKEN = """
> {line}
> {admin}{body}
< 204 No Content
"""


def _ends(story, listed, line, body=""):
    sent = f"\n> Content-Type: application/json\n>> {body}" if body else ""
    told = story(
        LISTED.format(admin=ADMIN, body=listed)
        + "---"
        + TAKEN.format(admin=ADMIN, line=line, body=sent)
    )
    return {life.value: life.end.kind for life in told.lives if life.end is not None}


@pytest.mark.parametrize(
    ("listed", "line", "body"),
    [
        ('{"tokens": [{"id": "b41c88e0", "token": "%s"}]}', "DELETE {0}/people/9/tokens/b41c88e0", ""),
        ('[{"id": 31, "name": "ci", "token": "%s"}]', "DELETE {0}/people/9/tokens/31", ""),
        ('{"auth": {"accessor": "Qm5vH2", "client_token": "%s"}}', "POST {0}/auth/revoke-accessor", '{"accessor": "Qm5vH2"}'),
        ('{"data": {"id": "tok-889", "attributes": {"token": "%s"}}}', "POST {0}/tokens/tok-889/revoke", ""),
    ],
)  # fmt: skip
def test_deleted_by_its_id(story, listed, line, body):
    found = _ends(story, listed % TOKEN, line.format("https://grow.example"), body)
    assert found == {TOKEN: "revoked"}


@pytest.mark.parametrize(
    "line",
    [
        "DELETE https://grow.example/people/9/tokens/b41c88e1",
        "GET https://grow.example/people/9/tokens/b41c88e0",
        "PUT https://grow.example/people/9/tokens/b41c88e0",
        "DELETE https://other.example/people/9/tokens/b41c88e0",
    ],
)
def test_another_one_or_no_deletion(story, line):
    assert TOKEN not in _ends(story, LISTED_ONE, line)


def test_a_short_id_counts_below_the_address_of_its_list_only(story):
    line = "DELETE https://grow.example/beds/31"
    assert _ends(story, LISTED_SHORT, line) == {}


def test_nothing_is_taken_before_it_was_told_of(story):
    told = story(TAKEN.format(admin=ADMIN, line="DELETE https://grow.example/tokens/31", body=""))
    deletions = Deletions()
    assert not deletions.read(told.entries[0])
    assert deletions.took(TOKEN, None) is None
