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
