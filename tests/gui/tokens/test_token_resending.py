"""Tokens are renewed, and edited ones sent in the request's own tab."""

import jwt
import msgspec
import pytest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_resending import Edited, TokenResending, Written, written
from inspector.model.experiment import Plan
from inspector.model.fix import Action
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.none import NoCredential
from inspector.model.request import RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.attempts.edited_tokens import note_of
from tests.gui.token_samples import SECRET, exchange, solved, token

TEXT = token()


@pytest.fixture
def tab(panel_tools):
    made = RequestDocument(solved(TEXT).attempt.request)
    made.attempts.add(solved(TEXT))
    panel_tools.tabs.open(made)
    return made


@pytest.fixture
def resending(panel_tools, tab):
    document = TokenDocument(TEXT, exchange=exchange(TEXT), tab=tab, place="Authorization sent")
    return TokenResending(panel_tools, TEXT, document, panel_tools.tabs)


@pytest.fixture
def sent(panel_tools):
    made = []
    panel_tools.actions.provide("send", made.append)
    return made


def test_an_edited_token_is_sent_in_the_requests_tab(resending, tab, panel_tools, sent, qtbot):
    before = tab.current.value
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
    qtbot.waitUntil(lambda: sent == [None])
    value = panel_tools.vault.peek(tab.current.value.credential.token)
    assert jwt.decode(value, SECRET, algorithms=["HS256"], audience="other")["aud"] == "other"
    tab.current.undo()
    assert tab.current.value == before


def test_once_the_old_token_is_back_nothing_else_is_said(resending, tab, sent, qtbot):
    tab.set_notice("Practice server")
    for count in (1, 2):
        resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
        qtbot.waitUntil(lambda count=count: len(sent) == count)
    tab.current.undo()
    assert "signed here" in tab.notice
    tab.current.undo()
    assert tab.notice == "Practice server"


@pytest.mark.parametrize("ask", ["renew", "ask_issuer"])
def test_once_the_tab_is_closed_that_is_said(resending, tab, panel_tools, sent, ask):
    said = []
    panel_tools.notices.said.connect(lambda notice: said.append(notice.text))
    panel_tools.tabs.close(tab)
    getattr(resending, ask)()
    assert said == ["The request's tab is closed. Reopen it first, then try again."]
    assert not sent


def test_a_second_click_sends_nothing_more(resending, tab, sent, panel_tools, qtbot):
    before = tab.current.value
    for _ in range(2):
        resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
    qtbot.waitUntil(lambda: not panel_tools.background._jobs)
    assert sent == [None]
    tab.current.undo()
    assert tab.current.value == before


def test_the_old_signature_can_be_kept(resending, tab, panel_tools, sent, qtbot):
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', "")
    qtbot.waitUntil(lambda: sent == [None])
    value = panel_tools.vault.peek(tab.current.value.credential.token)
    assert value.rpartition(".")[2] == TEXT.rpartition(".")[2]
    assert value != TEXT


def test_the_attempt_is_marked(resending, tab, sent, qtbot):
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
    qtbot.waitUntil(lambda: sent == [None])
    assert note_of(tab.current.value) == "Token signed here"
    assert "signed here" in tab.notice
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', "")
    qtbot.waitUntil(lambda: sent == [None, None])
    assert note_of(tab.current.value) == "Token edited here"


def test_a_token_that_is_sent_as_a_key_is_edited_too(resending, tab, panel_tools, sent, qtbot):
    key = ApiKey(name="X-Token", value=SecretRef(place="memory", name="t"))
    tab.current.replace(msgspec.structs.replace(tab.current.value, credential=key), "Key")
    assert resending.can_resend
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
    qtbot.waitUntil(lambda: sent == [None])
    value = panel_tools.vault.peek(tab.current.value.credential.value)
    assert jwt.decode(value, SECRET, algorithms=["HS256"], audience="other")["aud"] == "other"


