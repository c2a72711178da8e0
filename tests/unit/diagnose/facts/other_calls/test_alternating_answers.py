from inspector.diagnose.facts.accepted_elsewhere import alternates
from inspector.diagnose.facts.case import Trace


def call(path, status, token="abcdef0123456789"):
    return f"> GET https://a.test{path}\n> Authorization: Bearer {token}\n< {status} x"


def last(attempt, *calls):
    trace = Trace(attempt("\n---\n".join(calls)))
    return trace.case(len(trace) - 1)


def test_each_address_was_allowed_while_the_other_was_refused(attempt):
    calls = (call("/a", 200), call("/b", 403), call("/b", 200), call("/a", 403))
    found = alternates(last(attempt, *calls))
    assert [one.index for one in found] == [0, 1]


def test_a_right_that_was_taken_away_is_no_turn(attempt):
    calls = (call("/a", 200), call("/b", 200), call("/b", 403), call("/a", 403))
    assert alternates(last(attempt, *calls)) is None


def test_another_credential_is_no_turn(attempt):
    calls = (call("/a", 200), call("/b", 403), call("/b", 200), call("/a", 403, "other-token-0123"))
    assert alternates(last(attempt, *calls)) is None
