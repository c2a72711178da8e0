"""A lifetime of sessions that a server states is found before the entry it matters for."""

from datetime import timedelta

import pytest

from inspector.story.clocks.timeouts import stated_timeout

TRACE = """
> GET https://app.test/config
< 200 OK
{head}
<< {body}
---
> GET https://{host}/orders
< 401 Unauthorized
"""
JSON = "< Content-Type: application/json"


def _stated(story, head=JSON, body="{}", host="app.test"):
    read = story(TRACE.format(head=head, body=body, host=host))
    return stated_timeout(read, read.entries[1])


@pytest.mark.parametrize(
    ("stated", "lasts"),
    [
        ('{"SessionTimeout": 300}', timedelta(minutes=5)),
        ('{"idle_timeout_minutes": "20"}', timedelta(minutes=20)),
        ('{"inactivityTimeout": 900}', timedelta(minutes=15)),
        ('{"sessionTimeoutMs": 60000}', timedelta(minutes=1)),
    ],
)
def test_a_member_states_it_in_its_unit(story, stated, lasts):
    found = _stated(story, body=stated)
    assert found.lasts == lasts
    assert found.place.entry == 0
    assert found.place.part == "body"


def test_a_header_states_it(story):
    found = _stated(story, head="< X-Session-Timeout: 600")
    assert (found.name.lower(), found.lasts) == ("x-session-timeout", timedelta(minutes=10))
    assert found.place.part == "header"


@pytest.mark.parametrize(
    "body", ['{"requestTimeout": 300}', '{"SessionTimeout": true}', '{"SessionTimeout": "soon"}']
)
def test_what_is_no_lifetime_of_sessions_is_none(story, body):
    assert _stated(story, body=body) is None


def test_another_host_states_none(story):
    assert _stated(story, body='{"SessionTimeout": 300}', host="other.test") is None
