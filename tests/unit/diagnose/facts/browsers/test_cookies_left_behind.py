import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.cookies import left_behind


def second(
    attempt, set_cookie, url="https://api.acme.com/me", *, sent="> Origin: https://app.acme.com"
):
    login = f"> POST https://app.acme.com/login\n< 200 OK\n< Set-Cookie: {set_cookie}"
    return Trace(attempt(f"{login}\n---\n> GET {url}\n{sent}\n< 401 No")).case(1)


@pytest.mark.parametrize(
    ("set_cookie", "kind"),
    [
        ("sid=abcdef; Path=/; HttpOnly", "host-only"),
        ("sid=abcdef; Path=/; Domain=app.acme.com", "not-domain"),
    ],
)
def test_a_cookie_of_another_host_of_the_site_stays_there(attempt, set_cookie, kind):
    found = left_behind(second(attempt, set_cookie))
    assert (found.reason.kind, found.name, found.host) == (kind, "sid", "app.acme.com")


def test_same_site_keeps_a_cookie_from_pages_of_other_sites(attempt):
    url, page = "https://app.acme.com/me", "> Origin: https://shop.example.org"
    assert (
        left_behind(second(attempt, "sid=a; SameSite=Strict", url, sent=page)).reason.kind
        == "strict"
    )


@pytest.mark.parametrize(
    ("set_cookie", "url", "sent"),
    [
        (
            "sid=abcdef; Domain=acme.com",
            "https://api.acme.com/me",
            "> Origin: https://app.acme.com",
        ),
        ("theme=dark", "https://api.acme.com/me", "> Origin: https://app.acme.com"),
        ("sid=abcdef", "https://api.other.org/me", "> Origin: https://app.acme.com"),
        ("sid=abcdef", "https://api.acme.com/me", "> Authorization: Bearer abc"),
    ],
)
def test_nothing_stayed_behind(attempt, set_cookie, url, sent):
    assert left_behind(second(attempt, set_cookie, url, sent=sent)) is None
