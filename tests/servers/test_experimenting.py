"""Experiments on real servers: they are told apart by what they really answer."""

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids, KnownPlace
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    Request,
    RequestHeader,
)
from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab
from tests.fixtures.frameworks import KEY
from tests.fixtures.web_servers import PASSWORD, USER


@pytest.fixture
def lab():
    bench = build()
    yield Lab(bench)
    bench.close()


def results(answer):
    return {one.plan.id: one.result for one in answer.trial.outcomes}


def basic(lab, url, password="not it at all"):
    return Request(url=url, credential=Basic(user=USER, password=lab.put(password)))


@pytest.mark.server("nginx")
def test_nginx_refuses_every_basic_login_alike(lab, nginx):
    answer = lab.send(basic(lab, nginx.url + "/basic"))
    after = lab.run(answer, "without-credentials", "garbage-credentials")
    assert results(after) == {"without-credentials": "same", "garbage-credentials": "same"}
    assert after.trial.ladder == ()
    first = after.verdict.findings[0]
    assert first.cause is Cause.INVALID_CREDENTIALS
    assert first.certainty != "certain"


@pytest.mark.server("nginx")
def test_nginx_after_a_redirect_to_another_port(lab, nginx):
    request = basic(lab, nginx.url + "/away", PASSWORD)
    answer = lab.send(request)
    consent = ("new-host", "login-attempt")
    after = lab.run(answer, "final-address", consent=consent)
    assert results(after) == {"final-address": "accepted"}
    assert after.verdict.findings[0].slug == "authorization-dropped-on-redirect"
    assert after.verdict.findings[0].certainty == "certain"


@pytest.mark.server("apache")
def test_apache_wants_digest(lab, apache):
    answer = lab.send(basic(lab, apache.url + "/digest/inside.txt", PASSWORD))
    (plan,) = (one for one in lab.plans(answer) if one.id == "other-scheme")
    assert plan.needs == ("login-attempt",)
    after = lab.run(answer, "other-scheme", consent=("login-attempt",))
    assert results(after) == {"other-scheme": "accepted"}
    assert after.verdict.findings[0].cause is Cause.SCHEME_MISMATCH
    assert after.verdict.findings[0].certainty == "certain"


@pytest.mark.server("apache")
def test_a_digest_guess_is_in_nobodys_name(lab, apache):
    request = Request(
        url=apache.url + "/digest/inside.txt",
        credential=Digest(user=USER, password=lab.put("not it at all")),
    )
    after = lab.run_safe(lab.send(request))
    (guess,) = (one for one in after.trial.outcomes if one.plan.id == "garbage-credentials")
    assert guess.result in {"same", "differs"}
    sent = [
        header.value
        for exchange in guess.attempt.exchanges
        for header in exchange.request.headers
        if header.name == "Authorization"
    ]
    assert len(sent) == 1
    assert f'username="{USER}"' not in sent[0]
    assert after.verdict.findings[0].cause is Cause.INVALID_CREDENTIALS


@pytest.mark.server("apache")
def test_apache_refuses_the_right_user_without_the_right(lab, apache):
    """Apache answers 401 to a user who may not: nothing that is safe may call it certain."""
    answer = lab.send(basic(lab, apache.url + "/admins/inside.txt", PASSWORD))
    after = lab.run_safe(answer)
    assert "certain" not in {one.certainty for one in after.verdict.findings}


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
def test_squid_in_between(lab, squid, nginx):
    request = Request(url=nginx.url + "/open", options=Options(proxy=squid.url))
    after = lab.run(lab.send(request), "direct-without-proxy")
    assert results(after) == {"direct-without-proxy": "accepted"}
    assert after.verdict.findings[0].cause is Cause.NETWORK_BLOCKED
    assert after.trial.requests == 1


@pytest.mark.server("nginx")
def test_http_where_https_is_due(lab, nginx, certificates):
    url = nginx.tls.replace("https://", "http://") + "/open"
    request = Request(url=url, options=Options(ca_file=str(certificates.ca)))
    answer = lab.send(request, Scope())
    plans = {plan.id: plan for plan in lab.plans(answer)}
    if "http-https" in plans:
        after = lab.run(answer, "http-https")
        assert results(after) == {"http-https": "accepted"}
        assert after.verdict.findings[0].cause is Cause.WRONG_ENDPOINT
    else:
        assert not answer.verdict.findings


def bearer(lab, url, token, **more):
    return Request(url=url, credential=Bearer(token=lab.put(token)), **more)


def states(answer):
    return {rung.name: rung.state for rung in answer.trial.ladder}


