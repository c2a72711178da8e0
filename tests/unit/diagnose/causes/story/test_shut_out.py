"""A caller that met many errors in a short time, and is refused everything since."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.model.exchange import Failure
from inspector.story.interruptions import shut_out

CALL = """> {method} https://files.example/{path}
> Authorization: Bearer k3y-8d0f71c2ab94
< {reply}
< Date: Tue, 14 Nov 2023 {time} GMT
<< {body}"""


def _call(path, reply="200 OK", time="09:00:00", method="GET", body="ok"):
    return CALL.format(method=method, path=path, reply=reply, time=time, body=body)


def _misses(count=5, reply="404 Not Found", time="09:00:05"):
    return [_call(f"old/{one}", reply, time, body=f"no {one}") for one in range(count)]


def _banned(*paths, reply="403 Forbidden", body="go away"):
    return [_call(path, reply, "09:00:09", body=body) for path in paths]


def _slugs(attempt, parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("miss", ["404 Not Found", "403 Forbidden", "400 Bad Request"])
@pytest.mark.parametrize("ban", ["403 Forbidden", "401 Unauthorized"])
def test_everything_is_refused_since(attempt, miss, ban):
    parts = [_call("list"), *_misses(reply=miss), *_banned("list", "news", reply=ban)]
    assert _slugs(attempt, parts)[:1] == ["caller-shut-out"]


def test_let_in_again_after_a_while(attempt):
    later = _call("list", time="09:20:00")
    parts = [_call("list"), *_misses(), *_banned("list", "news"), later]
    trace = Trace(attempt("\n---\n".join(parts)))
    found = shut_out(trace.story, trace.case(7))
    assert (found.worked.index, len(found.errors)) == (0, 5)
    assert [one.index for one in found.refused] == [6, 7]


def test_the_two_that_are_named_ask_for_different_things(attempt):
    parts = [_call("list"), *_misses(), *_banned("list", "list", "news")]
    trace = Trace(attempt("\n---\n".join(parts)))
    found = shut_out(trace.story, trace.case(8))
    assert [one.index for one in found.refused] == [6, 8]


@pytest.mark.parametrize(
    "parts",
    [
        # Few errors, errors of the hour before, or none that differ from the refusals.
        [_call("list"), *_misses(4), *_banned("list", "news")],
        [_call("list"), *_misses(time="08:00:05"), *_banned("list", "news")],
        [_call("list"), *_banned("a", "b", "c", "d", "e"), *_banned("list", "news")],
        # One thing only is refused, or another one is let in.
        [_call("list"), *_misses(), *_banned("list", "list")],
        [_call("list"), *_misses(), *_banned("admin"), _call("list"), *_banned("admin/users")],
        # Nothing was ever given.
        [*_misses(), *_banned("list", "news")],
    ],
)
def test_no_ban(attempt, parts):
    assert "caller-shut-out" not in _slugs(attempt, parts)


@pytest.mark.parametrize(
    ("kind", "found"), [("reset", True), ("refused", True), ("unreachable", False)]
)
def test_nobody_answers_any_more(attempt, kind, found):
    made = attempt("\n---\n".join([_call("list"), *_misses(), *_banned("list", "news")]))
    lost = Failure(stage="wait", kind=kind, message="no answer")
    gone = tuple(replace(one, reply=None, failure=lost) for one in made.exchanges[6:])
    verdict = diagnose(replace(made, exchanges=(*made.exchanges[:6], *gone)))
    assert ("caller-shut-out" in [one.slug for one in verdict.findings]) == found
