"""What came of a fix: a quiet line with the way back."""

import pytest

from inspector.gui.diagnosis.aftermath_line import AftermathLine
from inspector.model.aftermath import Aftermath
from inspector.model.fix import Fix

FIX = Fix(id="x", title="Switch to Digest and resend")


def came(result, **more):
    text = "Switch to Digest and resend: 401 before, 200 now."
    return Aftermath(fix=FIX, result=result, title="This was it.", text=text, **more)


@pytest.fixture
def line(light, qtbot):
    made = AftermathLine(light)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        ("solved", "note-ok"),
        ("unclear", "note-info"),
        ("next-cause", "note-info"),
        ("same", "note-warn"),
    ],
)
def test_it_says_what_came_of_it(line, result, kind):
    line.show_aftermath(came(result))
    assert line.property("kind") == kind
    assert not line.isHidden()
    assert line.accessibleName().startswith("This was it.")


def test_undo_is_offered_where_the_request_was_changed(line, qtbot):
    line.show_aftermath(came("solved"))
    assert line.undo.isHidden()
    line.show_aftermath(came("solved", undoes=True))
    assert not line.undo.isHidden()
    with qtbot.waitSignal(line.undo_asked):
        line.undo.click()


def test_without_a_fix_it_is_not_there(line):
    line.show_aftermath(came("solved"))
    line.show_aftermath(None)
    assert line.isHidden()
