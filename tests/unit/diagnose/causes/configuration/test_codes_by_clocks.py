"""One-time codes are counted from the clock: refused where two clocks are minutes apart."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose

ASKED = """> POST https://loft.example/session
> Content-Type: application/json
>> {"user": "ann", "password": "Lorne-Quay-17"}
< 400 Bad Request
< Date: Tue, 14 Nov 2023 09:00:00 GMT
< Content-Type: application/json
<< {"message": "Two factor authentication required"}"""
GIVEN = """> POST https://loft.example/session
> Content-Type: application/json
>> {{"user": "ann", "password": "Lorne-Quay-17", "totp_code": "{code}"}}
< {status}
< Date: Tue, 14 Nov 2023 09:00:20 GMT
< Content-Type: application/json
<< {{"message": "{words}"}}"""
WRONG = "Invalid code"


def _first(attempt, ahead, *codes, words=WRONG, last="400 Bad Request"):
    statuses = ["400 Bad Request"] * (len(codes) - 1) + [last]
    tries = [
        GIVEN.format(code=c, status=s, words=words) for c, s in zip(codes, statuses, strict=True)
    ]
    made = attempt("\n---\n".join((ASKED, *tries)))
    moved = (replace(one, started=one.started + ahead) for one in made.exchanges)
    found = diagnose(replace(made, exchanges=tuple(moved))).findings
    return found[0].slug if found else ""


@pytest.mark.parametrize("ahead", [timedelta(minutes=7), timedelta(minutes=-4)])
def test_codes_are_refused_by_a_server_with_another_time(attempt, ahead):
    assert _first(attempt, ahead, "493821", "067154") == "clock-differs"
    assert (
        _first(attempt, ahead, "493821", words="Invalid code. Server time: 09:00:20")
        == "clock-differs"
    )


@pytest.mark.parametrize(
    ("ahead", "codes", "last"),
    [
        (timedelta(seconds=10), ("493821", "067154"), "400 Bad Request"),  # the clocks agree
        (timedelta(minutes=7), ("ab-recovery", "cd-recovery"), "400 Bad Request"),  # of no clock
        (timedelta(minutes=7), ("493821", "067154"), "200 OK"),  # the next one was taken
    ],
)
def test_codes_that_are_wrong_by_themselves(attempt, ahead, codes, last):
    assert _first(attempt, ahead, *codes, last=last) != "clock-differs"


ALONE = """> POST https://loft.example/login/{step}
> Content-Type: application/json
>> {{"txn": "tx-7", "code": "{code}"}}
< 401 Unauthorized
< Date: Tue, 14 Nov 2023 09:00:20 GMT
< Content-Type: application/json
<< {{"error": "invalid code"}}"""


@pytest.mark.parametrize(
    ("step", "ahead", "found"), [("totp", 190, True), ("totp", 5, False), ("coupon", 190, False)]
)
def test_a_code_alone_at_the_step_that_checks_it(attempt, step, ahead, found):
    tries = (ALONE.format(step=step, code=code) for code in ("493821", "067154"))
    made = attempt("\n---\n".join(tries))
    moved = (replace(one, started=one.started + timedelta(seconds=ahead)) for one in made.exchanges)
    told = diagnose(replace(made, exchanges=tuple(moved))).findings
    assert ("clock-differs" in [one.slug for one in told]) is found
