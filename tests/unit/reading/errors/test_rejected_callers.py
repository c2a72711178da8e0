"""Remote calls that worked, and say that somebody is not let in."""

import pytest

from inspector.reading.errors.rejected_callers import calls_it_rejected


@pytest.mark.parametrize(
    ("body", "rejected"),
    [
        ({"jsonrpc": "2.0", "result": {"authentication": "REJECT"}}, True),
        ({"jsonrpc": "2.0", "result": {"authentication": "ACCEPT"}}, False),
        ({"jsonrpc": "2.0", "result": {"authentication": False}}, False),
        ({"jsonrpc": "2.0", "result": "REJECT"}, False),
        ({"result": {"authentication": "REJECT"}}, False),
    ],
)
def test_whom_the_result_rejects(body, rejected):
    assert calls_it_rejected(body) == rejected
