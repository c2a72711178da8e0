"""Several files go into the history one after another; what holds nothing is named."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from inspector.gui.history.keeping import FileImport
from inspector.gui.window.opening import Opening
from inspector.record import read_filter
from tests.gui.history_samples import attempt


@pytest.fixture
def parent(qapp):
    return QObject()


def _read(path, _vault):
    if path.name.startswith("broken"):
        raise OSError("Input/output error")
    if path.name.startswith("mistake"):
        raise ValueError("ours")
    return None if path.name.startswith("none") else attempt(int(path.stem))[1].attempt


def _said(qtbot, tools, parent, names):
    made = FileImport(tools, _read, parent)
    said = []
    tools.notices.said.connect(said.append)
    with qtbot.waitSignal(made.ended, timeout=10_000):
        made.begin(Path(name) for name in names)
    assert len(said) == 1
    return said[0]


def test_they_are_summed_up(panel_tools, qtbot, parent):
    notice = _said(qtbot, panel_tools, parent, ("1.har", "2.har", "1.har"))
    assert notice.text == "2 attempts are in the history now. 1 was there already."
    shown = []
    panel_tools.actions.provide("show-history", shown.append)
    notice.do()
    assert shown == ["is:imported"]


def test_what_holds_nothing_is_named(panel_tools, qtbot, parent):
    names = ("none-1.txt", "1.har", "broken.har", "none-2.txt", "none-3.txt")
    assert _said(qtbot, panel_tools, parent, names).text == (
        "1 attempt is in the history now. 4 files hold no exchange that can be read: none-1.txt, "
        "broken.har, none-2.txt and 1 more."
    )


def test_a_mistake_of_ours_goes_up_and_the_others_go_on(panel_tools, parent, qtbot):
    made = FileImport(panel_tools, _read, parent)
    with qtbot.waitSignal(made.ended, timeout=10_000), pytest.raises(ValueError, match="ours"):
        made._fail(ValueError("ours"), "mistake.har")


def test_chosen_files_open_no_tabs(panel_tools, qtbot, tmp_path):
    opening = Opening(panel_tools)
    for number in range(3):
        text = f"HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer\r\nX-N: {number}\r\n\r\n"
        (tmp_path / f"{number}.txt").write_text(text)
    with qtbot.waitSignal(panel_tools.notices.said, timeout=10_000) as said:
        opening.open_files(sorted(tmp_path.glob("*.txt")), keep=True)
    assert said.args[0].text == "3 attempts are in the history now."
    assert panel_tools.tabs.documents == ()
    with qtbot.waitSignal(panel_tools.history.count(read_filter("is:imported")).succeeded) as found:
        pass
    assert found.args[0] == 3
