"""Colours of JSON while it is typed."""

from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.compose.json_highlighter import JsonHighlighter


def _colours(edit):
    ranges = edit.document().firstBlock().layout().formats()
    return [each.format.foreground().color().name().upper() for each in ranges]


def test_names_and_strings_differ_and_it_can_be_switched_off(qtbot, light):
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText('{"name": "value", "n": 1}')
    colours = JsonHighlighter(edit.document(), light)
    colours.switch(True)
    assert _colours(edit) == [
        light.tokens.info,
        light.tokens.ok,
        light.tokens.info,
        light.tokens.warn,
    ]
    colours.switch(False)
    assert _colours(edit) == []
