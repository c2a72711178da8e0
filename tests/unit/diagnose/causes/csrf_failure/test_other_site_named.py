"""A bare refusal of what says that it comes from another site, or of Basic where a form is read."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Request
from tests.fixtures.short_texts import attempt_of

BASIC = "> Authorization: Basic YW5uOnBhc3Mgd29yZA==\n"
PAGE = '<form method="post" action="/in"><input name="u"><input name="p" type="password"></form>'
FOREIGN = "> POST https://api.test/a\n> Referer: https://other.test/\n"
OWN = "> POST https://api.test/a\n> Referer: https://api.test/form\n"
READ = f"> GET https://api.test/a\n{BASIC}< 200 OK\n"
FORM = f"< 401 Unauthorized\n< Content-Type: text/html\n<< <title>Log in</title>{PAGE}"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"{FOREIGN}{BASIC}< 403 Forbidden", "origin-refused"),
        (  # that it gives to who comes from nowhere says nothing of other sites
            f"> GET https://api.test/a\n< 200 OK\n---\n{FOREIGN}{BASIC}< 403 Forbidden",
            "origin-refused",
        ),
        (
            f"> GET https://api.test/a\n> Origin: https://other.test\n{BASIC}< 403 Forbidden",
            "origin-refused",
        ),
        (  # what may be read says nothing of a write from another site
            f"{READ}---\n{FOREIGN}{BASIC}< 403 Forbidden",
            "origin-refused",
        ),
        (
            f"{READ}---\n{FOREIGN}{BASIC}< 403 Forbidden\n<< form was not sent from here",
            "origin-refused",
        ),
        (
            f"{READ}---\n{OWN}{BASIC}< 403 Forbidden",
            "works-elsewhere",
        ),
        (f"> GET https://api.test/a\n{BASIC}{FORM}", "other-scheme-wanted"),
        (
            f"> GET https://api.test/a\n{BASIC}< 401 Unauthorized\n<< Invalid JWT signature",
            "other-scheme-wanted",
        ),
    ],
)
def test_it_is_named_first(text, slug):
    assert diagnose(attempt_of(text)).findings[0].slug == slug


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}{BASIC}< 403 Forbidden",
        f"{FOREIGN}{BASIC}< 200 OK\n<< fine\n---\n{FOREIGN}{BASIC}< 403 Forbidden",
        "> OPTIONS https://api.test/a\n> Origin: https://other.test\n< 403 Forbidden",
        f"{FOREIGN}> Authorization: Bearer abc-123\n< 403 Forbidden",
    ],
)
def test_the_site_is_not_named_where_nothing_speaks_for_its_check(text):
    assert "origin-refused" not in {one.slug for one in diagnose(attempt_of(text)).findings}


# ---------------- Reading with a session, sent from here
HERE = "> GET https://api.test/a\n> Cookie: session=abc123def456\n"
ELSEWHERE = "> Referer: https://other.example/page\n"
REFUSED = "< 401 Unauthorized\n<< Unauthorized"


def slugs(text, **more):
    return {one.slug for one in diagnose(attempt_of(text, **more)).findings}


def test_a_foreign_page_is_possible_where_only_reading_is_refused():
    assert "origin-refused" in slugs(HERE + ELSEWHERE + REFUSED, request=Request())


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        (HERE + "> Referer: https://www.api.test/a\n" + REFUSED, Request()),
        (HERE + REFUSED, Request()),
        (HERE + ELSEWHERE + "< 401 No\n<< The session has expired", Request()),
        (HERE + ELSEWHERE + REFUSED, None),
    ],
)
def test_a_page_is_not_named_where_reading_needs_none(text, request_):
    assert "origin-refused" not in slugs(text, request=request_)
