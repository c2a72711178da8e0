"""Signatures are checked, tokens renewed and edited ones sent in the request's own tab."""

import jwt
import pytest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_work import TokenWork
from tests.gui.token_samples import SECRET, exchange, solved, token

TEXT = token()


@pytest.fixture
def tab(panel_tools):
    made = RequestDocument(solved(TEXT).attempt.request)
    made.attempts.add(solved(TEXT))
    panel_tools.tabs.open(made)
    return made


@pytest.fixture
def work(panel_tools, tab):
    document = TokenDocument(TEXT, exchange=exchange(TEXT), tab=tab, place="Authorization sent")
    return TokenWork(panel_tools, TEXT, document, panel_tools.tabs)


def test_it_says_where_the_token_stands(work, panel_tools):
    assert work.origin == "In Authorization sent of orders."
    assert work.issuer_host == "login.example.com"
    assert TokenWork(panel_tools, "x", None, panel_tools.tabs).origin == ""


@pytest.mark.parametrize(
    ("key", "state"), [(SECRET, "valid"), ("no", "invalid"), ("", "unchecked")]
)
def test_a_signature_is_checked_with_the_key_given(work, qtbot, key, state):
    with qtbot.waitSignal(work.signature_found, timeout=5000) as found:
        work.check(key)
    assert found.args[0].state == state


def test_an_edited_token_is_sent_in_the_requests_tab(work, tab, panel_tools):
    sent = []
    panel_tools.actions.provide("send", sent.append)
    before = tab.current.value
    assert work.resend_edited('{"alg": "HS256"}', '{"aud": "other"}', SECRET) == ""
    value = panel_tools.vault.peek(tab.current.value.credential.token)
    assert jwt.decode(value, SECRET, algorithms=["HS256"], audience="other")["aud"] == "other"
    assert sent == [None]
    tab.current.undo()
    assert tab.current.value == before


def test_the_old_signature_can_be_kept(work, tab, panel_tools):
    panel_tools.actions.provide("send", lambda _: None)
    work.resend_edited('{"alg": "HS256"}', '{"aud": "other"}', "")
    value = panel_tools.vault.peek(tab.current.value.credential.token)
    assert value.rpartition(".")[2] == TEXT.rpartition(".")[2]
    assert value != TEXT


@pytest.mark.parametrize(
    ("header", "claims", "key", "problem"),
    [
        ("{", "{}", "", "The header are no JSON: line 1"),
        ('{"alg": "HS256"}', "[]", "", "must be an object"),
        ('{"alg": "RS256"}', "{}", "no pem", "can't sign with RS256"),
    ],
)
def test_what_can_not_be_written_is_said(work, header, claims, key, problem):
    assert problem in work.resend_edited(header, claims, key)


def test_a_closed_tab_can_not_send(work, tab, panel_tools):
    panel_tools.tabs.close(tab)
    assert work.resend_edited('{"alg": "none"}', "{}", "") == "The request's tab is closed."
    assert not work.can_resend
    assert not work.can_renew


def test_renewing_runs_the_fix_in_the_tab(work, tab, panel_tools):
    ran = []
    panel_tools.actions.provide("apply-fix", ran.append)
    tab.renewal = tab.current.value
    assert work.can_renew
    work.renew()
    assert [fix.action for fix in ran] == ["fetch-token"]
