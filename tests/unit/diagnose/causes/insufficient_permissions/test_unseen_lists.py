"""Lists that are empty for a token and full for another credential of the same user."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.unseen_lists import unseen_list

SESSION, TOKEN = "Cookie: sid=PVE:ann@pam:66A1F2B0", "Authorization: ApiToken ann@pam!ci=61799890"
OTHERS = "Authorization: ApiToken bob@pam!ci=0badcafe"
FULL, EMPTY = '{"data": [{"id": 7}]}', '{"data": []}'


def _call(who, body, path="hosts", method="GET"):
    return f"> {method} https://lab.example/api/{path}\n> {who}\n< 200 OK\n< Content-Type: application/json\n<< {body}"


def _attempt(attempt, *parts):
    return attempt("\n---\n".join(parts))


def _bearer(**claims):
    coded = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.{coded}.c2ln"


NO_RIGHTS = _call(TOKEN, '{"data": {}}', "access/permissions")


@pytest.mark.parametrize(
    "parts",
    [
        (_call(SESSION, FULL), _call(TOKEN, EMPTY)),
        (_call(SESSION, FULL), _call(TOKEN, EMPTY, "hosts?type=vm"), NO_RIGHTS),
        (_call("Cookie: sid=81f09c", FULL), _call(TOKEN, EMPTY), NO_RIGHTS),
        (_call("Cookie: sid=81f09c", "[7]"), _call(TOKEN, "[]"), NO_RIGHTS),
        (
            _call(_bearer(sub="ann-7", a="admin"), FULL),
            _call(_bearer(sub="ann-7", a="none"), EMPTY),
        ),
    ],
)
def test_the_token_sees_nothing(attempt, parts):
    found = diagnose(_attempt(attempt, *parts))
    assert (found.entry, found.findings[0].slug) == (1, "token-sees-nothing")


def test_what_shows_it(attempt):
    parts = (_call(SESSION, FULL), _call(TOKEN, EMPTY), NO_RIGHTS)
    first = diagnose(_attempt(attempt, *parts)).findings[0]
    assert (first.slug, first.cause.value) == ("token-sees-nothing", "insufficient-permissions")
    assert [one.statement for one in first.evidence[:4]] == [
        "Entry 1 got entries with another credential",
        "Here the list is empty",
        "Both name the user ann@pam",
        "Entry 3 asked for its rights: there are none",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        # Of somebody else; searched for; another list; changed in between; seen by it as well.
        (_call(SESSION, FULL), _call(OTHERS, EMPTY)),
        (_call(SESSION, FULL), _call(TOKEN, EMPTY, "hosts?q=none")),
        (_call(SESSION, FULL, "rooms"), _call(TOKEN, EMPTY)),
        (_call(SESSION, FULL), _call(SESSION, "{}", "hosts/7", "DELETE"), _call(TOKEN, EMPTY)),
        (_call(SESSION, FULL), _call(TOKEN, EMPTY), _call(TOKEN, FULL)),
        # Its rights are listed.
        (_call("Cookie: sid=81f09c", FULL), _call(TOKEN, EMPTY), _call(TOKEN, '{"data": {"/": 1}}', "permissions")),
        (_call(TOKEN, EMPTY),),
    ],
)  # fmt: skip
def test_an_empty_list(attempt, parts):
    made = _attempt(attempt, *parts)
    assert not diagnose(made).findings
    trace = Trace(made)
    assert all(unseen_list(trace.case(index)) is None for index in range(len(trace)))
