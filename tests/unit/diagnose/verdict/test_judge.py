"""One verdict over a trace: the failure that most needs explaining."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict import judge as verdict_module
from inspector.diagnose.verdict.judge import judge
from inspector.model.experiment import Outcome, Plan

WRONG = "> GET https://a.test/x\n> Authorization: Basic YTpi\n< 401 No\n< WWW-Authenticate: Basic"


def test_no_failure_gives_an_empty_verdict(attempt):
    found = judge(Trace(attempt("> GET https://a.test/\n< 200 OK")))
    assert found.entry is None
    assert found.findings == ()
    assert found.entries[0].status == 200


def test_the_failure_is_not_always_the_last(attempt):
    found = judge(
        Trace(attempt(f"{WRONG}\n---\n> GET https://a.test/favicon.ico\n< 403 Forbidden"))
    )
    assert found.entry == 0


def test_each_entry_tells_its_findings(attempt):
    found = judge(Trace(attempt(f"> GET https://a.test/\n< 200 OK\n---\n{WRONG}")))
    assert found.entries[0].findings == ()
    assert found.entries[1].findings[0] == "wrong-password"
    assert found.findings[0].entry == found.entry == 1


def test_removed_evidence_is_possible_at_most(attempt):
    text = "> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Bearer"
    sure = judge(Trace(attempt(text))).findings[0]
    unsure = judge(Trace(attempt(text, may_be_sanitised=True))).findings[0]
    assert sure.certainty == "certain"
    assert unsure.certainty == "possible"
    assert "sensitive data" in unsure.explanation


def test_a_rule_that_stumbles_is_left_out(attempt, monkeypatch, caplog):
    def stumble(case):
        raise ValueError(case.sent.url)

    monkeypatch.setattr(verdict_module, "_STUMBLES", (ValueError,))
    monkeypatch.setattr(verdict_module, "rules", lambda: (stumble,))
    found = judge(Trace(attempt(WRONG))).findings
    assert {one.certainty for one in found} <= {"possible", "unlikely"}  # only what looks alike
    assert "failed: ValueError" in caplog.text
    assert "a.test" not in caplog.text


STUMBLES = verdict_module._STUMBLES  # the tests of a rule itself let it fail


def test_a_rule_that_runs_dry_is_left_out(attempt, monkeypatch, caplog):
    def runs_dry(case):
        yield from ()
        next(iter(()))

    monkeypatch.setattr(verdict_module, "_STUMBLES", STUMBLES)
    monkeypatch.setattr(verdict_module, "rules", lambda: (runs_dry,))
    judge(Trace(attempt(WRONG)))
    assert "runs_dry failed: RuntimeError" in caplog.text


def test_a_busy_login_form_may_be_a_limit_and_not_a_broken_provider(attempt):
    text = """> POST https://a.test/login
    > Content-Type: application/json
    >> {"username":"anna","password":"p1"}
    < 503 Service Temporarily Unavailable
    < Server: nginx"""
    found = judge(Trace(attempt(text))).findings[0]
    assert found.slug == "token-endpoint-failed"
    assert found.certainty == "very-likely"


def test_a_session_that_ended_was_not_lost_on_the_way(attempt):
    text = """> GET https://a.test/api/vm
    > vmware-api-session-id: abcdefgh12345678
    < 200 OK
    ---
    > GET https://a.test/api/host
    > vmware-api-session-id: abcdefgh12345678
    < 401 Unauthorized
    < Content-Type: application/json
    << {"message":"This method requires authentication."}"""
    slugs = [one.slug for one in judge(Trace(attempt(text))).findings]
    assert slugs[0] == "session-ended"
    assert "authorization-stripped" not in slugs


EXPIRED = (
    "> GET https://a.test/y\n> Authorization: Bearer abcdefgh\n< 401 No\n"
    '< WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"'
)
SHUT = (
    "> GET https://a.test/login\n< 403 Forbidden\n< X-Vercel-Mitigated: deny\n"
    "< Content-Type: text/plain\n<< Forbidden"
)


def test_what_bars_everything_in_the_end_is_told_first(attempt):
    found = judge(Trace(attempt(f"{WRONG}\n---\n{SHUT}")))
    assert (found.entry, found.findings[0].slug) == (1, "firewall-blocked")


def test_what_bars_another_host_alone_is_not(attempt):
    elsewhere = SHUT.replace("a.test/login", "ads.test/beacon")
    assert judge(Trace(attempt(f"{EXPIRED}\n---\n{elsewhere}"))).entry == 0
    assert judge(Trace(attempt(f"{EXPIRED}\n---\n{SHUT}"))).entry == 1


def test_what_barred_for_a_while_is_not(attempt):
    right = "> GET https://a.test/y\n> Authorization: Basic YTpi\n< 200 OK"
    found = judge(Trace(attempt(f"{SHUT}\n---\n{right}\n---\n{EXPIRED}")))
    assert found.entry == 2


def test_what_experiments_showed_moves_the_same_suspicions(attempt, monkeypatch):
    """Rules are asked once about a failure, with results as without."""
    asked = []
    monkeypatch.setattr(verdict_module, "rules", lambda: (lambda case: asked.append(case) or (),))
    plan = Plan(id="without-credentials", question="?", varies="x")
    judge(Trace(attempt(WRONG)), (Outcome(plan=plan, result="same", attempt=attempt(WRONG)),))
    assert len(asked) == 1
