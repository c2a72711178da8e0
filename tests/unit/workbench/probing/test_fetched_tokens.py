"""Experiments on a token that the record does not hold: it was fetched, signed here, or printed."""

import json
from urllib.parse import parse_qs

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.kinds.oauth import Extras, TokenUse
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.request import FormBody, Request
from tests.fixtures.every_credential import SECRET, made, oauth
from tests.fixtures.experimenting import REFUSED, header, jwt
from tests.fixtures.scripted import reply

CONSENT = ("unsafe-method", "new-host", "login-attempt")


def as_json(value):
    return reply("200 OK", "Content-Type: application/json", body=json.dumps(value).encode())


def outcome(after):
    (found,) = after.trial.outcomes
    return found


def tried(lab, scripted, name, credential, scope=None, answers=REFUSED):
    """Return the first message of an experiment on a refusal, and what came of it."""
    home = scripted([answers])
    answer = lab.send(Request(url=f"{home.url}/orders", credential=credential), scope)
    home.requests.clear()
    found = outcome(lab.run(answer, name, scope=scope, consent=CONSENT))
    return home.requests, found


def bearer(message):
    word, _, token = header(message, "Authorization").partition(" ")
    assert word == "Bearer"
    return token


class TestFetched:
    def test_a_made_up_one_has_its_shape(self, lab, scripted):
        token = jwt()
        (sent,), found = tried(lab, scripted, "garbage-credentials", oauth(lab.bench, token=token))
        assert found.result == "same"
        assert bearer(sent) != token
        assert bearer(sent).count(".") == 2

    def test_a_broken_signature(self, lab, scripted):
        token = jwt()
        (sent,), found = tried(lab, scripted, "signature-altered", oauth(lab.bench, token=token))
        assert found.result == "same"
        assert bearer(sent).rpartition(".")[0] == token.rpartition(".")[0]
        assert bearer(sent) != token

    def test_one_that_has_ended(self, lab, scripted):
        token = jwt()
        (sent,), found = tried(lab, scripted, "expired-by-design", oauth(lab.bench, token=token))
        assert found.result == "same"
        assert bearer(sent).rpartition(".")[2] == token.rpartition(".")[2]
        assert bearer(sent) != token

    def test_in_another_place(self, lab, scripted):
        def by_key(request):
            return reply("200 OK") if header(request, "X-Api-Key") else reply("401 No", body=b"no")

        _, found = tried(lab, scripted, "other-place-of-the-key", oauth(lab.bench), answers=by_key)
        assert found.result == "accepted"

    @pytest.mark.parametrize("use", [TokenUse(name="X-Token"), TokenUse(word="")])
    def test_the_word_before_it_stays(self, lab, scripted, use):
        token, name = jwt(), use.name
        credential = oauth(lab.bench, token=token, use=use)
        (sent,), found = tried(lab, scripted, "signature-altered", credential)
        assert found.result == "same"
        word, _, other = header(sent, name).rpartition(" ")
        assert (word, other.count("."), other == token) == (use.word, 2, False)

    def test_a_fresh_one_takes_its_place(self, lab, scripted):
        def only_fresh(request):
            good = header(request, "Authorization") == "Bearer fresh-1"
            return as_json({}) if good else REFUSED

        provider = scripted([as_json({"access_token": "fresh-1"})])
        renewal = Request(url=f"{provider.url}/token", method="POST", body=FormBody())
        scope = Scope(aids=Aids(renewal=renewal))
        _, found = tried(lab, scripted, "fresh-token", oauth(lab.bench), scope, only_fresh)
        assert found.result == "accepted"

    def test_the_provider_is_asked_about_it(self, lab, scripted):
        endpoint = scripted([as_json({"active": False})])
        asked = Request(
            url=f"{endpoint.url}/introspect",
            method="POST",
            credential=Basic(user="api", password=lab.put("api-secret")),
        )
        scope = Scope(aids=Aids(introspection=asked))
        _, found = tried(lab, scripted, "introspection", oauth(lab.bench), scope)
        body = endpoint.requests[0].partition(b"\r\n\r\n")[2].decode()
        assert parse_qs(body)["token"] == [SECRET]
        assert found.shows == "not active"

    def test_the_provider_is_asked_whose_it_is(self, lab, scripted):
        def provider(request):
            if b"GET /me" in request:
                return as_json({"sub": "ada"})
            return as_json({"issuer": server.url, "userinfo_endpoint": f"{server.url}/me"})

        server = scripted([provider])
        token = jwt(iss=server.url)
        _, found = tried(lab, scripted, "userinfo", oauth(lab.bench, token=token))
        assert found.result == "accepted"
        assert bearer(server.requests[-1]) == token


class TestNotFetched:
    def test_signed_here(self, lab, scripted):
        (sent,), found = tried(lab, scripted, "signature-altered", made(SignedJwt, lab.bench))
        assert found.result == "same"
        assert bearer(sent).count(".") == 2

    def test_printed_by_a_command(self, lab, scripted):
        (sent,), _ = tried(lab, scripted, "garbage-credentials", made(FromCommand, lab.bench))
        assert bearer(sent) != SECRET

    def test_a_login_of_a_file_is_made_up_in_nobodys_name(self, lab, scripted):
        (sent,), _ = tried(lab, scripted, "garbage-credentials", FromNetrc())
        assert header(sent, "Authorization").startswith("Basic ")
        assert "ann" not in header(sent, "Authorization")

    @pytest.mark.parametrize(
        ("credential", "why"),
        [
            (
                lambda lab: oauth(lab.bench, extras=Extras(dpop="ES256")),
                "The token is bound to a key; its proof fits no other token and no other place.",
            ),
            (
                lambda lab: made(Hawk, lab.bench),
                "This scheme computes what it sends for each request anew.",
            ),
        ],
    )
    def test_what_is_bound_to_its_message_says_so(self, lab, scripted, credential, why):
        sent, found = tried(lab, scripted, "garbage-credentials", credential(lab))
        assert (sent, found.result, found.meaning) == ([], "not-run", why)

    def test_a_masked_one_says_so(self, lab, scripted):
        home = scripted([REFUSED])
        answer = lab.send(Request(url=home.url, credential=oauth(lab.bench)))
        (exchange,) = answer.attempt.exchanges
        rows = tuple(
            msgspec.structs.replace(one, value="Bearer ••••••••", secret=())
            if one.name == "Authorization"
            else one
            for one in exchange.request.headers
        )
        message = msgspec.structs.replace(exchange.request, headers=rows)
        kept = msgspec.structs.replace(exchange, request=message)
        attempt = msgspec.structs.replace(answer.attempt, exchanges=(kept,))
        later = msgspec.structs.replace(answer, attempt=attempt)
        found = outcome(lab.run(later, "garbage-credentials"))
        assert found.meaning.startswith("What was sent is masked in this record")
        assert len(home.requests) == 1

    def test_the_request_itself_was_not_sent(self, lab, scripted):
        home = scripted([REFUSED])
        answer = lab.send(lab.request("no token came", home.url))
        found = outcome(lab.run(answer, "garbage-credentials", consent=CONSENT))
        assert found.meaning.startswith("The request itself was not sent")
        assert len(home.requests) == 1
