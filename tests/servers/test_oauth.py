"""Every grant and every proof of the client against oidc-provider; whose fault a failure is."""

import asyncio
import contextlib
import html
import json
import re
import urllib.error
import urllib.parse
import urllib.request

import jwt
import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.oauth import (
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Login,
    OwnParameter,
    ResourceOwner,
    Target,
    TokenUse,
)
from inspector.model.request import Request
from inspector.protocol.oauth import kept_token
from inspector.workbench.kept_tokens import ref_of
from tests.fixtures.experimenting import Lab
from tests.fixtures.login_walk import Browser
from tests.fixtures.oauth_calls import job, native, trace, verdict
from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")
replace = msgspec.structs.replace


DONE = [("discovery", 200), ("token", 200), ("main", 200)]


class TestClient:
    @pytest.mark.parametrize(
        ("client", "method"),
        [
            (Provider.CLIENT, "automatic"),
            (Provider.CLIENT, "client_secret_basic"),
            ("colon:and%", "client_secret_basic"),
            ("by-post", "client_secret_post"),
            ("by-secret-jwt", "client_secret_jwt"),
            ("by-key", "private_key_jwt"),
            ("by-key", "automatic"),
        ],
    )
    def test_proves_itself(self, provider, held, call, client, method):
        secret = Provider.SECRET + (":+ %" if ":" in client else "")
        proof = ClientProof(method=method, secret=held(secret))
        if client == "by-key":
            proof = ClientProof(method=method, key=held(provider.key))
        answer = call(job(provider, held, client_id=client, client=proof))
        assert trace(answer) == DONE
        assert json.loads(answer.attempt.exchanges[-1].reply.body)["client"] == client

    def test_a_kept_token_is_sent_without_asking_again(self, provider, held, call, api):
        credential = job(provider, held)
        call(credential)
        assert trace(call(credential)) == [("main", 200)]
        first, second = (each["Authorization"] for each in api.seen)
        assert first == second

    def test_no_secret_is_said_before_anything_is_asked(self, provider, held, call, api):
        proof = ClientProof(method="client_secret_post")
        answer = call(job(provider, held, client=proof))
        assert answer.attempt.exchanges[-1].failure.kind == "empty-secret"
        assert api.seen == []


class TestPersonSignsIn:
    def test_with_the_browser_and_is_remembered(self, provider, call, person, api):
        told = person(lambda notice: Browser().sign_in(notice.address))
        answer = call(native(provider))
        assert trace(answer) == [
            ("discovery", 200),
            ("authorization", None),
            ("sign-in", 200),
            ("token", 200),
            ("main", 200),
        ]
        assert told[-1] is None
        assert json.loads(answer.attempt.exchanges[-1].reply.body)["sub"] == "alice"
        assert trace(call(native(provider))) == [("main", 200)]

    @pytest.mark.parametrize(
        "login",
        [
            Login(host="localhost", prompt="consent"),
            Login(host="[::1]", prompt="consent"),
            Login(path="/back", prompt="consent"),
            Login(answer_by="form_post", prompt="consent"),
            Login(pkce="plain", prompt="consent"),
        ],
    )
    def test_at_the_redirect_address_as_it_is_set(self, provider, call, person, login):
        pages = []
        person(lambda notice: pages.append(post_back(Browser().sign_in(notice.address))))
        answer = call(native(provider, login=login))
        if login.pkce == "plain":  # this provider takes S256 only
            assert trace(answer)[-1] == ("sign-in", 400)
            return
        assert trace(answer)[-1] == ("main", 200)
        assert "return to Request Inspector" in pages[0]

    def test_who_declines_is_told_and_the_api_is_not_called(self, provider, call, person, api):
        pages = []
        person(lambda notice: pages.append(Browser().decline(notice.address)))
        answer = call(native(provider))
        assert trace(answer)[-1] == ("sign-in", 400)
        assert verdict(answer) == ("configuration", "sign-in-refused", "client")
        assert "refused" in pages[0]
        assert api.seen == []

    @pytest.mark.parametrize(
        "changed", [{"state": "of-another-login"}, {"iss": "https://another.example"}]
    )
    def test_an_answer_to_another_question_is_not_taken(self, provider, call, person, api, changed):
        def answer_wrongly(notice):
            asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(notice.address).query))
            said = {"code": "stolen", "state": asked["state"], "iss": provider.url, **changed}
            address = f"{asked['redirect_uri']}?{urllib.parse.urlencode(said)}"
            with contextlib.suppress(urllib.error.HTTPError):
                urllib.request.urlopen(address, timeout=60).close()

        person(answer_wrongly)
        answer = call(native(provider))
        assert trace(answer)[-1][0] == "sign-in"
        assert verdict(answer)[1] == "sign-in-answer-differs"
        assert api.seen == []

    def test_an_address_that_is_not_registered_is_the_clients(self, provider, call, person, api):
        told = person(lambda notice: None)
        login = Login(path="/elsewhere", prompt="consent")
        credential = native(provider, login=login, extras=Extras(pushed="always"))
        answer = call(credential)
        assert trace(answer)[-1] == ("pushed-request", 400)
        assert verdict(answer)[1] == "client-not-set-up"
        assert api.seen == told == []

    def test_a_request_is_pushed(self, provider, call, person):
        pages = []
        person(lambda notice: pages.append((notice.address, Browser().sign_in(notice.address))))
        answer = call(native(provider, client_id="native-pushing", extras=Extras(pushed="always")))
        assert trace(answer)[-1] == ("main", 200)
        assert ("pushed-request", 201) in trace(answer)
        assert "code_challenge" not in pages[0][0]

    def test_a_code_on_another_device(self, provider, call, person, api):
        told = person(lambda notice: Browser().sign_in(notice.complete))
        answer = call(native(provider, grant="device-code"))
        assert trace(answer)[:2] == [("discovery", 200), ("device-code", 200)]
        assert trace(answer)[-2:] == [("token", 200), ("main", 200)]
        assert told[0].code
        assert told[0].code in told[0].text

    def test_who_declines_the_device_is_told(self, provider, call, person, api):
        person(lambda notice: Browser().decline(notice.complete))
        answer = call(native(provider, grant="device-code"))
        assert trace(answer)[-1] == ("token", 400)
        assert verdict(answer) == ("configuration", "sign-in-refused", "client")
        assert api.seen == []


