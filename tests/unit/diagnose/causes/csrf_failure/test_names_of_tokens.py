"""The token came under another name than in changes that were accepted."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.callers.ended_sessions import taken_later
from inspector.diagnose.facts.case import Trace

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


# ---------------- A header with an underscore
ODD = "csrf-header-with-underscore"
READ = """> GET https://loom.example/weaves
> Cookie: loomsession=8c1f5e0a7db24c39
< {status}
< Content-Type: application/json
<< {{"weaves": {told}}}"""
READS, READS_NOT = (
    READ.format(status="200 OK", told="[]"),
    READ.format(status="403 Forbidden", told="0"),
)
PLAIN = "Unauthorized"


@pytest.mark.parametrize("name", ["X-CSRF_TOKEN", "csrf_token", "authenticity_token"])
@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_header_with_an_underscore(attempt, name, status):
    found = _slugs(attempt, READS, _sent(name, status=status, body=PLAIN), READS)
    assert found[:1] == [ODD]


@pytest.mark.parametrize(
    "parts",
    [
        (READS, _sent("X-CSRF-TOKEN", body=PLAIN)),
        (READS, _made("csrf_token"), _sent("csrf_token", body=PLAIN)),  # it is read there
        (READS, _sent("csrf_token", body='{"error": "Your account is locked"}')),
        (READS, _sent("csrf_token", method="GET", body=PLAIN)),
        (READS_NOT, _sent("csrf_token", body='{"weaves": 0}')),  # nobody is known by the session
    ],
)
def test_what_says_nothing_of_an_underscore(attempt, parts):
    assert ODD not in _slugs(attempt, *parts)[:1]


# ---------------- A session that is good afterwards has not ended
def test_a_session_that_gets_data_afterwards(attempt):
    refused = _sent("X-CSRF-TOKEN", status="401 Unauthorized", body=PLAIN)
    before = diagnose(attempt(f"{READS}\n---\n{refused}")).findings
    after = diagnose(attempt(f"{READS}\n---\n{refused}\n---\n{READS}")).findings
    before, after = ({one.slug: one.score for one in found} for found in (before, after))
    assert before["session-ended"] > after.get("session-ended", 0.0)


LOGIN = """> POST https://loom.example/login
> Content-Type: application/json
>> {"user": "ann", "password": "pw"}
< 200 OK
---
"""
PAGE = """> GET https://loom.example/home
> Cookie: loomsession=8c1f5e0a7db24c39
< 200 OK
< Content-Type: text/html
<< <html><body>Welcome</body></html>"""


@pytest.mark.parametrize("more", [LOGIN + READS, PAGE])  # a page may be shown to everybody
def test_a_session_that_may_have_ended_all_the_same(attempt, more):
    refused = _sent("X-CSRF-TOKEN", status="401 Unauthorized", body=PLAIN)
    assert taken_later(Trace(attempt(f"{refused}\n---\n{more}")).case(0)) is None
    assert taken_later(Trace(attempt(f"{refused}\n---\n{READS}")).case(0)) is not None


# ---------------- A form calls its token a token
FORM = """> POST https://links.example/add
{sent}> Content-Type: {kind}
>> {body}
< 403 Forbidden
< Content-Type: text/html
<< <html><title>Links</title><h1>Wrong token.</h1></html>"""
SESSION = "> Cookie: sessionid=8f1d2c3b4a5968778695a4b3c2d1e0f1\n"
FIELDS, AS_FORM = "title=A&token=8f1d2c3b4a59687786", "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("sent", "body", "kind", "told"),
    [
        (SESSION, FIELDS, AS_FORM, True),
        ("", FIELDS, AS_FORM, False),  # then it may say who calls
        (SESSION, '{"title": "A", "token": "8f1d2c3b4a59687786"}', "application/json", False),
        (SESSION, FIELDS.replace("token", "api_key"), AS_FORM, False),
        (f"{SESSION}> Authorization: Bearer t-1\n", FIELDS, AS_FORM, False),
    ],
)
def test_a_field_of_a_form_beside_a_session_names_no_caller(attempt, sent, body, kind, told):
    found = diagnose(attempt(FORM.format(sent=sent, body=body, kind=kind))).findings
    assert (found[0].slug == "csrf-token-mismatch") is told
