"""A comparison is written for people and for programs, without secrets and without markup."""

import csv
import io
from xml.etree import ElementTree as ET

import msgspec
import pytest

from inspector.compare.comparison import compare
from inspector.compare.records import Comparison
from inspector.compare.writing import ENDINGS, written
from inspector.model.message import Header
from inspector.protocol.page_head import head
from tests.unit.compare.conftest import attempt, bearer, token

FOUND = compare(
    [
        attempt(bearer(token(aud="v|2")), Header("X-Note", "<script>")),
        attempt(bearer(token()), Header("X-Note", "`b`"), status=200),
    ],
    ("one", "two"),
)


@pytest.mark.parametrize("ending", [*ENDINGS, ".txt"])
def test_title_labels_and_values_are_in_it(ending):
    text = written(FOUND, ending)
    for part in ("one", "two", "orders-v1", FOUND.title.split(":")[0]):
        assert part in text
    assert token().rpartition(".")[2] not in text


def test_json_comes_back_as_the_same_comparison():
    assert msgspec.json.decode(written(FOUND, ".json"), type=Comparison) == FOUND


@pytest.mark.parametrize("ending", [*ENDINGS, ".txt"])
def test_a_value_of_a_body_is_written_once_a_column(ending):
    typed = (Header("Content-Type", "application/json"),)
    bodies = b'{"hint": "first-words"}', b'{"hint": "other-things"}'
    found = compare([attempt(reply_headers=typed, reply_body=body) for body in bodies])
    assert any(section.code for section in found.sections)
    text = written(found, ending)
    assert text.count("first-words") == text.count("other-things") == 1


def test_html_escapes_what_was_sent():
    text = written(FOUND, ".html")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "<mark>" in text
    assert text.startswith(head(FOUND.title, "").split("<title>")[0])


def test_markdown_keeps_its_columns():
    rows = [line for line in written(FOUND, ".md").splitlines() if line.startswith("| aud")]
    assert rows == [r"| aud | ✗ `v\|2` | ✓ `orders-v1` |"]


def test_the_refused_attempt_is_the_failed_case():
    suite = ET.fromstring(written(FOUND, ".xml"))
    failed = [case.get("name") for case in suite.findall("testcase") if len(case)]
    assert [case.get("name") for case in suite.findall("testcase")] == ["401 one", "200 two"]
    assert failed == ["401 one"]


def test_a_table_has_a_column_for_each_attempt():
    rows = list(csv.reader(io.StringIO(written(FOUND, ".csv"))))
    assert rows[0] == ["part", "line", "401 one", "200 two"]
    assert [row[2:] for row in rows if row[1] == "aud"] == [["✗ v|2", "✓ orders-v1"]]
