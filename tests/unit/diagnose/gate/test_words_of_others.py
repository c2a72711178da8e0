"""A message or a line of a log that a call hands over speaks of somebody else's refusal."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.reading.body import Content
from inspector.reading.error_bodies import is_event

CALL = """
> GET https://bell.example/sheds/poll
> Authorization: Bearer b3l-0f9a8d7c6e5b
< 200 OK
< Content-Type: {type}
<< {body}
"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-ndjson", '{"id": "k2", "message": "Login failed: 401 from 10.0.0.9"}'),
        ("application/json", '{"time": 1699923600, "topic": "sheds", "message": "Invalid token used"}'),
        ("application/json", '{"timestamp": "2023-11-14", "level": "WARN", "message": "Access denied"}'),
        ("text/event-stream", "data: Login failed: invalid password"),
    ],
)  # fmt: skip
def test_words_that_were_handed_over(attempt, kind, body):
    assert diagnose(attempt(CALL.format(type=kind, body=body))).findings == ()


@pytest.mark.parametrize(
    "body",
    [
        '{"message": "Invalid token used"}',
        '{"timestamp": "2023-11-14", "message": "Invalid token used"}',
        '{"timestamp": "2023-11-14", "level": "error", "error": "Invalid token used"}',
    ],
)
def test_words_about_the_call_itself(attempt, body):
    assert not is_event(Content(body.encode(), "application/json"))
    assert diagnose(attempt(CALL.format(type="application/json", body=body))).findings
