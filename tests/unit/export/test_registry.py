"""Formats are found by their files."""

import pytest

from inspector.export.registry import all_formats, format_named


def test_all_formats_are_found_in_order():
    assert [found.NAME for found in all_formats()] == [
        "markdown",
        "html",
        "json",
        "har",
        "curl",
        "saved-attempt",
        "csv",
        "junit",
    ]
    assert format_named("har").SUFFIX == ".har"
    with pytest.raises(KeyError):
        format_named("docx")
