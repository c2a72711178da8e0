"""The records of schemes: complete, and silent about secrets."""

from inspector.authenticate.scheme import Check, Preview, Send, Stop
from inspector.model.exchange import Failure
from inspector.model.message import Message


def test_a_step_sends_or_stops():
    message = Message(method="GET", url="http://a/")
    assert Send(message=message).purpose == "main"
    assert Send(message=message).renew is None
    assert Stop(Failure(stage="compose", kind="x", message="y")).failure.kind == "x"


def test_nothing_shown_is_an_empty_preview():
    assert (Preview().place, Preview().text) == ("", "")
    assert Check(kind="a", field="b", text="c.").level == "odd"
