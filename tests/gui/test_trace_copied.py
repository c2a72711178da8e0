"""Copying gives recorded text: whole challenges, masks kept, no notes."""

from inspector.gui.trace.copied import Selected, copied
from inspector.gui.trace.exchange_lines import View, exchange_lines
from tests.gui import answer_samples as samples


def _lines():
    answer = samples.expired()
    view = View(entries=frozenset({0}))
    return exchange_lines(answer.attempt, answer.annotations, answer.verdict, view)


def test_everything_copied_is_the_exchange_with_masks():
    lines = _lines()
    text = copied(lines, Selected(0, 0, len(lines) - 1, len(lines[-1].text)))
    assert f"www-authenticate: {samples.CHALLENGE}\n" in text
    assert "already past" not in text
    assert samples.TOKEN not in text


def test_a_part_of_a_line_is_copied_as_it_stands():
    assert copied(_lines(), Selected(1, 6, 1, 9)) == "api"
