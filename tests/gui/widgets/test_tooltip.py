"""A tooltip shows its text literally: no picture, no link, nothing loaded."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets.tooltip import set_tip, tip
from tests.fixtures.markup import rendered

HOSTILE = [
    '<img src="file:///etc/hostname">',
    "GET https://api.example/?q=<img src=//evil.example/x.png>",
    "sub: <a href='http://evil.example'>ada</a>\nrole: admin",
    "&lt;b&gt; <b>bold</b>",
    "<!-- --><table background='file:///x'><tr><td>x</table>",
    "<?xml version='1.0'?><img src=x>",
    "first\n<img src=x>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_literally(qapp, text):
    assert rendered(tip(text)) == (text, [])


def test_what_is_plain_stays_as_it_is():
    for text in ("", "Took 3 ms\nTLS 1.3", "a < 3, c > d", "1 & 2"):
        assert tip(text) == text


def test_a_screen_reader_hears_the_text_and_not_its_escapes(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, HOSTILE[0])
    said = QAccessible.queryAccessibleInterface(widget)
    assert said.text(QAccessible.Text.Description) == HOSTILE[0]
    set_tip(widget, "plain")
    assert said.text(QAccessible.Text.Description) == "plain"


def test_a_description_of_its_own_is_kept(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setAccessibleDescription("own")
    set_tip(widget, HOSTILE[0])
    assert widget.accessibleDescription() == "own"
    assert rendered(widget.toolTip()) == (HOSTILE[0], [])