def post_back(page):
    """Do what the script of a page with `form_post` would: post its form to us."""
    form = re.search(r'<form method="post" action="(http://[^"]+)">(.*?)</form>', page, re.DOTALL)
    if form is None:
        return page
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', form[2])
    data = urllib.parse.urlencode([(n, html.unescape(v)) for n, v in fields]).encode()
    with urllib.request.urlopen(form[1], data, timeout=60) as reply:
        return reply.read().decode()


class TestAssertions:
    def test_a_password_that_is_right_and_one_that_is_not(self, provider, held, call, api):
        def by(password):
            owner = ResourceOwner(user="alice", password=held(password))
            return job(provider, held, grant="password", client_id="trusted", owner=owner)

        wrong = call(by("not-her-password"))
        assert trace(wrong)[-1] == ("token", 400)
        assert verdict(wrong)[:2] == ("invalid-credentials", "wrong-password")
        assert api.seen == []
        assert trace(call(by(Provider.SECRET))) == DONE

    def test_an_assertion_for_this_provider_and_one_for_another(self, provider, held, call, api):
        def by(audience):
            given = GivenTokens(assertion=held(provider.assertion(aud=audience)))
            return job(provider, held, grant="jwt-bearer", client_id="trusted", given=given)

        wrong = call(by("https://other.example/token"))
        assert trace(wrong)[-1] == ("token", 400)
        assert verdict(wrong)[0] in {"configuration", "invalid-credentials"}
        assert api.seen == []
        assert trace(call(by(provider.token))) == DONE

    def test_a_token_for_another_and_one_that_is_none(self, provider, held, call, api):
        def by(token):
            given = GivenTokens(subject=held(token))
            return job(provider, held, grant="token-exchange", client_id="trusted", given=given)

        assert trace(call(by("not-a-token-at-all")))[-1] == ("token", 400)
        assert api.seen == []
        assert trace(call(by(provider.logged_in()["access_token"]))) == DONE

    def test_a_kept_token_is_not_taken_for_that_of_another_person(self, provider, held, call, api):
        def by(token):
            given = GivenTokens(subject=held(token))
            return job(provider, held, grant="token-exchange", client_id="trusted", given=given)

        first, second = (provider.logged_in()["access_token"] for _ in range(2))
        assert [trace(call(by(token))) for token in (first, second)] == [DONE, DONE]
        assert trace(call(by(second))) == [("main", 200)]
        sent = [each["Authorization"] for each in api.seen]
        assert sent[0] != sent[1] == sent[2]

    def test_a_refresh_token_of_elsewhere_and_one_that_was_used(self, provider, held, call, api):
        refresh = provider.logged_in()["refresh_token"]

        def by():
            given = GivenTokens(refresh=held(refresh))
            return job(provider, held, grant="refresh-token", given=given, scope="openid")

        first = call(by())
        assert trace(first) == [("discovery", 200), ("renewal", 200), ("main", 200)]
        assert trace(call(by())) == [("main", 200)]
        other = call(replace(by(), scope="openid offline_access"))
        assert trace(other)[-1] == ("renewal", 400)
        assert verdict(other)[0] in {"revoked-token", "expired-session"}
        assert len(api.seen) == 2
        ended = call(by())  # who uses one twice ends all that came of it (RFC 9700 §4.14.2)
        assert trace(ended) == [("main", 401)]
        assert verdict(ended)[0] in {"revoked-token", "invalid-credentials"}


