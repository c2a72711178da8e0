"""A code that is no more than the name of what a program threw says little of a right."""

import pytest

from inspector.diagnose.causes.insufficient_permissions import permission_messages
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.weights import CLEAR


@pytest.mark.parametrize(
    ("name", "value", "surely"),
    [("exc_type", "PermissionError", False), ("code", "insufficient_permissions", True)],
)
def test_the_name_of_what_was_thrown_says_little(attempt, name, value, surely):
    text = (
        "> GET https://a.test/x\n> Authorization: Bearer 5c0a9e1f7d3b4286\n< 403 Forbidden\n"
        f'< Content-Type: application/json\n<< {{"{name}": "{value}"}}'
    )
    found = Trace(attempt(text)).case(0)
    weights = [one.weight for one in permission_messages.right_missing(found)]
    assert (max(weights) > CLEAR) is surely
