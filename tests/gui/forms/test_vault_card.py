"""The vault file is made, locked, unlocked and given another passphrase in the settings."""

import dataclasses
import json

import pytest
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.forms.vault_card import Deed, PassphraseForm
from inspector.gui.settings.settings_page import SettingsPage
from inspector.gui.state.documents import Document
from inspector.settings.store import Settings
from inspector.vault import backends
from inspector.vault.choose import open_vault

WORDS = "open sesame"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.delenv("REQUEST_INSPECTOR_VAULT", raising=False)
    monkeypatch.setattr(backends, "backend", lambda: (None, "There is no keyring."))


@pytest.fixture
def vault(panel_tools):
    made = open_vault(panel_tools.places.vault, "", panel_tools.places.vault_seen)
    yield made
    made.close()


@pytest.fixture
def show(qtbot, panel_tools, vault):
    def show(kind):
        tools = dataclasses.replace(panel_tools, vault=vault)
        page = SettingsPage(Document("settings", "Settings"), tools)
        qtbot.addWidget(page)
        page.resize(1000, 900)
        page.show()
        qtbot.waitUntil(lambda: vault.status.kind == kind)
        qtbot.waitUntil(lambda: page.vault.state.text == vault.status.text)
        return page.vault

    return show


def submit(qtbot, card, old="", new=""):
    card.form.old.setText(old)
    card.form.new.setText(new)
    card.form.again.setText(new)
    card.form.submit.click()
    qtbot.waitUntil(card.form.old.isEnabled)


def buttons(card):
    all_of_them = ("again", "make", "unlock", "lock", "change")
    return [name for name in all_of_them if getattr(card, name).isVisible()]


def made(vault, *values):
    vault.use_file(WORDS).result(60)
    refs = [vault.put(value) for value in values]
    for ref in refs:
        vault.persist([ref]).result(60)
    return refs


def test_a_file_is_made_and_takes_what_is_in_memory(qtbot, show, vault, panel_tools):
    card, said = show("memory"), []
    panel_tools.notices.said.connect(lambda notice: said.append(notice.text))
    ref = vault.put("value")
    vault.persist([ref]).result(60)
    assert buttons(card) == ["make"]
    card.make.click()
    assert (card.form.isVisible(), buttons(card)) == (True, [])
    card.form.cancel.click()
    assert (card.form.isVisible(), buttons(card)) == (False, ["make"])
    card.make.click()
    submit(qtbot, card, new=WORDS)
    assert vault.status.kind == "file"
    assert vault.names().result(60) == (ref.name,)
    assert buttons(card) == ["lock", "change"]
    assert said[-1] == "1 of 1 secret moved and read back."
    assert panel_tools.settings.text("secrets.place") == "file"

    def on_disk():
        read = Settings(panel_tools.places.settings)
        read.load()
        return read.text("secrets.place") == "file"

    qtbot.waitUntil(on_disk)


class Keyring:
    """A keyring that may be locked, and that says no when it is told to."""

    def __init__(self):
        self.entries, self.locked, self.error = {}, False, None

    def get_password(self, service, user):
        self.unlock_all()
        return self.entries.get((service, user))

    def set_password(self, service, user, password):
        self.unlock_all()
        self.entries[service, user] = password

    def delete_password(self, service, user):
        self.entries.pop((service, user), None)

    def unlock_all(self):
        if self.error is not None:
            raise self.error
        if self.locked:
            raise KeyringLocked

    def lock_all(self):
        self.locked = True


@pytest.fixture
def keyring(monkeypatch):
    made = Keyring()
    monkeypatch.setattr(backends, "backend", lambda: (made, ""))
    return made