@pytest.mark.server("django")
@pytest.mark.parametrize(
    "row",
    [
        ({"seconds": -60}, "/orders/", Cause.INVALID_CREDENTIALS, "Expiry"),
        ({}, "/admin/orders/", Cause.INSUFFICIENT_PERMISSIONS, "Scope"),
    ],
    ids=["expired", "no right"],
)
def test_how_far_a_token_gets_at_rest_framework(lab, django, row):
    wanted, path, cause, stop = row
    answer = lab.send(bearer(lab, django.url + path, django.mint(**wanted)))
    after = lab.run(
        answer,
        "without-credentials",
        "garbage-credentials",
        "signature-altered",
        "expired-by-design",
    )
    assert after.verdict.findings[0].cause is cause
    assert {one.cause for one in after.verdict.findings if one.certainty == "certain"} <= {cause}
    assert states(after)["Scheme"] == "passed"
    assert states(after)[stop] == "stopped-here"


@pytest.mark.server("django")
def test_an_answer_that_fits_all_tokens_settles_nothing(lab, django):
    """For a wrong audience and a broken signature it says the same, so both stay possible."""
    token = django.mint(audience="https://billing.example/api")
    answer = lab.send(bearer(lab, django.url + "/audience/orders/", token))
    names = ("without-credentials", "garbage-credentials", "signature-altered")
    after = lab.run(answer, *names)
    assert results(after) == dict(zip(names, ("differs", "same", "same"), strict=True))
    assert Cause.CONFIGURATION in {one.cause for one in after.verdict.findings[:2]}
    assert {one.certainty for one in after.verdict.findings[:2]} == {"possible"}


@pytest.mark.server("django")
def test_a_csrf_token_of_django(lab, django):
    cookie = RequestHeader("Cookie", django.session())
    request = Request(
        url=django.url + "/desk/orders/",
        method="POST",
        headers=(cookie,),
        body=JsonBody(text='{"item": "lamp", "count": 1}'),
    )
    after = lab.run(lab.send(request), "with-csrf-token", consent=("unsafe-method",))
    assert results(after) == {"with-csrf-token": "accepted"}
    assert after.verdict.findings[0].cause is Cause.CSRF_FAILURE


@pytest.mark.server("django")
def test_the_word_that_rest_framework_wants(lab, django):
    answer = lab.send(bearer(lab, django.url + "/key/orders/", KEY))
    after = lab.run(answer, "other-scheme")
    assert after.verdict.findings[0].cause is Cause.SCHEME_MISMATCH


@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_the_provider_itself_says_that_a_token_was_revoked(lab, django, provider):
    django.ask(provider)
    token = provider.issue()
    provider.revoke(token)
    login = Basic(user=provider.CLIENT, password=lab.put(provider.SECRET))
    asked = Request(url=provider.introspection, method="POST", credential=login)
    form = FormBody(fields=(FormField("grant_type", "client_credentials"),))
    renewal = Request(url=provider.token, method="POST", credential=login, body=form)
    scope = Scope(aids=Aids(introspection=asked, renewal=renewal))
    answer = lab.send(bearer(lab, django.url + "/opaque/orders/", token), scope)
    consent = ("unsafe-method", "new-host")
    after = lab.run(answer, "introspection", "fresh-token", scope=scope, consent=consent)
    assert results(after) == {"introspection": "differs", "fresh-token": "accepted"}
    first = after.verdict.findings[0]
    assert first.cause is Cause.REVOKED_TOKEN
    assert {proof.experiment for proof in first.evidence} & {"introspection", "fresh-token"}
    assert after.trial.requests <= 4


