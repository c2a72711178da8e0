"""What only proxies add to a request, and a program that does not trust this one."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "> Authorization: Bearer q7RkZ2mW9xT4vB8nL5cJ3hG6\n"
STATES = f"> GET http://192.168.5.2:8123/states\n{TOKEN}"
TOLD = "> X-Forwarded-For: 203.0.113.140\n> X-Forwarded-Proto: https\n"
GIVEN = f"{STATES}< 200 OK\n<< []"
BAD = f"{STATES}{TOLD}< 400 Bad Request\n< Content-Type: text/plain\n<< 400: Bad Request"
START = BAD.replace("/states", "/")


def _slugs(attempt, *entries):
    return [one.slug for one in diagnose(attempt("\n---\n".join(entries))).findings]


@pytest.mark.parametrize(
    "entries",
    [(GIVEN, BAD), (BAD, GIVEN), (GIVEN, BAD, START), (GIVEN, BAD.replace("> X-", "> Via: 1\n> X-"))],
    ids=["before", "after", "another place beside", "more of them"],
)  # fmt: skip
def test_a_proxy_that_is_not_trusted(attempt, entries):
    assert _slugs(attempt, *entries)[0] == "proxy-not-trusted"


def test_403_may_be_meant_for_the_caller_behind_the_proxy(attempt):
    refused = BAD.replace("400 Bad Request", "403 Forbidden").replace("400: Bad Request", "")
    assert {"proxy-not-trusted", "ip-not-allowed"} <= set(_slugs(attempt, GIVEN, refused))


@pytest.mark.parametrize(
    ("what", "entries"),
    [
        ("let in with them, too", (GIVEN.replace("< 200", f"{TOLD}< 200"), BAD)),
        ("another thing was asked for", (GIVEN.replace("states", "config"), BAD)),
        ("another caller", (GIVEN.replace("q7Rk", "q7Rl"), BAD)),
        ("a reason is told", (GIVEN, BAD.replace("<< 400: Bad Request", "<< token expired"))),
        ("none was added", (GIVEN, BAD.replace(TOLD, ""))),
    ],
)
def test_where_the_headers_explain_nothing(attempt, what, entries):
    assert "proxy-not-trusted" not in _slugs(attempt, *entries), what
