"""The form of OAuth 2.0: what a grant needs, the groups, and the issuer that is asked."""

import dataclasses
import json
import time
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.bridge.background import Background
from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.draft import Draft, value_at, with_value
from inspector.gui.compose.oauth.groups import groups
from inspector.gui.widgets.clipboard import forget_copied
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.oauth import GRANTS, ClientProof, Endpoints, OwnParameter
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.presentation.exchange.pins import FieldMark
from inspector.presentation.tokens import grant_words
from inspector.protocol.oauth import kept_token
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.workbench.kept_tokens import ref_of
from inspector.workbench.login_provider import FoundProvider
from tests.fixtures.loopback_peer import LoopbackPeer

WAIT = 10_000


class Issuer:
    """Publishes a description; `named`: what it calls itself, empty for its own address."""

    def __init__(self):
        self.named, self.asked = "", []
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.asked.append(self.path)
                document = {
                    "issuer": issuer.named or issuer.url,
                    "authorization_endpoint": f"{issuer.url}/authorize",
                    "token_endpoint": "https://tokens.example.com/token",
                    "jwks_uri": f"{issuer.url}/keys",
                    "scopes_supported": ["openid", "orders:read"],
                    "code_challenge_methods_supported": ["S256"],
                }
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._peer = LoopbackPeer(Handler)
        self.url = self._peer.url
        self.stop = self._peer.stop


@pytest.fixture
def issuer():
    made = Issuer()
    yield made
    made.stop()


@pytest.fixture
def tools(compose_tools):
    background = Background(compose_tools.workbench.submit)
    yield dataclasses.replace(compose_tools, background=background)
    background.close()


@pytest.fixture
def tab(qtbot, current, draft, tools):
    current.replace(_with(current.value, client_id="orders-web"), "Change the auth type")
    made = AuthTab(current, draft, tools)
    qtbot.addWidget(made)
    made.resize(348, 760)
    made.show()
    return made


def _with(request, **fields):
    before = request.credential
    kept = before if isinstance(before, OAuth2) else OAuth2()
    return with_value(request, "credential", msgspec.structs.replace(kept, **fields))


def _seen(form):
    return {path for path, field in form.fields.items() if field.isVisible()}


def _group(tab, name):
    return next(part for part in tab.form.groups.parts if part.group.name == name)


def test_what_a_grant_does_not_use_is_absent(tab, current):
    always = {f"credential.{name}" for name in ("grant", "issuer", "client_id", "scope")}
    assert _seen(tab.form) == always
    assert _group(tab, "redirect").isVisible()
    current.replace(_with(current.value, grant="password"), "Change Grant")
    assert _seen(tab.form) == always | {"credential.owner.user", "credential.owner.password"}
    assert not _group(tab, "redirect").isVisible()
    current.replace(_with(current.value, grant="token-exchange"), "Change Grant")
    assert "credential.given.subject" in _seen(tab.form)
    assert "credential.owner.user" not in _seen(tab.form)


def test_every_field_of_every_group_lies_in_the_record():
    for facts in GRANTS:
        request = Request(credential=OAuth2(grant=facts.tag))
        for group in groups():
            for field in group.fields:
                assert field.label
                assert value_at(request, field.path) is not None, field.path


def test_a_head_opens_and_folds_by_keys_and_says_so(tab, qtbot):
    head = _group(tab, "endpoints").head
    assert head.accessibleName() == "Endpoints, from the issuer, folded"
    qtbot.keyClick(head, Qt.Key.Key_Right)
    assert head.isChecked()
    assert _group(tab, "endpoints").form.isVisible()
    assert head.accessibleName().endswith("open")
    qtbot.keyClick(head, Qt.Key.Key_Left)
    assert not _group(tab, "endpoints").form.isVisible()
    qtbot.keyClick(head, Qt.Key.Key_Return)
    assert head.isChecked()
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert not head.isChecked()


