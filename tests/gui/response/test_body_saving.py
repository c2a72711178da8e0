"""A body is saved as it came, and handed over as a copy that nothing runs."""

import stat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from inspector.gui.response.body_saving import BodyTools
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply


@pytest.fixture
def made(qtbot, panel_tools):
    widget = BodyTools(panel_tools)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def _exchange(body, kind, path="/page"):
    return Exchange(
        request=Message(method="GET", url=f"https://a.test{path}"),
        reply=Reply(status=200, body=body, headers=(Header("Content-Type", kind),)),
    )


def test_the_bytes_are_saved_under_the_name_chosen(qtbot, made, panel_tools, tmp_path):
    made.show_exchange(_exchange(b"\x89PNG", "image/png", "/chart"))
    made.save.click()
    dialog = made.window().findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "chart.png"
    with qtbot.waitSignal(panel_tools.notices.said):
        dialog.fileSelected.emit(str(tmp_path / "kept.png"))
    dialog.close()
    assert (tmp_path / "kept.png").read_bytes() == b"\x89PNG"
    assert stat.S_IMODE((tmp_path / "kept.png").stat().st_mode) == 0o600
    assert "kept.png" in panel_tools.notices.all[-1].text


def test_a_page_is_handed_over_as_text(qtbot, made):
    opened = []
    made.saving.open_file = lambda url: opened.append(Path(url.toLocalFile())) or True
    made.show_exchange(_exchange(b"<html><script>1</script>", "text/html"))
    made.elsewhere.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == "page.txt"
    assert not opened[0].stat().st_mode & 0o111
    made.saving.forget()
    assert not opened[0].exists()


def test_without_a_body_there_is_nothing_to_do(made):
    made.show_exchange(_exchange(b"", "text/plain"))
    assert not made.save.isEnabled()
    made.show_exchange(None)
    made.save_body()
    assert made.window().findChild(QFileDialog) is None
