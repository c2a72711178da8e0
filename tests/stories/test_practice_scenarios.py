"""Every scenario of the practice server, sent for real, is given its cause."""

import pytest

from inspector.cli.sending import send_alone
from inspector.cli.source import Source
from inspector.mocklab import MockLab
from inspector.mocklab.scenarios import all_scenarios

SCENARIOS = pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda one: one.slug)


@SCENARIOS
def test_its_cause_comes_first(scenario):
    with MockLab(scenarios=[scenario.slug]) as lab:
        practice = lab.practice(scenario.slug)
        sent = send_alone(Source(request=practice.request, secrets=practice.secrets))
    causes = [finding.cause for finding in sent.verdict.findings]
    if scenario.cause is None:
        assert causes == []
        assert sent.masked.exchanges[-1].reply.status == 200
    else:
        assert causes[:1] == [scenario.cause], [one.slug for one in sent.verdict.findings]
