"""A run hands captured values on, keeps secret ones masked, and groups refusals by their cause."""

import asyncio

import msgspec

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Message, Reply
from inspector.model.request import Capture, Expectation, Request
from inspector.workbench.answer import answer
from inspector.workbench.runs.running import Run, Running, causes

TOKEN = "planted-token-0123456789"
CAPTURES = (
    Capture(variable="access_token", path="$.t"),
    Capture(variable="page", path="$.p"),
)


class Sender:
    """Answers each request with the next reply, and keeps what it was given."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.scopes = []
        self.open = self.most = 0

    async def send(self, request, scope):
        self.scopes.append(scope)
        self.open += 1
        self.most = max(self.most, self.open)
        await asyncio.sleep(0)
        self.open -= 1
        exchange = Exchange(
            request=Message(method=request.method, url=request.url), reply=self.replies.pop(0)
        )
        return answer(Attempt(exchanges=(exchange,), request=request), annotated=False)


class Holder:
    def __init__(self):
        self.held = {}

    def hold(self, secrets):
        self.held |= secrets


def ran(sender, *runs, holder=None, parallel=1):
    running = Running(sender, holder or Holder())
    return asyncio.run(running.all(runs, parallel=parallel))


def one(name, **more):
    return Run(path=(name,), request=Request(name=name, url="https://a/", **more), scope=Scope())


def test_a_captured_secret_is_held_and_no_plain_variable():
    body = f'{{"t": "{TOKEN}", "p": 2}}'.encode()
    sender, holder = Sender(Reply(status=200, body=body), Reply(status=200)), Holder()
    ran(sender, one("login", captures=CAPTURES), one("list"), holder=holder)
    later = sender.scopes[1]
    assert later.variables == {"page": "2"}
    ref = later.secret_variables["access_token"]
    assert later.revealed(ref) == TOKEN
    assert holder.held == {ref: TOKEN}


def test_no_more_than_that_many_at_once():
    sender = Sender(*[Reply(status=200)] * 6)
    assert len(ran(sender, *[one(str(n)) for n in range(6)], parallel=2)) == 6
    assert sender.most == 2


def test_values_of_a_row_come_before_those_of_files():
    sender = Sender(Reply(status=200))
    row = msgspec.structs.replace(
        one("a"), values={"host": "row"}, scope=Scope(variables={"host": "file", "b": "c"})
    )
    ran(sender, row)
    assert sender.scopes[0].variables == {"host": "row", "b": "c"}


def test_refusals_of_one_cause_are_one_group():
    sender = Sender(*[Reply(status=401)] * 2, Reply(status=204))
    results = ran(sender, one("a"), one("b"), one("c"))
    assert [each.passed for each in results] == [False, False, True]
    (group,) = causes(results).values()
    assert [each.run.path for each in group] == [("a",), ("b",)]


def test_after_a_stop_nothing_begins_and_what_was_under_way_is_left_out():
    sender = Sender(*[Reply(status=200)] * 3)
    running = Running(sender, Holder())
    results = asyncio.run(running.all([one("a"), one("b")], lambda _ran: running.stop()))
    assert [each.run.path for each in results] == [("a",)]
    assert len(sender.replies) == 2
    assert len(asyncio.run(running.all([one("c")]))) == 1


def test_a_send_that_was_stopped_ends_the_run():
    class Stopped(Sender):
        async def send(self, request, scope):
            given = await super().send(request, scope)
            failure = Failure(stage="stopped", kind="stopped", message="Stopped.")
            exchange = msgspec.structs.replace(given.attempt.exchanges[0], failure=failure)
            return answer(Attempt(exchanges=(exchange,), request=request), annotated=False)

    sender = Stopped(*[Reply(status=200)] * 2)
    assert ran(sender, one("a"), one("b")) == ()
    assert len(sender.replies) == 1


def test_a_refusal_that_was_expected_is_none():
    expected = one("a", expectations=(Expectation(value="401"),))
    (result,) = ran(Sender(Reply(status=401)), expected)
    assert result.cause[1]
    assert (result.passed, result.refused) == (True, False)
    assert causes([result]) == {}
