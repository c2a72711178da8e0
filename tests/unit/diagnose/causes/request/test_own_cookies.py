"""Cookies that can't be read as they were set, variables in the path, and signs written otherwise."""

import base64

import pytest

from inspector.diagnose import diagnose

KEY, OTHER = "9b74c9897bac770ffc029102a200c5de", "5a36dedd4bea2543b1946ac92492d234"
FORBIDDEN = "403 Forbidden"


def call(*lines, path="/api/sacks", status="401 Unauthorized"):
    return "\n".join(
        [f"> GET https://mills.example{path}", *(f"> {one}" for one in lines), f"< {status}"]
    )


def basic(pair):
    return f"Authorization: Basic {base64.b64encode(pair.encode()).decode()}"


BEARER = f"Authorization: Bearer {KEY}"
FOUND = [
    ("credential-malformed", call(f"Cookie: sid={KEY}, csrftoken={OTHER}")),
    ("more-than-the-value", call(f"Cookie: Set-Cookie: sid={KEY}; Path=/")),
    ("more-than-the-value", call(f"Cookie: sid=sid={KEY}")),
    ("credential-malformed", call(f"Cookie: connect.sid=s%3A{KEY}")),
    ("credential-malformed", call(f"Cookie: sid={KEY}; sid={OTHER}")),
    ("path-unknown", call(BEARER, path="/accounts/%7BaccountId%7D/sacks", status=FORBIDDEN)),
    ("path-unknown", call(BEARER, path="/accounts/:accountId/sacks", status=FORBIDDEN)),
    ("path-unknown", call(BEARER, path="/accounts/undefined/sacks", status=FORBIDDEN)),
    ("placeholder-credential", call("X-Api-Key: X-API-KEY")),
    ("credential-malformed", call(basic("ada:plum&amp;42"))),
    ("credential-malformed", call(basic("ada:plum\\!42"))),
    ("quotes-in-credential", call(basic('"ada:plum-42'))),
    ("credential-malformed", call("Authorization: BasicYWRhOnBsdW0tNDI=")),
    ("credential-malformed", call(f"Authorization: Bearer{KEY}")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"Cookie: Set-Cookie: sid={KEY}; Path=/", "Set-Cookie: …"),
        (f"Cookie: sid=sid={KEY}", "sid=…"),
    ],
)
def test_the_title_says_what_was_taken_along(attempt, line, title):
    assert diagnose(attempt(call(line))).findings[0].title.endswith(f": {title}")


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first(attempt, slug, text):
    found = diagnose(attempt(text)).findings[0]
    assert found.slug == slug
    assert found.certainty != "certain"
    assert found.evidence[0].place is not None


QUIET = [
    call(f"Cookie: sid={KEY}; theme=a,b=c"),
    call("Cookie: consent=analytics,marketing=true"),
    call("X-Api-Key: apikey-83920183"),
    call("Authorization: BasicAuthKey-12345678"),
    call("Authorization: bearer_token_9f8e7d"),
    call("Authorization: BearerToken-9f8e7d6c"),
    call("Authorization: basically-anything"),
    call(f"Cookie: connect.sid=s%3A{KEY}.{OTHER}"),
    call(f"Cookie: sid={KEY}; sid={KEY}"),
    call(f"Cookie: sid={KEY}", status="200 OK") + "\n---\n" + call(f"Cookie: sid={KEY}"),
    call(BEARER, path="/accounts/me/sacks", status=FORBIDDEN),
    call(BEARER, path="/accounts/12:30/sacks", status=FORBIDDEN),
    call(BEARER, path="/sacks/filter/none", status=FORBIDDEN),
    call(f"X-Api-Key: {KEY}"),
    call(basic("ada:plum & 42!")),
    call(basic('ada:"plum" 42')),
]


@pytest.mark.parametrize("text", QUIET)
def test_left_alone(attempt, text):
    assert {slug for slug, _ in FOUND}.isdisjoint(
        one.slug for one in diagnose(attempt(text)).findings
    )
