"""Signed addresses say when they end."""

from datetime import UTC, datetime

import pytest

from inspector.diagnose.facts.clocks.address_ends import address_end

END = datetime(2023, 11, 14, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "query",
    [
        {"X-Amz-Date": "20231114T000000Z", "X-Amz-Expires": "3600"},
        {"X-Goog-Date": "20231114T000000Z", "X-Goog-Expires": "3600"},
        {"sig": "x", "se": "2023-11-14T01:00:00Z"},
        {"Expires": "1699923600", "Signature": "x"},
    ],
)
def test_end(query):
    assert address_end(query) == END


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"Expires": "1699923600"},
        {"sig": "x", "se": "never"},
        {"X-Amz-Date": "bad", "X-Amz-Expires": "3600"},
        {"X-Amz-Date": "20231114T000000Z", "X-Amz-Expires": "9" * 30},
    ],
)
def test_no_end(query):
    assert address_end(query) is None
