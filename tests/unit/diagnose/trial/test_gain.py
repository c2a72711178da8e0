"""What an experiment is expected to tell: nothing where all is clear, most where results part."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.trial.gain import LEAST_GAIN, gain, worth
from inspector.diagnose.trial.part import experiment
from inspector.diagnose.trial.weighing import ratios
from inspector.model.experiment import Plan
from inspector.model.finding import Verdict

BARE = "< 401 Unauthorized\n<< "
OTHER = '< 401 Unauthorized\n<< {"code": 4003}'


@pytest.fixture
def verdict(case):
    return diagnose(case(BARE).trace.attempt)


def test_it_is_never_less_than_nothing_and_nothing_where_nothing_is_suspected(verdict):
    for name in ("garbage-credentials", "trailing-slash", "preflight", "issuer-keys"):
        assert gain(experiment(name), verdict) >= 0
        assert gain(experiment(name), Verdict()) == 0


def test_where_causes_are_likely_alike_the_one_that_parts_them_tells_most(verdict):
    assert gain(experiment("garbage-credentials"), verdict) > gain(
        experiment("trailing-slash"), verdict
    )


def test_what_is_nearly_sure_leaves_little_to_tell(verdict):
    first, *rest = verdict.findings
    sure = msgspec.structs.replace(first, score=0.99)
    doubts = [msgspec.structs.replace(one, score=0.001) for one in rest]
    certain = msgspec.structs.replace(verdict, findings=(sure, *doubts))
    asked = experiment("garbage-credentials")
    assert gain(asked, certain) < gain(asked, verdict) / 5


def test_a_variant_that_a_result_makes_hopeless_tells_less(case, outcome, verdict):
    asked = experiment("other-word-before-the-token")
    known = ratios(case(BARE), [outcome("without-credentials", OTHER)])
    assert gain(asked, verdict, known) < gain(asked, verdict) / 3


def test_requests_and_risks_count():
    cheap = Plan(id="a", question="?", varies="x", gain=0.4)
    dear = msgspec.structs.replace(cheap, requests=4)
    risky = msgspec.structs.replace(cheap, needs=("login-attempt",))
    assert worth(cheap) > worth(dear)
    assert worth(cheap) > worth(risky) > 0


def test_a_success_by_chance_parts_only_what_it_proves(verdict):
    """Where no cause that it proves is in question, a variant tells nothing of the others."""
    hopeless = msgspec.structs.replace(experiment("trailing-slash"), untold=0.0)
    assert gain(hopeless, verdict) == pytest.approx(0.0, abs=1e-9)


def test_what_nothing_points_to_and_is_rare_comes_after_what_is_more_frequent(verdict):
    slash = experiment("trailing-slash")
    assert slash.untold < experiment("other-place-of-the-key").untold
    frequent = msgspec.structs.replace(slash, untold=experiment("garbage-credentials").untold)
    assert 0 < gain(slash, verdict) < gain(frequent, verdict) / 3


def test_an_answer_that_few_servers_give_makes_no_experiment_worth_more(verdict):
    whole = experiment("without-credentials")
    usual = tuple(row for row in whole.table if not row.rare)
    frequent = tuple(msgspec.structs.replace(row, rare=False) for row in whole.table)
    assert len(usual) < len(frequent)
    alone, all_alike = (
        gain(msgspec.structs.replace(whole, table=table), verdict) for table in (usual, frequent)
    )
    assert gain(whole, verdict) == pytest.approx(alone, rel=0.25)
    assert all_alike > 2 * alone


def test_what_tells_several_causes_apart_tells_more_than_what_only_names_one(verdict):
    several, one = experiment("garbage-credentials"), experiment("trailing-slash")
    likelier = msgspec.structs.replace(one, untold=several.untold)
    assert gain(several, verdict) > 1.5 * gain(likelier, verdict) > LEAST_GAIN
