"""Experiments made by hand for the panels that show them."""

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome, Plan, Rung, Trial
from inspector.model.finding import Evidence
from inspector.model.message import Header, Reply
from inspector.presentation.experiments.tried import Tried
from tests.gui import answer_samples as samples

PLANS = (
    Plan(
        id="without-credentials",
        varies="No credentials",
        question="Is the refusal the same when no credential is sent at all?",
        sends="Sends your request without its Authorization header.",
    ),
    Plan(
        id="garbage-credentials",
        varies="Random token",
        question="Does the server answer a made-up token in the same way?",
        sends="Sends your request with a random token of the same shape.",
    ),
    Plan(
        id="signature-altered",
        varies="Signature changed",
        question="Does the server check the signature first?",
    ),
    Plan(
        id="fresh-token",
        varies="Fresh token",
        question="Does a token fetched just now work?",
        sends="Asks https://login.example.com/oauth2/token for a token, then sends yours with it.",
        requests=2,
        needs=("uses-up-token",),
    ),
    Plan(
        id="final-address",
        varies="Same token, GET /v2/orders",
        question="Does the same request work when sent to the other address?",
    ),
    Plan(
        id="other-scheme",
        varies="Basic instead of Bearer",
        question="Does the server accept another scheme?",
        needs=("login-attempt", "production"),
        requests=2,
    ),
    Plan(
        id="without-cookies",
        varies="Without cookies",
        question="Is the refusal the same without cookies?",
        refused="The request has no cookies.",
    ),
)
LADDER = (
    Rung(name="Scheme", state="passed", experiment="without-credentials"),
    Rung(name="Format", state="passed", experiment="garbage-credentials"),
    Rung(name="Signature", state="passed", experiment="signature-altered"),
    Rung(name="Expiry", state="passed"),
    Rung(name="Audience", state="stopped-here"),
    Rung(name="Scope", state="not-reached"),
)


def plan(name):
    return next(each for each in PLANS if each.id == name)


def outcome(name, result="differs", status=401, shows="401, no code", meaning="It is checked."):
    reply = Reply(
        status=status,
        http_version="2",
        headers=(Header("x-tried", name), Header("content-type", "application/json")),
        body=b"{}",
    )
    tried = samples.exchange(reply=reply, purpose="experiment")
    attempt = Attempt(id=f"x-{name}", exchanges=(tried,), origin="experiment", parent="a1")
    return Outcome(
        plan=plan(name),
        result=result,
        attempt=attempt,
        status=status,
        shows=shows,
        meaning=meaning,
        evidence=(Evidence(statement="It differs", experiment=name),),
    )


OUTCOMES = (
    outcome("without-credentials", shows="401, no code", meaning="The API asks for Bearer."),
    outcome("garbage-credentials", shows="401, malformed", meaning="Checked: it must be a JWT."),
    outcome("signature-altered", "same", shows="401, bad_audience", meaning="Your token is fine."),
    outcome("final-address", "accepted", 200, "200", "Accepted: it was made for v2."),
)


def tried(outcomes=OUTCOMES, **more):
    return Tried(plans=PLANS, outcomes=outcomes, requests=len(outcomes), **more)


def with_proof(answer=None):
    """The expired token, a third proof of which is an experiment."""
    made = answer or samples.expired()
    first = made.verdict.findings[0]
    proof = Evidence(statement="Without a token: `no error code`", experiment="without-credentials")
    found = msgspec.structs.replace(first, evidence=(*first.evidence, proof))
    verdict = msgspec.structs.replace(made.verdict, findings=(found, *made.verdict.findings[1:]))
    made.verdict = verdict
    made.trial = Trial(outcomes=OUTCOMES, ladder=LADDER, requests=len(OUTCOMES))
    return made
