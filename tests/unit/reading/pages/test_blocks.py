"""A page is read as blocks of text: what a browser shows, and nothing of what it would run."""

import pytest

from inspector.reading.pages.blocks import Block, Run, page_blocks

PAGE = """<!doctype html><html><head><title>No</title><style>p {}</style></head><body>
<script>steal()</script><h1>Sign  in</h1>
<p>Your <b>session</b> has
 <a href="javascript:x()">expired</a>.</p><hr>
<ul><li>one<ul><li>two</li></ul></li></ul>
<table><tr><th>Name</th><td>Value</td></tr></table>
<pre>  a
    b</pre>
<blockquote><p>said</p></blockquote>
<p hidden>not seen</p><p style="display: none">nor this</p>
<form><input type="hidden" name="csrf"><input name="user"><button>Go</button></form>
<img src="http://x/" alt="logo">last<br>line</body></html>"""


def _shown(markup):
    return [(block.kind, block.text, block.level) for block in page_blocks(markup)]


def test_what_a_browser_shows_in_its_order():
    assert _shown(PAGE) == [
        ("heading", "Sign in", 1),
        ("text", "Your session has expired.", 0),
        ("rule", "", 0),
        ("item", "one", 1),
        ("item", "two", 2),
        ("row", "Name\tValue", 0),
        ("code", "  a\n    b", 0),
        ("quote", "said", 0),
        ("text", "[user]Go", 0),
        ("text", "[logo]last", 0),
        ("text", "line", 0),
    ]


def test_looks_of_the_runs():
    (block,) = page_blocks("<p>a <b>b</b> <code>c</code> <a href=x>d</a></p>")
    assert [run for run in block.runs if run.look] == [
        Run("b", "strong"),
        Run("c", "code"),
        Run("d", "link"),
    ]


@pytest.mark.parametrize("markup", ["", "   ", "<", "<!--", "\0", "<script>x"])
def test_nothing_is_no_block(markup):
    assert [block for block in page_blocks(markup) if block.text.strip("<!-\ufffd ")] == []


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 3000 + "deep",
        "<p>x" * 60_000,
        "<li>" * 5000 + "</ul>" * 5000,
        "<b>" * 400 + "word " * 20_000,
    ],
)
def test_hostile_pages_end_at_the_limits(markup):
    assert len(page_blocks(markup)) <= 25_000


def test_what_is_text_stays_text():
    assert page_blocks("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>") == (
        Block("text", (Run("<script>alert(1)</script>"),)),
    )
