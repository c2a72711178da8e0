"""A login that names a user at most is told as such, before its password is called wrong."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
WRONG = '{"error": "Wrong username or password"}'
HELD = '{"user": "ada", "pass": "plum-42!x"}'
GRANT = '{"error": "invalid_grant", "error_description": "Wrong username or password"}'
WANTED = '{"error": "user and pass attributes are required"}'
UNAUTHORIZED, BAD = "401 Unauthorized", "400 Bad Request"


def found(body, *, kind=JSON, status=UNAUTHORIZED, more="", reply=WRONG, speaks=JSON):
    sent = f"> Content-Type: {kind}\n>> {body}\n" if body else ""
    text = (
        f"> POST https://mills.example/auth/login\n{sent}< {status}\n{more}"
        f"< Content-Type: {speaks}\n<< {reply}"
    )
    return diagnose(attempt_of(text)).findings


def without_a_password(findings):
    """Return the finding that says that no password was sent, where it stands first."""
    first = findings[0] if findings and findings[0].slug == "no-credentials-sent" else None
    alone = ("It names a user and no password", "The login holds neither user nor password")
    said = first is not None and any(one.statement in alone for one in first.evidence)
    return first if said else None


def asked(finding):
    return [str(one.field) for one in finding.fixes[0].changes if one.ask]


@pytest.mark.parametrize(
    ("body", "more", "names"),
    [
        ('{"email": "ada@mills.example"}', {}, ["email", "password"]),
        ('{"user": "ada"}', {"status": "403 Forbidden"}, ["user", "password"]),
        ('{"login": "ada", "remember": true}', {}, ["login", "password"]),
        ("{}", {}, ["username", "password"]),
        ("", {}, ["username", "password"]),
        ("", {"reply": "Wrong email or password", "speaks": "text/plain"}, ["email", "password"]),
        (
            "grant_type=password&username=ada",
            {"kind": FORM, "status": BAD, "reply": GRANT},
            ["username", "password"],
        ),
        ('{"user": "ada"}', {"more": "< WWW-Authenticate: Bearer\n"}, ["user", "password"]),
    ],
)
def test_it_is_told_before_a_wrong_password(body, more, names):
    findings = found(body, **more)
    first = without_a_password(findings)
    assert first is not None
    assert first.certainty.value == "very-likely"
    assert (first.fixes[0].id, asked(first)) == ("enter-login", [f"body.{one}" for one in names])
    assert {one.certainty.value for one in findings[1:] if one.slug == "wrong-password"} <= {
        "unlikely"
    }


@pytest.mark.parametrize(
    ("body", "more", "told"),
    [
        ('{"user": "ada"}', {}, True),
        ('{"user": "ada"}', {"more": '< WWW-Authenticate: Basic realm="mills"\n'}, False),
        ('{"user": "ada", "otp": "391842"}', {}, False),  # the code is the secret
        ('{"user": "ada", "totp": "391842"}', {"status": BAD}, False),
        ('{"user": "ada", "proof": "c2Vjb25k"}', {}, False),  # so may be what nobody knows
        ('{"user": "ada", "password": "plum-42!x"}', {}, False),
    ],
)
def test_where_another_way_to_log_in_is_wanted_or_was_taken(body, more, told):
    assert (without_a_password(found(body, **more)) is not None) is told


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("", ["user", "pass"]),
        ("{}", ["user", "pass"]),
        ('{"login": "ada"}', ["login", "pass"]),
    ],
)
def test_its_fields_are_called_as_the_body_or_else_the_reply_has_them(body, names):
    first = found(body, status=BAD, reply=WANTED)[0]
    assert (first.slug, asked(first)) == ("no-credentials-sent", [f"body.{one}" for one in names])


@pytest.mark.parametrize(
    ("body", "speaks", "begins"),
    [("", JSON, True), ("", "text/plain", False), ("{}", JSON, False)],
)
def test_what_answers_in_json_is_sent_json(body, speaks, begins):
    reply = WRONG if speaks == JSON else "Wrong username or password"
    first = without_a_password(found(body, reply=reply, speaks=speaks))
    assert first is not None
    changed = [str(one.field) for one in first.fixes[0].changes]
    assert changed == [*(["body"] if begins else []), "body.username", "body.password"]
    assert (first.fixes[0].changes[0].transform == "as-json") is begins


@pytest.mark.parametrize("word", ["given", "supplied", "were found"])
def test_neither_nor_is_a_login_that_is_missed(word):
    reply = f'{{"error": "neither username nor password {word}"}}'
    first = found("", status=BAD, reply=reply)[0]
    assert first.slug == "no-credentials-sent"


@pytest.mark.parametrize(("body", "left_out"), [("", True), ("{}", True), (HELD, False)])
def test_the_session_of_a_visitor_is_no_login(body, left_out):
    sent = f"> Content-Type: {JSON}\n>> {body}\n" if body else ""
    text = (
        f"> POST https://mills.example/auth/login\n> Cookie: sid=8c1f5e0a7db24c39b6\n{sent}"
        f"< {BAD}\n< Content-Type: {JSON}\n<< {WANTED}"
    )
    findings = diagnose(attempt_of(text)).findings
    assert (bool(findings) and findings[0].slug == "no-credentials-sent") is left_out
