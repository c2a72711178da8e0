"""What is offered, in which order, and what is refused at once."""

import msgspec

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.baseline import Ground, Tried
from inspector.diagnose.trial.part import experiment
from inspector.diagnose.trial.plans import plan, plans, telling, used_up
from inspector.model.attempt import Attempt
from inspector.model.credential import Basic
from inspector.model.experiment import Trial
from inspector.model.finding import Cause
from inspector.model.request import Request
from tests.fixtures.experimenting import jwt

BASIC = "> GET https://api.test/a\n> Authorization: Basic YWRhOnB3\n"
REFUSED = '< 401 No\n< WWW-Authenticate: Basic realm="r"\n'


def login(ground, reply=REFUSED):
    request = Request(url="https://api.test/a", credential=Basic(user="ada"))
    return ground(BASIC + reply, request=request)


NONE = Tried()


def offered(found, tried=NONE):
    verdict = diagnose(found.case.trace.attempt)
    return {plan.id: plan for plan in plans(found, verdict, Trial(), tried)}


def test_the_one_that_the_verdict_names_comes_first(ground):
    found = login(ground)
    verdict = diagnose(found.case.trace.attempt)
    assert next(iter(offered(found))) == verdict.next_experiment.id


def test_what_cannot_run_comes_last_and_says_why(ground):
    made = list(offered(ground()).values())
    refused = [bool(plan.refused) for plan in made]
    assert refused == sorted(refused)
    assert any(refused)


def test_nothing_is_tried_on_a_locked_account(ground):
    locked = login(ground, '< 401 No\n<< {"message": "Your account is locked"}')
    assert all(plan.refused for plan in offered(locked).values())


def test_a_made_up_login_is_tried_once(ground):
    found = login(ground)
    assert not offered(found)["garbage-credentials"].refused
    assert offered(found, Tried(guessed=frozenset({found.account})))["garbage-credentials"].refused


def test_one_login_more_is_all_that_is_risked(ground, outcome):
    found = login(ground)
    trial = Trial(outcomes=(outcome("garbage-credentials", BASIC + REFUSED),))
    assert used_up(experiment("trailing-slash"), found, trial, NONE)
    assert not used_up(experiment("without-credentials"), found, trial, NONE)
    not_sent = Trial(outcomes=(outcome("garbage-credentials", result="not-run"),))
    assert not used_up(experiment("trailing-slash"), found, not_sent, NONE)


def test_a_login_that_failed_is_not_repeated_on_another_answer(ground):
    found = login(ground)
    assert found.login == "api.test ada"
    before = offered(found)
    after = offered(found, Tried(refused=frozenset({found.login})))
    assert not before["trailing-slash"].refused
    assert after["trailing-slash"].refused
    assert after["without-credentials"].refused == before["without-credentials"].refused == ""


def test_a_token_in_a_real_name_is_broken_once(ground):
    token = jwt(sub="ada")  # its times are those of this second
    sent = f"> GET https://api.test/a\n> Authorization: Bearer {token}\n< 401 No"
    found = ground(sent)
    assert not offered(found)["signature-altered"].refused
    tried = Tried(forged=frozenset({"api.test ada"}))
    assert offered(found, tried)["signature-altered"].refused
    assert not offered(found, tried)["expired-by-design"].refused
    nobody = ground(sent.replace(token, jwt(sub=None)))
    assert not offered(nobody, tried)["signature-altered"].refused


def test_one_that_takes_too_many_requests_is_refused(ground):
    hops = "".join(
        f"> GET https://api.test/{n}\n> Authorization: Bearer a\n< 302 Found\n"
        f"< Location: /{n + 1}\n---\n"
        for n in range(9)
    )
    found = ground(hops + "> GET https://api.test/9\n> Authorization: Bearer a\n< 401 No")
    assert "more requests" in offered(found)["garbage-credentials"].refused


def test_telling_counts_the_causes_that_are_suspected(ground):
    verdict = diagnose(ground().case.trace.attempt)
    assert telling(experiment("with-csrf-token"), verdict) < telling(
        msgspec.structs.replace(
            experiment("with-csrf-token"), tells=(verdict.findings[0].cause, Cause.CSRF_FAILURE)
        ),
        verdict,
    )


def test_no_credential_is_tried_at_an_address_over_http_after_https(case):
    moved = (
        "> GET https://api.test/x\n> Authorization: Bearer abc.def\n< 302 Found\n"
        "< Location: {to}\n---\n> GET {to}\n< 401 No"
    )
    for to, why in (("http://api.test/y", "https to http"), ("https://b.test/y", "")):
        found = case(moved.format(to=to))
        exchanges = list(found.trace.exchanges)
        exchanges[1] = msgspec.structs.replace(exchanges[1], purpose="redirect", answers=0)
        asked = Trace(Attempt(exchanges=tuple(exchanges))).case(1)
        own = Request(url="https://api.test/x")
        offered = plan(experiment("final-address"), Ground(asked, own, Scope()))
        assert why in offered.refused
        assert bool(offered.refused) is bool(why)