def test_a_keyring_is_locked_from_here_and_unlocked_by_the_system(qtbot, show, vault, keyring):
    card = show("keyring")
    assert buttons(card) == ["make", "lock"]
    card.lock.click()
    qtbot.waitUntil(lambda: vault.status.kind == "locked" and card.again.isVisible())
    assert (keyring.locked, card.again.text().strip()) == (True, "Unlock")
    assert not card.form.isVisible()  # no passphrase of ours opens it
    card.again.click()
    vault.names().result(60)
    assert vault.status.kind == "locked"
    keyring.locked = False
    card.again.click()
    qtbot.waitUntil(lambda: buttons(card) == ["make", "lock"])
    assert vault.status.kind == "keyring"


def test_a_keyring_that_refuses_says_why_and_the_file_is_offered(qtbot, show, vault, keyring):
    card = show("keyring")
    ref = vault.put("value")
    keyring.error = ConnectionResetError("raw words of a library")
    assert vault.persist([ref]).result(60) != ()
    qtbot.waitUntil(card.again.isVisible)
    assert card.state.text == "The keyring refused: the connection to it broke."
    assert (buttons(card), card.again.text().strip()) == (["again", "make"], "Try again")
    card.make.click()
    submit(qtbot, card, new=WORDS)
    assert vault.status.kind == "file"
    assert vault.names().result(60) == (ref.name,)
    assert vault.at_risk == {}


def test_it_is_locked_and_unlocked(qtbot, show, vault):
    made(vault, "value")
    card = show("file")
    card.lock.click()
    qtbot.waitUntil(card.form.isVisible)
    assert (vault.status.kind, buttons(card)) == ("locked", [])
    submit(qtbot, card, old="wrong")
    assert "does not open" in card.form.check.text
    assert vault.status.kind == "locked"
    submit(qtbot, card, old=WORDS)
    assert (vault.status.kind, card.form.isVisible()) == ("file", False)


def test_the_passphrase_is_changed(qtbot, show, vault, panel_tools):
    made(vault, "value")
    card = show("file")
    card.change.click()
    submit(qtbot, card, old="wrong", new="another")
    assert "does not open" in card.form.check.text
    with qtbot.waitSignal(panel_tools.notices.said):
        submit(qtbot, card, old=WORDS, new="another")
    vault.lock().result(60)
    assert vault.use_file("another").result(60).kind == "file"


def test_an_older_copy_is_used_only_when_asked(qtbot, show, vault, panel_tools):
    path = panel_tools.places.vault / "vault.json"
    made(vault, "one")
    copy = path.read_bytes()
    made(vault, "two")
    vault.lock().result(60)
    path.write_bytes(copy)
    vault.choose_again().result(60)
    card = show("older")
    assert card.form.deed.id == "accept"
    assert path.read_bytes() == copy
    submit(qtbot, card, old=WORDS)
    assert vault.status.kind == "file"
    assert len(vault.names().result(60)) == 1


def test_a_damaged_file_comes_back_as_it_was_before(qtbot, show, vault, panel_tools):
    path = panel_tools.places.vault / "vault.json"
    made(vault, "one", "two")
    vault.lock().result(60)
    path.write_text(json.dumps({"format": 2}))
    vault.choose_again().result(60)
    card = show("unreadable")
    assert card.form.deed.id == "restore"
    submit(qtbot, card, old=WORDS)
    assert vault.status.kind == "file"
    assert len(vault.names().result(60)) == 1


