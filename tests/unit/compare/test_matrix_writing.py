"""A matrix as Markdown, HTML, JSON and CSV: every cell, no secret, nothing of what was sent."""

import csv
import io

import msgspec
import pytest

from inspector.compare.matrix_writing import ENDINGS, written
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.matrix import Cell, Matrix
from inspector.model.message import Header, Message
from inspector.protocol.page_head import head

SECRET = "s3cret-token-value"
SENT = Attempt(
    exchanges=(
        Exchange(
            request=Message(
                method="GET", url="https://a/", headers=(Header("Authorization", SECRET),)
            )
        ),
    )
)
MADE = Matrix(
    requests=("Orders | all", "Bills"),
    credentials=("None", f"ada {SECRET}"),
    details=("", f"sub ada, {SECRET}"),
    cells=(
        Cell(request="Orders | all", credential="None", status=401, accepted=False, attempt=SENT),
        Cell(
            request="Orders | all",
            credential=f"ada {SECRET}",
            column=1,
            status=200,
            accepted=True,
        ),
        Cell(
            request="Bills",
            credential="None",
            row=1,
            status=403,
            accepted=False,
            title=f"<b>{SECRET}</b> lacks a right",
            same_as=f"ada {SECRET}",
        ),
        Cell(request="Bills", credential="x", row=1, column=1, not_run="You stopped it."),
    ),
    exchanges=3,
    stopped="You stopped it.",
)


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_nothing_secret_is_written(ending):
    text = written(MADE, ending, (SECRET,))
    assert SECRET not in text
    assert "You stopped it." in text


def test_markdown_has_a_row_a_request():
    lines = written(MADE, ".md", (SECRET,)).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 4
    assert rows[2].startswith(r"| Orders \| all | ✗ 401 | ✓ 200 Accepted |")
    assert "– Not run: You stopped it." in rows[3]


def test_html_is_escaped():
    text = written(MADE, ".html", (SECRET,))
    assert "<b>" not in text
    assert '<td class="good">' in text
    assert text.startswith(head("", "").split("<title>")[0])


def test_json_comes_back_without_what_was_sent():
    again = msgspec.json.decode(written(MADE, ".json", (SECRET,)), type=Matrix)
    assert [cell.status for cell in again.cells] == [401, 200, 403, None]
    assert all(cell.attempt is None for cell in again.cells)


def test_what_tells_credentials_apart_is_listed():
    assert "- ada" in written(MADE, ".md", (SECRET,))
    assert "sub ada" in written(MADE, ".md", (SECRET,))
    assert "<li>ada" in written(MADE, ".html", (SECRET,))


def test_csv_has_a_line_a_cell_and_no_formula():
    formula = "=1+1"
    made = msgspec.structs.replace(
        MADE, cells=(*MADE.cells, Cell(request=formula, credential="None", status=200))
    )
    rows = list(csv.DictReader(io.StringIO(written(made, ".csv", (SECRET,)))))
    assert [row["status"] for row in rows] == ["401", "200", "403", "", "200"]
    assert [row["accepted"] for row in rows] == ["no", "yes", "no", "", ""]
    assert rows[2]["same refusal as"].startswith("ada")
    assert rows[3]["not run"] == "You stopped it."
    assert rows[4]["request"] == f"'{formula}"