def test_a_group_with_a_wrong_field_opens_by_itself(tab, current):
    assert not _group(tab, "client").head.isChecked()
    said = "The issuer takes client_secret_basic only"
    current.mark((FieldMark(field="credential.client.method", text=said, pin=2),))
    client = _group(tab, "client")
    assert client.head.isChecked()
    assert client.form.fields["credential.client.method"].check.text == said
    assert not _group(tab, "use").head.isChecked()


def test_the_focus_on_a_folded_field_opens_its_group(tab):
    assert tab.focus_field("credential.target.audience")
    assert _group(tab, "audience").head.isChecked()


def test_an_issuer_that_the_request_names_is_asked_after_typing(tab, current, issuer, qtbot):
    current.replace(msgspec.structs.replace(current.value, url=f"{issuer.url}/v1"), "Change URL")
    search = tab.form.search
    for end in range(len(issuer.url) - 2, len(issuer.url) + 1):
        current.replace(_with(current.value, issuer=issuer.url[:end]), "Change Issuer")
    qtbot.waitUntil(lambda: search.state == "found", timeout=WAIT)
    row = tab.form.lines.issuer
    assert row.check.text == "Found: endpoints, PKCE, scopes, sign-in keys"
    assert not row.ask.isVisible()
    assert len(issuer.asked) == 1
    assert current.value.credential.scope == "openid"
    current.undo()
    assert current.value.credential.scope == ""
    assert _group(tab, "endpoints").head.accessibleName() == "Endpoints, 3 from the issuer, folded"


def test_a_stranger_is_asked_only_when_told_to(tab, current, issuer, qtbot):
    current.replace(_with(current.value, issuer=issuer.url), "Change Issuer")
    search, row = tab.form.search, tab.form.lines.issuer
    qtbot.waitUntil(lambda: search.state == "stranger", timeout=WAIT)
    assert row.ask.isVisible()
    assert row.ask.accessibleName() == "Ask 127.0.0.1"
    assert issuer.asked == []
    row.ask.click()
    qtbot.waitUntil(lambda: search.state == "found", timeout=WAIT)


def test_an_issuer_that_calls_itself_otherwise_is_odd(tab, current, issuer, qtbot):
    issuer.named = "https://other.example.com"
    current.replace(_with(current.value, issuer=issuer.url), "Change Issuer")
    qtbot.waitUntil(lambda: tab.form.search.state == "stranger", timeout=WAIT)
    tab.form.lines.issuer.ask.click()
    qtbot.waitUntil(lambda: tab.form.search.state == "odd", timeout=WAIT)
    said = tab.form.lines.issuer.check.text
    assert said == f"Calls itself https://other.example.com, you typed {issuer.url}"
    assert tab.form.search.metadata is None


def test_an_endpoint_is_the_issuers_until_typed_over(tab, current, issuer, qtbot):
    current.replace(_with(current.value, issuer=issuer.url, scope="openid other"), "Change Issuer")
    qtbot.waitUntil(lambda: tab.form.search.state == "stranger", timeout=WAIT)
    tab.form.lines.issuer.ask.click()
    qtbot.waitUntil(lambda: tab.form.search.state == "found", timeout=WAIT)
    assert tab.form.lines.scopes.text == "The issuer doesn't name other"
    _group(tab, "endpoints").open()
    fields = _group(tab, "endpoints").form.fields
    editor = fields["credential.endpoints.authorization"].editor
    assert editor.line.text() == "/authorize"  # at the issuer's own host
    assert fields["credential.endpoints.token"].editor.line.text().startswith("https://tokens.")
    assert current.value.credential.endpoints == Endpoints()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "/mine")
    assert current.value.credential.endpoints.authorization == "/mine"
    assert editor.back.isVisible()
    editor.back.click()
    assert current.value.credential.endpoints == Endpoints()
    assert editor.line.text() == "/authorize"
    assert not editor.back.isVisible()


