"""Every experiment against servers that write down all they are asked."""

import base64
import re

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.trial.part import all_experiments
from inspector.model.experiment import Aids, SavedCredential
from inspector.model.finding import Cause
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Request
from tests.fixtures.experimenting import KINDS, MOST, REFUSED, header, methods
from tests.fixtures.scripted import reply

EXPERIMENTS = tuple(all_experiments().values())
IDS = [one.id for one in EXPERIMENTS]
SAFE = {"GET", "HEAD", "OPTIONS"}
CONSENTS = ("unsafe-method", "login-attempt", "new-host", "uses-up-token", "production")
TOKEN = reply("200 OK", "Content-Type: application/json", body=b'{"access_token": "new-token-1"}')
DIGEST = reply("401 No", 'WWW-Authenticate: Digest realm="r", nonce="n1", qop="auth"')

each_experiment = pytest.mark.parametrize("experiment", EXPERIMENTS, ids=IDS)
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def servers(scripted):
    """The server that refuses, and another one: login provider and new host."""
    return scripted([REFUSED]), scripted([TOKEN])


def refused(lab, servers, kind):
    """Send a request of that kind; return its answer and a scope with every aid."""
    home, elsewhere = servers
    form = FormBody(fields=(FormField("grant_type", "client_credentials"),))
    other = SavedCredential(
        name="other", credential=Bearer(token=lab.put("other-token-1")), host=home.url
    )
    aids = Aids(
        renewal=Request(url=f"{elsewhere.url}/token", method="POST", body=form),
        introspection=Request(url=f"{elsewhere.url}/introspect", method="POST"),
        others=(other,),
    )
    scope = Scope(aids=aids)
    lab.send(lab.request(kind, f"{elsewhere.url}/orders"))  # accepted there, before
    answer = lab.send(lab.request(kind, f"{home.url}/orders"), scope)
    home.requests.clear()
    elsewhere.requests.clear()
    return answer, scope


def _user(login):
    """Return the user whom an Authorization line names."""
    scheme, _, rest = login.partition(" ")
    if scheme.lower() == "basic":
        return base64.b64decode(rest).decode().partition(":")[0]
    return re.search(r'username="([^"]*)"', rest)[1]


class TestExperiments:
    @each_experiment
    def test_it_says_what_it_is(self, experiment):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", experiment.id)
        assert experiment.question.endswith("?")
        assert experiment.sends.endswith(".")
        assert experiment.varies
        assert not experiment.varies.endswith(".")
        assert experiment.requests <= MOST
        looks_back = experiment.sends.startswith("Nothing")
        assert bool(experiment.requests) is not looks_back
        assert experiment.tells
        assert set(experiment.tells) <= set(Cause)

    @each_kind
    def test_plans_say_cost_and_consent_or_why_not(self, lab, servers, kind):
        answer, scope = refused(lab, servers, kind)
        plans = lab.plans(answer, scope)
        assert {plan.id for plan in plans} == set(IDS)
        for plan in plans:
            if plan.refused:
                assert plan.refused.endswith(".")
            else:
                assert plan.requests <= MOST
                assert plan.requests or plan.sends.startswith("Nothing")
        asked = [not plan.refused for plan in plans]
        assert asked == sorted(asked, reverse=True)

    @pytest.mark.once
    @each_kind
    def test_none_costs_more_than_it_says(self, lab, servers, kind, subtests):
        answer, scope = refused(lab, servers, kind)
        for name in IDS:
            with subtests.test(name):
                self._costs_no_more(lab, servers, name, answer, scope)

    def _costs_no_more(self, lab, servers, name, answer, scope):
        for server in servers:
            server.requests.clear()
        plan = next(one for one in lab.plans(answer, scope) if one.id == name)
        after = lab.run(answer, name, scope=scope, consent=CONSENTS)
        sent = sum(len(server.requests) for server in servers)
        (outcome,) = after.trial.outcomes
        if plan.refused:
            assert (sent, outcome.result, outcome.meaning) == (0, "not-run", plan.refused)
        else:
            assert sent <= after.trial.requests <= plan.requests
            assert outcome.shows
            assert outcome.result != "not-run"
        assert all(one.experiment == name for one in outcome.evidence)

    @pytest.mark.once
    @each_kind
    def test_unasked_it_only_reads_and_stays_with_the_host(self, lab, servers, kind):
        answer, scope = refused(lab, servers, kind)
        runs = [lab.run(answer, name, scope=scope) for name in IDS]
        assert methods(servers[0]) <= SAFE
        assert not servers[1].requests
        needs = {plan.id: plan.needs for plan in lab.plans(answer, scope)}
        for run in runs:
            (outcome,) = run.trial.outcomes
            assert outcome.result == "not-run" or not needs[outcome.plan.id]

    @pytest.mark.once
    @each_kind
    def test_in_production_it_only_gets(self, lab, servers, kind):
        answer, scope = refused(lab, servers, kind)
        production = Scope(aids=scope.aids, production=True)
        consent = [one for one in CONSENTS if one != "production"]
        for name in IDS:
            lab.run(answer, name, scope=production, consent=consent)
        assert methods(servers[0]) | methods(servers[1]) <= {"GET"}

    @pytest.mark.parametrize("kind", ["basic", "digest"])
    def test_unasked_no_account_gets_a_failed_login(self, lab, scripted, kind):
        home = scripted([DIGEST if kind == "digest" else REFUSED])
        answer = lab.send(lab.request(kind, f"{home.url}/orders"))
        own = {header(one, "Authorization") for one in home.requests} - {""}
        home.requests.clear()
        for name in IDS:
            lab.run(answer, name)
        logins = [value for one in home.requests if (value := header(one, "Authorization"))]
        assert len(logins) == 1, "only the made-up one"
        assert not own & set(logins)
        assert _user(logins[0]) != "ada"
