"""Renewing, logging out, asking about a token and registering a client, at oidc-provider."""

import json

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.oauth import Extras, GivenTokens, Login, TokenUse
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.workbench.applying.companions import Companions
from tests.fixtures.login_walk import Browser
from tests.fixtures.oauth_calls import job, native, trace, verdict
from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")
replace = msgspec.structs.replace


@pytest.fixture
def do(bench, api):
    """Do one of the verbs for a credential; return its result."""

    def run(verb, credential):
        request = Request(url=api.url, credential=credential)
        return bench.submit(getattr(bench.tokens, verb)(request, Scope())).result(60)

    return run


@pytest.fixture
def signed_in(provider, bench, call, held):
    """A credential whose token is kept, with a refresh token."""
    refresh = provider.logged_in()["refresh_token"]
    given = GivenTokens(refresh=held(refresh))
    credential = job(provider, held, grant="refresh-token", given=given, scope="openid")
    call(credential)
    return credential


def kept(bench, api, credential):
    return bench.tokens.kept(Request(url=api.url, credential=credential), Scope())


def test_renewed_when_asked(bench, api, do, call, signed_in):
    before = kept(bench, api, signed_in)
    answer = do("renew", signed_in)
    after = kept(bench, api, signed_in)
    assert trace(answer) == [("discovery", 200), ("renewal", 200)]
    assert after.access_token != before.access_token
    assert after.refresh_token != before.refresh_token  # rotated
    assert after.renewals == before.renewals + 1
    assert trace(call(signed_in)) == [("main", 200)]


def test_asked_about_and_logged_out(bench, api, do, call, signed_in):
    answer = do("ask_about", signed_in)
    assert json.loads(answer.attempt.exchanges[-1].reply.body)["active"] is True
    token = kept(bench, api, signed_in)
    answer = do("log_out", signed_in)
    assert trace(answer) == [("discovery", 200), ("revocation", 200), ("revocation", 200)]
    assert kept(bench, api, signed_in) is None
    answer = call(signed_in)  # the refresh token that was entered counts no more
    assert trace(answer)[-1] == ("renewal", 400)
    assert token.refresh_token


def test_forgotten_here_only(bench, api, do, provider, signed_in):
    token = kept(bench, api, signed_in)
    do("forget", signed_in)
    assert kept(bench, api, signed_in) is None
    assert provider.about(token.access_token)["active"]


def test_without_a_token_nothing_is_asked(do, provider, held):
    answer = do("ask_about", job(provider, held))
    assert answer.attempt.exchanges[-1].failure.kind == "no-token"
    assert do("log_out", job(provider, held)).attempt.exchanges == ()


def test_a_client_is_registered_used_and_withdrawn(bench, do, provider, call, person):
    person(lambda notice: Browser().sign_in(notice.address))
    unknown = native(provider, client_id="", login=Login(prompt="consent"))
    made = do("register", unknown)
    assert trace(made.answer) == [("discovery", 200), ("registration", 201)]
    client = made.credential
    assert client.client_id
    assert client.client.registration.address
    assert bench.vault.peek(client.client.registration.token)
    assert trace(call(client))[-1] == ("main", 200)
    assert trace(do("withdraw", client))[-1] == ("registration", 204)
    do("forget", client)
    gone = call(replace(client, extras=Extras(pushed="always")))
    assert verdict(gone) is not None
    assert gone.attempt.exchanges[-1].purpose != "main"


def test_a_registration_that_is_refused_is_told(do, provider):
    odd = OAuth2(issuer=provider.url, login=Login(host="elsewhere", address="http://a.example/#x"))
    made = do("register", odd)
    assert made.credential is None
    assert trace(made.answer)[-1] == ("registration", 400)


def test_a_client_that_can_not_be_withdrawn(do, provider):
    answer = do("withdraw", OAuth2(issuer=provider.url, client_id=Provider.CLIENT))
    assert answer.attempt.exchanges[-1].failure.kind == "no-endpoint"


@pytest.fixture
def refused(provider, bench, call, api, held):
    """The answer of an API that was sent a token which had been taken back."""
    credential = job(provider, held)
    call(credential)
    provider.revoke(kept(bench, api, credential).access_token)
    return call(credential)


def test_a_revoked_token_is_renewed_by_one_click(bench, call, refused):
    request = refused.attempt.request
    fixes = [fix for finding in refused.verdict.findings for fix in finding.fixes]
    fetch = next(fix for fix in fixes if fix.action.verb == "fetch-token")
    fixed = bench.submit(bench.fix(request, fetch, Scope())).result(60)
    assert (fixed.request, fixed.done) == (request, True)
    assert [each.purpose for each in fixed.attempt.exchanges] == ["discovery", "token"]
    assert trace(call(request.credential)) == [("main", 200)]


