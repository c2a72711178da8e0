"""Every command with keys is listed once, and found by its words or keys."""

from inspector.gui.help.shortcut_rows import matching, shortcut_rows


def test_every_command_with_keys_is_listed(panel_tools):
    rows = shortcut_rows(panel_tools.actions)
    with_keys = [each for each in panel_tools.actions.commands.values() if each.keys]
    assert len(rows) == len(with_keys)
    assert all(row.keys and "&" not in row.text for row in rows)


def test_all_words_must_fit(panel_tools):
    rows = shortcut_rows(panel_tools.actions)
    assert [row.text for row in matching(rows, "REOPEN tab")] == ["Reopen closed tab"]
    assert matching(rows, "f8")
    assert matching(rows, "nothing like that") == ()
    assert matching(rows, "  ") == rows
