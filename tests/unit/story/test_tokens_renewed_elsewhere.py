"""A newer token that comes at once was renewed by somebody else; one that comes late, by hand."""

import base64
import json
from datetime import timedelta

import pytest
from msgspec.structs import replace

from inspector.story.entry import Entry
from inspector.story.healthy import why_healthy
from inspector.story.trace_story import TraceStory

NOW = 1_700_007_200
DATE = "Date: Wed, 15 Nov 2023 00:13:20 GMT"


def _token(**claims):
    parts = ({"alg": "RS256"}, {"iss": "https://id.test", "sub": "ci", **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join((*(part.rstrip("=") for part in coded), "QUJD" * 12))


OVER = _token(iat=NOW - 3600, exp=NOW - 30)
YOUNGER = _token(iat=NOW - 60, exp=NOW + 3500)


def _story(attempt, first, second, apart=1):
    text = "\n---\n".join(
        f"> GET https://a.test/pods\n> Authorization: Bearer {token}\n< {status}\n< {DATE}"
        for token, status in ((first, "401 No"), (second, "200 OK"))
    )
    one, two = attempt(text).exchanges
    exchanges = (one, replace(two, started=one.started + timedelta(seconds=apart)))
    return TraceStory([Entry(at, each) for at, each in enumerate(exchanges)])


@pytest.mark.parametrize(
    ("first", "second", "apart", "expected"),
    [
        (OVER, YOUNGER, 0.02, True),
        (OVER, YOUNGER, 30, False),  # somebody saw why, and fetched another
        (_token(iat=NOW - 3600, exp=NOW + 30), YOUNGER, 0.02, False),  # it was not over
        (OVER, _token(iat=NOW - 60, exp=NOW + 3500, sub="ann"), 0.02, False),
        (OVER, _token(iat=NOW - 7200, exp=NOW + 3500), 0.02, False),  # an older one
    ],
)
def test_a_younger_token_of_the_same_caller(attempt, first, second, apart, expected):
    story = _story(attempt, first, second, apart)
    assert bool(why_healthy(story, story.entries[0])) is expected


RENEWS = "> POST https://a.test/auth/refresh\n> Cookie: refresh_token={}\n"
FIRST, SECOND = "EmVtJFIo1pILFxmvfSSvM37q", "bP7H7UUZEzBLR7jhx6zctplF"


@pytest.mark.parametrize(
    ("words", "goes_on_with", "expected"),
    [
        ("Refresh in progress, please retry", SECOND, True),
        ("A renewal is already running", SECOND, True),
        ("Invalid refresh token", SECOND, False),  # which was used up
        ("Refresh in progress, please retry", "k5D7B9D7V6w0PirArx7i1AEw", False),
    ],
)
def test_two_renewals_at_once(attempt, words, goes_on_with, expected):
    text = "\n---\n".join(
        (
            RENEWS.format(FIRST) + f"< 200 OK\n< Set-Cookie: refresh_token={SECOND}",
            RENEWS.format(FIRST) + f'< 401 No\n<< {{"error": "{words}"}}',
            f"> GET https://a.test/me\n> Cookie: refresh_token={goes_on_with}\n< 200 OK",
        )
    )
    story = TraceStory([Entry(at, one) for at, one in enumerate(attempt(text).exchanges)])
    assert bool(why_healthy(story, story.entries[1])) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("python-requests/2.20.0", "python-requests/2.20.0", True),
        ("python-requests/2.20.0", "python-requests/2.19.1", False),
    ],
)
def test_another_version_that_keeps_its_login_shows_what_was_lost(attempt, first, second, expected):
    login = "> Authorization: Basic c3ZjOlF1aWV0LUhlcm9uLTE=\n"
    asked = "> GET https://a.test:443/jobs\n> User-Agent: {}\n" + login
    led = "< 302 Found\n< Location: https://a.test/gate?to=jobs\n---\n"
    asked += led + "> GET https://a.test/gate?to=jobs\n> User-Agent: {}\n"
    refused = asked.format(first, first) + '< 401 No\n< WWW-Authenticate: Basic realm="a"\n---\n'
    text = refused + asked.format(second, second) + login + "< 200 OK"
    story = TraceStory([Entry(at, one) for at, one in enumerate(attempt(text).exchanges)])
    assert bool(why_healthy(story, story.entries[1])) is expected
