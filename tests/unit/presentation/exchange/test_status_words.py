"""The words of the status line."""

from inspector.model.attempt import Attempt
from inspector.model.exchange import Failure
from inspector.model.finding import Verdict
from inspector.model.message import Reply
from inspector.presentation.exchange.status_words import body_note, explained, status_words
from tests.gui import answer_samples as samples


def test_code_reason_time_size_and_versions():
    made = status_words(samples.exchange())
    assert made.pill == "401 Unauthorized"
    assert made.facts == ("143 ms", "412 B", "HTTP/2, TLS 1.3")


def test_the_servers_own_reason_wins_and_an_unknown_code_has_none():
    assert status_words(samples.exchange(reply=Reply(status=401, reason="Nope"))).pill == "401 Nope"
    assert status_words(samples.exchange(reply=Reply(status=499))).pill == "499"


def test_no_reply_and_stopped():
    failed = samples.refused_connection().attempt.exchanges[0]
    assert status_words(failed).pill == "No reply"
    stopped = Failure(stage="stopped", kind="stopped", message="You stopped it.")
    assert status_words(samples.exchange(reply=None, failure=stopped)).pill == "Stopped"


def test_the_explained_exchange_is_shown_else_the_last():
    assert explained(samples.redirected(5).attempt, Verdict(entry=1)) == 1
    assert explained(samples.redirected(5).attempt, Verdict()) == 4
    assert explained(Attempt(), None) == -1


def test_what_is_wrong_with_a_body():
    cut = samples.exchange(reply=Reply(status=200, cut=True, body_defect="bad gzip"))
    assert body_note(cut) == "cut at the limit, bad gzip"
    assert body_note(samples.exchange()) == ""
    assert body_note(samples.exchange(reply=None)) == ""
