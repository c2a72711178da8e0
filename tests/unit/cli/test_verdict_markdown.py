"""Markdown has the answer, masked."""

from inspector.cli.outcomes import verdict_markdown


def test_the_verdict_is_in_it(answer):
    text = verdict_markdown(answer)
    assert "27 minutes ago" in text
    assert "abcdefgh" not in text
