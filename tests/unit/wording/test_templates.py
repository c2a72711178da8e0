"""Templates: a page escapes every text, Markdown leaves it as it is; a missing value is told."""

import pytest
from jinja2 import UndefinedError

from inspector.compare.matrix_writing import Report, Row, Written
from inspector.wording.templates import filled

MADE = Report(
    title="A & B",
    sent="<b>1</b>",
    columns=("x|y",),
    rows=(Row(name="<script>", cells=(Written("good", "a\nb"),)),),
    details=(),
)


def test_a_page_escapes_every_text():
    page = filled("matrix.html", report=MADE, head="<head>")
    assert page.startswith("<head><body><h1>A &amp; B</h1><p>&lt;b&gt;1&lt;/b&gt;</p>")
    assert "<th>&lt;script&gt;</th>" in page


def test_markdown_is_no_page():
    text = filled("matrix.md", report=MADE)
    assert text.startswith("# A & B\n\n<b>1</b>\n")
    assert "| <script> | a b |\n" in text
    assert "x\\|y" in text


def test_a_value_that_nobody_gave_is_told():
    with pytest.raises(UndefinedError):
        filled("matrix.html", report=MADE)