def test_a_scope_that_is_missing_is_asked_for(bench, api, provider, held, call):
    credential = job(provider, held, scope="")
    call(credential)
    change = Change(field=Field("token-request", "scope"), after="orders:read")
    fix = Fix(id="x", title="x", changes=(change,), action=Action("fetch-token"))
    request = Request(url=api.url, credential=credential)
    fixed = bench.submit(bench.fix(request, fix, Scope())).result(60)
    assert fixed.request.credential.scope == "orders:read"
    assert fixed.attempt is None
    assert trace(call(fixed.request.credential))[-2:] == [("token", 200), ("main", 200)]


def test_an_experiment_lends_the_kept_token_and_asks_the_provider_for_nothing(bench, api, refused):
    api.seen.clear()
    plans = [plan.id for plan in bench.experiments(refused, Scope()) if not plan.refused]
    after = bench.submit(bench.experiment(refused, plans[:3], Scope())).result(60)
    # One that looks back shows what was sent before; it sends nothing.
    tried = [one.attempt for one in after.trial.outcomes if one.attempt and one.sent]
    sent = [each for attempt in tried for each in attempt.exchanges]
    assert sent
    assert {each.purpose for each in sent} <= {"main", "experiment"}


def test_what_would_be_sent_has_the_kept_token(bench, api, signed_in):
    request = Request(url=api.url, credential=signed_in)
    (exchange,) = bench.submit(bench.unsent(request, Scope())).result(60).attempt.exchanges
    token = kept(bench, api, signed_in).access_token
    assert f"Bearer {token}" in [each.value for each in exchange.request.headers]
    shown = bench.preview(request, Scope())
    assert shown.text.startswith("Bearer ")
    assert token not in shown.text
    fresh = replace(signed_in, scope="other")
    preview = bench.preview(replace(request, credential=fresh), Scope())
    assert (preview.place, preview.text) == ("challenge", "Bearer")


def test_a_token_that_must_be_bound_is_asked_for_by_one_click(bench, provider, api, held, call):
    api.wants = 'DPoP algs="ES256 RS256"'
    credential = job(provider, held, client_id="by-post")
    answer = call(credential)
    assert verdict(answer) == ("scheme-mismatch", "other-scheme-wanted", "client")
    fix = answer.verdict.findings[0].fixes[0]
    fixed = bench.submit(bench.fix(answer.attempt.request, fix, Scope())).result(60)
    assert fixed.request.credential.extras.dpop == "ES256"
    api.wants = ""
    assert trace(call(fixed.request.credential))[-1] == ("main", 200)
    assert api.seen[-1]["Authorization"].startswith("DPoP ")
    assert api.seen[-1]["DPoP"]


def test_a_proof_that_the_api_refuses_is_named(provider, api, held, call):
    api.wants = 'DPoP error="invalid_dpop_proof"'
    answer = call(job(provider, held, client_id="by-post", extras=Extras(dpop="ES256")))
    assert verdict(answer)[:2] == ("invalid-credentials", "dpop-proof-wrong")


class TestStepUp:
    """An API that wants a login of another class (RFC 9470)."""

    @pytest.fixture
    def asking(self, api):
        api.wants = 'Bearer error="insufficient_user_authentication", acr_values="gold"'

    def test_once_by_itself(self, provider, api, call, person, asking):
        pages = []
        person(lambda notice: pages.append((notice.address, Browser().sign_in(notice.address))))
        credential = native(provider, use=TokenUse(once_on_401=True))
        answer = call(credential)
        assert [each[0] for each in trace(answer)].count("sign-in") == 2
        assert "acr_values=gold" in pages[1][0]
        assert trace(answer)[-1][0] == "retry"

    def test_by_one_click(self, provider, bench, api, call, person, asking):
        pages = []
        person(lambda notice: pages.append((notice.address, Browser().sign_in(notice.address))))
        answer = call(native(provider))
        assert answer.verdict.findings[0].slug == "step-up-required"
        fix = next(f for f in answer.verdict.findings[0].fixes if f.action.verb == "log-in")
        known = Companions(exchanges=answer.attempt.exchanges)
        request = answer.attempt.request
        fixed = bench.submit(bench.fix(request, fix, Scope(), known)).result(60)
        assert fixed.done
        assert fixed.request.credential.login.acr_values == "gold"
        assert "acr_values=gold" in pages[1][0]
        assert trace(call(fixed.request.credential))[0][0] == "main"
