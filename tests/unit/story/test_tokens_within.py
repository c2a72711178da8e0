"""A login hands out an object that is called a token: what it holds is the token, and its time."""

import pytest

from inspector.diagnose import diagnose

LOGIN = """> POST http://cam.lan/api?cmd=Login
> Content-Type: application/json
>> [{{"cmd": "Login", "param": {{"User": {{"userName": "ann", "password": "Quay-7"}}}}}}]
< 200 OK
< Content-Type: application/json
< Date: Tue, 14 Nov 2023 20:00:00 GMT
<< {body}"""
CALL = """> GET http://cam.lan/api/state?token={token}
< 200 OK
< Content-Type: application/json
< Date: {date}
<< {body}"""
LEASED = '[{"value": {"Token": {"leaseTime": 3600, "name": "d50247db166103f"}}}]'


def _call(date, body='{"state": 0}'):
    return CALL.format(token="d50247db166103f", date=f"Tue, 14 Nov 2023 {date} GMT", body=body)


OVER = '{"code": 1, "error": {"detail": "please login first"}}'


@pytest.mark.parametrize(
    ("body", "born"),
    [
        (LEASED, "d50247db166103f"),
        ('{"access": {"token": {"id": "4b8f3ac3efd44385b500", "expires": "x"}}}', "4b8f3ac3efd44385b500"),
        ('{"session": {"value": "u3Qx9Lr7Zk1Vb5Nd"}}', "u3Qx9Lr7Zk1Vb5Nd"),
    ],
)  # fmt: skip
def test_what_an_object_holds(story, body, born):
    assert born in {life.value for life in story(LOGIN.format(body=body)).lives if life.births}


@pytest.mark.parametrize(
    "body",
    [
        '{"session": {"name": "standup-2024"}}',
        '{"token": {"name": "administrator"}}',
        '{"tokens": {"name": "d50247db166103f"}}',
    ],
)
def test_what_is_a_name(story, body):
    assert not [life for life in story(LOGIN.format(body=body)).lives if life.births]


def test_its_lease_is_over(attempt):
    parts = (LOGIN.format(body=LEASED), _call("20:59:30"), _call("21:00:30", OVER))
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert found[0].slug == "session-ended"


def test_its_lease_is_not_over(attempt):
    parts = (LOGIN.format(body=LEASED), _call("20:10:00"), _call("20:20:00", OVER))
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert all("limited time" not in proof.statement for one in found for proof in one.evidence)
