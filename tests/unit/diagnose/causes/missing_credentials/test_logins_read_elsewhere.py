"""A login in Authorization where the same call was given with it as parameters."""

import base64

import pytest

from inspector.diagnose import diagnose

LOGIN = base64.b64encode(b"ota:mill+pond-7").decode()
SEND = "https://sms.example/send?to=44&text=b"
TAKEN = "< 202 Accepted\n<< queued"
REFUSED = "< 403 Forbidden\n<< Authorization failed for send"
BASIC = f"> GET {SEND}\n> Authorization: Basic {LOGIN}\n{REFUSED}"


def _slugs(attempt, *calls):
    return [one.slug for one in diagnose(attempt("\n---\n".join(calls))).findings]


@pytest.mark.parametrize(
    "calls",
    [
        (f"> GET {SEND}&user=ota&password=mill%2Bpond-7\n{TAKEN}", BASIC),
        (BASIC, f"> GET {SEND}&user=ota&password=mill%2Bpond-7\n{TAKEN}"),
        (
            f'> POST {SEND}\n> Content-Type: application/json\n>> {{"user": "ota", "password": "mill+pond-7"}}\n{TAKEN}',
            f"> POST {SEND}\n> Authorization: Basic {LOGIN}\n< 401 Unauthorized",
        ),
    ],
)
def test_it_is_told_where_it_is_read(attempt, calls):
    assert _slugs(attempt, *calls)[0] == "key-in-wrong-place"


@pytest.mark.parametrize(
    "calls",
    [
        (f"> GET {SEND}&user=ota&password=another-5\n{TAKEN}", BASIC),
        (f"> GET {SEND}&password=mill%2Bpond-7\n> Authorization: Basic {LOGIN}\n{TAKEN}", BASIC),
        (f"> GET {SEND}&user=ota&password=mill%2Bpond-7\n{REFUSED}", BASIC),
    ],
)
def test_another_password_or_both_show_nothing(attempt, calls):
    assert "key-in-wrong-place" not in _slugs(attempt, *calls)
