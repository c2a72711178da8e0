"""A call that is made again and again until it is answered was no refusal before."""

import pytest

from inspector.story.entry import Entry
from inspector.story.healthy import why_healthy
from inspector.story.trace_story import TraceStory
from tests.fixtures.short_texts import attempt_of

NOT_YET, YES = '{"authenticated": false}', '{"authenticated": true}'


def _asked(*replies, key="pin-7f31c2", method="GET"):
    call = "> {} https://screen.test/pins/71\n> X-Screen: {}\n< {}\n< Content-Type: application/json\n<< {}"
    texts = [call.format(method, key, *reply) for reply in replies]
    story = TraceStory(
        [Entry(i, e) for i, e in enumerate(attempt_of("\n---\n".join(texts)).exchanges)]
    )
    first = next(e for e in story.entries if e.is_hidden_error or e.is_refused)
    return why_healthy(story, first)


OK = "200 OK"


def test_what_is_read_until_a_success_says_yes():
    assert "asked too early" in _asked((OK, NOT_YET), (OK, NOT_YET), (OK, YES))


@pytest.mark.parametrize(
    "replies",
    [
        ((OK, NOT_YET), (OK, NOT_YET)),  # never
        ((OK, YES), (OK, NOT_YET), (OK, YES)),  # it had been given, and was lost in between
        (("403 Forbidden", "{}"), ("403 Forbidden", "{}"), (OK, YES)),  # a right may have come
    ],
)
def test_what_was_no_poll(replies):
    assert _asked(*replies) == ""


COUNTED = """> GET https://api.acme.test/releases/7
> {first}
< {status}
< Content-Type: application/json
<< {{"error": "{words}"}}
---
> GET https://api.acme.test/releases/7
> {second}
< 200 OK"""
MANY = "Your requests are exceeding the allowable rate limit."
KEY = "X-Api-Key: 6f1d2c3b4a5968770c9b"


@pytest.mark.parametrize(
    ("status", "words", "first", "second", "healthy"),
    [
        ("503 Service Unavailable", MANY, "Accept: */*", "Accept: */*", True),
        ("403 Forbidden", MANY, KEY, KEY, True),
        ("403 Forbidden", MANY, "Accept: */*", KEY, False),  # of strangers fewer are taken
        ("503 Service Unavailable", "We will be back soon.", "Accept: */*", "Accept: */*", False),
        ("403 Forbidden", "You may not read this.", KEY, KEY, False),
    ],
)
def test_too_many_requests_in_words(story, status, words, first, second, healthy):
    text = COUNTED.format(status=status, words=words, first=first, second=second)
    trace = story(text)
    assert ("came too early" in why_healthy(trace, trace.entries[0])) is healthy


LOGIN = """> POST https://shop.test/login
> Content-Type: application/x-www-form-urlencoded
>> user={user}&password={password}
< {status}"""
NO, LATER = "401 Unauthorized", "429 Too Many Requests"


def _logins(story, *tries):
    texts = (LOGIN.format(user=u, password=p, status=s) for u, p, s in tries)
    trace = story("\n---\n".join(texts))
    return why_healthy(trace, next(one for one in trace.entries if one.status == 429))


def test_a_lockout_after_wrong_passwords_is_told_though_a_wait_healed_it(story):
    wrong = (("ann", "guess-1", NO), ("ann", "guess-2", NO))
    assert _logins(story, *wrong, ("ann", "plum-42", LATER), ("ann", "plum-42", OK)) == ""


@pytest.mark.parametrize(
    "before",
    [
        (),
        (("ann", "guess-1", NO),),  # who retypes one comes too soon
        (("ann", "guess-1", NO), ("ann", "guess-1", NO)),  # one password, sent again
        (("ben", "guess-1", NO), ("ben", "guess-2", NO)),  # another user's
        (("ann", "guess-1", OK), ("ann", "guess-2", OK)),
    ],
)
def test_a_login_that_came_too_early_needs_no_explanation(story, before):
    told = _logins(story, *before, ("ann", "plum-42", LATER), ("ann", "plum-42", OK))
    assert "came too early" in told
