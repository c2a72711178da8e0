"""Runs of experiments: few, slow, in order, stopped in time, and what comes of them."""

import asyncio
import base64
import threading

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.experiment import Aids, Outcome, Plan, SavedCredential
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import FormBody, FormField, Options, Request, RequestHeader
from inspector.protocol.tokens import jose
from inspector.workbench.answer import answer as answered
from tests.fixtures.experimenting import MOST, REFUSED, first_lines, header, jwt
from tests.fixtures.scripted import reply

SAFE = ("without-credentials", "garbage-credentials", "signature-altered", "expired-by-design")
ANYTHING = ("login-attempt", "unsafe-method", "new-host", "uses-up-token", "production")
EXPIRED = reply(
    "401 No", 'WWW-Authenticate: Bearer error="invalid_token", error_description="token expired"'
)


def shown(answer):
    return {one.plan.id: one.result for one in answer.trial.outcomes}


def _names_ada(request):
    sent = header(request, "Authorization")
    if sent.startswith("Basic"):
        return base64.b64decode(sent.split()[1]).startswith(b"ada:")
    beside = header(request, "X-Auth-Email") == "ada" and b"0123456789abcdef" in request
    return 'username="ada"' in sent or beside or b"=ada&password=pw" in request


def token_server(good="new-token-1"):
    """Accepts one token; others are called expired, none gets a bare challenge."""

    def answer(request):
        sent = header(request, "Authorization")
        if sent == f"Bearer {good}":
            return reply("200 OK", "Content-Type: application/json", body=b'{"orders": []}')
        return EXPIRED if sent else REFUSED

    return [answer]


