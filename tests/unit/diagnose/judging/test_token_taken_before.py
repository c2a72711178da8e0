"""403 without a word to a token that was taken for the very same call: a right went, mostly."""

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://desk.example/users/{number}
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {body}"""
TOKEN, OTHER = "q8Zk2fT0bLw7Xn5ctGhRv1yMsPdAeUoI", "Lw7Xn5ctGhRv1yMsPdAeUoIq8Zk2fT0b"


def _call(status, number=3, token=TOKEN):
    body = '{"id": 3}' if status == "200 OK" else '{"detail": "Forbidden"}'
    return CALL.format(status=status, number=number, token=token, body=body)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


def test_it_is_no_wrong_token(attempt):
    found = _slugs(attempt, _call("200 OK"), _call("403 Forbidden"))
    assert found[:2] == ["forbidden", "worked-before"]


@pytest.mark.parametrize(
    ("before", "status"),
    [(_call("200 OK", token=OTHER), "403 Forbidden"), (_call("200 OK"), "401 Unauthorized")],
)
def test_another_token_or_another_status(attempt, before, status):
    found = _slugs(attempt, before, _call(status))
    assert found[:2] != ["forbidden", "worked-before"]
