from datetime import UTC, datetime

import pytest

from inspector.protocol.cookie.cookie_dates import cookie_date

MOMENT = datetime(2015, 10, 21, 7, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "Wed, 21-Oct-15 07:28:00 GMT",
        "Wed Oct 21 07:28:00 2015",
        "21 october 2015 7:28:00",
        "Oct/21/2015 07:28:00 whatever",
    ],
)
def test_freely_written(text):
    assert cookie_date(text) == MOMENT


@pytest.mark.parametrize(("year", "full"), [("70", 1970), ("99", 1999), ("69", 2069), ("00", 2000)])
def test_years_of_two_digits(year, full):
    assert cookie_date(f"01 Jan {year} 00:00:00").year == full


@pytest.mark.parametrize(
    "text", ["", "0", "tomorrow", "32 Oct 2015 07:28:00", "21 Oct 1500 07:28:00", "21 Oct 2015"]
)
def test_no_date(text):
    assert cookie_date(text) is None