class TestRuns:
    def test_the_verdict_is_that_over_all_results(self, lab, scripted):
        """It is judged with each result as it comes, and not once more in the end."""
        answer = lab.send(lab.request("token", scripted(token_server()).url))
        after = lab.run(answer, *SAFE, "other-saved-credential")
        assert set(shown(after).values()) > {"same", "not-run"}
        assert after.verdict == diagnose(after.attempt, after.trial.outcomes) != answer.verdict

    def test_what_was_not_run_moves_nothing(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        after = lab.run(answer, "other-saved-credential")
        assert shown(after) == {"other-saved-credential": "not-run"}
        assert after.verdict == answer.verdict == diagnose(after.attempt, after.trial.outcomes)

    def test_outcomes_come_in_the_order_asked_for(self, lab, scripted):
        server = scripted([REFUSED])
        answer = lab.send(lab.request("token", server.url))
        told = []
        after = lab.run(answer, *reversed(SAFE), tell=told.append)
        ended = [one for one in told if isinstance(one, Outcome)]
        assert [one.id for one in told if isinstance(one, Plan)] == list(reversed(SAFE))
        assert [one.plan.id for one in ended] == list(reversed(SAFE))
        assert tuple(ended) == after.trial.outcomes
        assert after.trial.requests == len(server.requests) - 1 == 4
        assert after.attempt == answer.attempt

    def test_a_quarter_of_a_second_lies_between_two(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        lab.run(answer, *SAFE)
        assert lab.waiting.slept == [0.25] * (len(SAFE) - 1)

    def test_never_more_than_eight(self, lab, scripted):
        server = scripted([reply("302 Found", "Location: /b"), REFUSED])
        server._replies = [  # each attempt takes two requests
            lambda request: REFUSED if b" /b " in request else reply("302 Found", "Location: /b")
        ]
        answer = lab.send(lab.request("token", server.url + "/a"))
        server.requests.clear()
        ids = [plan.id for plan in lab.plans(answer) if not plan.refused and not plan.needs]
        after = lab.run(answer, *ids)
        assert len(ids) > 4
        assert len(server.requests) == after.trial.requests <= MOST
        assert "not-run" in shown(after).values()

    def test_results_of_later_runs_join_the_earlier_ones(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        first = lab.run(answer, "without-credentials")
        second = lab.run(first, "signature-altered")
        assert set(shown(second)) == {"without-credentials", "signature-altered"}
        assert second.trial.requests == 2

    def test_each_attempt_tells_what_it_is(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        (outcome,) = lab.run(answer, "without-credentials").trial.outcomes
        assert outcome.attempt.origin == "experiment"
        assert outcome.attempt.parent == answer.attempt.id
        assert outcome.attempt.id not in {"", answer.attempt.id}

    def test_cancelling_keeps_what_was_done(self, lab, scripted):
        server = scripted([REFUSED])
        answer = lab.send(lab.request("token", server.url))
        one_done = threading.Event()

        def heard(news):
            if isinstance(news, Outcome):
                one_done.set()

        verb = lab.bench.experiment(answer, SAFE, Scope(), on_news=heard)

        async def forever(_):
            one_done.wait(60)
            future.cancel()
            await asyncio.Event().wait()

        lab.waiting.sleep = forever
        lab.bench.gate = lab.waiting.gate
        future = lab.bench.submit(verb)
        after = future.result(60)
        assert list(shown(after)) == ["without-credentials"]
        assert after.trial.stopped == "You stopped it."
        assert after.trial.requests == 1


class TestNothingToTry:
    def test_an_accepted_request_has_no_plans(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([reply("200 OK")]).url))
        assert lab.plans(answer) == ()
        assert lab.run(answer, *SAFE) == answer

    def test_an_import_has_no_plans(self, lab, scripted):
        sent = lab.send(lab.request("token", scripted([REFUSED]).url)).attempt
        imported = answered(Attempt(exchanges=sent.exchanges, source="har"))
        assert imported.verdict.findings
        assert lab.plans(imported) == ()


class TestSafety:
    @pytest.mark.parametrize(
        "last",
        [
            reply("423 Locked"),
            reply("429 Too Many Requests"),
            reply("401 No", body=b"Your account has been locked."),
            reply("403 No", body=b"Too many failed login attempts."),
            reply("401 No", "X-Login-Attempts-Remaining: 1"),
        ],
    )
    def test_it_stops_at_once(self, lab, scripted, last):
        server = scripted([REFUSED, REFUSED, last, REFUSED])
        answer = lab.send(lab.request("token", server.url))
        after = lab.run(answer, *SAFE)
        assert len(server.requests) == 3
        assert list(shown(after)) == list(SAFE[:2])
        assert after.trial.stopped.endswith((".", '"'))

    def test_never_on_an_account_that_may_be_locked(self, lab, scripted):
        server = scripted([reply("401 No", body=b"This account is locked.")])
        answer = lab.send(lab.request("basic", server.url))
        assert answer.verdict.findings[0].cause is Cause.ACCOUNT_LOCKED
        assert all(plan.refused for plan in lab.plans(answer))
        lab.run(answer, *SAFE, consent=("login-attempt", "unsafe-method"))
        assert len(server.requests) == 1

    @pytest.mark.parametrize("consent", [(), ("login-attempt", "unsafe-method", "new-host")])
    @pytest.mark.parametrize("counted", ["each account", "everybody together"])
    def test_a_server_that_locks_after_three_is_never_locked(self, lab, scripted, consent, counted):
        failures = {}

        def lock(request):
            value = header(request, "Authorization")
            if not value:
                return reply(
                    "401 No",
                    'WWW-Authenticate: Basic realm="r"',
                    'WWW-Authenticate: Digest realm="r", nonce="n"',
                )
            user = base64.b64decode(value.split()[1]).split(b":")[0] if "Basic" in value else b"?"
            key = user if counted == "each account" else b""
            failures[key] = failures.get(key, 0) + 1
            if failures[key] >= 3:
                return reply("423 Locked", body=b"locked")
            return reply(
                "401 No",
                'WWW-Authenticate: Basic realm="r"',
                'WWW-Authenticate: Digest realm="r", nonce="n"',
                body=b"wrong",
            )

        server = scripted([lock])
        answer = lab.send(lab.request("basic", server.url + "/orders"))
        ids = [plan.id for plan in lab.plans(answer)]
        for _ in range(2):  # again: what was tried is remembered
            answer = lab.run(answer, *ids, consent=consent)
        for name in ids:
            answer = lab.run(answer, name, consent=consent)
        assert max(failures.values()) <= 2
        assert not any(line for line in failures if failures[line] >= 3)

    def test_a_made_up_login_is_tried_once_for_an_account(self, lab, scripted):
        server = scripted([REFUSED])
        request = lab.request("basic", server.url)
        for _ in range(3):
            after = lab.run(lab.send(request), "garbage-credentials")
        assert shown(after) == {"garbage-credentials": "not-run"}
        users = [
            base64.b64decode(header(one, "Authorization").split()[1]).split(b":")[0]
            for one in server.requests
        ]
        assert sorted(users)[:3] == [b"ada"] * 3
        assert len(users) == 4
        assert users.count(b"ada") == 3

    @pytest.mark.parametrize("kind", ["basic", "digest", "by hand", "form", "query", "key beside"])
    def test_a_real_login_gets_one_failing_try_however_often_the_user_sends(
        self, lab, scripted, kind
    ):
        challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'
        refused = reply("401 No", 'WWW-Authenticate: Basic realm="r"', challenge, body=b"wrong")
        server = scripted([refused])
        pair = base64.b64encode(b"ada:pw-12345").decode()
        secret = lab.put("pw-12345")
        form = FormBody(fields=(FormField("username", "ada"), FormField("password", "pw-12345")))
        request = {
            "basic": Request(url=server.url, credential=Basic(user="ada", password=secret)),
            "digest": Request(url=server.url, credential=Digest(user="ada", password=secret)),
            "by hand": Request(
                url=server.url, headers=(RequestHeader("Authorization", f"Basic {pair}"),)
            ),
            "form": Request(url=f"{server.url}/login", method="POST", body=form),
            "query": Request(url=f"{server.url}/x?user=ada&password=pw-12345"),
            "key beside": Request(
                url=server.url,
                headers=(
                    RequestHeader("X-Auth-Email", "ada"),
                    RequestHeader("X-Auth-Key", "0123456789abcdef"),
                ),
            ),
        }[kind]
        sent = []
        for _ in range(3):
            server.requests.clear()
            answer = lab.send(request)
            server.requests.clear()
            ids = [plan.id for plan in lab.plans(answer)]
            for name in (*ids, *ids):
                answer = lab.run(answer, name, consent=ANYTHING)
            sent += server.requests
        assert sum(_names_ada(one) for one in sent) <= 1

    def test_a_saved_login_of_somebody_else_gets_one_failing_try(self, lab, scripted):
        server = scripted([REFUSED])
        other = SavedCredential(
            name="Bob", host=server.url, credential=Basic(user="bob", password=lab.put("pw"))
        )
        scope = Scope(aids=Aids(others=(other,)))
        for _ in range(3):
            answer = lab.send(lab.request("token", server.url), scope)
            after = lab.run(answer, "other-saved-credential", scope=scope, consent=ANYTHING)
        assert shown(after) == {"other-saved-credential": "not-run"}
        bobs = [one for one in server.requests if "Basic" in header(one, "Authorization")]
        assert len(bobs) == 1

    def test_a_login_that_is_accepted_may_be_used_again(self, lab, scripted):
        server = scripted(
            [
                lambda one: (
                    reply("200 OK") if header(one, "Authorization")[:5] == "Basic" else REFUSED
                )
            ]
        )
        other = SavedCredential(
            name="Bob", host=server.url, credential=Basic(user="bob", password=lab.put("pw"))
        )
        scope = Scope(aids=Aids(others=(other,)))
        for _ in range(2):
            answer = lab.send(lab.request("token", server.url), scope)
            after = lab.run(answer, "other-saved-credential", scope=scope, consent=ANYTHING)
            assert shown(after) == {"other-saved-credential": "accepted"}

    def test_a_token_that_can_not_be_right_comes_in_a_real_name_once(self, lab, scripted):
        server = scripted([REFUSED])
        mine = {jwt(sub="42", jti="7") for _ in range(2)} | {jwt(sub=42, scope="a b")}
        for token in mine:
            answer = lab.send(Request(url=server.url, credential=Bearer(token=lab.put(token))))
            lab.run(answer, *SAFE)
            lab.run(answer, *reversed(SAFE))
        forged = [header(one, "Authorization")[7:] for one in server.requests]
        subjects = [jose.read(one).claims["sub"] for one in forged if one and one not in mine]
        assert sum(str(one) == "42" for one in subjects) == 1
        assert len(subjects) > 3
        assert all(len(str(one)) == 36 for one in subjects if str(one) != "42")

    def test_a_refresh_token_is_not_used_up_unasked(self, lab, scripted):
        home, provider = scripted([REFUSED]), scripted([reply("200 OK", body=b"{}")])
        form = FormBody(
            fields=(FormField("grant_type", "refresh_token"), FormField("refresh_token", "r1"))
        )
        renewal = Request(url=provider.url, method="POST", body=form)
        scope = Scope(aids=Aids(renewal=renewal))
        answer = lab.send(lab.request("token", home.url), scope)
        (plan,) = (one for one in lab.plans(answer, scope) if one.id == "fresh-token")
        assert plan.needs == ("unsafe-method", "uses-up-token")
        lab.run(answer, "fresh-token", scope=scope, consent=("unsafe-method",))
        assert not provider.requests
        lab.run(answer, "fresh-token", scope=scope, consent=plan.needs)
        assert len(provider.requests) == 1

    def test_a_credential_goes_to_no_other_host_unasked(self, lab, scripted):
        other = scripted([token_server("abc-token-1")[0]])
        home = scripted([reply("302 Found", f"Location: {other.url}/orders")])
        request = Request(url=home.url, credential=Bearer(token=lab.put("abc-token-1")))
        answer = lab.send(request)
        (plan,) = (one for one in lab.plans(answer) if one.id == "final-address")
        assert plan.needs == ("new-host",)
        for name in [plan.id for plan in lab.plans(answer)]:
            lab.run(answer, name)
        assert not any(header(one, "Authorization") for one in other.requests)
        after = lab.run(answer, "final-address", consent=("new-host",))
        assert shown(after) == {"final-address": "accepted"}
        first = after.verdict.findings[0]
        assert first.slug == "authorization-dropped-on-redirect"
        assert first.certainty == "certain"

    def test_a_body_with_a_login_is_not_guessed_at(self, lab, scripted):
        server = scripted([reply("401 No", body=b"wrong password")])
        form = FormBody(fields=(FormField("username", "ada"), FormField("password", "pw")))
        answer = lab.send(Request(url=server.url + "/login", method="POST", body=form))
        plans = {plan.id: plan for plan in lab.plans(answer)}
        assert plans["garbage-credentials"].refused
        assert "login-attempt" in plans["trailing-slash"].needs

    def test_secrets_show_in_no_record(self, lab, scripted):
        server = scripted([reply("401 No", body=b"bad")])
        token = jwt()
        request = Request(url=server.url, credential=Bearer(token=lab.put(token)))
        after = lab.run_safe(lab.send(request))
        for outcome in after.trial.outcomes:
            told = msgspec.structs.replace(outcome, attempt=None)
            assert token.rpartition(".")[2] not in repr(told)
            assert token.rpartition(".")[2] not in repr(outcome.attempt and outcome.attempt.request)


class TestWhatComesOfThem:
    def test_a_fresh_token_shows_that_the_old_one_had_ended(self, lab, scripted):
        home = scripted(token_server())
        provider = scripted([reply("200 OK", body=b'{"access_token": "new-token-1"}')])
        scope = Scope(aids=Aids(renewal=Request(url=provider.url, method="POST")))
        token = jwt(exp=1_700_000_000, iat=1_690_000_000)
        answer = lab.send(Request(url=home.url, credential=Bearer(token=lab.put(token))), scope)
        after = lab.run(answer, "fresh-token", scope=scope, consent=("unsafe-method",))
        assert shown(after) == {"fresh-token": "accepted"}
        assert after.verdict.findings[0].slug == "token-expired"
        assert after.verdict.findings[0].score >= answer.verdict.findings[0].score

    def test_a_fresh_token_that_works_while_the_old_was_in_time_means_revoked(self, lab, scripted):
        def plain(request):
            fresh = header(request, "Authorization") == "Bearer new-token-1"
            return reply("200 OK", body=b'{"a": 1}') if fresh else REFUSED

        home = scripted([plain])
        provider = scripted([reply("200 OK", body=b'{"access_token": "new-token-1"}')])
        scope = Scope(aids=Aids(renewal=Request(url=provider.url, method="POST")))
        answer = lab.send(lab.request("token", home.url), scope)
        after = lab.run(answer, "fresh-token", scope=scope, consent=("unsafe-method",))
        assert after.verdict.findings[0].cause is Cause.REVOKED_TOKEN

    def test_the_other_scheme_accepted_is_the_cause(self, lab, scripted):
        def digest(request):
            sent = header(request, "Authorization")
            if sent.startswith("Digest"):
                return reply("200 OK", body=b"hello")
            return reply("401 No", 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"')

        answer = lab.send(lab.request("basic", scripted([digest]).url))
        after = lab.run(answer, "other-scheme", consent=("login-attempt",))
        assert shown(after) == {"other-scheme": "accepted"}
        assert after.verdict.findings[0].cause is Cause.SCHEME_MISMATCH
        assert after.verdict.findings[0].certainty == "certain"
        assert after.verdict.next_experiment is None

    def test_the_key_in_another_place_is_the_cause(self, lab, scripted):
        def by_header(request):
            known = header(request, "X-Api-Key")
            return reply("200 OK", body=b'{"a": 1}') if known else reply("401 No", body=b"no key")

        request = Request(
            url=scripted([by_header]).url, credential=Bearer(token=lab.put("k-1234567"))
        )
        after = lab.run(lab.send(request), "other-place-of-the-key")
        assert after.verdict.findings[0].slug == "key-in-wrong-place"

    def test_a_csrf_token_fetched_before_is_the_cause(self, lab, scripted):
        def guarded(request):
            if request.startswith(b"GET"):
                return reply(
                    "200 OK",
                    "Content-Type: text/html",
                    body=b'<meta name="csrf-token" content="t0ken-fresh-1">',
                )
            fresh = b"t0ken-fresh-1" in request
            return reply("200 OK", body=b'{"a": 1}') if fresh else reply("403 Forbidden")

        server = scripted([guarded])
        request = Request(
            url=server.url, method="POST", headers=(RequestHeader("Cookie", "sessionid=abc123"),)
        )
        answer = lab.send(request)
        after = lab.run(answer, "with-csrf-token", consent=("unsafe-method",))
        assert shown(after) == {"with-csrf-token": "accepted"}
        assert after.verdict.findings[0].cause is Cause.CSRF_FAILURE
        assert [line.split()[0] for line in first_lines(server)] == ["POST", "GET", "POST"]

    def test_the_slash_at_the_end(self, lab, scripted):
        def strict(request):
            return reply("200 OK", body=b'{"a": 1}') if b"/orders/ " in request else REFUSED

        after = lab.run(
            lab.send(lab.request("token", scripted([strict]).url + "/orders")), "trailing-slash"
        )
        assert shown(after) == {"trailing-slash": "accepted"}
        assert after.verdict.findings[0].slug == "trailing-slash"

    def test_a_public_page_refuses_only_the_bad_login(self, lab, scripted):
        def public(request):
            bad = header(request, "Authorization")
            return REFUSED if bad else reply("200 OK", body=b'{"a": 1}')

        after = lab.run(
            lab.send(lab.request("token", scripted([public]).url)), "without-credentials"
        )
        assert after.verdict.findings[0].cause is Cause.INVALID_CREDENTIALS
        missing = [f for f in after.verdict.findings if f.cause is Cause.MISSING_CREDENTIALS]
        assert not missing or missing[0].score < 0.25

    def test_the_ladder_stops_where_the_server_stops(self, lab, scripted):
        def steps(request):
            sent = header(request, "Authorization")
            if not sent:
                return REFUSED
            words = "token expired" if sent == mine else "The signature is invalid"
            return reply(
                "401 No",
                f'WWW-Authenticate: Bearer error="invalid_token", error_description="{words}"',
            )

        token = jwt(exp=1_700_000_000)
        mine = f"Bearer {token}"
        request = Request(url=scripted([steps]).url, credential=Bearer(token=lab.put(token)))
        after = lab.run(lab.send(request), *SAFE)
        states = {rung.name: rung.state for rung in after.trial.ladder}
        assert states["Signature"] == "passed"
        assert states["Expiry"] == "stopped-here"
        assert states["Scope"] == "not-reached"

    def test_there_is_no_ladder_where_all_look_the_same(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        after = lab.run(answer, *SAFE)
        assert set(shown(after).values()) == {"same"}
        assert after.trial.ladder == ()

    def test_basic_by_hand_is_guessed_in_nobodys_name(self, lab, scripted):
        server = scripted([REFUSED])
        pair = base64.b64encode(b"ada:pw").decode()
        request = Request(
            url=server.url, headers=(RequestHeader("Authorization", f"Basic {pair}"),)
        )
        lab.run(lab.send(request), "garbage-credentials")
        made_up = base64.b64decode(header(server.requests[1], "Authorization").split()[1])
        assert not made_up.startswith(b"ada:")

    def test_the_method_of_a_form_needs_consent_even_to_leave_the_login_out(self, lab, scripted):
        server = scripted([REFUSED])
        request = Request(
            url=server.url, method="DELETE", credential=Basic(user="ada", password=lab.put("p"))
        )
        after = lab.run(lab.send(request), "without-credentials")
        assert shown(after) == {"without-credentials": "not-run"}
        assert len(server.requests) == 1

    def test_stopping_while_the_server_is_silent(self, lab, scripted):
        asked = threading.Event()

        def script(connection):
            while request := connection.request():
                if header(request, "Authorization"):
                    connection.send(REFUSED)
                else:
                    asked.set()
                    connection.hang()

        answer = lab.send(lab.request("token", scripted(script).url))
        verb = lab.bench.experiment(answer, SAFE, Scope())
        future = lab.bench.submit(verb)
        assert asked.wait(60)
        future.cancel()
        after = future.result(60)
        assert shown(after) == {"without-credentials": "failed"}
        assert after.trial.stopped == "You stopped it."
        assert after.trial.requests == 1


class TestWithoutAReply:
    def test_there_is_nothing_to_compare_with(self, lab, scripted):
        server = scripted([REFUSED])
        server.stop()
        answer = lab.send(lab.request("token", server.url))
        assert answer.verdict.entry is not None
        runnable = [plan.id for plan in lab.plans(answer) if not plan.refused]
        assert runnable == ["http-https"]

    def test_a_port_that_answered_over_http_is_not_tried_over_https(self, lab, scripted):
        answer = lab.send(lab.request("token", scripted([REFUSED]).url))
        plan = next(one for one in lab.plans(answer) if one.id == "http-https")
        assert plan.refused.startswith("Port ")

    def test_https_where_http_is_not_spoken(self, lab, scripted, certificates):
        server = scripted([REFUSED], certificates.server_context())
        url = server.url.replace("https", "http")
        request = Request(url=url, options=Options(ca_file=str(certificates.ca)))
        answer = lab.send(request)
        after = lab.run(answer, "http-https")
        assert after.trial.outcomes[0].status == 401
        assert after.verdict.findings[0].slug == "https-wanted"

    def test_a_certificate_that_is_not_trusted_shows_that_https_is_spoken(
        self, lab, scripted, certificates
    ):
        server = scripted([REFUSED], certificates.server_context())
        answer = lab.send(Request(url=server.url.replace("https", "http")))
        assert "https-wanted" in [one.slug for one in answer.verdict.findings]
        after = lab.run(answer)
        assert server.requests == []
        assert after.verdict.findings[0].slug == "https-wanted"
