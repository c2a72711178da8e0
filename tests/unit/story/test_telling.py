"""The record of a story: parties, what was wanted, where it stopped to work; no secrets."""

import msgspec

from inspector.story.telling import story_of, tell
from tests.unit.story.test_lives import SESSION, TOKEN, TOKENS


def test_where_it_stopped_to_work(story):
    told = tell(story(SESSION))
    point = told.turning_point
    assert (point.last_accepted, point.first_refused, point.seconds) == (1, 2, 19 * 60)
    assert point.between == "Its lifetime was over for 10 minutes"
    events = [(event.entry, event.kind) for event in told.credentials[point.credential].events]
    assert events == [(0, "issued"), (1, "accepted"), (2, "expired"), (2, "refused")]
    assert (told.pair.refused, told.pair.accepted) == (2, 1)
    wanted = [(one.kind, one.outcome) for one in told.intentions]
    assert wanted == [("sign-in", "reached"), ("call", "reached"), ("call", "refused")]


def test_no_secret_is_in_the_record(attempt):
    for text in (SESSION, TOKENS % "new-refresh-token"):
        written = msgspec.json.encode(story_of(attempt(text))).decode()
        for secret in (TOKEN, "pw-of-ann", "old-refresh-token", "new-access-token"):
            assert secret not in written


def test_a_challenge_and_its_answer_are_one_intention(story):
    told = tell(
        story(
            "> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Basic\n---\n"
            "> GET https://a.test/\n> Authorization: Basic YTpi\n< 200 OK"
        )
    )
    assert [(one.entries, one.outcome) for one in told.intentions] == [((0, 1), "reached")]
    assert told.turning_point is None
    assert [one.entry for one in told.healthy] == [0]


def test_who_took_part(story):
    told = tell(
        story(
            """
            > GET https://shop.test/
            < 200 OK
            < Content-Type: text/html
            << <html><body>Hello</body></html>
            ---
            > GET https://fonts.other.test/a.woff2
            < 403 Forbidden
            ---
            > POST https://id.shop.test/token
            > Content-Type: application/x-www-form-urlencoded
            >> grant_type=client_credentials&client_id=c
            < 200 OK
            ---
            > GET https://api.shop.test/me
            > Authorization: Bearer 0123456789abcdef
            < 200 OK
            < Content-Type: application/json
            << {"id": 1}
            """
        )
    )
    assert [(one.host, one.kind, one.public) for one in told.parties] == [
        ("shop.test", "page", True),
        ("fonts.other.test", "third-party", False),
        ("id.shop.test", "login-provider", True),
        ("api.shop.test", "api", False),
    ]


def test_a_healthy_refusal_is_set_beside_what_was_given(story):
    told = tell(
        story(
            """
            > GET https://a.test/me
            > Cookie: sid=0123456789abcdef
            < 401 No
            ---
            > POST https://a.test/login
            >> user=ann&password=pw
            < 200 OK
            < Set-Cookie: sid=fedcba9876543210
            ---
            > GET https://a.test/me
            > Cookie: sid=fedcba9876543210
            < 200 OK
            """
        )
    )
    pair = told.pair_of(0)
    assert told.pair is None
    assert pair.accepted == 2
    assert [(one.what, one.refused == one.accepted) for one in pair.differences] == [
        ("credential sid", True)
    ]
    assert told.pair_of(2) is None


def test_what_the_browser_had_already_was_given(story):
    told = tell(
        story(
            "> GET https://a.test/a.js\n> Cookie: sid=0123456789abcdef\n< 304 Not Modified\n---\n"
            "> GET https://a.test/b.js\n> Cookie: sid=0123456789abcdef\n< 304 Not Modified"
        )
    )
    assert [(one.entries, one.outcome) for one in told.intentions] == [((0, 1), "reached")]
