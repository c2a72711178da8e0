"""Browsers leave out what lets in: what the rest of a trace shows is enough to see it go well."""

import pytest

from inspector.story.entry import Entry
from inspector.story.healthy import why_healthy
from inspector.story.trace_story import TraceStory
from tests.fixtures.short_texts import attempt_of


def _why(text, index=0, *, may_lack=True):
    entries = [Entry(i, one) for i, one in enumerate(attempt_of(text).exchanges)]
    story = TraceStory(entries, may_lack=may_lack)
    return why_healthy(story, story.entries[index])


TWICE = "> GET https://a.test/\n< {status}\n< {challenge}\n---\n> GET https://a.test/\n< 200 OK"


@pytest.mark.parametrize(
    ("status", "challenge", "may_lack", "healthy"),
    [
        ("401 No", 'WWW-Authenticate: Basic realm="r"', True, True),
        ("407 No", 'Proxy-Authenticate: Basic realm="r"', True, True),
        ("401 No", 'WWW-Authenticate: Basic realm="r"', False, False),
        ("401 No", "Server: a", True, False),
        ("403 No", "Server: a", True, False),
    ],
)
def test_a_prompt_that_was_answered(status, challenge, may_lack, healthy):
    text = TWICE.format(status=status, challenge=challenge)
    assert bool(_why(text, may_lack=may_lack)) is healthy


RENEWED = """
> GET https://api.test/orders
< 401 No
---
{preflights}
> POST https://api.test/session/renew
< {status}
< Content-Type: application/json
<< {answer}
---
> GET https://api.test/orders
< 200 OK
"""
PREFLIGHT = """> OPTIONS https://api.test/{number}
> Access-Control-Request-Method: GET
> Origin: https://app.test
< 204 No Content
---
"""
TOKEN = '{"access_token": "0123456789abcdef", "token_type": "Bearer"}'


@pytest.mark.parametrize(
    ("status", "answer", "may_lack", "healthy"),
    [
        ("200 OK", TOKEN, True, True),
        ("200 OK", TOKEN, False, False),
        ("401 No", '{"error": "no_session"}', True, False),
    ],
)
def test_a_token_that_was_renewed(status, answer, may_lack, healthy):
    preflights = "".join(PREFLIGHT.format(number=number) for number in range(12))
    text = RENEWED.format(status=status, answer=answer, preflights=preflights)
    assert bool(_why(text, may_lack=may_lack)) is healthy


ASKED = """
> POST https://api.test/renew
< 401 No
---
> POST https://api.test/login
> Content-Type: application/json
>> {{"user": "u", "password": "p"}}
< {status}
< Content-Type: application/json
<< {{"name": "u"}}
---
> GET https://api.test/orders
< 200 OK
"""


@pytest.mark.parametrize(("status", "healthy"), [("200 OK", True), ("401 No", False)])
def test_what_came_before_the_login(status, healthy):
    assert bool(_why(ASKED.format(status=status))) is healthy
