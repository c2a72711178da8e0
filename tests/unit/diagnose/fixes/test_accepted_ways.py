"""What another request shows of the way in which a secret is read is offered as it is."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

KEY = "k-8f2c41d09a7be35560"
AT = "> GET https://api.test/v1/orders\n"
GIVEN = '\n< 200 OK\n< Content-Type: application/json\n<< {"orders": []}'
REFUSED = "\n< 401 Unauthorized"


def first_ways(good, bad):
    """Return the changes of the fix that sends it as another request did, () without it."""
    found = diagnose(attempt_of(f"{AT}> {good}{GIVEN}\n---\n{AT}> {bad}{REFUSED}")).findings
    fixes = [fix for one in found[:1] for fix in one.fixes if fix.id == "as-accepted"]
    return [(str(one.field), one.after) for fix in fixes for one in fix.changes]


@pytest.mark.parametrize(
    ("good", "bad", "changes"),
    [
        (
            f"Authorization: Bearer {KEY}",
            f"Authorization: Token {KEY}",
            [("credential.kind", "bearer"), ("credential.word", "Bearer")],
        ),
        (
            f"X-Orders-Key: {KEY}",
            f"Authorization: Bearer {KEY}",
            [
                ("credential.kind", "api-key"),
                ("credential.place", "header"),
                ("credential.name", "X-Orders-Key"),
            ],
        ),
        (
            f"Authorization: Bearer {KEY}",
            f"X-Api-Key: {KEY}",
            [("credential.kind", "bearer"), ("credential.word", "Bearer")],
        ),
    ],
)
def test_it_goes_as_it_was_accepted(good, bad, changes):
    assert first_ways(good, bad) == changes


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (f"X-Orders-Key: Key {KEY}", f"Authorization: Bearer {KEY}"),  # a word within a key
        ("X-Orders-Key: k-0123456789abcdef", f"X-Api-Key: {KEY}"),  # another secret
    ],
)
def test_nothing_is_offered_that_no_field_stands_for(good, bad):
    assert first_ways(good, bad) == []
