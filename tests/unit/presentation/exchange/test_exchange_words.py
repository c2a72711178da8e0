"""Purposes, stages, sizes and times in words."""

from typing import get_args

import pytest

from inspector.model.exchange import Dropped, Failure, Purpose, Stage
from inspector.presentation.exchange import exchange_words
from tests.gui import answer_samples as samples


def test_every_purpose_and_stage_has_words():
    assert all(exchange_words.purpose(name) for name in get_args(Purpose))
    assert all(exchange_words.stage(name) for name in get_args(Stage))


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 B"), (412, "412 B"), (3482, "3.4 KB"), (52_428_800, "50 MB")]
)
def test_sizes(count, text):
    assert exchange_words.size(count) == text


@pytest.mark.parametrize(
    ("millis", "text"),
    [(None, ""), (0.4, "0.4 ms"), (143, "143 ms"), (2310, "2.31 s"), (12_000, "12.0 s")],
)
def test_times(millis, text):
    assert exchange_words.duration(millis) == text


def test_versions_of_http_and_tls():
    assert exchange_words.protocol(samples.exchange()) == "HTTP/2, TLS 1.3"
    assert exchange_words.protocol(samples.exchange(connection=None)) == "HTTP/2"


def test_sentences_name_what_was_lost_and_where_it_stopped():
    assert "Authorization" in exchange_words.dropped(Dropped("Authorization", "Other host."))
    failure = Failure(stage="dns", kind="name-not-found", message="No such host.")
    assert exchange_words.failed(failure) == "Stopped while looking up the host name: No such host."
