"""Planted cookies: set by a reply, typed, taken in and looked at; nothing of them is anywhere."""

import logging

import pytest

from inspector.gui.cookies.cookies_page import CookiesPage
from inspector.model.request import Request
from inspector.vault.choose import open_vault
from tests.fixtures.planted_window import WAIT, PlantedWindow
from tests.fixtures.scripted import reply


@pytest.fixture
def planted(start, home, monkeypatch):
    vault = open_vault(home / "data" / "vault", "file")
    vault.use_file("a passphrase").result(60)
    logging.getLogger().setLevel(logging.DEBUG)
    yield PlantedWindow(start(vault=vault), home).listen(monkeypatch)
    logging.getLogger().setLevel(logging.WARNING)


def test_no_cookie_is_shown_or_written_in_clear(planted, scripted, qtbot):
    brought, typed, given = (planted.secret(place) for place in ("set", "typed", "taken in"))
    told = reply("401 No", f"Set-Cookie: sid={brought}; Path=/; HttpOnly", body=brought.encode())
    server = scripted([told])
    planted.send(Request(name="Sent", url=f"{server.url}/v1"))
    planted.send(Request(name="Again", url=f"{server.url}/v1"))
    assert brought.encode() in server.requests[-1]
    planted.look_at_screen()
    planted.driver.run("cookies")
    page = planted.page(CookiesPage)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=WAIT)
    planted.look_at_screen()
    page.take_in.click()
    page.importing.fields.main("text").setPlainText(f"Cookie: session={given}")
    page.importing.take.click()
    qtbot.waitUntil(lambda: page.list.count() == 2, timeout=WAIT)
    planted.look_at_screen()
    page.detail.edit.click()
    qtbot.keyClicks(page.form.fields.main("value"), typed)
    page.form.take.click()
    planted.driver.settle()
    planted.look_at_screen()
    vault = planted.tools.vault
    assert typed in {kept.value for kept in vault.cookies.of("").contents.cookies}
    assert vault.cookies.save("").result(60) == ""
    planted.leave()
    assert list((planted.driver.program.tools.places.vault / "cookies").glob("*.cookies"))
