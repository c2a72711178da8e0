"""Purposes, stages, sizes and times in words."""

from typing import get_args

import pytest

from inspector.gui.trace import words
from inspector.model.exchange import Dropped, Failure, Purpose, Stage
from tests.gui import answer_samples as samples


def test_every_purpose_and_stage_has_words():
    assert all(words.purpose(name) for name in get_args(Purpose))
    assert all(words.stage(name) for name in get_args(Stage))


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 B"), (412, "412 B"), (3482, "3.4 KB"), (52_428_800, "50 MB")]
)
def test_sizes(count, text):
    assert words.size(count) == text


@pytest.mark.parametrize(
    ("millis", "text"),
    [(None, ""), (0.4, "0.4 ms"), (143, "143 ms"), (2310, "2.31 s"), (12_000, "12.0 s")],
)
def test_times(millis, text):
    assert words.duration(millis) == text


def test_versions_of_http_and_tls():
    assert words.protocol(samples.exchange()) == "HTTP/2, TLS 1.3"
    assert words.protocol(samples.exchange(connection=None)) == "HTTP/2"


def test_sentences_name_what_was_lost_and_where_it_stopped():
    assert "Authorization" in words.dropped(Dropped("Authorization", "Other host."))
    failure = Failure(stage="dns", kind="name-not-found", message="No such host.")
    assert words.failed(failure) == "Stopped while looking up the host name: No such host."
