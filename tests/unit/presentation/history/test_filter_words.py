"""What the filter of the history offers for the word that is typed."""

import pytest

from inspector.presentation.history.filter_words import begun, offered, values_of
from inspector.record import Row
from inspector.record.search import KEYS, read_filter

ROWS = (
    Row(id="1", started=0, name="List orders", host="api.example.com", finding="token-expired"),
    Row(id="2", started=0, host="login.example.com", environment="staging", tags=("release",)),
)
SEEN = values_of(ROWS)


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("", ""),
        ("sta", "sta"),
        ("status:401 ca", "ca"),
        ("status:401 ", ""),
        ("-cau", "cau"),
        ('name:"List or', 'name:"List or'),
        ('name:"List orders" ho', "ho"),
    ],
)
def test_the_word_up_to_the_cursor(before, word):
    assert begun(before) == word


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("sta", ["status:"]),
        ("ca", ["cause:"]),
        ("status:4", ["status:401", "status:403", "status:407", "status:4xx"]),
        ("is:ex", ["is:experiment"]),
        ("host:log", ["host:login.example.com"]),
        ("name:", ['name:"List orders"']),
        ('name:"list', ['name:"List orders"']),
        ("env:", ["env:staging"]),
        ("tag:", ["tag:release"]),
        ("finding:exp", ["finding:token-expired"]),
        ("status:401", []),
        ("orders", []),
        ("", []),
    ],
)
def test_what_it_may_become(word, first):
    assert offered(word, SEEN) == first


def test_every_key_is_offered_and_what_is_offered_can_be_read():
    for key in KEYS:
        assert f"{key}:" in offered(key[:2], SEEN)
        for whole in offered(f"{key}:", SEEN):
            assert not read_filter(whole).problems, whole
