"""The cost names how many, with what, where to and how long."""

from inspector.gui.matrix.choice_pane import cost_lines, progress_words
from inspector.model.matrix import Cost

HOSTS = ("a.example", "b.example")


def test_methods_hosts_and_time_are_stated():
    cost = Cost(
        cells=6,
        exchanges=6,
        methods=("GET", "HEAD"),
        hosts=HOSTS,
        apart=0.25,
        seconds=1.25,
        held=1,
    )
    assert cost_lines(cost) == (
        "6 requests at most: GET, HEAD to a.example, b.example.",
        "One after another, 250 ms apart: 1.25 s and the time the servers take.",
        "1 cell is not sent; it says why.",
    )


def test_a_single_request_waits_for_none():
    cost = Cost(cells=1, exchanges=1, methods=("GET",), hosts=HOSTS[:1], apart=0.25)
    assert cost_lines(cost) == ("1 request at most: GET to a.example.",)


def test_without_anything_to_send():
    assert cost_lines(Cost()) == ("Tick at least one request and one credential.",)
    assert cost_lines(Cost(held=2))[0] == "Nothing would be sent."
    assert cost_lines(Cost(refused="Too many.")) == ("Too many.",)


def test_progress():
    assert progress_words(2, 6) == "2 of 6 cells are done."
