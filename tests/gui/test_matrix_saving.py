"""A matrix is written by the ending of its name, secrets masked, and that is said."""

import pytest

from inspector.compare.matrix_writing import ENDINGS
from inspector.gui.matrix.matrix_page import Saving
from tests.gui.matrix_samples import ALIKE, REFUSED, matrix

SECRET = "a-secret-in-a-name-of-a-request"


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_each_format_is_written_without_secrets(panel_tools, qtbot, tmp_path, ending):
    panel_tools.vault.put(SECRET)
    made = matrix(REFUSED, ALIKE, details=("", f"from {SECRET}"))
    saving = Saving(panel_tools, panel_tools.notices)
    path = tmp_path / f"m{ending}"
    with qtbot.waitSignal(panel_tools.notices.said):
        saving.write(made, path)
    text = path.read_text()
    assert "No credentials were sent" in text
    assert SECRET not in text


def test_a_place_that_cannot_be_written_is_said(panel_tools, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    saving = Saving(panel_tools, panel_tools.notices)
    with qtbot.waitSignal(panel_tools.notices.said):
        saving.write(matrix(REFUSED), tmp_path / "file" / "m.md")
    assert panel_tools.notices.all[-1].icon == "triangle-alert"
