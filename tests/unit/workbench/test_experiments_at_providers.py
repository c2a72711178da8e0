"""Experiments that ask others than the API: issuer, introspection, saved credentials, browsers."""

import json
import time

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids, SavedCredential
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Options, Request, RequestHeader
from tests.fixtures.experimenting import REFUSED, first_lines, header, jwt
from tests.fixtures.scripted import reply

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key, kid="k1"):
    made = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return {**made, "kid": kid, "use": "sig"}


def as_json(value, status="200 OK"):
    return reply(status, "Content-Type: application/json", body=json.dumps(value).encode())


def provider(scripted, keys):
    """An issuer at a port of its own."""

    def answer(request):
        if b"/.well-known/openid-configuration" in request:
            return as_json({"issuer": server.url, "jwks_uri": f"{server.url}/keys"})
        return as_json({"keys": keys}) if b"GET /keys" in request else reply("404 No")

    server = scripted([answer])
    return server


def token_of(issuer, key=KEY, kid="k1"):
    claims = {"iss": issuer, "sub": "ada", "exp": int(time.time()) + 3600}
    return pyjwt.encode(claims, key, "RS256", headers={"kid": kid})


def keys_asked(lab, home, issuer, token, consent=("new-host",)):
    request = Request(url=home.url, credential=Bearer(token=lab.put(token)))
    return lab.run(lab.send(request), "issuer-keys", consent=consent)


class TestIssuerKeys:
    @pytest.mark.parametrize(
        ("keys", "shows"),
        [
            ([published(KEY)], "the key fits"),
            ([published(OTHER)], "the key does not fit"),
            ([published(KEY, "k2")], "no such key"),
        ],
    )
    def test_what_they_say(self, lab, scripted, keys, shows):
        home, issuer = scripted([REFUSED]), provider(scripted, keys)
        after = keys_asked(lab, home, issuer, token_of(issuer.url))
        (outcome,) = after.trial.outcomes
        assert outcome.shows == shows
        assert len(issuer.requests) == 2
        assert len(home.requests) == 1
        assert not any(header(one, "Authorization") for one in issuer.requests)
        wrong = [f.slug for f in after.verdict.findings if f.slug == "token-signature-wrong"]
        assert bool(wrong) is (shows == "the key does not fit")

    def test_the_issuer_is_another_host_and_needs_consent(self, lab, scripted):
        home, issuer = scripted([REFUSED]), provider(scripted, [published(KEY)])
        request = Request(url=home.url, credential=Bearer(token=lab.put(token_of(issuer.url))))
        answer = lab.send(request)
        (plan,) = (one for one in lab.plans(answer) if one.id == "issuer-keys")
        assert plan.needs == ("new-host",)
        lab.run(answer, "issuer-keys")
        assert not issuer.requests

    def test_an_issuer_that_is_down_speaks_for_itself(self, lab, scripted):
        home, gone = scripted([REFUSED]), scripted([REFUSED])
        gone.stop()
        after = keys_asked(lab, home, gone, token_of(gone.url))
        (outcome,) = after.trial.outcomes
        assert outcome.result == "failed"
        assert Cause.PROVIDER_UNREACHABLE in {one.cause for one in after.verdict.findings}
        assert "certain" not in {one.certainty for one in after.verdict.findings}

    def test_where_no_keys_are_published(self, lab, scripted):
        home, issuer = scripted([REFUSED]), scripted([reply("404 Not Found")])
        after = keys_asked(lab, home, issuer, token_of(issuer.url))
        assert after.trial.outcomes[0].shows == "no keys found"
        assert [line.split()[1] for line in first_lines(issuer)] == [
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server",
        ]


