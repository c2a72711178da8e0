"""The page of cookies shows what each rule says, and changes the jar; deleting can be undone."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt

from inspector.gui.cookies.commands import OpeningCookies
from inspector.gui.cookies.cookies_document import CookiesDocument
from inspector.gui.cookies.cookies_page import CookiesPage
from inspector.model.collection import Environment
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message
from inspector.model.request import Request
from inspector.presentation.cookies import cookie_words
from inspector.protocol.cookie.choosing import choose
from inspector.protocol.cookie.cookie_rules import Asked
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Setting
from inspector.workbench.kept_cookies import CookiesNow

URL = "https://app.example.com/api/orders"
VALUE = "MARKED-value-of-the-session"


@pytest.fixture
def tools(panel_tools):
    panel_tools.environments.replace((Environment(name="Staging"),))
    panel_tools.environments.choose("Staging")
    panel_tools.tabs.open_request(Request(name="List orders", url=URL))
    jar, now = panel_tools.vault.cookies.of("Staging"), datetime.now(UTC)
    for line in (
        f"sessionid={VALUE}; Path=/; Secure; HttpOnly; Max-Age=600",
        "lang=de; Path=/",
        "admin=1; Path=/admin",
        "track=1; SameSite=None",
    ):
        jar.take(parse(line, now), Setting(URL, now, "POST app.example.com/login"))
    return panel_tools


def now_of(document, line="sessionid=…; lang=de", later=0):
    """Return what the workbench would find; it has tests of its own."""
    contents = document.jar.contents
    asked = Asked(URL, datetime.now(UTC) + timedelta(seconds=later))
    message = Message(method="GET", url=URL, headers=(Header("Cookie", line, "cookie"),))
    return CookiesNow(
        cookies=choose(contents.cookies, asked),
        refused=contents.refused,
        exchange=Exchange(request=message),
    )


@pytest.fixture
def document(tools):
    made = CookiesDocument(tools, "Staging")
    made.renew = lambda: made._show(now_of(made))
    tools.tabs.open(made)
    return made


@pytest.fixture
def page(qtbot, tools, document):
    made = CookiesPage(document, tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    document.renew()
    return made


def said(page):
    model = page.list.plain
    return [model.rows[at].cells[0].said for at in range(model.rowCount())]


def names(document):
    return {kept.name: kept.value for kept in document.jar.contents.cookies}


def test_every_cookie_has_its_result_and_reason(page):
    assert said(page) == [
        "sessionid, to app.example.com/, Sent, " + cookie_words.until(page.list.chosen.kept),
        "lang, to app.example.com/, Sent, No end is set",
        "admin, to app.example.com/admin, Withheld, Only below /admin",
        "track, to app.example.com/api, Refused when set, SameSite=None, not Secure",
    ]
    told = page.list.plain.rows[2].cells[0].told
    assert told.startswith("Domain fits, Path does not fit, Secure was not asked")
    assert page.title.text() == "2 cookies are sent with List orders"
    assert page._document.remark.text == "2 sent, 1 withheld, 1 refused"


def test_an_ended_session_is_the_title(page, document):
    document._show(now_of(document, "lang=de", later=900))
    assert "The session cookie is not sent" in page.title.text()


def test_the_line_at_the_foot_is_masked(page, document):
    header = Header("Cookie", "a=1; lang=de", "cookie", secret=((2, 3), (10, 12)))
    message = Message(method="GET", url=URL, headers=(header,))
    now = msgspec.structs.replace(now_of(document), exchange=Exchange(request=message))
    document._show(now)
    assert not {"1", "de"} & set(page.sent.line.text().replace("=", " ").split(" "))
    document._show(now_of(document, f"sessionid={VALUE}; lang=de"))
    assert page.sent.line.text().startswith("Cookie: sessionid=")
    assert VALUE not in page.sent.line.text()
    assert page.sent.switch.accessibleName() == "Send cookies with List orders"


def test_the_switch_changes_the_request(page, document):
    tab = document.request
    page.sent.switch.click()
    assert not tab.current.value.options.use_cookies
    assert page.title.text() == "No cookie is sent with List orders"
    tab.current.undo()
    assert tab.current.value.options.use_cookies


def test_delete_takes_it_off_and_undo_brings_it_back(page, document, tools, qtbot):
    before = document.jar.contents
    page.list.setFocus()
    page.list.setCurrentRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert set(names(document)) == {"sessionid", "admin"}
    notice = tools.notices.all[-1]
    assert "lang" in notice.text
    notice.do()
    assert set(document.jar.contents.cookies) == set(before.cookies)


def test_what_was_refused_is_forgotten(page, document):
    page.list.setCurrentRow(3)
    page.detail.delete.click()
    assert document.jar.contents.refused == ()


def test_a_cookie_is_changed_in_the_form(page, document, qtbot):
    page.list.setCurrentRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    assert page.form.isVisible()
    value = page.form.fields.main("value")
    value.setFocus()
    qtbot.keyClicks(value, "fr")
    page.form.fields.enter("path", "/api")
    page.form.take.click()
    assert names(document)["lang"] == "fr"
    kept = next(one for one in document.jar.contents.cookies if one.name == "lang")
    assert kept.stored.path == "/api"
    assert page.detail.isVisible()


def test_a_cookie_that_no_browser_would_keep_is_refused_in_the_form(page, document):
    page.add.click()
    page.form.fields.enter("name", "__Host-a")
    page.form.fields.main("wide").click()
    page.form.take.click()
    assert "promises" in page.form.check.text
    page.form.fields.main("wide").click()
    page.form.take.click()
    assert "__Host-a" in names(document)
    page.add.click()
    page.form.fields.enter("host", "")
    page.form.take.click()
    assert "which host" in page.form.check.text
    page.form.cancel.click()
    assert page.detail.isVisible()


def test_cookies_are_taken_in_and_the_text_is_gone(page, document, tools):
    page.take_in.click()
    page.importing.fields.main("text").setPlainText("Cookie: brought=abcdefgh; lang=it")
    page.importing.take.click()
    assert names(document)["brought"] == "abcdefgh"
    assert names(document)["lang"] == "it"
    assert page.importing.fields.main("text").toPlainText() == ""
    assert tools.notices.all[-1].text == "2 cookies were taken in."


def test_what_holds_no_cookie_is_said(page):
    page.take_in.click()
    page.importing.fields.main("text").setPlainText("hello")
    page.importing.take.click()
    assert "no cookie" in page.importing.check.text
    assert page.importing.fields.main("text").toPlainText() == "hello"


def test_no_value_is_shown_unless_it_is_asked_for(page):
    shown = [label.text() for label in page.findChildren(type(page.title))]
    assert not [text for text in [*shown, *said(page)] if VALUE in text]
    assert VALUE not in page.detail.value.line.text()
    page.detail.value.toggle()
    assert page.detail.value.line.text() == VALUE
    page.detail.value.toggle()


def test_a_typed_value_takes_the_place_of_the_old_one(page, document, qtbot):
    page.list.setCurrentRow(1)
    line = page.detail.value.line
    page.detail.value.begin_typing()
    qtbot.keyClicks(line, "it")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert names(document)["lang"] == "it"


def test_without_a_request_it_says_what_to_do(qtbot, tools, document):
    document._take(None)
    document._show(msgspec.structs.replace(now_of(document), exchange=None))
    made = CookiesPage(document, tools)
    qtbot.addWidget(made)
    assert "Open a request" in made.lead.text()
    assert "Open a request" in made.sent.line.text()
    assert not made.sent.switch.isVisibleTo(made)


def test_an_empty_jar_says_so(qtbot, panel_tools):
    document = CookiesDocument(panel_tools, "")
    document.renew = lambda: document._show(CookiesNow())
    page = CookiesPage(document, panel_tools)
    qtbot.addWidget(page)
    page.show()
    assert not page.list.isVisible()
    assert document.title == "Cookies"


def test_another_request_is_judged_when_its_tab_is_shown(tools, document):
    tools.tabs.open_request(Request(name="Other", url="https://b.example/"))
    assert document.named == "Other"
    tools.tabs.close(document.request)
    assert document.named in {"", "List orders"}


def test_the_command_opens_those_of_the_environment(panel_tools, monkeypatch):
    monkeypatch.setattr(CookiesDocument, "renew", lambda _self: None)
    panel_tools.environments.replace((Environment(name="Staging"), Environment(name="Live")))
    panel_tools.environments.choose("Staging")
    opening = OpeningCookies(panel_tools)
    panel_tools.actions.run("cookies")
    assert panel_tools.tabs.active.title == "Cookies, Staging"
    panel_tools.actions.run("cookies", "Live")
    assert panel_tools.tabs.active.title == "Cookies, Live"
    panel_tools.actions.run("cookies")
    assert len(panel_tools.tabs.documents) == 2
    opening.deleteLater()


def test_the_cookies_follow_an_environment_that_is_renamed(tools, qtbot):
    opening = OpeningCookies(tools)
    tools.environments.put(Environment(name="Test"), "Staging")
    found = tools.vault.cookies.of("Test")
    qtbot.waitUntil(lambda: len(found.contents.cookies) == 3)
    assert tools.vault.cookies.of("Staging").contents.cookies == ()
    opening.deleteLater()


def cookies_of(tools, name):
    return len(tools.vault.cookies.of(name).contents.cookies)


def test_the_cookies_of_a_deleted_environment_go_and_come_back_with_it(tools, qtbot):
    staging = Environment(name="Staging", values={"a": "1"})
    tools.environments.replace((staging,))
    opening = OpeningCookies(tools)
    tools.environments.remove("Staging")
    qtbot.waitUntil(lambda: cookies_of(tools, "Staging") == 0)
    qtbot.waitUntil(lambda: bool(opening._gone))
    tools.environments.put(staging)
    assert cookies_of(tools, "Staging") == 3
    tools.environments.remove("Staging")
    qtbot.waitUntil(lambda: bool(opening._gone))
    tools.environments.put(Environment(name="Staging"))
    assert cookies_of(tools, "Staging") == 0  # a new one of the same name begins with none
    opening.deleteLater()


def test_cookies_that_another_collection_shares_stay(tools):
    tools.environments.replace((Environment(name="Staging"),))
    tools.environments.elsewhere = frozenset({"Staging"})
    opening = OpeningCookies(tools)
    tools.environments.remove("Staging")
    tools.vault.names().result(60)
    assert cookies_of(tools, "Staging") == 3
    opening.deleteLater()


def test_log_in_again_is_there_for_a_folder_with_a_login_and_filled_once_it_ended(page, document):
    assert page.log_in.isHidden()
    document.request.logins = lambda: (Request(name="Log in"),)
    document.renew()
    assert not page.log_in.isHidden()
    assert page.log_in.property("kind") == "secondary"
    document._show(now_of(document, "lang=de", later=900))
    assert page.log_in.property("kind") == "primary"


def test_of_very_many_those_for_other_hosts_are_left_out(page, document):
    now = datetime.now(UTC)
    for number in range(1100):
        where = Setting(f"https://h{number}.example/", now)
        document.jar.take(parse("other=1", now), where)
    document.renew()
    assert page.list.left_out == 103
    assert said(page)[0].startswith("sessionid")
    assert "103 more are not listed." in page.lead.text()
