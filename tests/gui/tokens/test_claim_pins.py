"""A proof on a token stands on the claim that it names."""

from inspector.gui.tokens.token_context import claim_pins
from inspector.model.annotation import Place
from inspector.model.finding import Cause, Certainty, Evidence, Finding, Verdict
from tests.gui.token_samples import exchange, solved, token

TEXT = token()
ANSWER = solved(TEXT)
TOKEN = Place(side="request", part="header", name="Authorization", index=0, start=7)


def found(*evidence, text=TEXT, sent=None):
    finding = Finding(
        cause=Cause.EXPIRED_SESSION,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        evidence=evidence,
    )
    carried = sent or exchange(TEXT)
    return claim_pins(text, carried, ANSWER.attempt, Verdict(findings=(finding,)))


def test_the_claim_named_by_a_proof_on_the_token_gets_its_number():
    server = Evidence(statement="The server said exp", place=Place(part="header"))
    named = Evidence(statement="The token's exp is 10 min before the Date", place=TOKEN)
    assert found(server, named)["exp"] == 2
    assert found(named)["exp"] == 1


def test_a_proof_elsewhere_or_on_another_token_gives_none():
    named = Evidence(statement="The token's exp is over", place=TOKEN)
    assert found(named, text="another-token-123456") == {}
    assert found(named, sent=exchange("another")) == {}
    assert found(Evidence(statement="exp", place=Place(part="header", index=99))) == {}
    assert found(Evidence(statement="exp", experiment="x")) == {}


def test_the_real_verdict_marks_exp():
    carried = ANSWER.attempt.exchanges[0]
    assert claim_pins(TEXT, carried, ANSWER.attempt, ANSWER.verdict).get("exp")
    assert claim_pins("", carried, ANSWER.attempt, ANSWER.verdict) == {}
