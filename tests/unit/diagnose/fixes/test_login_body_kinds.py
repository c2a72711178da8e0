"""A login that was not found in its body is sent in the other kind of body."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.fixes.apply import apply
from inspector.model.fix import Change, Field, Fix
from inspector.model.request import FormBody, FormField, JsonBody, RawBody, Request, RequestHeader
from tests.fixtures.short_texts import sent_from_here

URLENCODED = "application/x-www-form-urlencoded"
MISSES = "< 422 No\n<< {}"
REQUIRED = (
    '{"detail": [{"loc": ["body", "username"], "msg": "Field required"},'
    ' {"loc": ["body", "password"], "msg": "Field required"}]}'
)


def first_fixes(attempt, text):
    return [fix.id for fix in diagnose(attempt(text)).findings[0].fixes]


@pytest.mark.parametrize(
    ("kind", "body", "found"),
    [
        ("application/json", '{"username": "ada", "password": "x"}', "send-as-form"),
        (URLENCODED, "username=ada&password=x", "send-as-json"),
    ],
)
def test_the_other_kind_is_offered_first(attempt, kind, body, found):
    login = f"> POST https://a.test/login\n> Content-Type: {kind}\n>> {body}\n"
    assert first_fixes(attempt, login + MISSES.format(REQUIRED))[0] == found


def test_where_a_form_can_not_be_read_json_is_offered(attempt):
    login = (
        f"> POST https://a.test/login\n> Content-Type: {URLENCODED}\n>> username=ada&password=x\n"
    )
    unread = "< 401 No\n< Content-Type: text/plain\n<< invalid character 'u' looking for beginning of value"
    assert first_fixes(attempt, login + unread)[0] == "send-as-json"


def changed(request, transform):
    change = Change(field=Field("body"), operation="transform", transform=transform)
    fix = Fix(id="x", title="x", changes=(change,))
    return apply(request, fix, lambda _: "", lambda _: None)


FORM = FormBody(fields=(FormField("username", "ada"), FormField("password", "{{vault.p}}")))
JSON = JsonBody(text='{"username": "ada", "password": "{{vault.p}}"}')


def test_fields_and_members_are_the_same():
    rows = (RequestHeader("Content-Type", "application/json"), RequestHeader("X-Trace", "1"))
    made = changed(Request(body=JSON, headers=rows), "as-form")
    assert (made.body, made.headers) == (FORM, rows[1:])
    assert changed(Request(body=FORM), "as-json").body == JSON


@pytest.mark.parametrize(
    ("body", "transform"),
    [
        (JsonBody(text='{"user": {"name": "ada"}}'), "as-form"),
        (JsonBody(text="[1]"), "as-form"),
        (
            RawBody(text="p={{vault.p}}", content_type=URLENCODED),
            "as-json",
        ),
    ],
)
def test_what_can_not_be_the_other_kind_stays(body, transform):
    assert changed(Request(body=body), transform).body == body


def test_a_field_that_the_reply_misses_is_asked_for(attempt):
    form = f"> POST https://a.test/acs\n> Content-Type: {URLENCODED}\n>> RelayState=x\n< 400 No\n"
    said = """<< Couldn't find "SAMLResponse" in POST data."""
    assert first_fixes(attempt, form + said)[0] == "enter-field"


PAIRS = "username=ada&password=plum-42"
WRITTEN = '{"username": "ada", "password": "plum-42!x"}'


@pytest.mark.parametrize("kind", ["text/plain", URLENCODED])
@pytest.mark.parametrize(
    "reply",
    [
        '< 401 No\n< Content-Type: application/json\n<< {"error": "Invalid credentials"}',
        '< 400 No\n< Content-Type: application/json\n<< {"error": "username is required"}',
    ],
)
def test_json_under_another_name_is_sent_as_what_it_is(attempt, kind, reply):
    login = f"> POST https://a.test/login\n> Content-Type: {kind}\n>> {WRITTEN}\n"
    fix = diagnose(attempt(login + reply)).findings[0].fixes[0]
    assert (fix.id, fix.title) == ("as-wanted-type", "Send it as application/json and resend")
    (change,) = fix.changes
    assert (str(change.field), change.before, change.after) == (
        "headers.Content-Type",
        kind,
        "application/json",
    )


# ---------------- A login that is called bad, and nothing more
ENTERS = "> POST https://a.test/login\n> Content-Type: {kind}\n>> {body}\n< {reply}"


@pytest.mark.parametrize(
    ("kind", "body", "other"),
    [("application/json", WRITTEN, "send-as-form"), (URLENCODED, PAIRS, "send-as-json")],
)
@pytest.mark.parametrize(
    ("reply", "place"),
    [
        ("400 Bad Request", 0),
        ("422 Unprocessable Entity", 0),
        ("422 Unprocessable Entity\n< Content-Type: text/plain\n<< Validation error.", 0),
        ("401 Unauthorized", -1),
        ("400 Bad Request\n< Content-Type: text/plain\n<< Wrong password", -1),
    ],
)
def test_where_nothing_is_said_the_other_kind_is_offered(attempt, kind, body, other, reply, place):
    text = ENTERS.format(kind=kind, body=body, reply=reply)
    found = diagnose(sent_from_here(attempt(text))).findings
    offered = [fix.id for one in found for fix in one.fixes]
    assert (offered.index(other) if other in offered else -1) == place


def test_in_a_recording_nobody_asked_about_it(attempt):
    text = ENTERS.format(kind="application/json", body=WRITTEN, reply="400 Bad Request")
    assert not diagnose(attempt(text)).findings