def test_parameters_of_ones_own_are_added_changed_and_removed(tab, current, qtbot):
    _group(tab, "extras").open()
    editor = _group(tab, "extras").form.fields["credential.extras.own"].editor
    editor.add.click()
    qtbot.keyClicks(editor.rows[0].name, "ui_locales")
    qtbot.keyClicks(editor.rows[0].value, "de")
    assert current.value.credential.extras.own == (OwnParameter(name="ui_locales", value="de"),)
    editor.rows[0].place.activated.emit(2)
    assert current.value.credential.extras.own[0].place == "body"
    editor.rows[0].remove.click()
    assert current.value.credential.extras.own == ()
    assert editor.rows == []


def test_what_is_sent_stands_at_the_foot_of_this_form_only(tab, current):
    assert tab._preview.parentWidget() is tab._foot
    assert tab._foot.isVisible()
    current.replace(with_value(current.value, "credential", Bearer()), "Change the auth type")
    assert not tab._foot.isVisible()
    assert tab._preview.isVisible()
    assert tab._preview.parentWidget() is not tab._foot


def test_a_way_to_prove_it_shows_its_own_fields(tab, current):
    _group(tab, "client").open()
    form = _group(tab, "client").form
    before = {"credential.client.method", "credential.client.secret"}
    assert _seen(form) == before
    proof = ClientProof(method="private_key_jwt")
    current.replace(_with(current.value, client=proof), "Change the proof")
    assert "credential.client.key" in _seen(form)
    assert "credential.client.secret" not in _seen(form)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://login.example.com/a?b=c", "/a?b=c"),
        ("https://login.example.com", "/"),
        ("https://login.example.com:8443/a", "https://login.example.com:8443/a"),
        ("", ""),
    ],
)
def test_an_address_is_shown_as_it_is_typed(address, shown):
    assert grant_words.below("https://login.example.com/realm", address) == shown


def test_summaries_count_what_was_typed():
    found = ServerMetadata(endpoints=Endpoints(token="https://a/t", keys="https://a/k"))
    assert grant_words.endpoints_summary(Endpoints(), found) == "2 from the issuer"
    assert grant_words.endpoints_summary(Endpoints(token="/t"), found) == (
        "1 from the issuer, 1 typed"
    )


# ---------------- The card of the token
def _keep(tools, request, **fields):
    given = {"access_token": "at-0123456789abcdef", "subject": "ada", "life": 3600}
    token = KeptToken(**{**given, "obtained": time.time() - 60, **fields})
    ref = ref_of(kept_token.name_of(request.credential))
    tools.vault.hold({ref: kept_token.written(token)})


def test_the_card_shows_what_is_kept_and_follows_the_draft(tab, current, draft, tools):
    card = tab.form.token
    assert card.words.state == "none"
    assert not card.life.isVisible()
    assert not card.more.isVisible()
    _keep(tools, current.value, refresh_token="rt-0123456789abcdef")
    draft.renew()
    assert card.words.state == "kept"
    assert card.life.isVisible()
    assert card.life.accessibleName().endswith("renews itself 5 min before")
    assert card.more.isVisible()
    assert card.inspect.isVisible()


def test_the_menu_copies_the_token_and_asks_for_the_rest(tab, current, draft, tools):
    _keep(tools, current.value)
    draft.renew()
    entries = [each for each in tab.form.token.entries() if each.text]
    words = [each.text for each in entries]
    assert words == ["Renew now", "Inspect", "Copy", "Log out of this", "Forget here"]
    entries[2].do()
    assert QApplication.clipboard().text() == "at-0123456789abcdef"
    forget_copied()


