"""An export says what was replaced and what still leaks."""

import pytest

from inspector.export.export import export
from inspector.export.formats import markdown
from inspector.export.options import Options
from tests.unit.export.conftest import KEY


def test_it_says_what_was_replaced(answer):
    done = export(answer, "markdown")
    assert done.suffix == ".md"
    assert done.leaks == ()
    assert len(done.replaced) >= 5


def test_a_format_that_forgot_to_redact_is_caught(answer, monkeypatch):
    monkeypatch.setattr(markdown, "write", lambda redacted, options: f"key: {KEY[12:30]}\n")
    (leak,) = export(answer, "markdown").leaks
    assert leak.shown == "planted_ke••••••••cdef"


def test_an_unknown_format_is_an_error(answer):
    with pytest.raises(KeyError):
        export(answer, "pdf", Options())