class TestProofOfPossession:
    def test_the_api_and_the_provider_get_proofs_of_one_key(self, provider, call, person, api):
        person(lambda notice: Browser().sign_in(notice.address))
        bound = native(provider, client_id="native-bound", extras=Extras(dpop="ES256"))
        answer = call(bound)
        assert trace(answer)[-3:] == [("token", 400), ("token", 200), ("main", 200)]
        assert api.seen[0]["Authorization"].startswith("DPoP ")
        head = jwt.get_unverified_header(api.seen[0]["DPoP"])
        claims = jwt.decode(
            api.seen[0]["DPoP"], jwt.PyJWK(head["jwk"]).key, ["ES256"], audience=None
        )
        assert claims["htu"] == api.url
        assert trace(call(bound)) == [("main", 200)]


class TestRefusals:
    def test_an_issuer_that_calls_itself_otherwise(self, provider, held, call, api):
        other = provider.url.replace("127.0.0.1", "localhost")
        answer = call(job(provider, held, issuer=other))
        assert answer.attempt.exchanges[-1].failure.kind == "issuer-differs"
        assert verdict(answer)[1] == "provider-names-another-issuer"
        assert api.seen == []

    def test_a_provider_that_is_away(self, provider, held, call, api):
        provider.stop()
        answer = call(job(provider, held))
        assert answer.attempt.exchanges[-1].purpose == "discovery"
        assert verdict(answer)[0] in {"provider-unreachable", "network-blocked"}
        assert api.seen == []

    def test_own_parameters_and_typed_addresses(self, provider, held, call):
        own = (
            OwnParameter(message="token", place="header", name="X-Note", value="one"),
            OwnParameter(message="token", place="query", name="note", value="two"),
            OwnParameter(message="token", place="body", name="note_too", value="three"),
        )
        credential = job(
            provider,
            held,
            issuer="",
            endpoints=Endpoints(token=provider.token),
            extras=Extras(own=own),
        )
        answer = call(credential)
        assert trace(answer) == [("token", 200), ("main", 200)]
        sent = answer.attempt.exchanges[0].request
        assert ("X-Note", "one") in [(each.name, each.value) for each in sent.headers]
        assert sent.target.endswith("?note=two")
        assert sent.body.endswith(b"note_too=three")


