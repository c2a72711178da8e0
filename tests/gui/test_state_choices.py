"""The choices: hidden secrets are never kept, presentation mode hides."""

from inspector.gui.state.choices import Choice, Choices


def test_a_change_is_told_once(qapp):
    choices, told = Choices(), []
    choices.changed.connect(told.append)
    choices.change(notes_on=False)
    choices.change(notes_on=False)
    assert told == [Choice(notes_on=False)]


def test_presentation_hides_secrets_and_forbids_revealing(qapp):
    choices = Choices()
    choices.change(secrets_hidden=False)
    assert choices.may_reveal
    choices.change(presentation=True)
    assert choices.value.secrets_hidden
    assert not choices.may_reveal
    choices.toggle("secrets_hidden")
    assert choices.value.secrets_hidden


def test_a_reveal_does_not_survive_a_restart(qapp):
    choices = Choices()
    choices.change(secrets_hidden=False, sidebar=False)
    kept = choices.to_keep()
    assert "secrets_hidden" not in kept
    again = Choices()
    again.restore({**kept, "secrets_hidden": False, "unknown": True, "compact": "yes"})
    assert again.value == Choice(sidebar=False)
