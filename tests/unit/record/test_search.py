"""Pages, counts, strips and turns over a history with known contents."""

import pytest

from inspector.record import search
from inspector.record.database import open_in_memory
from inspector.record.search import read_filter, read_listed
from inspector.record.writing import add, mark
from tests.unit.record.conftest import NOON


@pytest.fixture
def filled(sample):
    connection = open_in_memory()
    for number in range(10):
        status = 200 if number in (0, 1, 2, 5) else 401
        more = {"environment": "Staging"} if number % 2 else {}
        add(connection, *sample(number, status=status, body=f"word{number} body".encode(), **more))
    mark(connection, 4, pinned=True, tags=("odd one", "second"), note="look again")
    yield connection
    connection.close()


def _keys(connection, text):
    return [row.key for row in search.page(connection, read_filter(text))]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("status:401", [10, 9, 8, 7, 5, 4]),
        ("-status:401", [6, 3, 2, 1]),
        ("is:accepted", [6, 3, 2, 1]),
        ("cause:expired env:stag", [10, 8, 4]),
        ("is:pinned", [4]),
        ("tag:second", [4]),
        ('tag:"ODD one"', [4]),
        ("-tag:second status:401", [10, 9, 8, 7, 5]),
        ("note:again", [4]),
        ("word7", [8]),
        ("body status:200", [6, 3, 2, 1]),
        ("-word7 status:401", [10, 9, 7, 5, 4]),
        ("trace3 word3", [4]),
        ("trace3 word4", []),
        ("api.example.com", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ('"word', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("status:", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),  # its value is still to come
        # the list's own words: the verdict, which no exchange holds
        ('"access token expired"', [10, 9, 8, 7, 5, 4]),
        ("-expired", [6, 3, 2, 1]),
        ("your word7", [8]),
        ("-your body", [6, 3, 2, 1]),
        ("-100%", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_a_filter_finds(filled, text, keys):
    assert _keys(filled, text) == keys
    assert search.count(filled, read_filter(text)) == len(keys)


def test_without_full_text_words_are_compared(filled):
    sql, values = search.condition(read_filter("ord7 -nothing"), full_text=False)
    filled.execute("CREATE TABLE plain AS SELECT rowid AS rowid, url, headers, body FROM words")
    sql = sql.replace("FROM words", "FROM plain")
    assert filled.execute(f"SELECT key FROM attempt WHERE {sql}", values).fetchall() == [(8,)]


def test_pages_follow_one_another_without_gap_or_repetition(filled):
    found, mark_ = [], None
    while rows := search.page(filled, read_filter(""), mark_, 3):
        found += [row.key for row in rows]
        mark_ = (rows[-1].started, rows[-1].key)
    assert found == list(range(10, 0, -1))


def test_rows_carry_marks_and_tags(filled):
    (row,) = search.rows(filled, [4])
    assert row.pinned
    assert set(row.tags) == {"odd one", "second"}
    assert row.note == "look again"
    assert row.size > 0
    assert search.rows(filled, [99]) == ()


def test_the_strip_counts_each_column(filled):
    spans = search.strip(filled, read_filter(""), (NOON, NOON + 10_000), 5)
    assert [(span.refused, span.total) for span in spans] == [
        (0, 2),
        (1, 2),
        (1, 2),
        (2, 2),
        (2, 2),
    ]
    assert spans[1].start == NOON + 2000
    assert search.extent(filled) == (NOON, NOON + 9000)


def test_the_turn_is_the_first_bad_one_after_the_last_good(filled):
    good, bad = search.turn(filled, 10)  # of Staging: 2 4 6 8 10, good are 2 and 6
    assert (good.key, bad.key) == (6, 8)
    assert search.turn(filled, 99) is None


def test_a_whole_attempt_comes_back(filled, sample):
    kept = search.whole(filled, 8)
    assert kept.attempt.exchanges[0].reply.body == b"word7 body"
    assert search.whole(filled, 99) is None


def test_the_list_shows_experiments_only_when_asked(filled, sample):
    add(filled, *sample(20, status=401, origin="experiment"))

    def keys(text):
        return [row.key for row in search.page(filled, read_listed(text))]

    assert 11 not in keys("")
    assert 11 not in keys("status:401")
    assert keys("is:experiment") == [11]
    assert keys("origin:exp") == [11]
    assert 11 not in keys("-is:experiment")
    assert 11 in _keys(filled, "")


def test_an_accepted_experiment_is_no_good_attempt(filled, sample):
    tried = sample(20, status=200, origin="experiment", environment="Staging", started=NOON + 8500)
    add(filled, *tried)
    good, bad = search.turn(filled, 10)
    assert (good.key, bad.key) == (6, 8)
