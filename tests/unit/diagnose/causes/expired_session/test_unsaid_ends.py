"""A session whose end shows as any error: only a new login is given what it was given before."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.story.ends.unsaid_ends import unsaid_end

OLD, NEW = "s3ss-4f7a0b1c9d2e3f68", "s3ss-91c5e7d02b6a4f38"
LOGIN = """> POST https://grow.example/api/login
> Content-Type: application/json
>> {{"user": "ann", "password": "Lorne-Quay-17"}}
< 200 OK
< Date: Tue, 14 Nov 2023 {time} GMT
< Set-Cookie: sid={value}; Path=/"""
CALL = """> GET https://grow.example/api/{path}
> Cookie: sid={value}
< {reply}
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: application/json
<< {body}"""


def _call(time, reply="200 OK", value=OLD, path="beds"):
    body = '{"beds": [4, 7]}' if reply == "200 OK" else '{"message": "please try again later"}'
    return CALL.format(time=time, reply=reply, value=value, path=path, body=body)


def _begun(again):
    return [LOGIN.format(time="09:00:00", value=OLD), _call("09:00:05"), *again]


def _login(time="10:30:00"):
    return LOGIN.format(time=time, value=NEW)


def _slugs(attempt, parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("reply", ["500 Oops", "404 Not Found", "400 Bad Request"])
def test_nothing_is_given_until_somebody_logs_in_anew(attempt, reply):
    failed = [_call("10:20:00", reply), _call("10:21:00", reply, path="rain")]
    parts = _begun([*failed, _login(), _call("10:30:02", value=NEW)])
    assert _slugs(attempt, parts)[:1] == ["session-ended"]


@pytest.mark.parametrize(
    "again",
    [
        # The old one is given it again, so it had not ended.
        [_call("10:20:00", "500 Oops"), _call("10:21:00"), _login(), _call("10:30:02", value=NEW)],
        # The new one gets the error, too.
        [_call("10:20:00", "500 Oops"), _login(), _call("10:30:02", "500 Oops", value=NEW)],
        # Nobody logged in.
        [_call("10:20:00", "500 Oops"), _call("10:30:02", "500 Oops")],
        # Another thing was asked for than what was given before.
        [_call("10:20:00", "500 Oops", path="rain"), _login(), _call("10:30:02", value=NEW)],
        # The way to the server was shut.
        [_call("10:20:00", "502 Bad Gateway"), _login(), _call("10:30:02", value=NEW)],
    ],
)
def test_an_error_of_another_kind(attempt, again):
    assert "session-ended" not in _slugs(attempt, _begun(again))


def test_what_shows_it(attempt):
    failed = [_call("10:20:00", "500 Oops"), _call("10:21:00", "500 Oops")]
    parts = _begun([*failed, _login(), _call("10:30:02", value=NEW)])
    trace = Trace(attempt("\n---\n".join(parts)))
    end = unsaid_end(trace.story, trace.case(2))
    assert (end.worked.index, [one.index for one in end.failed], end.again.index) == (1, [2, 3], 5)
