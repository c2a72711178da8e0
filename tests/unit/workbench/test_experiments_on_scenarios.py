"""Every scenario of the practice server: what is safe to try keeps or brings the true cause first."""

import pytest

from inspector.compose.scope import Scope
from inspector.mocklab import MockLab
from inspector.mocklab.scenarios import all_scenarios
from inspector.model.experiment import Aids
from inspector.model.finding import Cause
from tests.fixtures.experimenting import MOST

SCENARIOS = [one for one in all_scenarios() if one.cause is not None]
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.slug)
# what a mistaken server says about https only after its time is up
SLOW = "http-https"


@pytest.fixture
def practice():
    with MockLab() as server:
        yield server


def begun(lab, practice, scenario):
    made = practice.practice(scenario.slug)
    lab.bench.vault.hold(made.secrets)
    scope = Scope(aids=Aids(renewal=made.renewal))
    return lab.send(made.request, scope), scope


def certain(verdict):
    return {one.cause for one in verdict.findings if one.certainty == "certain"}


@each_scenario
def test_what_is_safe_keeps_the_true_cause_first(lab, practice, scenario):
    answer, scope = begun(lab, practice, scenario)
    safe = [
        plan.id
        for plan in lab.plans(answer, scope)
        if not plan.refused and not plan.needs and plan.id != SLOW
    ]
    before = len(practice.log.entries())
    after = lab.run(answer, *safe, scope=scope)
    assert after.verdict.findings[0].cause is scenario.cause
    assert certain(after.verdict) <= {scenario.cause}
    sent = practice.log.entries()[before:]
    assert len(sent) <= after.trial.requests <= MOST
    assert {one.method for one in sent} <= {"GET", "HEAD", "OPTIONS"}
    if scenario.cause is Cause.ACCOUNT_LOCKED:
        assert not sent


@each_scenario
def test_each_single_result_keeps_it_first_too(lab, practice, scenario):
    answer, scope = begun(lab, practice, scenario)
    consent = ("unsafe-method", "login-attempt", "new-host", "uses-up-token")
    for plan in lab.plans(answer, scope):
        if plan.refused or plan.id == SLOW:
            continue
        after = lab.run(answer, plan.id, scope=scope, consent=consent)
        first = after.verdict.findings[0]
        assert first.cause is scenario.cause, plan.id
        assert certain(after.verdict) <= {scenario.cause}, plan.id


SETTLED = [
    ("expired-token", "fresh-token", "token-expired"),
    ("revoked-token", "fresh-token", "token-revoked"),
    ("wrong-scheme", "other-scheme", "other-scheme-wanted"),
    ("missing-credentials", "final-address", "authorization-dropped-on-redirect"),
    ("key-in-the-wrong-place", "other-place-of-the-key", "key-in-wrong-place"),
    ("csrf-refused", "with-csrf-token", "csrf-token-missing"),
    ("proxy-in-the-way", "direct-without-proxy", "proxy-login-required"),
]


@pytest.mark.parametrize(("slug", "name", "finding"), SETTLED, ids=[slug for slug, _, _ in SETTLED])
def test_the_telling_one_settles_it(lab, practice, slug, name, finding):
    (scenario,) = (one for one in SCENARIOS if one.slug == slug)
    answer, scope = begun(lab, practice, scenario)
    (plan,) = (one for one in lab.plans(answer, scope) if one.id == name)
    after = lab.run(answer, name, scope=scope, consent=plan.needs)
    (outcome,) = after.trial.outcomes
    assert outcome.result == "accepted"
    first = after.verdict.findings[0]
    assert first.slug == finding
    assert first.score >= answer.verdict.findings[0].score
    assert any(proof.experiment == name for proof in first.evidence)