def test_a_file_beside_a_keyring_is_offered(qtbot, show, vault, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    made(vault, "one")
    vault.choose_again().result(60)
    card = show("memory")
    assert buttons(card) == ["unlock"]
    card.unlock.click()
    submit(qtbot, card, old=WORDS)
    assert vault.status.kind == "file"


def test_the_window_goes_on_while_the_key_is_made(qtbot, show, vault, monkeypatch):
    import threading

    from inspector.vault.sealing import Key

    card, derive, seen, go = show("memory"), Key.derive, [], threading.Event()

    def slow(*arguments):
        seen.append(threading.current_thread())
        go.wait(60)
        return derive(*arguments)

    monkeypatch.setattr(Key, "derive", slow)
    card.make.click()
    card.form.new.setText(WORDS)
    card.form.again.setText(WORDS)
    card.form.submit.click()
    qtbot.waitUntil(lambda: bool(seen))
    assert card.form.check.text == "One moment…"
    assert threading.main_thread() not in seen
    go.set()
    qtbot.waitUntil(lambda: vault.status.kind == "file")
    qtbot.waitUntil(lambda: not card.form.isVisible())


def test_the_words_find_the_card(qtbot, panel_tools, vault):
    page = SettingsPage(
        Document("settings", "Settings"), dataclasses.replace(panel_tools, vault=vault)
    )
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.search.setText("passphrase")
    assert page.vault.isVisible()
    page.search.setText("redirects")
    assert not page.vault.isVisible()
    page.show_vault()
    qtbot.waitUntil(page.vault.isVisible)
    qtbot.waitUntil(lambda: vault.status.kind == "memory")


# ---------------- Passphrases are typed unseen, a new one twice
UNLOCK = Deed("unlock", "Unlock", "Enter it.")
MAKE = Deed("make", "Make", "Choose one.", old=False, new=True)
CHANGE = Deed("change", "Change", "Both.", new=True)


@pytest.fixture
def form(qtbot, light):
    made = PassphraseForm(light)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(form):
    return [field for field in (form.old, form.new, form.again) if field.isVisible()]


def test_it_asks_for_what_is_needed_and_shows_none_of_it(form):
    for deed, count in ((UNLOCK, 1), (MAKE, 2), (CHANGE, 3)):
        form.begin(deed, cancellable=False)
        assert len(shown(form)) == count
        assert form.first is shown(form)[0]
        assert not form.submit.isEnabled()
        for field in shown(form):
            assert field.echoMode() == QLineEdit.EchoMode.Password
            assert field.accessibleName()


def test_what_was_typed_is_handed_over_and_gone(form, qtbot):
    form.begin(CHANGE, cancellable=True)
    for field, words in zip(shown(form), ("old one", "new one", "new one"), strict=True):
        qtbot.keyClicks(field, words)
    with qtbot.waitSignal(form.submitted) as caught:
        form.submit.click()
    assert caught.args == ["old one", "new one"]
    for field in shown(form):
        field.setEnabled(True)
        field.undo()
        assert field.text() == ""


def test_two_that_differ_and_blanks_are_not_taken(form, qtbot):
    form.begin(MAKE, cancellable=False)
    qtbot.keyClicks(form.new, "one")
    qtbot.keyClicks(form.again, "on")
    assert (form.check.text, form.submit.isEnabled()) == ("", False)
    qtbot.keyClicks(form.again, "x")
    assert "not the same" in form.check.text
    assert not form.submit.isEnabled()
    form.new.setText("   ")
    form.again.setText("   ")
    assert not form.submit.isEnabled()


def test_enter_goes_on_to_what_is_missing_and_then_does_it(form, qtbot):
    form.begin(MAKE, cancellable=False)
    form.activateWindow()
    form.new.setFocus()
    qtbot.keyClicks(form.new, "one")
    qtbot.keyClick(form.new, Qt.Key.Key_Return)
    qtbot.waitUntil(form.again.hasFocus)
    qtbot.keyClicks(form.again, "two")
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.again, Qt.Key.Key_Return)
    form.again.setText("one")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.again, Qt.Key.Key_Return)
    assert not form.new.isEnabled()


def test_a_failure_is_said_and_it_can_be_typed_again(form, qtbot):
    form.begin(UNLOCK, cancellable=False)
    qtbot.keyClicks(form.old, "wrong")
    form.submit.click()
    form.fail("This passphrase does not open the vault file.")
    assert form.check.text.startswith("This passphrase")
    assert form.old.isEnabled()
    form.begin(UNLOCK, cancellable=False)
    form.end()
    assert form.check.text == ""
    assert not form.isVisible()
