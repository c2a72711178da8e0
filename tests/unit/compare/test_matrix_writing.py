"""A matrix as Markdown, HTML and JSON: every cell, no secret, nothing of what was sent."""

import msgspec
import pytest

from inspector.compare.matrix_writing import written
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.matrix import Cell, Matrix
from inspector.model.message import Header, Message

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
        ),
        Cell(request="Bills", credential="x", row=1, column=1, not_run="You stopped it."),
    ),
    exchanges=3,
    stopped="You stopped it.",
)


@pytest.mark.parametrize("ending", [".md", ".html", ".json"])
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


def test_json_comes_back_without_what_was_sent():
    again = msgspec.json.decode(written(MADE, ".json", (SECRET,)), type=Matrix)
    assert [cell.status for cell in again.cells] == [401, 200, 403, None]
    assert all(cell.attempt is None for cell in again.cells)
