"""First tries give way to later ones."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.story.consequences import superseded

BASIC = "> Authorization: Basic YTpi\n"


@pytest.mark.parametrize("swapped", [False, True])
def test_the_try_with_a_credential_counts(attempt, swapped):
    parts = ["> GET https://a.test/\n< 401 No", f"> GET https://a.test/\n{BASIC}< 401 No"]
    trace = Trace(attempt("\n---\n".join(reversed(parts) if swapped else parts)))
    assert superseded(trace.story, [0, 1]) == {1 if swapped else 0}
