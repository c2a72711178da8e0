"""The token came under another name than in changes that were accepted."""

import pytest

from inspector.diagnose import diagnose

SENT = """> {method} https://loom.example/{path}
> Cookie: loomsession=8c1f5e0a7db24c39
> {token}
>> {{"yarn": 7}}
< {status}
< Content-Type: application/json
<< {body}"""
TOKEN = "e2eeaefa-db8a-4656-a96c-948159720585"
BARE = '{"status": 403, "error": "Forbidden"}'
SLUG = "csrf-token-under-another-name"


def _sent(name, value=TOKEN, *, status="403 Forbidden", body=BARE, method="POST", path="weaves"):
    return SENT.format(token=f"{name}: {value}", status=status, body=body, method=method, path=path)


def _made(name, **more):
    return _sent(name, status="201 Created", body='{"id": 7}', **more)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("body", [BARE, "", '{"error": "Invalid CSRF token"}'])
def test_another_header(attempt, body):
    parts = (_made("X-XSRF-TOKEN"), _sent("X-CSRF-TOKEN", body=body))
    assert _slugs(attempt, *parts)[:1] == [SLUG]
    assert _slugs(attempt, *reversed(parts))[:1] == [SLUG]


def test_the_token_is_sent_where_it_was_taken(attempt):
    found = diagnose(attempt("\n---\n".join((_made("X-XSRF-TOKEN"), _sent("X-CSRF-TOKEN")))))
    fix = next(one for one in found.findings[0].fixes if one.id == "fetch-csrf")
    assert fix.action.argument == "X-XSRF-TOKEN"


@pytest.mark.parametrize(
    "parts",
    [
        (_sent("X-CSRF-TOKEN"),),
        (_made("X-CSRF-TOKEN"), _sent("X-CSRF-TOKEN")),
        (_made("X-XSRF-TOKEN"), _made("X-CSRF-TOKEN"), _sent("X-CSRF-TOKEN")),  # both are read
        (_made("X-XSRF-TOKEN", method="GET"), _sent("X-CSRF-TOKEN")),  # nobody looked at it
        (_made("X-XSRF-TOKEN"), _sent("X-CSRF-TOKEN", method="GET")),
        (_made("X-XSRF-TOKEN"), _sent("X-CSRF-TOKEN", status="409 Conflict", body='{"error": "weave 7 exists"}')),
        (_made("X-XSRF-TOKEN"), _sent("X-CSRF-TOKEN", body='{"error": "Your account is locked"}')),
    ],
)  # fmt: skip
def test_what_says_nothing(attempt, parts):
    assert SLUG not in _slugs(attempt, *parts)[:1]
