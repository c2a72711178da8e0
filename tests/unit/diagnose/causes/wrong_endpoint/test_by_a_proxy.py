"""What a host takes and a proxy's name refuses may have been lost on the way: nothing is certain."""

import pytest

from inspector.diagnose import diagnose

PAIR = """> GET https://origin-7.lb.test/v1/boats
> Authorization: Bearer 8f14e45fceea167a5a36dedd4bea2543
< 200 OK
< Content-Type: application/json
<< [{"id": "b1"}]
---
> GET https://api.boats.test/v1/boats
> Authorization: Bearer 8f14e45fceea167a5a36dedd4bea2543
< 401 Unauthorized
< Content-Type: application/json
"""


@pytest.mark.parametrize(
    ("via", "word"), [("< Via: 1.1 edge.boats.test\n", "possible"), ("", "certain")]
)
def test_a_credential_that_another_host_takes(attempt, via, word):
    found = {one.slug: one.certainty for one in diagnose(attempt(PAIR + via)).findings}
    assert found["other-host-knows-credential"].value == word
