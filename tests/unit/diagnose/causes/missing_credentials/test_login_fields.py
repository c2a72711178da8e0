"""Logins whose user or password came under another name than the reply misses."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Request
from tests.fixtures.short_texts import attempt_of

LOGIN = """> POST https://trading.example{path}
> Content-Type: application/json
>> {body}
< {status}
< Content-Type: application/json
<< {reply}"""
SLUG = "login-field-misnamed"
SENT = '{"username": "erin", "password": "grind-stone-8"}'
BAD = "400 Bad Request"


def _found(reply, body=SENT, path="/auth/login", status=BAD):
    return diagnose(
        attempt_of(LOGIN.format(reply=reply, body=body, path=path, status=status))
    ).findings


@pytest.mark.parametrize(
    "reply",
    [
        '{"errors": [{"message": "This field is required.", "param": "email"}]}',
        '{"email": ["This field is required."]}',
        '{"response": {"errors": ["Email not provided"]}}',
        '{"message": "email is required"}',
        '{"message": "[body.email] Invalid input: expected string, received undefined"}',
        '{"detail": [{"loc": ["body", "email"], "msg": "Field required", "type": "missing"}]}',
        (
            '{"error": {"message": "[{\\"path\\": [\\"email\\"], \\"message\\": \\"Required\\"}]",'
            ' "data": {"path": "login"}}}'
        ),
    ],
)
def test_the_reply_misses_it_by_another_name(reply):
    found = _found(reply)
    assert found[0].slug == "login-field-misnamed"
    assert "email" in found[0].title
    assert "username" in found[0].title
    assert "email" in [one.field.name for fix in found[0].fixes for one in fix.changes]


@pytest.mark.parametrize(
    ("reply", "more"),
    [
        ('{"message": "username is required"}', {}),  # it was sent: another kind of body is read
        ('{"message": "country is required"}', {}),
        ('{"message": "[body.age] Invalid input: expected number, received undefined"}', {}),
        ('{"message": "[body.email] Invalid input: expected string, received number"}', {}),
        ('{"message": "Login required"}', {}),
        ('{"message": "email is required"}', {"path": "/auth/register"}),
        ('{"email": ["This address is too long."]}', {}),
        ('{"message": "email is required"}', {"body": '{"password": "grind-stone-8"}'}),
        ('{"message": "email is required"}', {"status": "401 Unauthorized"}),
    ],
)
def test_what_names_no_other_field(reply, more):
    assert SLUG not in [one.slug for one in _found(reply, **more)]


# ---------------- A form that is called bad without a word
FORM = """> POST https://trading.example/app/v1/auth/login
> Content-Type: application/x-www-form-urlencoded
>> username=erin&password=grind-stone-8
< 400 Bad Request
< Content-Type: text/html"""


AS_JSON = FORM.replace("x-www-form-urlencoded", "json").replace(
    "username=erin&password=grind-stone-8", '{"username": "erin", "password": "grind-stone-8"}'
)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (AS_JSON, ["credential-not-recognised", "wrong-password"]),
        (f"{AS_JSON}\n<< The colour is too long.", []),
        (f"{AS_JSON}\n<< Validation error.", ["credential-not-recognised", "wrong-password"]),
        (
            AS_JSON.replace("400 Bad", "422 Bad") + "\n<< 422 validation failed",
            ["credential-not-recognised", "wrong-password"],
        ),
        (f"{AS_JSON}\n<< Validation error: the colour is too long", []),
        (AS_JSON.replace("/auth/login", "/orders"), []),
    ],
)
def test_json_at_a_login_that_is_called_bad_may_be_read_by_nobody(text, slugs):
    request = Request(method="POST", url="https://trading.example/app/v1/auth/login")
    found = diagnose(attempt_of(text, request=request)).findings
    assert [one.slug for one in found[:2]] == slugs


def test_a_form_at_a_login_that_is_called_bad_may_be_read_by_nobody():
    request = Request(method="POST", url="https://trading.example/app/v1/auth/login")
    found = diagnose(attempt_of(FORM, request=request)).findings
    assert found[0].slug == "credential-not-recognised"
    assert found[0].certainty.value == "possible"
    assert "wrong-password" in [one.slug for one in found]
    assert not diagnose(attempt_of(FORM)).findings  # in a recording nobody asked about it


# ---------------- The user that a login names is not there
@pytest.mark.parametrize("status", [BAD, "404 Not Found"])
def test_a_login_of_a_user_who_is_not_there(status):
    found = _found('{"errors": ["Specified user does not exist"]}', status=status)
    assert found[0].slug == "wrong-password"


def test_a_thing_that_is_not_there_is_no_login():
    assert not _found(
        '{"error": "User not found"}',
        path="/api/users/42/avatar",
        body='{"x": "y"}',
        status="404 Not Found",
    )


def test_a_password_under_another_name_is_missed_beside_the_users():
    sent = '{"username": "erin", "pass": "grind-stone-8"}'
    first = _found('{"detail": "Missing username or password in request body"}', sent)[0]
    assert first.slug == SLUG
    assert [str(one.field) for one in first.fixes[0].changes] == ["body.password"]


@pytest.mark.parametrize(
    "words",
    ["no user/password specified", "Missing user / password", "Missing user or password"],
)
def test_a_user_under_another_name_is_missed_beside_the_password(words):
    first = _found(f'{{"error": "{words}"}}')[0]
    assert first.slug == SLUG
    assert "username" in first.title
    assert [str(one.field) for one in first.fixes[0].changes] == ["body.user"]


def test_what_has_the_names_that_are_missed_is_not_called_misnamed():
    sent = '{"user": "erin", "password": "grind-stone-8"}'
    found = _found('{"error": "no user/password specified"}', sent)
    assert SLUG not in [one.slug for one in found]


# ---------------- A login that lacks its password is called wrong
STRATEGY = '{"strategy": "local", "email": "erin@trading.example"}'
WHOLE = STRATEGY.replace("}", ', "password": "grind-stone-8"}')
INVALID = '{"name": "NotAuthenticated", "message": "Invalid login", "code": 401}'


@pytest.mark.parametrize(
    ("body", "slug", "fix"),
    [
        (STRATEGY, "no-credentials-sent", "enter-login"),
        (WHOLE, "wrong-password", "enter-secret"),
    ],
)
def test_how_somebody_logs_in_is_no_secret(body, slug, fix):
    first = _found(INVALID, body, "/authentication", "401 Unauthorized")[0]
    assert (first.slug, first.fixes[0].id) == (slug, fix)


QBITTORRENT = """> POST https://trading.example/api/v2/auth/login
> Content-Type: application/x-www-form-urlencoded
>> {body}
< 200 OK
< Content-Type: text/plain; charset=UTF-8
<< Fails."""


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ("username=erin", "no-credentials-sent"),
        ("username=erin&password=grind-stone-8", "wrong-password"),
    ],
)
def test_a_product_may_say_it_with_a_success(body, slug):
    found = diagnose(attempt_of(QBITTORRENT.format(body=body))).findings[0]
    assert found.slug == slug
    assert (found.fixes[0].id == "enter-login") == (slug == "no-credentials-sent")


# ---------------- Words that call a login wrong may name its fields
WRONG = '{"message": "Invalid username/password"}'


@pytest.mark.parametrize(
    ("body", "offered"),
    [
        ('{"user": "erin", "password": "grind-8"}', True),
        ('{"username": "erin", "password": "grind-8"}', False),
        ('{"email": "erin@mill.example", "password": "grind-8"}', False),  # said of those as well
    ],
)
def test_the_login_is_asked_for_by_the_names_that_the_reply_has(body, offered):
    found = _found(WRONG, body, status="401 Unauthorized")[0]
    assert found.slug == "wrong-password"
    fix = next((one for one in found.fixes if one.id == "enter-login"), None)
    assert (fix is not None) is offered
    if fix is not None:
        assert [one.field.name for one in fix.changes] == ["username", "password"]
