"""Which cookies of a request carry a login."""

import pytest

from inspector.model.message import Header, Message
from inspector.reading.request import Sent


def sessions(cookies):
    message = Message(method="GET", url="https://a.test/", headers=(Header("Cookie", cookies),))
    return [cookie.name for cookie in Sent(0, message).session_cookies]


@pytest.mark.parametrize(
    ("cookies", "names"),
    [
        ("sessionid=abc; lang=en", ["sessionid"]),
        ("cockpit=dj0yO2s9c3ludGhldGljMQ", ["cockpit"]),
        ("acme=s%3A0f1e2d3c4b5a69788796a5b4c3d2e1f0", ["acme"]),
        ("sid=1; acme=0f1e2d3c4b5a69788796a5b4c3d2e1f0", ["sid"]),
        ("_ga=GA1.2.1234567890.1700000000; lang=en", []),
        ("csrftoken=0f1e2d3c4b5a69788796a5b4c3d2e1f0", []),
        ("AWSALB=0f1e2d3c4b5a69788796a5b4c3d2e1f0", []),
        ("note=hello world this is a text of 2024", []),
        ("", []),
    ],
)
def test_by_name_or_by_value(cookies, names):
    assert sessions(cookies) == names
