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


# ---------------- After wrong credentials
TRY = """> GET https://files.example/{path}
{sent}< 403 Forbidden
<< {body}"""


def _tries(count=3, body="you have to log in", key="wrong-{}"):
    rows = (f"> X-Api-Key: {key.format(n)}\n" for n in range(count))
    return [TRY.format(path="mine", sent=row, body=body) for row in rows]


def _open(body="", status="403 Forbidden"):
    return TRY.format(path="open", sent="", body=body).replace("403 Forbidden", status)


RIGHT = "> X-Api-Key: harbour-lamp-81\n"
ANOTHER = "thank you, come again"


def _last(attempt, parts):
    made = attempt("\n---\n".join(parts))
    trace = Trace(made)
    last = replace(made, exchanges=made.exchanges[-1:])
    earlier = made.exchanges[:-1]
    assert len(trace) == len(parts)
    return [one.slug for one in diagnose(last, earlier=earlier).findings]


def test_the_next_key_gets_another_answer(attempt):
    parts = [*_tries(), TRY.format(path="mine", sent=RIGHT, body=ANOTHER)]
    assert _last(attempt, parts)[:1] == ["caller-shut-out"]


def test_what_is_open_to_all_is_refused_since(attempt):
    parts = [_open("text", "200 OK"), *_tries(), _open(ANOTHER)]
    assert _last(attempt, parts)[:1] == ["caller-shut-out"]


@pytest.mark.parametrize(
    "parts",
    [
        [*_tries(2), TRY.format(path="mine", sent=RIGHT, body=ANOTHER)],
        [*_tries(key="one"), TRY.format(path="mine", sent=RIGHT, body=ANOTHER)],
        [*_tries(), TRY.format(path="mine", sent=RIGHT, body="you have to log in")],
        [*_tries(), TRY.format(path="other", sent=RIGHT, body=ANOTHER)],
        [*_tries(), _open(ANOTHER)],
    ],
)
def test_few_tries_the_same_answer_or_another_place_show_nothing(attempt, parts):
    assert "caller-shut-out" not in _last(attempt, parts)
