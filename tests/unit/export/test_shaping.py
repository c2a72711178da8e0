"""The records of the JSON have the agreed names, order and nulls, and are read by their schema."""

import msgspec
from msgspec import to_builtins

from inspector.disk.encoding import encoded
from inspector.export.shapes import FixedShape
from inspector.export.shaping import diagnosed, fixed, fixed_step, sent, shaped_verdict
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange
from inspector.model.experiment import Outcome, Plan, Rung, Trial
from inspector.model.finding import Verdict
from inspector.model.fix import Aftermath, Change, Field, Fix
from inspector.model.message import Message

PLAN = Plan(
    id="fresh-token", question="Does it?", varies="Fresh token", requests=2, needs=("new-host",)
)
APPLIED = Fix(id="x", title="X", changes=(Change(field=Field("url"), after="y"),))


def test_sizes_of_shortened_bodies_are_those_of_the_whole(answer):
    made = sent(answer.attempt, answer.verdict, sizes=((7, 9),))
    assert made.exchanges[0].request.body_size == 7
    assert made.exchanges[0].reply.body_size == 9
    assert made.exchanges[1].request.body_size == answer.attempt.exchanges[1].request.body_size


def test_the_connection_says_what_was_called_and_agreed_on():
    known = Connection(
        peer="10.0.0.1:443",
        tls_version="TLSv1.3",
        server_name="a.test",
        alpn_offered=("http/1.1", "h2"),
        alpn="h2",
        proxy="http://p.test:3128",
        proxy_reason="It is set for a.test.",
    )
    message = Message(method="GET", url="https://a.test/")
    one = Exchange(request=message, connection=known)
    other = Exchange(request=message)
    made = to_builtins(sent(Attempt(exchanges=(one, other)), Verdict()))["exchanges"]
    assert made[0]["connection"] == {
        "peer": "10.0.0.1:443",
        "proxy": "http://p.test:3128",
        "proxy_reason": "It is set for a.test.",
        "tls_version": "TLSv1.3",
        "server_name": "a.test",
        "alpn_offered": ["http/1.1", "h2"],
        "alpn": "h2",
        "reused": False,
    }
    assert made[1]["connection"] is None


def test_findings_come_best_first(answer):
    made = to_builtins(shaped_verdict(answer.verdict, answer.attempt))
    assert made["entry"] == 1
    assert [(one["cause"], one["finding"], one["certainty"]) for one in made["findings"]] == [
        ("invalid-credentials", "token-expired", "certain"),
        ("revoked-token", "token-revoked", "possible"),
    ]
    assert made["findings"][0]["fixes"][0]["changes"] == [
        {"field": "credential.token", "from": "eyJh", "to": "new", "ask": False}
    ]
    assert made["ruled_out"][0]["cause"] == "account-locked"
    assert made["next_experiment"]["requests"] == 1


def test_evidence_of_an_experiment_has_no_place(answer):
    evidence = to_builtins(shaped_verdict(answer.verdict, answer.attempt))["findings"][0][
        "evidence"
    ]
    assert evidence[3]["experiment"] == "without-credentials"
    assert evidence[3]["start"] is None
    assert evidence[0]["experiment"] is None
    assert evidence[-1]["statement"] == "Speaks against it: The reply is whole."


def test_without_findings_the_entry_is_null():
    assert to_builtins(shaped_verdict(Verdict(entry=3))) == {
        "entry": None,
        "findings": [],
        "ruled_out": [],
        "next_experiment": None,
        "doubts": [],
        "limit": None,
        "healthy": [],
    }


def test_every_entry_of_the_trace_stands_beside_the_verdict(answer):
    made = to_builtins(diagnosed("a.har", answer.verdict))
    assert list(made) == ["file", "verdict", "entries"]
    assert made["entries"][1]["findings"] == ["token-expired"]


def test_each_exchange_is_told(answer):
    made = to_builtins(sent(answer.attempt, answer.verdict))
    assert [one["status"] for one in made["exchanges"]] == [302, 401, None]
    assert made["status"] == 401  # of the last reply, though a failure came after it
    assert made["exchanges"][1]["purpose"] == "redirect"
    assert made["exchanges"][2]["failure"]["kind"] == "refused"
    assert made["exchanges"][1]["reply"]["reason"] == "Unauthorized"
    assert made["exchanges"][1]["request"]["headers"][3]["value"] == "grüße `code` <b>&amp;</b>"


def test_nothing_sent_has_no_status():
    made = to_builtins(sent(Attempt(), Verdict()))
    assert (made["status"], made["exchanges"]) == (None, [])


def test_what_stands_beside_a_verdict():
    outcome = Outcome(plan=PLAN, result="differs", status=401, shows="401, x", meaning="So.")
    rungs = (
        Rung(name="Scheme", state="passed", experiment="fresh-token"),
        Rung(name="Scope", state="unknown"),
    )
    made = to_builtins(
        sent(Attempt(), Verdict(), Trial(outcomes=(outcome,), ladder=rungs, stopped="429."))
    )
    assert made["experiments"] == [
        {
            "id": "fresh-token",
            "question": "Does it?",
            "varies": "Fresh token",
            "requests": 2,
            "needs": ["new-host"],
            "result": "differs",
            "status": 401,
            "shows": "401, x",
            "meaning": "So.",
            "gain": 0.0,
            "moved": [],
        }
    ]
    assert [rung["experiment"] for rung in made["ladder"]] == ["fresh-token", None]
    assert made["stopped"] == "429."


def test_nothing_was_tried():
    made = sent(Attempt(), Verdict())
    assert (made.experiments, made.ladder, made.stopped) == ([], [], None)


def test_the_shape_is_that_of_the_schema(answer):
    before = sent(answer.attempt, answer.verdict)
    came = Aftermath(fix=APPLIED, result="solved", title="This was it.")
    after = sent(Attempt(), Verdict())
    made = fixed((before, after), [fixed_step(APPLIED, "Done.", came)], came, "")
    read = msgspec.json.decode(encoded(made), type=FixedShape)
    assert read.fix.message is None
    assert read.aftermath.result == "solved"


def test_nothing_to_fix():
    made = fixed((sent(Attempt(), Verdict()), None), [], None, "Nothing to fix.")
    read = msgspec.json.decode(encoded(made), type=FixedShape)
    assert (read.fix, read.note, read.steps) == (None, "Nothing to fix.", [])
