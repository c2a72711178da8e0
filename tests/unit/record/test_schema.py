"""The tables hold what a line of the list shows."""

import sqlite3

from inspector.record.database import MINOR, SEARCHED, SEARCHED_PLAIN, TABLES, VERSION
from inspector.record.row import COLUMNS


def test_the_table_has_the_columns_of_the_list():
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES + SEARCHED)
    found = [row[1] for row in connection.execute("PRAGMA table_info(attempt)")]
    connection.close()
    assert tuple(found) == COLUMNS


def test_without_full_text_the_words_have_the_same_columns():
    connection = sqlite3.connect(":memory:")
    connection.executescript(SEARCHED_PLAIN)
    connection.execute("INSERT INTO words (rowid, url, headers, body) VALUES (1, '', '', '')")
    connection.close()


def test_the_version_names_both_numbers():
    assert VERSION % 1000 == MINOR
