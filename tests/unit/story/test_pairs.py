"""For a refused request the accepted one most like it, and the one difference."""

import pytest

from inspector.story.pairs import closest

KEY = "0123456789abcdef"


def _beside(story, refused, accepted):
    told = story(f"{accepted}\n< 200 OK\n---\n{refused}\n< 401 No")
    return closest(told, told.entries[1])


@pytest.mark.parametrize(
    ("refused", "accepted", "what", "name"),
    [
        ("> POST https://a.test/x", "> GET https://a.test/x", "method", "method"),
        ("> GET http://a.test/x", "> GET https://a.test/x", "scheme", "scheme"),
        ("> GET https://a.test:81/x", "> GET https://a.test/x", "port", "port"),
        ("> GET https://a.test/y", "> GET https://a.test/x", "path", "path"),
        ("> GET https://a.test/x", "> GET https://a.test/x\n> X-Tenant: 7", "header", "x-tenant"),
        (
            "> GET https://a.test/x",
            "> GET https://a.test/x\n> X-Parse-Application-Id: berth",
            "header",
            "x-parse-application-id",
        ),
        ("> GET https://a.test/x\n> Host: b.test", "> GET https://a.test/x", "header", "host"),
        ("> GET https://a.test/x?a=1", "> GET https://a.test/x?a=2", "query", "a"),
        (
            f"> GET https://a.test/x\n> Authorization: Bearer {KEY}",
            f"> GET https://a.test/x\n> Authorization: Token {KEY}",
            "way",
            "Authorization",
        ),
        (
            f"> GET https://a.test/x\n> X-Api-Key: {KEY}",
            f"> GET https://a.test/x\n> X-Auth-Token: {KEY}",
            "way",
            "X-Api-Key",
        ),
        (
            f"> GET https://a.test/x\n> X-Api-Key: Bearer {KEY}",
            f"> GET https://a.test/x\n> X-Api-Key: {KEY}",
            "way",
            "X-Api-Key",
        ),
        (
            f"> GET https://a.test/x\n> Cookie: sid={KEY}",
            f"> GET https://a.test/x\n> Cookie: SID={KEY}",
            "way",
            "sid",
        ),
        (
            "> GET https://a.test/x",
            f"> GET https://a.test/x\n> X-Api-Key: {KEY}",
            "credential",
            "X-Api-Key",
        ),
    ],
)
def test_the_one_difference(story, refused, accepted, what, name):
    beside = _beside(story, refused, accepted)
    assert [(one.what, one.name) for one in beside.differences] == [(what, name)]
    assert beside.only(what) is beside.differences[0]


def test_no_secret_stands_in_a_difference(story):
    beside = _beside(
        story,
        f"> GET https://a.test/x?api_key={KEY}",
        f"> GET https://a.test/x\n> X-Api-Key: {KEY}1",
    )
    assert KEY not in str([one[1:4] for one in beside.differences])


def test_what_differs_in_any_two_requests_is_none(story):
    beside = _beside(
        story,
        "> GET https://a.test/x\n> Date: now\n> X-Request-Id: 1",
        "> GET https://a.test/x\n> Date: then\n> X-Request-Id: 2",
    )
    assert beside.differences == ()


def test_another_site_is_nothing_to_compare_with(story):
    assert _beside(story, "> GET https://a.test/x", "> GET https://b.test/x") is None


def test_differences_stand_in_the_order_of_the_request(story):
    names = ["a_session", "b_session", "c_session"]

    def sent(end):
        cookies = "; ".join(f"{name}={name}-0123456789abcdef{end}" for name in names)
        return f"> GET https://a.test/x\n> Cookie: {cookies}"

    beside = _beside(story, sent(1), sent(2))
    assert [one.name for one in beside.differences] == names


def test_what_came_once_more_is_one_credential_too_many(story):
    token = f"> Authorization: Bearer {KEY}"
    beside = _beside(
        story,
        f"> GET https://a.test/x?access_token={KEY}\n{token}",
        f"> GET https://a.test/x\n{token}",
    )
    assert [(one.what, one.name) for one in beside.differences] == [("credential", "access_token")]
