"""What is offered, in which order, and what is refused at once."""

import msgspec

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.baseline import Ground, Tried
from inspector.diagnose.trial.gain import LEAST_GAIN, worth
from inspector.diagnose.trial.part import experiment
from inspector.diagnose.trial.plans import plan, plans, used_up
from inspector.model.attempt import Attempt
from inspector.model.experiment import Trial
from inspector.model.kinds.basic import Basic
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


def test_what_tells_most_for_its_cost_comes_first(ground):
    for found in (login(ground), ground()):
        runnable = [plan for plan in offered(found).values() if not plan.refused]
        assert [worth(plan) for plan in runnable] == sorted(map(worth, runnable), reverse=True)
    assert runnable[0].gain > LEAST_GAIN  # of a login there is less to tell without a guess


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


def test_a_token_in_a_real_name_is_sent_once_more_at_most(ground):
    token = jwt(sub="ada")  # its times are those of this second
    sent = f"> GET https://api.test/a\n> Authorization: Bearer {token}\n< 401 No"
    found = ground(sent)
    in_her_name = ("signature-altered", "trailing-slash", "other-place-of-the-key")
    assert not any(offered(found)[name].refused for name in in_her_name)
    tried = Tried(named=frozenset({"api.test ada"}))
    assert all(offered(found, tried)[name].refused for name in in_her_name)
    assert not offered(found, tried)["expired-by-design"].refused
    nobody = ground(sent.replace(token, jwt(sub=None)))
    assert not any(offered(nobody, tried)[name].refused for name in in_her_name)


def test_what_was_agreed_to_may_name_somebody_once_more(ground):
    token = jwt(sub="ada")
    found = ground(f"> POST https://api.test/a\n> Authorization: Bearer {token}\n< 401 No")
    tried = Tried(named=frozenset({"api.test ada"}))
    again = offered(found, tried)["trailing-slash"]
    assert (again.refused, again.needs) == ("", ("unsafe-method",))


def test_one_that_takes_too_many_requests_is_refused(ground):
    hops = "".join(
        f"> GET https://api.test/{n}\n> Authorization: Bearer a\n< 302 Found\n"
        f"< Location: /{n + 1}\n---\n"
        for n in range(9)
    )
    found = ground(hops + "> GET https://api.test/9\n> Authorization: Bearer a\n< 401 No")
    assert "more requests" in offered(found)["garbage-credentials"].refused


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


def test_the_signature_of_a_message_is_tried_in_no_other_place(ground):
    sent = "> GET https://api.test/a\n> {0}: b8df78c48e200a27200d57e958486d438a1d634d\n< 401 No\n"
    for name, refused in (("X-Shelf-Signature", True), ("X-Shelf-Key", False)):
        request = Request(url="https://api.test/a")
        made = offered(ground(sent.format(name), request=request))["other-place-of-the-key"]
        assert bool(made.refused) is refused
