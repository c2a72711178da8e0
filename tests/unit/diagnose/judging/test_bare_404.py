"""A 404 without a word: the address first, whatever was sent."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.judging.look_alikes import look_alikes


@pytest.mark.parametrize(
    "sent",
    ["Authorization: Bearer abcdefgh12345678", "X-Api-Key: k-3f9Kd02LmQzXw", "Accept: text/html"],
)
@pytest.mark.parametrize(("status", "is_address"), [("404 Not Found", True), ("401 No", False)])
def test_the_address_comes_first(attempt, sent, status, is_address):
    made = attempt(f"> GET https://api.acme.test/users/zed\n> {sent}\n< {status}")
    first = next(look_alikes(Trace(made).case(0)))
    assert (first.slug == "path-unknown") == is_address
