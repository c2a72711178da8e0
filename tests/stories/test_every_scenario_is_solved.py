"""Every scenario of the practice server in the window: from the refusal to what its fix promises."""

import asyncio

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from inspector.compose.body_fields import with_field
from inspector.mocklab.checks.logins import PASSWORD, USER
from inspector.mocklab.scenarios import all_scenarios
from inspector.model.request import FormBody, FormField, Request
from inspector.workbench.applying.retrying import Clock
from tests.fixtures.scripted import reply
from tests.stories.conftest import status

SENT_AT_ONCE = {
    "expired-token": 200,
    "revoked-token": 200,
    "missing-scope": 204,
    "wrong-audience": 200,
    "wrong-scheme": 200,
    "key-in-the-wrong-place": 200,
    "csrf-refused": 201,
    "provider-unreachable": 200,
}
NEW_HOST = {"missing-credentials", "wrong-environment"}
TYPED = {
    "nothing-sent": {"credential_user": USER, "credential_password": PASSWORD},
    "wrong-password": {"credential_password": PASSWORD},
}
TOLD = {"account-locked", "captive-portal", "clock-ahead"}
OTHERS = {"every-scheme", "proxy-in-the-way", "expired-cookie"}


def test_no_scenario_is_left_out():
    covered = {*SENT_AT_ONCE, *NEW_HOST, *TYPED, *TOLD, *OTHERS}
    assert {scenario.slug for scenario in all_scenarios()} == covered


def came(story):
    """Return what the line above the reply says of the fix."""
    line = story.driver.find(QWidget, "aftermath")
    return next(each.text() for each in line.findChildren(QLabel) if each.text())


def undone(story, before):
    """Take the fix back by the button of the line: the request is as it was."""
    story.driver.run("undo-fix")
    assert story.driver.tab.current.value == before


@pytest.fixture
def at_once(story):
    """Let waits pass without waiting."""

    async def sleep(_seconds):
        await asyncio.sleep(0)

    story.driver.program.tools.workbench.clock = Clock(sleep, lambda _low, _high: 0.0)


@pytest.mark.parametrize("slug", SENT_AT_ONCE)
@pytest.mark.usefixtures("at_once")
def test_one_press_leads_out(story, slug):
    first = story.practise(slug)
    before = story.driver.tab.current.value
    answer = story.fix()
    assert status(answer) == SENT_AT_ONCE[slug]
    assert answer.aftermath.result == "solved"
    assert answer.aftermath.before == first.verdict.findings[0].slug
    assert came(story).startswith("This was it: ")
    if answer.aftermath.undoes:
        undone(story, before)


@pytest.mark.parametrize("slug", sorted(NEW_HOST))
def test_a_new_host_is_agreed_to(story, slug):
    story.practise(slug)
    before = story.driver.tab.current.value
    assert story.fix_and_agree().aftermath.result == "solved"
    assert came(story).startswith("This was it: ")
    undone(story, before)


@pytest.mark.parametrize("slug", TYPED)
def test_what_is_missing_is_typed(story, slug):
    story.practise(slug)
    before = story.driver.tab.current.value
    answer = story.fix_and_type(**TYPED[slug])
    assert answer.aftermath.result == "solved"
    assert came(story).startswith("This was it: ")
    undone(story, before)


@pytest.mark.parametrize("slug", sorted(TOLD))
def test_a_text_is_passed_on_and_nothing_sent(story, slug):
    answer = story.practise(slug)
    text = story.message()
    assert answer.attempt.exchanges[0].request.url.partition("?")[0] in text
    assert len(story.driver.tab.attempts.answers) == 1


def test_the_proxys_login(story):
    story.practise("proxy-in-the-way")
    before = story.driver.tab.current.value
    story.press_fix()
    story.qtbot.waitUntil(lambda: story.driver.program.tools.actions.can_run("send"))
    story.fill("options_proxy_credential_user", USER)
    story.fill("options_proxy_credential_password", PASSWORD)
    assert story.send().aftermath.result == "solved"
    undone(story, before)


def test_the_login_page_is_filled_in_and_the_login_used(story):
    story.practise("expired-cookie")
    refused = story.driver.tab
    before = refused.current.value
    story.press_fix()
    story.qtbot.waitUntil(lambda: story.driver.tab is not refused)
    login = story.driver.tab.current
    for name, text in (("user", USER), ("password", PASSWORD)):
        login.replace(with_field(login.value, name, text), "Type")
    assert status(story.send()) == 200
    story.driver.program.tools.tabs.activate(refused)
    assert story.fix().aftermath.result == "solved"
    undone(story, before)


def test_a_token_request_that_is_refused_is_explained_itself(story, scripted):
    refusal = b'{"error": "invalid_client", "error_description": "Client secret is wrong"}'
    server = scripted([reply("401 Unauthorized", "Content-Type: application/json", body=refusal)])
    story.practise("expired-token")
    refused = story.driver.tab
    fields = (FormField("grant_type", "client_credentials"), FormField("client_secret", "x"))
    refused.renewal = Request(method="POST", url=server.url, body=FormBody(fields=fields))
    story.press_fix()
    story.qtbot.waitUntil(lambda: story.driver.tab is not refused)
    shown = story.driver.tab
    assert "invalid_client" in shown.notice
    assert shown.attempts.current.verdict.findings[0].slug == "client-secret-refused"
    assert shown.current.value == refused.renewal
    assert len(refused.attempts.answers) == 1


def test_what_is_accepted_has_nothing_to_fix(story):
    answer = story.practise("every-scheme")
    assert (answer.verdict.findings, answer.aftermath) == ((), None)
    assert not story.driver.program.tools.actions.can_run("apply-fix")
