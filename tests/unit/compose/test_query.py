"""Queries and forms: encoded as servers decode them."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from inspector.compose.address import form, query
from inspector.compose.marked import Marked

pairs = st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=5)


def _marked(items):
    return [(Marked.plain(name), Marked.plain(value)) for name, value in items]


@given(pairs)
def test_a_query_decodes_to_what_was_typed(items):
    decoded = parse_qsl(query(_marked(items)).text, keep_blank_values=True, separator="&")
    assert decoded == items


@given(pairs)
def test_a_form_decodes_to_what_was_typed(items):
    assert parse_qsl(form(_marked(items)).text, keep_blank_values=True) == items


def test_blanks():
    items = _marked([("a b", "c d")])
    assert query(items).text == "a%20b=c%20d"
    assert form(items).text == "a+b=c+d"


def test_a_secret_stays_marked_when_it_grows():
    text = query([(Marked.plain("k"), Marked.secret("a&b"))])
    assert text.text == "k=a%26b"
    assert text.spans == ((2, 7),)