def test_the_issuer_is_asked_by_the_experiment(resending, tab, panel_tools):
    ran = []
    panel_tools.actions.provide("run-experiments", ran.append)
    assert not resending.can_ask_issuer
    plan = Plan(id="introspection", question="Is it active?", varies="Introspection")
    tab.attempts.experiments.offer(tab.attempts.current.attempt.id, (plan,))
    assert resending.can_ask_issuer
    resending.ask_issuer()
    assert ran == [("introspection",)]
    refused = msgspec.structs.replace(plan, refused="Not now.")
    tab.attempts.experiments.offer(tab.attempts.current.attempt.id, (refused,))
    assert not resending.can_ask_issuer


@pytest.mark.parametrize(
    ("edited", "problem"),
    [
        (("{", "{}", ""), "The JSON of the header breaks at line 1"),
        (('{"alg": "HS256"}', "[]", ""), "must be an object"),
        (('{"alg": "RS256"}', "{}", "no pem"), "can't sign with RS256"),
    ],
)
def test_what_can_not_be_written_is_said(resending, qtbot, edited, problem):
    with qtbot.waitSignal(resending.refused) as refused:
        resending.resend(*edited)
    assert problem in refused.args[0]


def test_a_closed_tab_can_not_send(resending, tab, panel_tools, qtbot):
    panel_tools.tabs.close(tab)
    with qtbot.waitSignal(resending.refused) as refused:
        resending.resend('{"alg": "none"}', "{}", "")
    assert refused.args == ["The request's tab is closed."]
    assert not resending.can_resend
    assert not resending.can_renew


def test_renewing_runs_the_fix_in_the_tab(resending, tab, panel_tools):
    ran = []
    panel_tools.actions.provide("apply-fix", ran.append)
    tab.renewal = tab.current.value
    assert resending.can_renew
    resending.renew()
    assert [fix.action for fix in ran] == [Action("fetch-token")]


def test_a_key_of_the_vault_signs(program, qtbot):
    tools = program.tools
    tab = RequestDocument(solved(TEXT).attempt.request)
    tools.tabs.open(tab)
    ref = tools.vault.put(SECRET, place="memory")
    resending = TokenResending(tools, TEXT, TokenDocument(TEXT, tab=tab), tools.tabs)
    with qtbot.waitSignal(resending.refused):
        resending.resend('{"alg": "RS256"}', "{}", ref)
    with qtbot.waitSignal(resending.refused) as refused:
        resending.resend('{"alg": "HS256"}', "{}", SecretRef(place="memory", name="gone"))
    assert refused.args == ["The vault does not give that key now."]
    made = written(Edited(original=TEXT, header='{"alg": "HS256"}', claims="{}", key=SECRET))
    assert made.signed


def test_neither_key_nor_token_is_in_a_representation():
    assert SECRET not in repr(Edited(original=TEXT, header="", claims="", key=SECRET))
    assert TEXT not in repr(Edited(original=TEXT, header="", claims=""))
    assert TEXT not in repr(Written(text=TEXT))


def test_a_token_of_a_cookie_goes_out_in_the_cookie(resending, tab, panel_tools, sent, qtbot):
    cookie = RequestHeader(name="Cookie", value=f"session={TEXT}")
    changed = msgspec.structs.replace(
        tab.current.value, credential=NoCredential(), headers=(cookie,)
    )
    tab.current.replace(changed, "Cookie")
    assert resending.can_resend
    resending.resend('{"alg": "HS256"}', '{"aud": "other"}', SECRET)
    qtbot.waitUntil(lambda: sent == [None])
    assert tab.current.value.headers[0].value.startswith("session={{vault.signed-here-")
    assert note_of(tab.current.value) == "Token signed here"


def test_a_request_without_the_token_is_not_sent(resending, tab, sent, qtbot):
    bare = msgspec.structs.replace(tab.current.value, credential=NoCredential())
    tab.current.replace(bare, "None")
    assert not resending.can_resend
    with qtbot.waitSignal(resending.refused) as refused:
        resending.resend('{"alg": "none"}', "{}", "")
    assert refused.args == ["The request does not send this token any more."]
    assert sent == []
