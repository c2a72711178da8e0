"""Lines of a transcript become messages."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.intake.sequence import Sequence
from inspector.intake.transcript.transcript_reader import Transcript


def exchanges(*lines):
    sequence = Sequence()
    transcript = Transcript(sequence)
    for line in lines:
        transcript.take(line)
    transcript.end()
    return sequence.finished()


def test_the_body_lies_between_headers_and_the_next_remark():
    (one,) = exchanges(
        "> GET / HTTP/1.1", "> Host: a", ">", "< HTTP/1.1 401", "<", "a", "> b", "* x"
    )
    assert one.reply.body == b"a\n> b"


def test_the_progress_meter_is_no_body():
    (one,) = exchanges(
        "< HTTP/1.1 200 OK",
        "<",
        "100    14  100    14    0     0    149      0",
        "{ [5 bytes data]",
        "x",
    )
    assert one.reply.body == b"x"


def test_a_request_without_a_reply_is_an_exchange():
    (one,) = exchanges("> GET / HTTP/1.1", "> Host: a", ">", "curl: (52) Empty reply from server")
    assert one.reply is None
    assert one.failure.kind == "reset"


markers = st.sampled_from(
    ["> ", "< ", "* ", "", "< HTTP/1.1 401 x", "> GET / HTTP/1.1", "curl: (7) x"]
)


@given(st.lists(st.tuples(markers, st.text(max_size=10)).map("".join), max_size=20))
def test_any_lines(lines):
    assert isinstance(exchanges(*(line.encode().decode("latin-1") for line in lines)), tuple)
