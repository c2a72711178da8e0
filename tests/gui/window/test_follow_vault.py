"""The vault file is locked when no secret was used for a while; what is wrong with it is told."""

import dataclasses
import json

import pytest

from inspector.gui.window.follow_vault import FollowVault
from inspector.vault import backends
from inspector.workbench.vault_opening import vault_of

WORDS = "open sesame"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.delenv("REQUEST_INSPECTOR_VAULT", raising=False)
    monkeypatch.setattr(backends, "backend", lambda: (None, "There is no keyring."))


@pytest.fixture
def tools(panel_tools):
    vault = vault_of(panel_tools.places, panel_tools.settings)
    yield dataclasses.replace(panel_tools, vault=vault)
    vault.close()


@pytest.fixture
def following(tools):
    made = FollowVault(tools, lambda: tools)
    yield made
    made.deleteLater()


def test_it_is_locked_after_the_time_that_is_set(qtbot, following, tools, monkeypatch):
    tools.vault.use_file(WORDS).result(60)
    qtbot.waitUntil(following.pause.isActive)
    # Qt may let a coarse timer be a twentieth late.
    assert 14 * 60_000 < following.pause.remainingTime() < 16 * 60_000
    tools.settings.set("secrets.lock_after", 2)
    assert following.pause.remainingTime() < 3 * 60_000
    monkeypatch.setattr(type(tools.vault), "idle", property(lambda _: 121.0))
    with qtbot.waitSignal(tools.notices.said) as said:
        tools.settings.set("secrets.lock_after", 1)
    assert tools.vault.status.kind == "locked"
    assert "1 minute." in said.args[0].text
    assert not following.pause.isActive()


def test_a_use_meanwhile_lets_it_stay_open(qtbot, following, tools, monkeypatch):
    tools.vault.use_file(WORDS).result(60)
    qtbot.waitUntil(following.pause.isActive)
    tools.vault.put("value")
    assert tools.vault.idle < 60
    following.pause.timeout.emit()
    assert following.pause.isActive()
    assert tools.vault.status.kind == "file"


def test_it_stays_open_where_no_time_is_set(qtbot, following, tools):
    tools.settings.set("secrets.lock_after", 0)
    with qtbot.waitSignal(following._status):
        tools.vault.use_file(WORDS).result(60)
    assert not following.pause.isActive()


def test_another_place_counts_at_once(qtbot, following, tools):
    tools.vault.use_file(WORDS).result(60)
    tools.settings.set("secrets.place", "memory")
    qtbot.waitUntil(lambda: tools.vault.status.kind == "memory")


def test_a_locked_file_is_told_at_the_start_and_an_old_copy_whenever(qtbot, tools):
    other = vault_of(tools.places, tools.settings)
    other.use_file(WORDS).result(60)
    path = tools.places.vault / "vault.json"
    copy = path.read_bytes()
    other.persist([other.put("value")]).result(60)
    other.close()
    following = FollowVault(tools, lambda: tools)
    with qtbot.waitSignal(tools.notices.said) as said:
        tools.vault.open()
    assert said.args[0].action == "Unlock"
    ran = []
    tools.actions.provide("vault-status", lambda _: ran.append(1))
    said.args[0].do()
    assert ran == [1]
    path.write_bytes(copy)
    with qtbot.waitSignal(tools.notices.said) as said:
        tools.vault.choose_again()
    assert "older copy" in said.args[0].text
    following.deleteLater()


def test_a_value_that_can_not_be_read_is_told(qtbot, following, tools):
    import asyncio

    tools.vault.use_file(WORDS).result(60)
    ref = tools.vault.put("value", label="orders")
    tools.vault.persist([ref]).result(60)
    tools.vault.lock().result(60)
    tools.vault.use_file(WORDS).result(60)
    path = tools.places.vault / "vault.json"
    content = json.loads(path.read_text())
    content["entries"] = {}
    path.write_text(json.dumps(content))
    with qtbot.waitSignal(tools.notices.said) as said:
        asyncio.run(tools.vault.resolve_all([ref]))
    assert ref.name in said.args[0].text
