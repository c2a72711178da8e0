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


# ---------------- The server takes its own address for http
OPENED = """> GET https://loom.example/
< 302 Found
< Location: {leads_to}
---
"""
REJECTED = "<title>The change you wanted was rejected (422)</title>"


def _behind_tls(leads_to, origin="https://loom.example", token=True):
    text = sent("X-CSRF-Token", status="422 Unprocessable Entity", words=REJECTED)
    text = text.replace("> Cookie", f"> Origin: {origin}\n> Cookie").replace("plain", "html")
    text = text if token else "\n".join(x for x in text.split("\n") if "CSRF-Token" not in x)
    return OPENED.format(leads_to=leads_to) + text


def test_a_site_that_leads_to_http_takes_no_origin_of_https(attempt):
    verdict = diagnose(attempt(_behind_tls("http://loom.example/sign_in")))
    assert (verdict.entry, verdict.findings[0].slug) == (1, "origin-refused")
    told = [one.statement for one in verdict.findings[0].evidence]
    assert "The site itself led to http://loom.example/sign_in" in told


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (_behind_tls("https://loom.example/sign_in"), "csrf-token-mismatch"),
        (_behind_tls("http://other.example/sign_in"), "csrf-token-mismatch"),
        (_behind_tls("http://loom.example/sign_in", token=False), "csrf-token-missing"),
    ],
)
def test_what_says_nothing_of_http(attempt, text, slug):
    last = diagnose(attempt(text.partition("---\n")[2]))
    assert last.findings[0].slug == slug
    assert "origin-refused" not in [one.slug for one in diagnose(attempt(text)).findings]


# ---------------- The state of a sign-in, and the cookie that keeps it
BACK = """> GET https://loom.example/cb?code=2c5e8592-6f2c&state=af0ifjsldkj
> Cookie: {cookie}
< {status}
< Content-Type: application/json
<< {{"error":"INVALID_RESPONSE"}}"""
KEPT = "auth=%7B%22nonce%22%3A%22k3%22%2C%22state%22%3A%22{state}%22%7D.Tgi2pjxuoc72"


def _back(cookie, status="400 Bad Request"):
    return BACK.format(cookie=cookie, status=status)


@pytest.mark.parametrize("cookie", [KEPT.format(state="bf0ifjsldkj"), "oauth_state=zf0ifjsldkj"])
def test_a_cookie_keeps_another_state(attempt, cookie):
    found = diagnose(attempt(_back(cookie))).findings[0]
    assert (found.slug, found.cause) == ("csrf-token-mismatch", "csrf-failure")


@pytest.mark.parametrize(
    "cookie",
    [
        KEPT.format(state="af0ifjsldkj"),
        "oauth_state=af0ifjsldkj",
        "ui_state=open",
        "auth=%7B%22state%22%3A%22open%22%7D",
    ],
)
def test_a_cookie_that_keeps_no_other_state(attempt, cookie):
    assert "csrf-token-mismatch" not in _slugs(attempt, _back(cookie))


def test_a_state_that_was_taken_is_right(attempt):
    assert not _slugs(attempt, _back("oauth_state=zf0ifjsldkj", "200 OK"))


# ---------------- A token came with a session, and the write is forbidden without a word
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (sent("X-CSRF-Token"), "csrf-token-mismatch"),
        (sent("X-CSRF-Token", words="You need the role weaver"), "right-missing"),
        (sent("X-Page"), "csrf-token-missing"),
    ],
)
def test_a_bare_refusal_of_a_write(attempt, text, slug):
    read = sent("X-Page", method="GET", status="200 OK", words="woven")
    assert _slugs(attempt, read, text)[0] == slug
