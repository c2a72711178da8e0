"""The choices of an export."""

from inspector.export.registry import all_formats
from inspector.gui.export.choices_pane import ChoicesPane
from inspector.gui.export.produced import Produced
from tests.gui.answer_samples import expired


def test_choices_reach_the_owner(qtbot, panel_tools):
    produced = Produced(expired(), "x", panel_tools)
    pane = ChoicesPane(produced, all_formats())
    qtbot.addWidget(pane)
    with qtbot.waitSignal(produced.changed):
        pane.parts["exchange"].click()
    assert "exchange" not in produced.choices.parts
    assert pane.secrets.title.text().endswith("replaced")
    with qtbot.waitSignal(produced.changed):
        pane.format.setCurrentIndex(pane.format.findData("har"))
        pane.format.activated.emit(0)
    assert not pane.parts["verdict"].isEnabled()
    with qtbot.waitSignal(produced.changed):
        pane.phrase.textEdited.emit("include secrets")
    assert produced.choices.include_secrets
