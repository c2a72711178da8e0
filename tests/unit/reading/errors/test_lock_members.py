"""Flags and numbers of a body that tell of a lock."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.finding import Cause
from inspector.reading.errors.lock_members import seconds_locked, told_lock


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ([("isLocked", True)], "isLocked"),
        ([("lockStatus", "lock"), ("unlockTime", "180")], "lockStatus"),
        ([("account_locked", "true")], "account_locked"),
        ([("lockedOut", 1)], "lockedOut"),
        ([("remainingAttempts", 0), ("lockTime", 300)], "remainingAttempts"),
        ([("attemptsLeft", 0), ("lockout_seconds", 30)], "attemptsLeft"),
        ([("remainLoginTimes", 0), ("remainLockSecond", 1770)], "remainLoginTimes"),
        ([("remainLoginTimes", 2), ("remainLockSecond", 0)], ""),
        ([("remainingAttempts", 2)], ""),
        ([("remainingAttempts", 0)], ""),
        ([("locked", False), ("lockTime", 0)], ""),
        ([("lockStatus", "unlock"), ("retryLoginTime", "5")], ""),
        ([("lockTime", 300)], ""),
        ([("clock", "1"), ("block", "yes"), ("blocks", "1")], ""),
    ],
)
def test_told_lock(members, name):
    assert told_lock(members)[0] == name


def test_seconds():
    assert seconds_locked([("lockStatus", "lock"), ("unlockTime", "180")]) == 180
    assert seconds_locked([("remainLockSecond", 1770)]) == 1770
    assert (
        seconds_locked([("remainLockMinutes", "30")]) == seconds_locked([("mins_left", 30)]) == 1800
    )
    assert seconds_locked([("lockedUntil", "2026-01-01")]) == 0
    assert seconds_locked([]) == 0


@pytest.mark.parametrize(
    "body",
    [
        '{"result": "denied", "user": {"locked": true, "lockTime": 600}}',
        '<?xml version="1.0"?><Reply><Lockout>1</Lockout><TimeLeft>20</TimeLeft></Reply>',
        '{"code": 7, "loginAttemptsLeft": 0, "attemptsLeft": 0, "lockoutTime": 900}',
    ],
)
def test_a_refused_login_with_a_lock(attempt, body):
    text = f"> GET http://192.0.2.7/\n> Authorization: Basic YWRtaW46cHc=\n< 401 No\n<< {body}"
    assert diagnose(attempt(text)).findings[0].cause is Cause.ACCOUNT_LOCKED


def test_a_locked_document_is_no_locked_account(attempt):
    text = '> GET https://a.test/doc/1\n> Cookie: session=abc\n< 200 OK\n<< {"locked": true}'
    assert not diagnose(attempt(text)).findings
