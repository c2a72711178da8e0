"""An experiment waits not much longer than the refusal took, and no longer than a person would."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.part import Ask
from inspector.model.exchange import Timing
from inspector.model.request import Options, Request
from inspector.workbench.probing import experimenting
from inspector.workbench.probing.patience import in_time
from tests.fixtures.experimenting import REFUSED
from tests.fixtures.short_texts import attempt_of

REFUSAL = attempt_of("> GET https://api.test/a\n> Authorization: Bearer abc\n< 401 No")


def limit(own, took):
    timing = Timing(total=None if took is None else took * 1000)
    only = replace(REFUSAL.exchanges[0], timing=timing)
    case = Trace(replace(REFUSAL, exchanges=(only,))).case(0)
    asked = Ask(request=Request(url="https://api.test/a", options=Options(timeout=own)))
    return in_time(asked, case).request.options.timeout


@pytest.mark.parametrize(
    ("own", "took", "waits"),
    [
        (300, 0.01, 15),
        (None, 0.01, 15),
        (300, None, 15),
        (300, 8, 40),  # a slow server is given the time that it needs
        (5, 8, 5),
    ],
)
def test_how_long_is_waited(own, took, waits):
    assert limit(own, took) == waits


def test_what_is_sent_is_bounded_and_what_is_kept_is_not(lab, scripted, monkeypatch):
    bounded = []

    def noted(ask, refused):
        bounded.append(in_time(ask, refused))
        return bounded[-1]

    monkeypatch.setattr(experimenting, "in_time", noted)
    own = replace(lab.request("opaque", scripted([REFUSED]).url), options=Options(timeout=300))
    after = lab.run(lab.send(own), "garbage-credentials")
    assert [one.request.options.timeout for one in bounded] == [15]
    (outcome,) = after.trial.outcomes
    assert outcome.attempt.request.options.timeout == 300