def test_a_token_of_an_inherited_credential_has_its_card_too(
    qtbot, tab, current, draft, tools, monkeypatch
):
    passed_on = current.value
    _keep(tools, passed_on)
    own = with_value(current.value, "credential", InheritCredential())
    current.replace(own, "Change the auth type")
    assert not tab.form.token.isVisible()  # nothing is passed on to a request outside
    inherited = with_value(own, "credential", passed_on.credential)
    monkeypatch.setattr(Draft, "effective", property(lambda _draft: inherited))
    draft.renew()
    card = tab.form.token
    qtbot.waitUntil(card.isVisible)
    assert card.words.state == "kept"
    assert next(each.text for each in card.entries() if each.text) == "Renew now"
    bearer = with_value(own, "credential", Bearer())
    monkeypatch.setattr(Draft, "effective", property(lambda _draft: bearer))
    draft.renew()
    assert not card.isVisible()


# ---------------- A client that nobody knows yet, and the scopes that the issuer names
def _found(tab, current, **fields):
    """Let the issuer of the form have published that."""
    search = tab.form.search
    endpoints = Endpoints(token="https://login.example.com/token", **fields.pop("endpoints", {}))
    made = ServerMetadata(issuer="https://login.example.com", endpoints=endpoints, **fields)
    search.state, search.found = "found", FoundProvider(issuer=made.issuer, metadata=made)
    search.changed.emit()


def test_a_registration_is_offered_while_no_client_is_known(tab, current):
    row = tab.form.lines.client
    current.replace(_with(current.value, client_id=""), "Change the client")
    assert row.isHidden()
    _found(tab, current, endpoints={"registration": "https://login.example.com/register"})
    assert row.register.isVisible()
    assert row.register.accessibleName() == "Register this program"
    current.replace(_with(current.value, client_id="mine"), "Change the client")
    assert not row.isVisible()


def test_a_remark_under_one_field_leaves_its_neighbour_in_line(qtbot, tab, current, draft):
    client, scope = (tab.form.fields[f"credential.{name}"] for name in ("client_id", "scope"))
    current.replace(_with(current.value, client_id=""), "Change the client")
    draft.renew()
    assert client.check.isVisible()
    qtbot.waitUntil(lambda: client.y() == scope.y())
    assert client.editor.mapTo(tab, client.editor.rect().topLeft()).y() == (
        scope.editor.mapTo(tab, scope.editor.rect().topLeft()).y()
    )


def test_a_client_document_is_offered_copied_and_told_apart(tab, current):
    row = tab.form.lines.client
    current.replace(_with(current.value, client_id=""), "Change the client")
    _found(tab, current, takes_client_documents=True)
    assert "https address of a client document" in row.note.text
    assert not row.register.isVisible()
    address = "https://me.example/client.json"
    current.replace(_with(current.value, client_id=address), "Change the client")
    assert row.note.text == "The client document must stand at this address."
    row.document.click()
    made = json.loads(QApplication.clipboard().text())
    assert made["client_id"] == "https://me.example/client.json"
    assert made["redirect_uris"] == ["http://127.0.0.1/"]
    _found(tab, current)
    assert row.note.text == "This provider doesn't say that it takes client documents."


def _type(line, text):
    """Type without the list of completions, which this platform can't open."""
    line.setText(text)
    line.textEdited.emit(text)


def test_the_scope_typed_last_is_completed(tab, current):
    _found(tab, current, scopes=("openid", "orders:read", "orders:write"))
    line = tab.form.fields["credential.scope"].editor.line
    _type(line, "openid ord")
    completer = line.completer()
    completer.setCompletionPrefix("ord")
    rows = [completer.completionModel().index(row, 0).data() for row in range(2)]
    assert rows == ["orders:read", "orders:write"]
    completer.activated.emit(completer.pathFromIndex(completer.completionModel().index(1, 0)))
    assert value_at(current.value, "credential.scope") == "openid orders:write"
    _type(line, f"{line.text()} ")
    assert completer.model().stringList() == ["orders:read"]  # the others stand there already


def test_the_preview_names_the_host(tab, current, draft):
    current.replace(with_value(current.value, "url", "https://api.example.com/v1"), "Change")
    draft.renew()
    words = tab._preview._words.text()
    assert "To api.example.com only" in words
