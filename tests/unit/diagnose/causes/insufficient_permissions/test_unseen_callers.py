"""A caller that is known without anything in the request: by its certificate or its address."""

import pytest

from inspector.diagnose import diagnose

WRITE = '> POST https://things.test:8443/topics/{name}/telemetry\n>> {{"p": 3}}\n< {got}'
GIVEN = WRITE.format(name="pump-17", got='200 OK\n<< {"message": "OK"}')
REFUSED = WRITE.format(name="pump-18", got='403 Forbidden\n<< {"message": null}')


def _first(attempt, *entries):
    found = diagnose(attempt("\n---\n".join(entries))).findings
    return found[0].slug if found else ""


@pytest.mark.parametrize("entries", [(GIVEN, REFUSED, GIVEN), (GIVEN, REFUSED), (REFUSED, GIVEN)])
def test_the_like_of_another_thing_was_taken(attempt, entries):
    assert _first(attempt, *entries) == "right-missing"


@pytest.mark.parametrize(
    ("what", "given", "refused"),
    [
        ("only read", GIVEN.replace("POST", "GET"), REFUSED.replace("POST", "GET")),
        ("another kind of thing", GIVEN.replace("telemetry", "alarms"), REFUSED),
        ("a login is asked for", GIVEN, REFUSED.replace("403 Forbidden", "401 Unauthorized")),
        ("with a credential", GIVEN.replace("\n>>", "\n> X-Api-Key: k3y-0123456789abcdef\n>>"), REFUSED),
        ("nobody is logged in", GIVEN, REFUSED.replace("null", '"Please log in first"')),
    ],
)  # fmt: skip
def test_nothing_shows_that_the_caller_is_known(attempt, what, given, refused):
    assert _first(attempt, given, refused) != "right-missing", what
