"""A login that Basic carried yesterday and only Digest may carry today is no wrong password."""

import pytest

from inspector.diagnose import diagnose

PAIR = """> GET http://cam.lan/cgi/clock
> Authorization: Basic YWRtaW46YmlyY2gtNDctcm9hZA==
< 200 OK
< Content-Type: text/plain
<< 20:15
---
> GET http://cam.lan/cgi/clock
> Authorization: Basic YWRtaW46YmlyY2gtNDctcm9hZA==
< 401 Unauthorized
< WWW-Authenticate: {challenge}
"""


@pytest.mark.parametrize(
    ("challenge", "switched"),
    [
        ('Digest realm="cam", qop="auth", nonce="4432"', True),
        ("Negotiate", True),
        ('Basic realm="cam"', False),
    ],
)
def test_what_is_taken_now(attempt, challenge, switched):
    found = diagnose(attempt(PAIR.format(challenge=challenge))).findings
    assert (found[0].slug == "other-scheme-wanted") is switched


BARE = """> POST https://kv.test/{path}
> Authorization: {sent}
< {status}
< Content-Type: application/json
<< {words}"""


def test_no_word_is_missing_where_tokens_are_taken_without_one(attempt):
    empty = '{"message": "user name is empty"}'
    alone = BARE.format(path="off/range", sent="aRgSYDiSsEKxSNhT.266", status="400 No", words=empty)
    assert "scheme-word-missing" in [one.slug for one in diagnose(attempt(alone)).findings]
    taken = BARE.format(path="kv/range", sent="nLqsfabXBIrlYRiP.265", status="200 OK", words="{}")
    found = diagnose(attempt(f"{taken}\n---\n{alone}")).findings
    assert "scheme-word-missing" not in [one.slug for one in found]


def test_a_challenge_weighs_more_than_words_that_only_resemble_others(attempt):
    words = '{"message": "Give your token after the word Token"}'
    status = '401 No\n< WWW-Authenticate: Token realm="logbook"'
    text = BARE.format(path="logbook", sent="Bearer lb-4409", status=status, words=words)
    found = [one for one in diagnose(attempt(text)).findings if one.slug == "other-scheme-wanted"]
    assert found
    assert found[0].certainty == "possible"
