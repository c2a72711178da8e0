"""A call that was let in with the password set another one, and what is sent since is refused."""

import pytest

from inspector.diagnose import diagnose

CALL = """> {method} https://git.test/api/{path}
> Authorization: Basic am9zczpSZWVkLU90dGVyLTE={body}
< {status}"""
NO = '401 Unauthorized\n< WWW-Authenticate: Basic realm="git"'


def _call(path, status="200 OK", method="GET", body=""):
    body = f"\n> Content-Type: application/json\n>> {body}" if body else ""
    return CALL.format(path=path, status=status, method=method, body=body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "user/password", '{"old": "Reed-Otter-1", "new": "Reed-Otter-2"}'),
        ("PATCH", "me", '{"password": "Reed-Otter-2"}'),
    ],
)
def test_the_password_is_the_old_one(attempt, method, path, body):
    parts = (_call("user"), _call(path, "204 No Content", method, body), _call("user", NO))
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert (found[0].slug, found[0].certainty) == ("wrong-password", "very-likely")
    assert "works-elsewhere" not in [one.slug for one in found]


def test_another_call_in_between_changes_nothing(attempt):
    parts = (_call("user"), _call("notes", "204 No Content", "POST", '{"text": "a"}'))
    found = diagnose(attempt("\n---\n".join((*parts, _call("user", NO))))).findings
    assert found[0].certainty != "very-likely"


# ---------------- An account that somebody else switched off, whose reply repeats the new state
SWITCHED = """> GET https://yard.test/me
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
< 200 OK
---
> {method} https://yard.test/admin/users/u7
> Authorization: Bearer Zc4nB8xKq1WsTd7yRm2P
> Content-Type: application/json
>> {{"active": {asked}}}
< 200 OK
< Content-Type: application/json
<< {{"id": "u7", "active": {told}}}
---
> GET https://yard.test/me
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
< 401 Unauthorized"""


@pytest.mark.parametrize(
    ("asked", "told", "slug"),
    [("false", "false", "account-disabled"), ("true", "false", "worked-before")],
)
def test_an_account_that_was_switched_off(attempt, asked, told, slug):
    text = SWITCHED.format(method="PATCH", asked=asked, told=told)
    assert diagnose(attempt(text)).findings[0].slug == slug
