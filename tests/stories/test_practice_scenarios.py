"""Every scenario of the practice server, sent for real, is given its cause; its fix leads out."""

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.mocklab import MockLab
from inspector.mocklab.checks.logins import PASSWORD, USER
from inspector.mocklab.scenarios import all_scenarios
from inspector.model.fix import Action
from inspector.model.kinds.basic import Basic
from inspector.workbench.applying.companions import Companions
from inspector.workbench.build import build

SCENARIOS = pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda one: one.slug)
CARDS = {
    "expired-token": "token-expired",
    "wrong-scheme": "other-scheme-wanted",
    "wrong-audience": "audience-mismatch",
    "missing-credentials": "authorization-dropped-on-redirect",
    "csrf-refused": "csrf-token-missing",
    "proxy-in-the-way": "proxy-login-required",
}


@pytest.fixture(scope="module")
def lab():
    with MockLab() as lab:
        lab._thread.kept_for_the_run = True
        yield lab


@pytest.fixture
def bench():
    bench = build()
    yield bench
    bench.close()


@pytest.fixture
def send(bench):
    def send(request):
        return bench.submit(bench.send(request, Scope())).result(60)

    return send


@pytest.fixture
def practise(lab, bench):
    def practise(slug):
        practice = lab.practice(slug)
        bench.vault.hold(practice.secrets)
        return practice

    return practise


@pytest.fixture
def apply(practise, bench, send):
    """Run into a scenario's cause and return the request with one of the fixes it was offered."""

    def apply(slug, fix_id):
        practice = practise(slug)
        finding = send(practice.request).verdict.findings[0]
        fix = next(fix for fix in finding.fixes if fix.id == fix_id)
        known = Companions(token_request=practice.renewal)
        carried = bench.fix(practice.request, fix, Scope(), known)
        return bench.submit(carried).result(60).request

    return apply


def status_of(answer):
    return answer.attempt.exchanges[-1].reply.status


@SCENARIOS
def test_its_cause_comes_first(scenario, practise, send):
    answer = send(practise(scenario.slug).request)
    causes = [finding.cause for finding in answer.verdict.findings]
    if scenario.cause is None:
        assert causes == []
        assert status_of(answer) == 200
    else:
        assert causes[:1] == [scenario.cause], [one.slug for one in answer.verdict.findings]


@pytest.mark.parametrize("slug", CARDS)
def test_a_demo_card_names_its_finding_with_certainty(slug, practise, send):
    best = send(practise(slug).request).verdict.findings[0]
    assert best.slug == CARDS[slug]
    assert best.certainty in {"certain", "very-likely"}
    assert best.fixes


@pytest.mark.parametrize(
    ("slug", "fix_id", "status"),
    [
        ("expired-token", "fetch-token", 200),
        ("revoked-token", "fetch-token", 200),
        ("wrong-audience", "fetch-token", 200),
        ("missing-scope", "fetch-token", 204),
        ("wrong-scheme", "switch-to-digest", 200),
        ("missing-credentials", "keep-credential", 200),
        ("missing-credentials", "use-final-address", 200),
        ("csrf-refused", "fetch-csrf", 201),
        ("key-in-the-wrong-place", "move-key-to-header", 200),
    ],
)
def test_its_fix_leads_to_success(slug, fix_id, status, apply, send):
    again = send(apply(slug, fix_id))
    assert status_of(again) == status
    assert again.verdict.findings == ()


def test_the_proxys_login_leads_through_it(practise, bench, send):
    request = practise("proxy-in-the-way").request
    fix = send(request).verdict.findings[0].fixes[0]
    assert fix.action == Action("proxy-login")
    login = Basic(user=USER, password=bench.vault.put(PASSWORD))
    options = msgspec.structs.replace(request.options, proxy_credential=login)
    again = send(msgspec.structs.replace(request, options=options))
    assert status_of(again) == 200
    assert again.verdict.findings == ()


def test_the_right_password_is_accepted(practise, bench, send):
    request = practise("wrong-password").request
    login = Basic(user=USER, password=bench.vault.put(PASSWORD))
    assert status_of(send(msgspec.structs.replace(request, credential=login))) == 200