class TestIntrospection:
    @pytest.mark.parametrize(("active", "cause"), [(False, Cause.REVOKED_TOKEN), (True, None)])
    def test_what_the_provider_says(self, lab, scripted, active, cause):
        home, endpoint = scripted([REFUSED]), scripted([as_json({"active": active})])
        asked = Request(
            url=f"{endpoint.url}/introspect",
            method="POST",
            credential=Basic(user="api", password=lab.put("api-secret")),
            body=FormBody(fields=(FormField("token_type_hint", "access_token"),)),
        )
        scope = Scope(aids=Aids(introspection=asked))
        token = jwt()
        answer = lab.send(Request(url=home.url, credential=Bearer(token=lab.put(token))), scope)
        (plan,) = (one for one in lab.plans(answer, scope) if one.id == "introspection")
        assert plan.needs == ("unsafe-method", "new-host")
        lab.run(answer, "introspection", scope=scope, consent=("unsafe-method",))
        assert not endpoint.requests
        after = lab.run(answer, "introspection", scope=scope, consent=plan.needs)
        body = endpoint.requests[0].partition(b"\r\n\r\n")[2].decode()
        assert f"token={token}" in body
        assert "token_type_hint=access_token" in body
        if cause is not None:
            assert after.verdict.findings[0].cause is cause
        else:
            assert Cause.REVOKED_TOKEN not in {f.cause for f in after.verdict.findings[:1]}


class TestOtherCredential:
    def test_another_one_gets_through(self, lab, scripted):
        def only_other(request):
            good = header(request, "Authorization") == "Bearer other-token-1"
            return as_json({"a": 1}) if good else reply("403 Forbidden")

        home = scripted([only_other])
        other = SavedCredential(
            name="o", credential=Bearer(token=lab.put("other-token-1")), host=home.url
        )
        elsewhere = tuple(
            SavedCredential(name="e", credential=Bearer(token=lab.put("foreign-token")), host=host)
            for host in ("https://else.test", "127.0.0.1", "http://127.0.0.1:1", "", home.url + "1")
        )
        scope = Scope(aids=Aids(others=(*elsewhere, other)))
        answer = lab.send(lab.request("opaque", home.url), scope)
        after = lab.run(answer, "other-saved-credential", scope=scope)
        assert after.trial.outcomes[0].result == "accepted"
        assert not any(b"foreign-token" in one for one in home.requests)
        endpoint = [f for f in after.verdict.findings if f.cause is Cause.WRONG_ENDPOINT]
        assert not endpoint or endpoint[0].score < 0.25

    def test_none_is_saved_for_this_host(self, lab, scripted):
        answer = lab.send(lab.request("opaque", scripted([REFUSED]).url))
        (plan,) = (one for one in lab.plans(answer) if one.id == "other-saved-credential")
        assert plan.refused


class TestBrowsers:
    def test_the_preflight_is_that_of_a_browser(self, lab, scripted):
        server = scripted([REFUSED])
        answer = lab.send(lab.request("page", server.url + "/orders"))
        after = lab.run(answer, "preflight")
        asked = server.requests[1]
        assert asked.startswith(b"OPTIONS /orders ")
        assert header(asked, "Origin") == "https://shop.example"
        assert header(asked, "Access-Control-Request-Method") == "GET"
        assert header(asked, "Access-Control-Request-Headers") == "authorization"
        assert not header(asked, "Authorization")
        assert after.trial.outcomes[0].result == "differs"

    def test_a_preflight_that_is_answered(self, lab, scripted):
        allowed = reply(
            "204 No Content",
            "Access-Control-Allow-Origin: https://shop.example",
            "Access-Control-Allow-Headers: authorization",
        )
        server = scripted([lambda one: allowed if one.startswith(b"OPTIONS") else REFUSED])
        after = lab.run(lab.send(lab.request("page", server.url)), "preflight")
        assert after.trial.outcomes[0].result == "accepted"

    def test_it_was_sent_already(self, lab, scripted):
        request = Request(
            url=scripted([REFUSED]).url,
            headers=(RequestHeader("X-Api-Key", "k1234567"),),
            options=Options(browser_origin="https://shop.example"),
        )
        answer = lab.send(request)
        (plan,) = (one for one in lab.plans(answer) if one.id == "preflight")
        assert "already" in plan.refused


class TestCookies:
    def test_a_cookie_is_the_reason(self, lab, scripted):
        server = scripted(
            [lambda one: reply("401 No") if header(one, "Cookie") else as_json({"a": 1})]
        )
        after = lab.run(lab.send(lab.request("session", server.url)), "without-cookies")
        assert after.trial.outcomes[0].result == "accepted"
        assert after.verdict.findings[0].cause is Cause.EXPIRED_SESSION
