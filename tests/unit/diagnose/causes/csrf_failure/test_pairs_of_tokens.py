"""A header that frameworks compare with a cookie came without that cookie."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "2|3d6e5638|bdf7a22ddead5ef8c13e991636a115e8|1796033113"
SENT = """> {method} https://loom.example/weaves
> Cookie: sid=8c1f5e0a7db24c39b6{cookie}
> {name}: {token}
< {status}
< Content-Type: text/plain
<< {words}"""
SLUG = "csrf-cookie-not-sent"


def sent(
    name="X-XSRFToken", *, cookie="", status="403 Forbidden", words="Forbidden", method="POST"
):
    more = {"name": name, "cookie": cookie, "status": status, "words": words, "method": method}
    return SENT.format(token=TOKEN, **more)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize(
    ("name", "cookie"),
    [("X-XSRFToken", "_xsrf"), ("X-CSRFToken", "csrftoken"), ("X-XSRF-TOKEN", "XSRF-TOKEN")],
)
def test_a_token_without_the_cookie_that_it_repeats(attempt, name, cookie):
    found = diagnose(attempt(sent(name))).findings
    assert (found[0].slug, found[0].certainty.value) == (SLUG, "possible")
    assert cookie in found[0].title
    assert SLUG in _slugs(attempt, sent(name, words="CSRF token mismatch"))[:2]


@pytest.mark.parametrize(
    "parts",
    [
        (sent(cookie=f"; _xsrf={TOKEN}"),),
        (sent("X-CSRF-Token"),),  # it is compared with the session
        (sent(method="GET"),),
        (sent(words="You need the role weaver"),),
        (sent(status="200 OK", words="made"), sent()),  # such a one was taken
        (sent(method="GET"), sent()),  # who may not read is refused for something else
    ],
)
def test_what_lacks_no_cookie(attempt, parts):
    assert SLUG not in _slugs(attempt, *parts)


# ---------------- The pair is whole, and the page another host's
FAILED = "CSRF verification failed. Request aborted."
THERE = "> Origin: https://shop.example\n"


def from_there(origin=THERE, *, status="403 Forbidden", cookie="; csrftoken=EvqJN6dMxBcNRMCz76a3"):
    text = sent("X-CSRFToken", cookie=cookie, status=status, words=FAILED)
    return text.replace("> Cookie", f"{origin}> Cookie")


def test_a_whole_pair_from_another_origin(attempt):
    found = diagnose(attempt(from_there())).findings
    assert found[0].slug == "origin-refused"
    assert found[0].fixes[0].id == "own-origin"


@pytest.mark.parametrize(
    "parts",
    [
        (from_there(""),),
        (from_there("> Origin: https://loom.example\n"),),
        (from_there(cookie=f"; csrftoken={TOKEN[::-1]}"),),  # it is another's
        (from_there(status="200 OK"), from_there()),  # that origin was let in
        (from_there().replace(FAILED, "CSRF token mismatch"),),
    ],
)
def test_a_pair_that_fails_for_something_else(attempt, parts):
    assert "origin-refused" not in _slugs(attempt, *parts)[:1]
