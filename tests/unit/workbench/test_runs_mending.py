"""One fix for a group: obtained once for each credential, and never where somebody has to type."""

import asyncio

import pytest

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.answer import Answer
from inspector.workbench.applying.fix_context import Fixed
from inspector.workbench.runs.mending import can_mend, mended
from inspector.workbench.runs.running import Ran, Run, Running
from tests.unit.workbench.test_running import Holder, Sender

FETCH = Fix(id="fetch", title="Get a token", action=Action("fetch-token"))


def bearer(name):
    return Bearer(token=SecretRef(place="memory", name=name))


def ran(number, credential, *fixes):
    request = Request(name=str(number), url=f"https://a/{number}", credential=credential)
    exchange = Exchange(request=Message(method="GET", url=request.url), reply=Reply(status=401))
    finding = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="x",
        title="x",
        certainty=Certainty.CERTAIN,
        score=1.0,
        fixes=fixes,
    )
    answer = Answer(
        attempt=Attempt(request=request, exchanges=(exchange,)),
        verdict=Verdict(findings=(finding,)),
    )
    run = Run(path=(request.name,), number=number, request=request, scope=Scope())
    return Ran(run=run, answer=answer)


class Fixer:
    """Gives each request another token, or fails."""

    def __init__(self, *, done=True, wants=()):
        self.asked = []
        self.done, self.wants = done, wants

    async def fix(self, request, fix, scope, companions):
        self.asked.append((request.name, fix.id))
        fresh = Request(name=request.name, url=request.url, credential=bearer("new"))
        sent = (Attempt(id="token"),)
        return Fixed(
            request=fresh if self.done else request,
            done=self.done,
            wants=self.wants,
            note="n",
            sent=sent,
        )


def mend(fixer, group, fix=FETCH):
    running = Running(Sender(), Holder())
    return asyncio.run(mended(fixer, running, group, fix, [each.run.request for each in group]))


def test_one_token_serves_all_that_had_the_same_credential():
    fixer = Fixer()
    group = [ran(0, bearer("a"), FETCH), ran(1, bearer("b"), FETCH), ran(2, bearer("a"), FETCH)]
    made = mend(fixer, group)
    assert fixer.asked == [("0", "fetch"), ("1", "fetch")]
    assert [(each.number, each.request.name, each.request.url) for each in made.runs] == [
        (0, "0", "https://a/0"),
        (1, "1", "https://a/1"),
        (2, "2", "https://a/2"),
    ]
    assert {each.request.credential for each in made.runs} == {bearer("new")}
    assert len(made.sent) == 2
    assert made.notes == ("n",)


def test_a_login_provider_that_refuses_is_asked_once():
    fixer = Fixer(done=False)
    made = mend(fixer, [ran(each, bearer("a"), FETCH) for each in range(3)])
    assert len(fixer.asked) == 1
    assert made.runs == ()
    assert [each.number for each in made.left] == [0, 1, 2]


def test_one_without_that_fix_or_that_wants_something_typed_is_left():
    made = mend(Fixer(), [ran(0, bearer("a"), FETCH), ran(1, bearer("b"))])
    assert [each.number for each in made.left] == [1]
    assert mend(Fixer(wants=("url",)), [ran(0, bearer("a"), FETCH)]).runs == ()


@pytest.mark.parametrize(
    ("fix", "can"),
    [
        (FETCH, True),
        (Fix(id="a", title="a", changes=(Change(field=Field("method"), after="GET"),)), True),
        (Fix(id="a", title="a", changes=(Change(field=Field("url"), ask=True),)), False),
        (Fix(id="a", title="a", changes=(Change(field=Field("environment", "x")),)), False),
        (Fix(id="a", title="a", message="Dear owner"), False),
        (Fix(id="a", title="a", action=Action("wait", "5")), False),
    ],
)
def test_what_can_be_done_for_several(fix, can):
    assert can_mend(fix) is can
