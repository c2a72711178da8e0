"""A firewall that answers in place of the program says so in a header, even with a success."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.message import Header
from inspector.reading.pages.filter_headers import is_held_by_a_filter

FARES = "> GET https://api.test/fares?page={page}\n< {reply}"
GIVEN = FARES.format(page=1, reply='200 OK\n< Content-Type: application/json\n<< {"page": 1}')


@pytest.mark.parametrize(
    ("line", "held"),
    [
        (("x-amzn-waf-action", "challenge"), True),
        (("cf-mitigated", "challenge"), True),
        (("x-amzn-waf-action", "count"), False),
        (("x-amzn-requestid", "challenge"), False),
    ],
)
def test_the_header_and_what_it_says(line, held):
    assert is_held_by_a_filter((Header(*line),)) is held


@pytest.mark.parametrize(
    ("line", "first"),
    [("x-amzn-waf-action: challenge", ["firewall-blocked"]), ("x-queue: held", [])],
)
def test_a_task_for_browsers_is_no_success(attempt, line, first):
    held = FARES.format(page=2, reply=f"202 Accepted\n< {line}\n< Content-Type: text/html")
    found = diagnose(attempt(f"{GIVEN}\n---\n{held}")).findings
    assert [one.slug for one in found[:1]] == first
