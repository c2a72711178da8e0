"""APIs that show a role only what it may use, and call everything else not found."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SLUG = "thing-kept-from-role"
KEY = "> Authorization: Bearer 8c1d0f7a52c44e1d9a3b0c8d"
ASKS = '>> {"query": "{ invoices { id } }"}'
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"data": {"invoices": [{"id": 7}]}}'
NONE = (
    "< 200 OK\n< Content-Type: application/json\n"
    """<< {"errors": [{"message": "Cannot query field 'invoices' on type 'Query'."}]}"""
)
ROLE = "> X-Role: manager"


def _call(*lines, path="/graphql"):
    head = f"> POST https://data.acme.test{path}\n> Content-Type: application/json"
    return "\n".join([head, *lines])


def _slugs(*parts):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


def test_a_role_is_given_what_the_same_token_is_not():
    parts = (_call(KEY, ASKS, NONE), _call(KEY, ROLE, ASKS, GIVEN), _call(KEY, ASKS, NONE))
    found = diagnose(attempt_of("\n---\n".join(parts))).findings[0]
    assert (found.slug, found.cause) == (SLUG, "insufficient-permissions")


def test_the_token_is_the_same_and_was_not_taken_back():
    found = _slugs(_call(KEY, ROLE, ASKS, GIVEN), _call(KEY, ASKS, NONE))
    assert (found[0], "worked-before" in found) == (SLUG, False)


OTHER = KEY.replace("8c1d", "77aa")


def test_another_key_is_given_it():
    assert _slugs(_call(OTHER, ASKS, GIVEN), _call(KEY, ASKS, NONE))[0] == SLUG


def test_a_key_of_another_environment_sees_other_things():
    words = (
        "No such field 'invoices'; a similar one exists in live mode, but a test mode key was used"
    )
    refused = NONE.replace("Cannot query field 'invoices' on type 'Query'.", words)
    assert SLUG not in _slugs(_call(OTHER, ASKS, GIVEN), _call(KEY, ASKS, refused))


@pytest.mark.parametrize(
    "parts",
    [
        # the same caller was given it: the thing went away
        (_call(KEY, ROLE, ASKS, GIVEN), _call(KEY, ASKS, GIVEN), _call(KEY, ASKS, NONE)),
        # another question
        (_call(KEY, ROLE, ASKS.replace("invoices", "orders"), GIVEN), _call(KEY, ASKS, NONE)),
        # at another place
        (_call(KEY, ROLE, ASKS, GIVEN, path="/v2/graphql"), _call(KEY, ASKS, NONE)),
        # what differs says nothing of the caller
        (_call(KEY, "> X-Request-Start: 1", ASKS, GIVEN), _call(KEY, ASKS, NONE)),
        # nobody was given it
        (_call(KEY, ROLE, ASKS, NONE), _call(KEY, ASKS, NONE)),
        # the error is of something else
        (
            _call(KEY, ROLE, ASKS, GIVEN),
            _call(KEY, ASKS, NONE.replace("Cannot query field", "Timed out at field")),
        ),
    ],
)
def test_what_shows_no_right(parts):
    assert SLUG not in _slugs(*parts)
