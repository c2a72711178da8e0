"""Messages of a text become exchanges, whether or not their requests are shown."""

from inspector.intake.heads import ReplyLine, RequestLine
from inspector.intake.sequence import Sequence
from inspector.model.exchange import Failure

UNAUTHORIZED = ReplyLine("1.1", 401, "Unauthorized")
OK = ReplyLine("1.1", 200, "OK")


def test_a_request_and_its_reply_are_one_exchange():
    sequence = Sequence()
    sequence.request(RequestLine("GET", "/x", "1.1"), ["Host: a.example"], b"", b"raw")
    sequence.reply(ReplyLine("1.1", 100, "Continue"), [], b"", b"")
    sequence.reply(UNAUTHORIZED, ["WWW-Authenticate: Basic"], b"no\n", b"raw reply")
    (one,) = sequence.finished()
    assert one.request.url == "https://a.example/x"
    assert one.reply.body == b"no"
    assert [interim.status for interim in one.reply.interim] == [100]
    assert (one.raw_sent, one.raw_received) == (b"raw", b"raw reply")
    assert sequence.request_known


def test_replies_alone_follow_the_way_of_a_client():
    sequence = Sequence(url="https://a.example/x")
    sequence.reply(ReplyLine("1.1", 302, ""), ["Location: https://b.example/y"], b"", b"")
    sequence.reply(UNAUTHORIZED, [], b"", b"")
    sequence.reply(OK, [], b"", b"")
    found = sequence.finished()
    assert [one.request.url for one in found] == [
        "https://a.example/x",
        "https://b.example/y",
        "https://b.example/y",
    ]
    assert [(one.purpose, one.answers) for one in found[1:]] == [
        ("redirect", 0),
        ("challenge-answer", 1),
    ]
    assert not sequence.request_known


def test_a_failure_ends_the_open_exchange_and_later_ones_are_echoes():
    failure = Failure(stage="wait", kind="reset", message="Closed.")
    sequence = Sequence()
    sequence.request(RequestLine("GET", "/", "1.1"), ["Host: localhost:1"], b"", b"")
    sequence.failure(failure)
    sequence.failure(Failure(stage="wait", kind="no-reply", message="Again."))
    (one,) = sequence.finished()
    assert one.failure == failure
    assert one.request.url == "http://localhost:1/"


def test_a_failure_at_a_redirects_target_is_an_exchange_of_its_own():
    sequence = Sequence()
    sequence.reply(ReplyLine("1.1", 302, ""), [], b"", b"")
    sequence.expect("http://b.example/")
    sequence.failure(Failure(stage="connect", kind="refused", message="Refused."))
    assert [one.request.url for one in sequence.finished()] == ["", "http://b.example/"]


def test_a_location_that_is_no_address_is_where_it_went_on():
    sequence = Sequence(url="https://a.example/x")
    sequence.reply(ReplyLine("1.1", 302, ""), ["Location: http://[::1"], b"", b"")
    sequence.reply(OK, [], b"", b"")
    assert [one.request.url for one in sequence.finished()] == [
        "https://a.example/x",
        "http://[::1",
    ]


def test_a_failure_without_any_exchange_names_the_host():
    sequence = Sequence()
    sequence.failure(Failure(stage="dns", kind="name-not-found", message="No."), "a.example")
    assert sequence.finished()[0].request.url == "https://a.example/"


def test_a_body_that_was_not_given_is_said():
    sequence = Sequence()
    sequence.reply(UNAUTHORIZED, ["Content-Length: 12"], b"", b"")
    assert sequence.finished()[0].reply.body_defect == "The body was not given."


def test_blanked_values_and_odd_lines_are_noted():
    sequence = Sequence()
    lines = ["Host: a", "Authorization: Bearer ***", "nonsense"]
    sequence.request(RequestLine("GET", "/?key=***", "1.1"), lines, b"", b"")
    assert sequence.finished()[0].redacted == (
        "request.headers.authorization",
        "request.query.key",
    )
    assert len(sequence.notes) == 1
