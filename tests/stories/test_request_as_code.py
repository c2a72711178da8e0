"""A request is shown as code in the window: any language, variables for secrets, copied."""

import pytest
from PySide6.QtGui import QGuiApplication

from inspector.export.code.snippet import languages
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.workbench.attempts import as_code

TOKEN = "planted-token-0123456789abcdef"
WAIT = 15_000


@pytest.fixture
def driver(start, monkeypatch):
    made = start()
    vault = made.program.tools.vault
    token = vault.put(TOKEN)
    assert vault.persist((token,)).result(60) == ()

    async def kept(_vault):
        return frozenset({token.name})

    monkeypatch.setattr(as_code, "kept_names", kept)
    request = Request(
        name="List", url="https://api.shop.example/orders", credential=Bearer(token=token)
    )
    made.program.tools.tabs.open_request(request)
    return made


def copied():
    return QGuiApplication.clipboard().text()


def test_each_language_shows_variables_and_the_lines_that_read_them(driver):
    driver.run("show-code")
    page = driver.window.area.page(driver.program.tools.tabs.active)
    driver.qtbot.waitUntil(lambda: bool(page.text.toPlainText()), timeout=WAIT)
    for at, language in enumerate(languages()):
        page.language.setCurrentIndex(at)
        text = page.text.toPlainText()
        assert "SHOP_TOKEN" in text, language.NAME
        assert TOKEN not in text + page.reading.toPlainText()
        assert page.reading.toPlainText().startswith('export SHOP_TOKEN="$(request-inspector vault')
        assert page.runnable.isVisible() == (language.NAME in {"curl", "httpie"})
    page.language.setCurrentIndex(0)
    page.copy.click()
    assert copied() == page.text.toPlainText()
    page.runnable.click()
    assert copied().startswith(page.reading.toPlainText())
    assert "\ncurl -i https://api.shop.example/orders" in copied()


def test_curl_is_copied_runnable_without_opening_anything(driver):
    driver.run("copy-curl-runnable")
    driver.qtbot.waitUntil(lambda: "vault print" in copied(), timeout=WAIT)
    assert TOKEN not in copied()
    assert driver.tab.current.value.name == "List"


def test_what_no_code_can_say_is_told(driver):
    driver.program.tools.tabs.open_request(Request(url="{{nowhere}}/x"))
    driver.run("show-code")
    page = driver.window.area.page(driver.program.tools.tabs.active)
    driver.qtbot.waitUntil(page.note.isVisible, timeout=WAIT)
    assert "nowhere" in page.note.text
    assert not page.copy.isEnabled()
