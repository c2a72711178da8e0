"""A login for people in front of an API, where a program came with the API's own credential."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "> Authorization: Token ef9e3bb6f3d57a91383156b39dbd78e7902824ff\n"
ASKED = "/api/documents/?page_size=1\n"
DIRECT = f'> GET http://192.168.7.5:8000{ASKED}{TOKEN}< 200 OK\n<< {{"count": 1}}'
LED = (
    f"> GET https://papers.home.test{ASKED}{TOKEN}< 302 Found\n"
    "< Location: https://auth.home.test/login?rd=https%3A%2F%2Fpapers.home.test%2Fapi"
)


def _slugs(attempt, *entries):
    return [one.slug for one in diagnose(attempt("\n---\n".join(entries))).findings]


@pytest.mark.parametrize("entries", [(DIRECT, LED), (LED, DIRECT)], ids=["before", "after"])
def test_the_program_behind_took_it(attempt, entries):
    assert _slugs(attempt, *entries)[0] == "portal-in-front"


@pytest.mark.parametrize(
    ("what", "direct", "led"),
    [
        ("another token", DIRECT.replace("ef9e", "ef9f"), LED),
        ("another call", DIRECT.replace("documents", "tags"), LED),
        ("refused there, too", DIRECT.replace("200 OK", "401 Unauthorized"), LED),
        ("its own login", DIRECT, LED.replace("auth.home.test", "papers.home.test")),
        (
            "a page elsewhere",
            DIRECT,
            LED.replace("auth.home.test/login?rd", "www.home.test/docs?from"),
        ),
    ],
)
def test_nothing_shows_that_a_portal_is_in_front(attempt, what, direct, led):
    assert "portal-in-front" not in _slugs(attempt, direct, led), what


@pytest.mark.parametrize(
    ("location", "sent", "is_told"),
    [
        ("https://auth.home.test/?rd=https%3A%2F%2Fa.test\n< Set-Cookie: authelia_session=3o4QWZf", TOKEN, True),
        ("https://papers.home.test/outpost.goauthentik.io/start?rd=x", TOKEN, True),
        ("https://home.cloudflareaccess.com/cdn-cgi/access/login/papers.home.test", TOKEN, True),
        ("https://papers.home.test/oauth2/start?rd=%2Fapi", TOKEN, True),
        ("https://papers.home.test/login?next=/api", TOKEN, False),
        ("https://id.home.test/authorize?client_id=7", TOKEN, False),
        ("https://papers.home.test/oauth2/start?rd=%2Fapi", TOKEN + "> Cookie: sid=0123456789abcdef\n", False),
        ("https://papers.home.test/oauth2/start?rd=%2Fapi", "> Authorization: Basic YW5uOnB3\n", False),
    ],
)  # fmt: skip
def test_the_login_of_a_product_that_stands_in_front(attempt, location, sent, is_told):
    text = f"> GET https://papers.home.test{ASKED}{sent}< 302 Found\n< Location: {location}"
    assert (_slugs(attempt, text)[0] == "portal-in-front") is is_told
