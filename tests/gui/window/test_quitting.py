"""Closing the window asks once where secrets would be gone, and offers the vault file."""

import pytest
from PySide6.QtWidgets import QMessageBox

from inspector.gui.forms.vault_card import VaultCard
from inspector.vault import backends
from inspector.vault.choose import open_vault


@pytest.fixture
def driver(start, monkeypatch, tmp_path):
    monkeypatch.delenv("REQUEST_INSPECTOR_VAULT", raising=False)
    monkeypatch.setattr(backends, "backend", lambda: (None, "There is no keyring."))
    made = start(vault=open_vault(tmp_path / "vault"))
    made.program.tools.vault.open().result(60)
    return made


def keep(driver, label):
    vault = driver.program.tools.vault
    vault.persist([vault.put(f"value of {label}", label=label)]).result(60)


def press(driver, words):
    box = driver.find(QMessageBox, "quitting")
    next(each for each in box.buttons() if each.text() == words).click()


def test_it_names_what_would_be_lost_and_offers_the_file(driver, qtbot):
    keep(driver, "Orders")
    assert not driver.window.close()
    box = driver.find(QMessageBox, "quitting")
    assert "1 secret is kept for this run only" in box.text()
    assert box.informativeText() == "Orders"
    assert "value of" not in box.text() + box.informativeText()
    press(driver, "Keep in an encrypted file")
    qtbot.waitUntil(lambda: driver.window.findChildren(VaultCard) != [])
    card = driver.find(VaultCard, "vault_card")
    qtbot.waitUntil(card.form.new.isVisible)
    card.form.new.setText("open sesame")
    card.form.again.setText("open sesame")
    card.form.submit.click()
    qtbot.waitUntil(lambda: driver.program.tools.vault.status.kind == "file")
    assert driver.window.close()


def test_closing_anyway_closes_and_the_same_secrets_are_told_once(driver):
    keep(driver, "Orders")
    assert not driver.window.close()
    press(driver, "Cancel")
    assert driver.window.isVisible()
    keep(driver, "Payments")
    assert not driver.window.close()
    assert driver.find(QMessageBox, "quitting").informativeText() == "Orders, Payments"
    press(driver, "Close anyway")
    assert not driver.window.isVisible()


@pytest.mark.parametrize("why", ["nothing kept", "memory on purpose"])
def test_nobody_is_asked_where_nothing_is_lost_against_their_will(start, tmp_path, why):
    made = start(vault=open_vault(tmp_path, "memory")) if why != "nothing kept" else start()
    if why == "memory on purpose":
        keep(made, "Orders")
    assert made.window.close()
