"""A header of the application's own that all accepted calls of a session carry, and one lacks."""

import pytest

from inspector.diagnose.diagnosing import diagnose

NO = "401 Unauthorized"
WITH = "\n> Hive-Device: d-71"


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


def _own(status, extra="", path="/api/bees"):
    return (
        f"> GET https://hives.example{path}\n> Cookie: sessionid=7c1f0a93e2b84d56{extra}\n"
        f"< {status}\n< Date: Tue, 14 Nov 2023 22:15:00 GMT"
    )


def test_a_header_that_all_accepted_ones_carry(attempt):
    parts = (_own("200 OK", WITH), _own(NO), _own("200 OK", WITH, path="/api/wax"))
    found = diagnose(attempt("\n---\n".join(parts))).findings[0]
    assert found.slug == "second-part-missing"
    assert "hive-device" in found.title.lower()


@pytest.mark.parametrize(
    "parts",
    [
        (_own("200 OK", WITH), _own(NO), _own("200 OK")),  # one does without
        (_own("200 OK", "\n> Request-Id: a1"), _own(NO), _own("200 OK", "\n> Request-Id: b2")),
        (_own("200 OK", "\n> Accept-Language: de"), _own(NO), _own("200 OK", "\n> Accept-Language: de")),
    ],
)  # fmt: skip
def test_headers_that_let_nobody_in(attempt, parts):
    assert "second-part-missing" not in _slugs(attempt, *parts)


JSON = "< Content-Type: application/json\n"
APPLICATION = "> X-Parse-Application-Id: hive\n"


def _by_key(status, more=""):
    key = "> X-Parse-REST-API-Key: k-8f2c41d09a7be35560\n"
    told = "[]" if status == "200 OK" else '{"error": "unauthorized"}'
    return f"> GET https://hives.example/bees\n{key}{more}< {status}\n{JSON}<< {told}"


@pytest.mark.parametrize("status", [NO, "403 Forbidden"])
def test_which_application_calls_is_looked_at_as_the_key_is(attempt, status):
    found = diagnose(attempt(f"{_by_key('200 OK', APPLICATION)}\n---\n{_by_key(status)}")).findings
    assert [one.slug for one in found] == ["second-part-missing"]
    assert found[0].certainty == "very-likely"


@pytest.mark.parametrize("more", ["> X-Request-Id: hive\n", "> X-Colour: hive\n"])
def test_what_names_no_application_leaves_a_key_that_was_taken_back(attempt, more):
    assert _slugs(attempt, _by_key("200 OK", more), _by_key(NO))[0] == "worked-before"
