"""A comparison is saved by the ending of its name; a failure is said."""

import pytest

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.written import Writing
from tests.gui.compare_samples import columns, token


@pytest.fixture
def writing(panel_tools):
    return Writing(panel_tools, panel_tools.tabs)


@pytest.mark.parametrize("ending", [".md", ".html", ".json"])
def test_it_is_written_without_secrets(writing, panel_tools, qtbot, tmp_path, ending):
    path = tmp_path / f"comparison{ending}"
    with qtbot.waitSignal(panel_tools.notices.said):
        writing.write(compute(columns(), ()), path)
    text = path.read_text()
    assert "The token was renewed" in text
    assert token().rpartition(".")[2] not in text


def test_it_says_where_it_is_or_why_not(writing, panel_tools, tmp_path, qtbot):
    found = compute(columns(), ())
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        writing.write(found, tmp_path / "c.md")
    assert said.args[0].text == "Saved c.md, secrets masked."
    (tmp_path / "file").write_text("x")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        writing.write(found, tmp_path / "file" / "c.md")
    assert "not written" in said.args[0].text
