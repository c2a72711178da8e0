"""Long traces are shown in part."""

import msgspec

from inspector.export.export import MOST, relevant
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Message

ONE = Exchange(request=Message(method="GET", url="http://a/"))


def trace(count, **answers):
    exchanges = [
        msgspec.structs.replace(ONE, answers=answers.get(f"e{number}")) for number in range(count)
    ]
    return Attempt(exchanges=tuple(exchanges))


def test_a_short_trace_is_shown_whole():
    assert relevant(trace(MOST), Verdict()) == frozenset(range(MOST))
    assert relevant(Attempt(), Verdict()) == frozenset()


def test_of_a_long_one_what_the_finding_speaks_of(answer):
    verdict = answer.verdict
    assert relevant(trace(100, e1=0), verdict) == {0, 1}
    assert relevant(trace(100, e99=98, e98=97, e97=99), Verdict()) == {97, 98, 99}
    assert relevant(trace(50), msgspec.structs.replace(verdict, entry=400)) == {1}
