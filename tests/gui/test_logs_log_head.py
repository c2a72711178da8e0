"""The head of a log tab: how grave it is in words, the headline, the numbers, the remarks."""

from pathlib import Path

import pytest

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.logs.log_page import LogHead, numbers_of
from inspector.logs.report import Kind, LogLine, LogReport, ReadLog, Spike
from inspector.model.collection import Problem

KIND = Kind(slug="x", level="alarm", count=5, sentence="One client loops.", advice="Find it.")
LOG = ReadLog(file="a.log", format="combined", title="access log", lines=9, size=99)


@pytest.fixture
def head(qtbot, light):
    made = LogHead(light)
    qtbot.addWidget(made)
    made.show()
    return made


def document(**fields):
    made = LogDocument((Path("a.log"),))
    made.report = LogReport(**{"headline": "Nothing unusual.", "logs": (LOG,), **fields})
    return made


def test_an_alarm(head):
    head.show_document(document(headline=KIND.sentence, kinds=(KIND,)))
    assert head.level.text == "Somebody should act"
    assert (head.headline.text(), head.advice.text()) == ("One client loops.", "Find it.")


def test_a_spike_alone_is_worth_a_look(head):
    spike = Spike(start=0, end=60, count=99, usual=1)
    head.show_document(document(spikes=(spike,)))
    assert head.level.text == "Worth a look"
    assert not head.advice.isVisible()


def test_nothing_unusual(head):
    head.show_document(document())
    assert head.level.text == "Nothing to worry about"
    assert not head.remarks.isVisible()


def test_what_could_not_be_read_is_told(head):
    shown = document(
        unreadable=3,
        first_unreadable=LogLine(file="a.log", number=7, text="x"),
        logs=(ReadLog(file="a.gz", format="x", title="t", lines=1, size=1, fault="it ends early"),),
    )
    shown.problems = (Problem(what="No format fits.", where="b.txt"),)
    head.show_document(shown)
    for words in ("3 lines could not be read; the first is line 7", "it ends early", "b.txt: No"):
        assert words in head.remarks.text


def test_numbers_say_about_only_where_they_are_estimates():
    report = LogReport(headline="x", requests=100, refused=5, statuses={401: 5}, about=True)
    assert "5 of about 100 requests" in numbers_of(report)
    assert "5 × 401" in numbers_of(report)
