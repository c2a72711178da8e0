"""The tables of a log tab: what they list, in which order, with the whole text of each row."""

import pytest

from inspector.logs.log_reader import read
from inspector.logs.matching import Clues
from inspector.logs.report import LogReport
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from inspector.presentation.logs.log_rows import tables_of
from tests.fixtures import log_samples


@pytest.fixture
def tables(tmp_path):
    def make(maker, clues=None):
        path = tmp_path / "access.log"
        path.write_bytes(log_samples.data_of(maker()))
        result = read([str(path)], Wanted(clues=clues))
        return {table.name: table for table in tables_of(summarise(result, attempt=bool(clues)))}

    return make


def test_every_row_has_a_cell_for_each_column(tables):
    for table in tables(log_samples.guessing).values():
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert len(table.details) == len(table.rows)
        assert table.wide < len(table.columns)


def test_the_tables_and_their_order(tables):
    made = tables(log_samples.guessing)
    assert list(made) == ["Signs", "Paths", "Clients", "User agents", "Users", "Lines"]
    assert made["Paths"].rows[0][-1] == "/login"
    assert made["Paths"].shares[0] > 0.9
    assert made["Lines"].rows[0][-1].startswith("access.log:")


def test_signs_have_their_lines_below(tables):
    rows = tables(log_samples.looping)["Signs"].rows
    assert rows[0][1].startswith("One client loops")
    assert rows[1][0] == ""
    assert "192.0.2.7" in rows[1][1]


def test_the_lines_of_an_attempt_come_first(tables):
    clues = Clues(at=log_samples.START + 1800, method="GET", target="/api/orders", status=401)
    table = next(iter(tables(log_samples.looping, clues).values()))
    assert table.name == "This attempt"
    assert "same second" in table.rows[0][3]


def test_nothing_refused_shows_no_table():
    assert tables_of(LogReport(headline="Nobody was refused.")) == ()
