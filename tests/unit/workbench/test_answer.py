"""An answer is the attempt with remarks and a verdict, and changes nothing."""

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import answer


def test_the_same_attempt_gives_the_same_answer():
    headers = (Header("WWW-Authenticate", 'Basic realm="r"'),)
    exchange = Exchange(
        request=Message(method="GET", url="http://a/", target="/"),
        reply=Reply(status=401, headers=headers),
    )
    attempt = Attempt(exchanges=(exchange,))
    first = answer(attempt)
    assert first.attempt is attempt
    assert first == answer(attempt)
    assert first.verdict.findings[0].evidence


def test_an_empty_attempt_has_no_findings():
    assert answer(Attempt()).verdict.findings == ()