@pytest.mark.server("nginx")
@pytest.mark.server("oidc-provider")
def test_the_keys_of_a_real_issuer(lab, nginx, provider):
    """The token is signed by somebody else, under a key id that the issuer does not publish."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    claims = {"iss": provider.url, "sub": "ada", "exp": 4_000_000_000}
    token = pyjwt.encode(claims, key, "RS256", headers={"kid": "not-published"})
    answer = lab.send(bearer(lab, nginx.url + "/no-challenge", token))
    after = lab.run(answer, "issuer-keys", consent=("new-host",))
    (outcome,) = after.trial.outcomes
    assert outcome.shows == "no such key"
    assert after.trial.requests == 2


@pytest.mark.server("squid")
@pytest.mark.server("nginx")
def test_squid_before_a_tunnel(lab, squid, nginx, certificates):
    options = Options(proxy=squid.url, ca_file=str(certificates.ca))
    answer = lab.send(Request(url=nginx.tls + "/open", options=options))
    plans = {plan.id: plan for plan in lab.plans(answer)}
    assert plans["direct-without-proxy"].needs == ()
    after = lab.run(answer, "direct-without-proxy")
    assert results(after) == {"direct-without-proxy": "accepted"}
    assert after.verdict.findings[0].cause is Cause.NETWORK_BLOCKED


def elsewhere(url):
    return Scope(aids=Aids(places=(KnownPlace(url=url, source="given"),)))


@pytest.mark.server("apache")
@pytest.mark.parametrize(
    ("password", "slug"), [(PASSWORD, "works-elsewhere"), ("not it at all", "wrong-password")]
)
def test_apache_takes_the_login_elsewhere_or_nowhere(lab, apache, password, slug):
    """It answers 401 to a user without the right as to a wrong password; another address tells."""
    scope = elsewhere(apache.url + "/basic/inside.txt")
    answer = lab.send(basic(lab, apache.url + "/admins/inside.txt", password), scope)
    after = lab.run(answer, "same-credential-elsewhere", scope=scope, consent=("login-attempt",))
    assert results(after) == {
        "same-credential-elsewhere": "accepted" if password == PASSWORD else "differs"
    }
    assert after.verdict.findings[0].slug == slug


@pytest.mark.server("nginx")
def test_what_nginx_gives_to_anyone_tells_nothing(lab, nginx):
    scope = elsewhere(nginx.url + "/open")
    answer = lab.send(bearer(lab, nginx.url + "/no-challenge", "abc"), scope)
    after = lab.run(answer, "same-credential-elsewhere", scope=scope)
    (outcome,) = after.trial.outcomes
    assert "given to anyone" in outcome.meaning
    assert after.verdict.findings[0].slug == answer.verdict.findings[0].slug


@pytest.mark.server("django")
def test_rest_framework_takes_the_key_after_its_own_word_only(lab, django):
    answer = lab.send(bearer(lab, django.url + "/key/orders/", KEY))
    after = lab.run(answer, "other-word-before-the-token")
    assert results(after) == {"other-word-before-the-token": "accepted"}
    assert after.verdict.findings[0].cause is Cause.SCHEME_MISMATCH
    unknown = lab.send(bearer(lab, django.url + "/key/orders/", KEY[::-1]))
    after = lab.run(unknown, "other-word-before-the-token")
    assert results(after) == {"other-word-before-the-token": "same"}
    assert "other-word-wanted" not in {one.slug for one in after.verdict.findings}


@pytest.mark.server("django")
@pytest.mark.parametrize("good", [True, False])
def test_reading_in_place_of_writing_at_django(lab, django, good):
    """A session that may read and not write lacks the CSRF token; one that ended may neither."""
    cookie = django.session() if good else "sessionid=0123456789abcdef0123456789abcdef"
    request = Request(
        url=django.url + "/desk/orders/",
        method="POST",
        headers=(RequestHeader("Cookie", cookie),),
        body=JsonBody(text='{"item": "lamp", "count": 1}'),
    )
    after = lab.run(lab.send(request), "read-in-place-of-write")
    (outcome,) = after.trial.outcomes
    assert outcome.result == ("accepted" if good else "same")
    assert (after.verdict.findings[0].cause is Cause.CSRF_FAILURE) is good


@pytest.mark.server("django")
def test_an_expired_token_may_not_read_either(lab, django):
    body = JsonBody(text='{"item": "lamp", "count": 1}')
    token = django.mint(seconds=-600)
    answer = lab.send(bearer(lab, django.url + "/orders/", token, method="POST", body=body))
    after = lab.run(answer, "read-in-place-of-write")
    assert results(after) == {"read-in-place-of-write": "same"}
    assert after.verdict.findings[0].slug == "token-expired"


# ---------------- A fresh login, then the same call
LOGIN_CONSENT = ("login-attempt", "unsafe-method")


def django_login(lab, django, password=PASSWORD):
    """The form of the login page as somebody saved it, its hidden token left to the program."""
    fields = (
        FormField("csrfmiddlewaretoken", ""),
        FormField("username", USER),
        FormField("password", f"{{{{vault.{lab.put(password).name}}}}}"),
    )
    url = f"{django.url}/login/?next=/account/"
    return Request(name="Log in", method="POST", url=url, body=FormBody(fields=fields))


def after_login(
    lab, django, cookie, path="/desk/orders/", password=PASSWORD, consent=LOGIN_CONSENT
):
    request = Request(url=django.url + path, headers=(RequestHeader("Cookie", cookie),))
    scope = Scope(aids=Aids(login=django_login(lab, django, password)))
    return lab.run(lab.send(request, scope), "fresh-login", scope=scope, consent=consent)


def raised(answer):
    (outcome,) = answer.trial.outcomes
    return {one.finding for one in outcome.moved if one.after > one.before}


@pytest.mark.server("django")
def test_a_fresh_login_shows_that_the_session_had_ended(lab, django):
    cookie = django.session()
    django.renew_password()
    after = after_login(lab, django, cookie)
    assert results(after) == {"fresh-login": "accepted"}
    assert after.verdict.findings[0].cause is Cause.EXPIRED_SESSION
    jar = lab.bench.submit(lab.bench.vault.cookies.opened("")).result(60)
    names = {one.stored.cookie.name for one in jar.for_host("127.0.0.1")}
    assert "sessionid" not in names, "the jar of the person stays as it was"


@pytest.mark.server("django")
def test_a_login_that_is_refused_too_speaks_of_the_account(lab, django):
    after = after_login(lab, django, "sessionid=gone0123456789", password="another one")
    assert results(after) == {"fresh-login": "failed"}
    assert after.verdict.findings[0].cause is Cause.ACCOUNT_LOCKED
    assert after.verdict.findings[0].certainty != "certain"


@pytest.mark.server("django")
def test_a_fresh_login_does_not_speak_where_a_right_is_missing(lab, django):
    after = after_login(lab, django, django.session(), "/admin/orders/")
    assert results(after)["fresh-login"] in {"same", "differs"}
    causes = {one.cause for one in after.verdict.findings[:1]}
    assert causes.isdisjoint({Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED})
    assert raised(after).isdisjoint({"session-ended", "account-disabled", "token-revoked"})


@pytest.mark.server("django")
def test_without_consent_nobody_logs_in(lab, django):
    after = after_login(lab, django, "sessionid=gone0123456789", consent=("unsafe-method",))
    assert results(after) == {"fresh-login": "not-run"}
    assert after.trial.requests == 0


# ---------------- What was sent before, at servers that answer every login alike
@pytest.mark.server("apache")
def test_a_login_that_was_accepted_elsewhere_lacks_the_right_here(lab, apache):
    """Apache answers 401 both to a wrong password and to a user who may not."""
    lab.send(basic(lab, apache.url + "/basic/inside.txt", PASSWORD))
    after = lab.run(lab.send(basic(lab, apache.url + "/admins/inside.txt", PASSWORD)))
    assert after.verdict.findings[0].cause is Cause.INSUFFICIENT_PERMISSIONS
    assert after.trial.outcomes[0].plan.id == "accepted-before"


@pytest.mark.server("nginx")
def test_a_login_that_was_never_accepted_says_nothing(lab, nginx):
    lab.send(basic(lab, nginx.url + "/basic", PASSWORD))
    answer = lab.send(basic(lab, nginx.url + "/basic"))
    after = lab.run(answer, "accepted-before")
    assert results(after) == {"accepted-before": "not-run"}
    assert after.verdict.findings[0].cause is Cause.INVALID_CREDENTIALS


# ---------------- The provider is asked whose token it is
def at_userinfo(lab, django, provider, token):
    """Send it to an API that takes the tokens of somebody else."""
    request = bearer(lab, f"{django.url}/orders/", token)
    scope = Scope(aids=Aids(renewal=Request(url=provider.token, method="POST")))
    answer = lab.send(request, scope)
    (plan,) = (one for one in lab.plans(answer, scope) if one.id == "userinfo")
    assert plan.needs == ("new-host",)
    return answer, lab.run(answer, "userinfo", scope=scope, consent=("new-host",))


@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_a_token_that_its_provider_takes_is_good_but_not_for_this(lab, django, provider):
    token = provider.logged_in()["access_token"]
    _, after = at_userinfo(lab, django, provider, token)
    assert results(after) == {"userinfo": "accepted"}
    first = after.verdict.findings[0]
    assert first.cause in {Cause.CONFIGURATION, Cause.INSUFFICIENT_PERMISSIONS}
    assert first.certainty != "certain"


@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_a_no_of_the_provider_decides_nothing(lab, django, provider):
    """A token of a job is nobody's: userinfo refuses it, good as it is."""
    token = provider.issue(scope="orders:read", resource=provider.BRIEF)
    before, after = at_userinfo(lab, django, provider, token)
    assert results(after) == {"userinfo": "differs"}
    assert [one.slug for one in after.verdict.findings[:1]] == [
        one.slug for one in before.verdict.findings[:1]
    ]
