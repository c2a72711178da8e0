"""A name and password that were taken before, refused now: the account, or a new password."""

from base64 import b64encode

import pytest

from inspector.diagnose.diagnosing import diagnose

BASIC = """> GET https://berth.example/boats
> Authorization: Basic YWRhOnBsdW0tNDI=
< {reply}
< WWW-Authenticate: Basic realm="berth"
<< {body}"""
FORM = """> POST https://berth.example/login
> Content-Type: application/json
>> {{"username": "ada", "password": "{password}"}}
< {reply}
< Content-Type: application/json
<< {body}"""
WRONG = '{"error": "Invalid username or password"}'


def _first(attempt, *parts):
    """Return the first two findings, and how sure the first one is."""
    findings = diagnose(attempt("\n---\n".join(parts))).findings
    return [one.slug for one in findings[:2]], findings[0].certainty.value


# Nothing tells a changed password from a shut account; at real servers it was the account twice as
# often.
SHUT = ["account-disabled", "wrong-password"]


def test_by_basic(attempt):
    taken = BASIC.format(reply="200 OK", body="[]")
    refused = BASIC.format(reply="401 Unauthorized", body="")
    assert _first(attempt, taken, refused) == (SHUT, "possible")
    assert _first(attempt, refused)[0][0] == "wrong-password"
    assert "account-disabled" not in _first(attempt, taken, refused, taken)[0]


@pytest.mark.parametrize("status", ["401 Unauthorized", "400 Bad Request"])
@pytest.mark.parametrize(("password", "is_same"), [("plum-42", True), ("plum-43", False)])
def test_by_a_form(attempt, status, password, is_same):
    taken = FORM.format(password="plum-42", reply="200 OK", body='{"token": "q9ZtR4mWcX81LpVn"}')
    refused = FORM.format(password=password, reply=status, body=WRONG)
    found = _first(attempt, taken, refused)[0]
    assert (found == SHUT) == is_same
    assert is_same or found[0] == "wrong-password"


@pytest.mark.parametrize(
    "said", ["Invalid username/password.", "No active account found with the given credentials"]
)
@pytest.mark.parametrize("as_sent", [BASIC, FORM])
def test_plain_words_do_not_outweigh_it(attempt, as_sent, said):
    taken = as_sent.format(password="plum-42", reply="200 OK", body='{"token": "q9ZtR4mWcX81"}')
    body = f'{{"detail": "{said}"}}'
    refused = as_sent.format(password="plum-42", reply="401 Unauthorized", body=body)
    assert _first(attempt, taken, refused) == (SHUT, "possible")
    found, sure = _first(attempt, refused)
    assert (found[0], sure) == ("wrong-password", "very-likely")


def test_where_a_second_factor_is_asked_for_the_account_is_there(attempt):
    taken = FORM.format(password="plum-42", reply="200 OK", body='{"token": "q9ZtR4mWcX81LpVn"}')
    asked = '{"error": "Enter the code of your authenticator app"}'
    refused = FORM.format(password="plum-42", reply="401 Unauthorized", body=asked)
    assert _first(attempt, taken, refused)[0][0] == "second-factor-required"


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("application/x-www-form-urlencoded", "u=ada&p=plum-42", "u=ada&p=plum-43"),
        ("application/xml", '<login user="ada" word="plum-42"/>', '<login user="ada" word="pear"/>'),
        ("application/json", '{"username": "ada", "password": "***"}', '{"username": "ada", "password": "***"}'),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_not_called_the_same(attempt, kind, first, second):
    text = "> POST https://berth.example/login\n> Content-Type: {}\n>> {}\n< {}\n<< {}"
    taken = text.format(kind, first, "200 OK", '{"token": "q9ZtR4mWcX81LpVn"}')
    refused = text.format(kind, second, "401 Unauthorized", WRONG)
    findings = diagnose(attempt(f"{taken}\n---\n{refused}")).findings
    assert all("were taken before" not in e.statement for f in findings for e in f.evidence)


# ---------------- Another password after several that were refused
DEEP = """> POST https://berth.example/v3/auth/tokens
> Content-Type: application/json
>> {{"auth": {{"password": {{"user": {{"name": "{user}", "password": "{password}"}}}}}}}}
< 401 Unauthorized
< Content-Type: application/json
<< {{"error": {{"code": 401, "message": "The request requires authentication."}}}}"""


@pytest.mark.parametrize(("user", "is_hinted"), [("ada", True), ("eve", False)])
def test_the_account_may_be_locked_by_the_tries_before(attempt, user, is_hinted):
    wrong = [DEEP.format(user=user, password="pear")] * 3
    last = DEEP.format(user="ada", password="plum-42")
    findings = diagnose(attempt("\n---\n".join((*wrong, last)))).findings
    assert findings[0].slug == "wrong-password"
    assert ("too-many-attempts" in {one.slug for one in findings}) == is_hinted


# ---------------- What is good for a moment only, and words of the password alone
@pytest.mark.parametrize(
    ("first", "second", "shut"),
    [
        ("> X-Otp: 507769\n", "> X-Otp: 402153\n", False),
        ("> X-Otp: 507769\n", "> X-Otp: 507769\n", False),
        ("> X-Otp: sms\n", "> X-Otp: sms\n", True),
    ],
)
def test_a_one_time_code_is_what_was_wrong(attempt, first, second, shut):
    basic = BASIC.replace("< {reply}", "{more}< {reply}")
    taken = basic.format(more=first, reply="200 OK", body="[]")
    refused = basic.format(more=second, reply="401 Unauthorized", body="")
    assert ("account-disabled" in _first(attempt, taken, refused)[0]) is shut


def _hashed(reply, body):
    """Return a Basic call of `hash:sha256:1700006400:6711c4…`: made for a moment, sent unchanged."""
    made = b64encode(b"hash:sha256:1700006400:" + b"6711c477a86ecf3e" * 4).decode()
    return BASIC.replace("YWRhOnBsdW0tNDI=", made).format(reply=reply, body=body)


def test_a_hash_with_its_time_that_was_taken_is_not_sent_by_another_clock(attempt):
    refused = _hashed("401 Unauthorized", '{"error": "Invalid timestamp"}')
    assert _first(attempt, refused)[0][0] == "clock-differs"
    assert _first(attempt, _hashed("200 OK", "[]"), refused)[0][0] == "nonce-replayed"
    silent = _hashed("401 Unauthorized", "")
    assert "account-disabled" not in _first(attempt, _hashed("200 OK", "[]"), silent)[0][:1]


@pytest.mark.parametrize(
    ("said", "may_be_shut"),
    [
        ("Invalid password", False),
        ("The password is incorrect.", False),
        ("Wrong user name or password", True),
        ("Invalid login", True),
    ],
)
@pytest.mark.parametrize("as_sent", [BASIC, FORM])
def test_words_of_the_password_alone_leave_the_account_aside(attempt, as_sent, said, may_be_shut):
    taken = as_sent.format(password="plum-42", reply="200 OK", body='{"token": "q9ZtR4mWcX81"}')
    body = f'{{"error": "{said}"}}'
    refused = as_sent.format(password="plum-42", reply="401 Unauthorized", body=body)
    findings = diagnose(attempt(f"{taken}\n---\n{refused}")).findings
    sure = {one.slug: one.certainty.value for one in findings}
    assert next(iter(sure)) == ("account-disabled" if may_be_shut else "wrong-password")
    assert (sure.get("account-disabled") == "possible") is may_be_shut