class TestRenewal:
    """A token near its end; its times are put back instead of waiting."""

    @pytest.fixture
    def aged(self, bench, api):
        """Let the kept token of a credential be near its end; `change` changes it further."""

        def run(credential, **change):
            request = Request(url=api.url, credential=credential)
            token = bench.tokens.kept(request, Scope())
            old = {"obtained": token.obtained - (token.life or 0), **change}
            text = kept_token.written(replace(token, **old))
            bench.vault.hold({ref_of(kept_token.name_of(credential)): text})
            bench.vault.persist([ref_of(kept_token.name_of(credential))]).result(60)
            return token

        return run

    @pytest.fixture
    def signed_in(self, provider, held, call):
        given = GivenTokens(refresh=held(provider.logged_in()["refresh_token"]))
        credential = job(provider, held, grant="refresh-token", given=given, scope="openid")
        call(credential)
        return credential

    def test_200_parallel_sends_across_an_end_renew_once(self, bench, api, call, signed_in, aged):
        aged(signed_in)
        request = Request(url=api.url, credential=signed_in)

        async def all_of_them():
            return await asyncio.gather(*(bench.send(request, Scope()) for _ in range(200)))

        answers = bench.submit(all_of_them()).result(55)
        purposes = [one for answer in answers for one in trace(answer)]
        assert purposes.count(("renewal", 200)) == 1
        assert purposes.count(("main", 200)) == 200
        assert api.refused == 0

    def test_where_the_refresh_token_is_spent_the_grant_is_due(
        self, provider, call, person, aged, api
    ):
        person(lambda notice: Browser().sign_in(notice.address))
        call(native(provider))
        aged(native(provider), refresh_token="spent-refresh-token")
        answer = call(native(provider))
        assert [one for one in trace(answer) if one[0] in {"renewal", "sign-in", "main"}] == [
            ("renewal", 400),
            ("sign-in", 200),
            ("main", 200),
        ]

    def test_a_renewal_that_was_cut_off_is_asked_about(self, provider, bench, call, person, aged):
        person(lambda notice: Browser().sign_in(notice.address))
        call(native(provider))
        aged(native(provider), renewing=True)
        answer = call(native(provider))
        assert answer.attempt.exchanges[-1].failure.kind == "nobody-to-ask"
        assert "not known" in answer.attempt.exchanges[-1].failure.detail
        questions = []

        async def yes(question):
            questions.append(question.text)
            return {}

        bench.ask = yes
        assert trace(call(native(provider)))[-1] == ("main", 200)
        assert "Sign in again" in questions[0]

    def test_a_token_whose_renewal_was_cut_off_can_be_tried(
        self, bench, call, signed_in, api, aged
    ):
        aged(signed_in, renewing=True)
        request = Request(url=api.url, credential=signed_in)
        bench.submit(bench.tokens.take_kept(request, Scope())).result(60)
        assert not bench.tokens.kept(request, Scope()).renewing

    def test_a_job_that_was_cut_off_just_asks_anew(self, provider, held, call, aged):
        call(job(provider, held))
        aged(job(provider, held), renewing=True)
        assert trace(call(job(provider, held))) == DONE

    def test_a_provider_that_is_away_leaves_the_token_as_it_was(
        self, provider, bench, call, signed_in, aged, api
    ):
        aged(signed_in)
        provider.stop()
        answer = call(signed_in)
        assert answer.attempt.exchanges[-1].purpose == "discovery"
        found = bench.tokens.kept(Request(url=api.url, credential=signed_in), Scope())
        assert not found.renewing

    def test_once_on_a_401_and_never_in_a_loop(self, provider, held, call, api, bench):
        credential = job(provider, held, use=TokenUse(once_on_401=True))
        call(credential)
        token = bench.tokens.kept(Request(url=api.url, credential=credential), Scope())
        provider.revoke(token.access_token)
        assert trace(call(credential)) == [
            ("main", 401),
            ("discovery", 200),
            ("token", 200),
            ("retry", 200),
        ]
        api.lock_out = True
        assert [one[0] for one in trace(call(credential))].count("retry") == 1

    def test_without_it_a_401_is_left_to_the_person(self, provider, held, call, api, bench):
        credential = job(provider, held)
        call(credential)
        token = bench.tokens.kept(Request(url=api.url, credential=credential), Scope())
        provider.revoke(token.access_token)
        answer = call(credential)
        assert trace(answer) == [("main", 401)]
        assert verdict(answer)[0] in {"revoked-token", "expired-session", "invalid-credentials"}


class TestExperiments:
    """What is tried on a refusal takes the token that was sent, which the credential does not hold."""

    @pytest.fixture
    def lab(self, bench):
        return Lab(bench)

    def test_a_token_that_was_taken_back(self, provider, held, call, api, lab):
        credential = job(provider, held)
        call(credential)
        token = api.seen[0]["Authorization"].partition(" ")[2]
        provider.revoke(token)
        asked = Request(
            url=provider.introspection,
            method="POST",
            credential=Basic(user=Provider.CLIENT, password=held(Provider.SECRET)),
        )
        scope = Scope(aids=Aids(introspection=asked))
        after = lab.run(
            call(credential, scope),
            "introspection",
            "garbage-credentials",
            scope=scope,
            consent=("unsafe-method", "new-host"),
        )
        shown = {one.plan.id: one.shows for one in after.trial.outcomes}
        assert shown == {"introspection": "not active", "garbage-credentials": "401, invalid_token"}
        assert after.verdict.findings[0].cause is Cause.REVOKED_TOKEN
        assert len({each["Authorization"] for each in api.seen}) == 2

    def test_a_signed_one_goes_to_its_provider(self, provider, held, call, api, lab):
        api.lock_out = True
        credential = job(provider, held, target=Target(resources=(Provider.SIGNED,)))
        answer = call(credential)
        names = ("userinfo", "signature-altered", "expired-by-design", "garbage-credentials")
        after = lab.run(answer, *names, consent=("new-host",))
        results = {one.plan.id: one.result for one in after.trial.outcomes}
        assert results == {**dict.fromkeys(names, "same"), "userinfo": "differs"}
        assert len({each["Authorization"] for each in api.seen}) == 4
