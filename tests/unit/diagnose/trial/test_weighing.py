"""Results move the weights, and never past what the bytes allow."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.trial.part import all_experiments
from inspector.diagnose.trial.weighing import weighed
from inspector.model.finding import Cause, Certainty, Evidence

MINE = '< 401 No\n< WWW-Authenticate: Bearer realm="r", error="invalid_token"\n<< {}'
OK = '< 200 OK\n< Content-Type: application/json\n<< {"orders": []}'


def suspicion(cause, weight, slug="s"):
    proof = Evidence(statement="x", experiment="y")
    return Suspicion(cause=cause, slug=slug, weight=weight, evidence=(proof,))


def one(case, outcome, cause, weight, slug="s"):
    found = weighed(case(MINE), [suspicion(cause, weight, slug)], [outcome])
    return next(each for each in found if each.slug == slug)


def test_what_speaks_for_it_adds_weight_and_evidence(case, outcome):
    after = one(case, outcome("garbage-credentials", MINE), Cause.INVALID_CREDENTIALS, 0.5)
    assert 0.5 < after.weight < 0.95
    assert after.evidence[-1].experiment == "garbage-credentials"
    assert not after.evidence[-1].against


def test_what_speaks_against_it_takes_weight(case, outcome):
    after = one(case, outcome("garbage-credentials", MINE), Cause.INSUFFICIENT_PERMISSIONS, 0.5)
    assert after.weight < 0.2
    assert after.evidence[-1].against


def test_a_result_alone_never_makes_certain(case, outcome):
    slash = outcome("trailing-slash", OK)
    assert one(case, slash, Cause.WRONG_ENDPOINT, 0.1, "trailing-slash").weight < 0.95
    assert one(case, slash, Cause.WRONG_ENDPOINT, 0.4, "trailing-slash").weight >= 0.95
    (new,) = weighed(case(MINE), [], [slash])
    assert (new.cause, new.slug) == (Cause.WRONG_ENDPOINT, "trailing-slash")
    assert 0.75 < new.weight < 0.95
    assert new.evidence[0].experiment == "trailing-slash"


def test_what_was_not_run_says_nothing(case, outcome):
    before = [suspicion(Cause.INVALID_CREDENTIALS, 0.5)]
    assert weighed(case(MINE), before, [outcome("trailing-slash", result="not-run")]) == before


@pytest.mark.parametrize("name", all_experiments())
@pytest.mark.parametrize("reply", [MINE, OK, "< 403 Forbidden", "< 404 No", "< 500 Oh"])
def test_no_single_result_makes_certain_what_was_not_suspected(case, outcome, name, reply):
    attempt = case(MINE).trace.attempt
    before = {f.slug: f for f in diagnose(attempt).findings}
    for finding in diagnose(attempt, [outcome(name, reply)]).findings:
        if finding.certainty is Certainty.CERTAIN:
            assert finding.slug in before
        for proof in finding.evidence:
            assert proof.place is not None or proof.experiment in {"", name}


@pytest.mark.parametrize(("reply", "falls"), [("< 403 No\n<< {}", True), (MINE, False)])
def test_who_tells_a_made_up_token_from_mine_checks_tokens(case, outcome, reply, falls):
    result = "differs" if falls else "same"
    tried = outcome("garbage-credentials", reply, result)
    after = one(case, tried, Cause.PROVIDER_UNREACHABLE, 0.5, "tokens-not-checked")
    assert (after.weight < 0.2) is falls
