"""The record of a result."""

from inspector.diagnose.trial.part import experiment
from inspector.diagnose.trial.plans import made, not_run
from inspector.model.experiment import Plan
from tests.fixtures.short_texts import attempt_of

PLAN = Plan(id="without-credentials", question="?", varies="x")
MINE = '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token"'


def test_it_says_what_it_speaks_for(case):
    after = attempt_of("> GET https://api.test/orders\n< 401 No")
    found = made(experiment(PLAN.id), PLAN, case(MINE), after)
    assert (found.result, found.status) == ("differs", 401)
    assert found.shows == "401, no error code"
    assert found.meaning.endswith(".")
    assert {one.experiment for one in found.evidence} == {PLAN.id}
    against = [one.statement for one in found.evidence if one.against]
    assert "It speaks against missing-credentials." in against


def test_one_that_was_not_run_has_no_attempt():
    found = not_run(PLAN, "Because.")
    assert (found.result, found.attempt, found.meaning) == ("not-run", None, "Because.")
