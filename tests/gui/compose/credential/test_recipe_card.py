"""A recipe fills a credential in, in one step that can be undone."""

import json

import pytest
from PySide6.QtWidgets import QComboBox

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.credential.recipe_card import RecipeCard
from inspector.gui.forms.field_form import FieldForm
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.signed_jwt import SignedJwt

FILE = json.dumps({"private_key": "planted-private-key-0123456789", "client_email": "a@b"})


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = AuthTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 640)
    made.show()
    return made


def _card(tab, kind):
    index = [each.KIND for each in kinds()].index(kind)
    tab.type.activated.emit(index)
    return tab.findChildren(RecipeCard)[-1]


def _choose(card, title):
    index = next(at for at in range(card.choice.count()) if title in card.choice.itemText(at))
    card.choice.setCurrentIndex(index)
    card.choice.activated.emit(index)


def _field(card, at):
    form = card.findChildren(FieldForm)[-1]
    return tuple(form.fields.values())[at].editor


def test_a_dropped_key_file_fills_it_in(qtbot, tab, current, compose_tools, tmp_path):
    card = _card(tab, SignedJwt)
    before = current.value
    _choose(card, "access token")
    assert card.fill.isVisible()
    file = tmp_path / "robot.json"
    file.write_text(FILE)
    editor = _field(card, 0)
    with qtbot.waitSignal(editor.edited):
        editor.read(str(file))
    card.fill.click()
    qtbot.waitUntil(lambda: bool(card.check.text))
    assert "scope" in card.check.text
    assert current.value == before
    scope = _field(card, 1)
    qtbot.keyClicks(scope.main, "s")
    card.fill.click()
    qtbot.waitUntil(lambda: current.value != before)
    made = current.value.credential
    assert compose_tools.vault.peek(made.key) == "planted-private-key-0123456789"
    assert '"iss": "a@b"' in made.claims
    assert "planted" not in repr(current.value)
    current.undo()
    assert current.value == before


def test_a_ready_command_is_filled_in_at_once(qtbot, tab, current):
    card = _card(tab, FromCommand)
    _choose(card, "GitHub CLI")
    qtbot.waitUntil(lambda: current.value.credential.command == ("gh", "auth", "token"))
    assert not card.fill.isVisible()
    assert tab.form.field("credential.command").editor.line.text() == "gh auth token"


def test_other_kinds_have_none(tab):
    assert not tab.findChildren(RecipeCard)
    assert not tab.findChildren(QComboBox, "recipe_choice")
