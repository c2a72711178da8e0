import pytest

from inspector.diagnose.facts.browser import can_set_no_headers
from inspector.diagnose.facts.case import Trace


@pytest.mark.parametrize(
    ("request_text", "limited"),
    [
        ("> GET wss://a.test/hub", True),
        ("> GET https://a.test/hub\n> Upgrade: websocket\n> Origin: https://a.test", True),
        ("> GET https://a.test/hub\n> Upgrade: websocket", False),
        ("> GET https://a.test/hub\n> Accept: text/event-stream", True),
        ("> GET https://a.test/hub\n> Accept: text/event-stream\n> Authorization: Bearer a", False),
        ("> GET https://a.test/hub\n> Accept: application/json", False),
    ],
)
def test_sockets_and_event_streams_of_pages_carry_no_headers(attempt, request_text, limited):
    case = Trace(attempt(f"{request_text}\n< 401 No")).case(0)
    assert can_set_no_headers(case) is limited
