"""Of a body only the lines pointed at are shown, with their neighbours."""

from inspector.presentation.bodies.secret_blocks import SecretBlocks
from inspector.presentation.exchange.body_lines import rows
from tests.fixtures.processor_time import within

BODY = b"".join(b"line %d\n" % number for number in range(100))


def _texts(made):
    return ["".join(s.text for s in row.segments) for row in made]


def test_the_line_of_a_mark_is_shown_with_one_before_and_after():
    at = BODY.index(b"line 50")
    made = rows(BODY, None, [(at, at + 7)])
    assert _texts(made) == ["line 49", "line 50", "line 51"]
    assert made[0].left_out
    assert not made[1].left_out
    assert made[1].segments[0].start == at


def test_a_mark_on_the_whole_body_shows_its_first_lines():
    assert _texts(rows(BODY, None, [None])) == ["line 0", "line 1", "line 2", "line 3"]


def test_secrets_of_the_body_are_masked():
    body = b'{"access_token":"' + b"q" * 40 + b'","x":1}'
    made = rows(body, SecretBlocks(body), [None])
    assert "q" * 20 not in _texts(made)[0]
    assert '"x":1' in _texts(made)[0]


def test_one_line_of_megabytes_is_cut_around_the_mark():
    body = b"a" * 3_000_000 + b"HERE" + b"b" * 3_000_000
    text = _texts(rows(body, None, [(3_000_000, 3_000_004)]))[0]
    assert "HERE" in text
    assert len(text) < 1000


def test_fifty_megabytes_on_one_line_are_not_searched_through():
    body = b'{"a":"' + b"ab12 " * 10_000_000 + b'","error":"expired"}'
    at = body.index(b"expired")
    made = within(2, lambda: rows(body, SecretBlocks(body), [(at, at + 7)]))
    assert "expired" in _texts(made)[0]
    assert made[0].left_out
