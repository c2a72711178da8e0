"""Text from outside stays text in Markdown."""

import pytest

from inspector.wording.templates import cell, code, fenced, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* [c](d) <e>", "a \\*b\\* \\[c\\](d) \\<e\\>"),
        ("# no heading\nat all", "\\# no heading at all"),
        ("1. no list", "1\\. no list"),
        ("- no item", "\\- no item"),
    ],
)
def test_nothing_becomes_markup(text, shown):
    assert plain(text) == shown


def test_fences_are_longer_than_what_they_hold():
    assert fenced("a\n````\nb", "http") == "`````http\na\n````\nb\n`````"


def test_code_may_hold_backticks():
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"


def test_a_cell_stays_in_its_row():
    assert cell("a|b\nc") == "a\\|b c"


def test_what_would_start_a_list_or_heading_is_escaped_where_it_counts():
    shown = {"127.0.0.1 x": r"127\.0.0.1 x", "1) c": r"1\) c", "- b": r"\- b", "12-3": "12-3"}
    assert {text: plain(text) for text in shown} == shown


def test_markdown_cannot_be_broken_out_of():
    assert plain("# a *b* <c> `d` [e](f)\n# g") == "\\# a \\*b\\* \\<c\\> \\`d\\` \\[e\\](f) # g"
