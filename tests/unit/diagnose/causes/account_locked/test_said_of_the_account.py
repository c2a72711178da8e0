"""What words and addresses say of an account: a lock among others, a password that is due."""

import pytest

from inspector.diagnose import diagnose

LOGIN = """> POST https://a.test/auth/login
> Content-Type: application/json
>> {"username": "ada", "password": "plum-42!x"}
"""
COOKIE = "> Cookie: session=8c1f5e0a7db24c39\n"
DENIED = '< 401 Unauthorized\n< Content-Type: application/json\n<< {{"message": "{}"}}'


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (
            "The credentials were incorrect or the account specified has been locked.",
            "wrong-password",
        ),
        ("Invalid credentials or account disabled", "wrong-password"),
        ("The account specified has been locked.", "account-disabled"),
        ("Your account has been disabled", "account-disabled"),
    ],
)
def test_a_lock_that_is_one_of_two_reasons_is_not_the_reason(attempt, words, slug):
    assert _slugs(attempt, LOGIN + DENIED.format(words))[0] == slug


# ---------------- Who is known is led to where a password is renewed
def _led(to, sent=COOKIE):
    return f"> GET https://a.test/orders\n{sent}< 302 Found\n< Location: {to}"


@pytest.mark.parametrize(
    "to",
    ["/password/expired", "https://a.test/force-password-change", "/users/must_change_password"],
)
def test_a_session_is_kept_until_its_password_is_changed(attempt, to):
    assert _slugs(attempt, _led(to))[0] == "password-expired"
    assert _slugs(attempt, f"{LOGIN}< 302 Found\n< Location: {to}")[0] == "password-expired"


@pytest.mark.parametrize(
    "text",
    [
        _led("/password/expired", sent=""),
        _led("/password/reset"),
        _led("/account/change-password"),
        _led("/orders/expired"),
    ],
)
def test_other_ways_lead_on(attempt, text):
    assert "password-expired" not in _slugs(attempt, text)


# ---------------- Who counts the tries: the program, or the server in front of it
NGINX = (
    "< 429 Too Many Requests\n< Server: nginx\n< Content-Type: text/html\n"
    "<< <html><head><title>429 Too Many Requests</title></head><body><center>"
    "<h1>429 Too Many Requests</h1></center><hr><center>nginx</center></body></html>"
)
COUNTED = '< 429 Too Many Requests\n< Content-Type: application/json\n<< {"message": "%s"}'


@pytest.mark.parametrize(
    ("reply", "slug", "fix"),
    [
        (NGINX, "rate-limited", "wait-and-retry"),
        (COUNTED % "Too many requests", "too-many-attempts", "message-administrator"),
        (COUNTED % "Too many login attempts", "too-many-attempts", "message-administrator"),
        ("< 429 Too Many Requests", "too-many-attempts", "message-administrator"),
    ],
)
def test_a_server_in_front_counts_whatever_is_asked(attempt, reply, slug, fix):
    first = diagnose(attempt(LOGIN + reply)).findings[0]
    assert (first.slug, first.fixes[0].id) == (slug, fix)
