"""The token tab shows what decoding says, masked, and copies it."""

import base64
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwe
from joserfc.jwk import OctKey
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTreeView, QWidget

from inspector.annotate.tokens import decode
from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens import token_page
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_page import TokenPage
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import InlineCheck
from inspector.model.collection import Environment
from inspector.model.experiment import Plan
from inspector.presentation.tokens.token_state import kinds_of, plain_title
from inspector.protocol.oauth.resource_metadata import ResourceMetadata
from tests.fixtures.scripted import reply
from tests.gui import answer_samples as samples
from tests.gui.token_samples import exchange, solved
from tests.gui.token_samples import token as sent_token


def _page(qtbot, tools, text):
    page = TokenPage(TokenDocument(text), tools)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def test_a_jwt_is_taken_apart(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    token = decode(samples.TOKEN)
    assert page.findChild(QTreeView).accessibleName()
    assert page.findChild(QLabel, "token_title").text().startswith(plain_title(token))
    claims = page.findChild(QTreeView, "claims_list")
    names = [row.cells[0].text for part in claims.plain.rows for row in part.below]
    assert {"alg", "exp"} <= set(names)


@pytest.mark.parametrize("text", ["", "not a token at all", "Basic dXNlcjpwYXNz", "x" * 10_000])
def test_anything_pasted_is_answered(qtbot, panel_tools, text):
    page = _page(qtbot, panel_tools, text)
    assert page.findChild(QLabel, "token_title").text()


def test_the_text_is_masked_everywhere_and_in_the_copy(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    assert samples.TOKEN not in page.encoded.view.toPlainText() + page.claims.field(2).toPlainText()
    copy = next(b for b in page.findChildren(Button) if "Copy" in b.text())
    with qtbot.waitSignal(panel_tools.notices.said):
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "exp" in text
    assert samples.TOKEN not in text


def test_every_focusable_part_has_a_name(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def _sent(qtbot, tools, text):
    tab = RequestDocument(solved(text).attempt.request)
    tab.attempts.add(solved(text))
    tools.tabs.open(tab)
    document = TokenDocument(text, exchange=exchange(text), tab=tab, place="Authorization sent")
    page = TokenPage(document, tools)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def test_a_sent_token_is_judged_by_the_exchange(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    assert page.title.text().endswith("expired 10 minutes ago")
    said = "Sent in the Authorization header of orders. Issued by login.example.com."
    assert page.lead.text() == said
    assert page._document.remark.text == "2 of 5 checks fail"
    assert page.bar.isVisible()
    assert page.claims.closing.text().startswith("scope, exp fail.")


def test_typing_what_is_expected_checks_again(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.expected.form.enter("audience", "another")
    notes = [row.note for part in page.claims.claims._parts for row in part.rows]
    assert "Not for another" in notes


def test_editing_turns_the_page_and_back(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.change.click()
    assert page.edit.isVisible()
    assert '"aud": "orders"' in page.edit.claims.toPlainText()
    with qtbot.waitSignal(page.resending.refused):
        page.edit.send_asked.emit("{", "{}", "")
    assert "breaks at line 1" in page.edit.problem.text
    page.edit.closed.emit()
    assert page.claims.isVisible()


def test_a_signature_is_checked_on_demand(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    with qtbot.waitSignal(page.work.signature_found):
        page.signature.key_given.emit("k" * 40)
    assert page.signature.title.text() == "Signature is valid"


def test_a_text_without_signature_has_no_such_cards(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, "opaque-value-123456")
    assert not page.signature.isVisible()
    assert not page.expected.isVisible()
    assert not page.change.isVisible()


def test_an_encrypted_token_is_opened_with_its_key(qtbot, panel_tools):
    key = OctKey.generate_key(256)
    claims = json.dumps({"sub": "alice", "aud": "orders"})
    text = jwe.encrypt_compact({"alg": "dir", "enc": "A128CBC-HS256"}, claims, key)
    page = _page(qtbot, panel_tools, text)
    assert page.signature.title.text() == "Encrypted"
    with qtbot.waitSignal(page.work.signature_found):
        page.signature.key_given.emit("wrong")
    assert page.signature.title.text() == "Not opened"
    with qtbot.waitSignal(page.work.opened):
        page.signature.key_given.emit(json.dumps(key.as_dict(private=True)))
    assert page.signature.title.text() == "Opened"
    names = [row.name for part in page.claims.claims._parts for row in part.rows]
    assert "sub" in names
    assert not [line for line in page.encoded.findChildren(InlineCheck) if not line.isHidden()]
    assert kinds_of(page._token) == ("JWE", "dir", "A128CBC-HS256")
    page.expected.form.enter("audience", "payments")
    assert page.title.text() == "Encrypted token is not meant for this API"


def test_presentation_mode_hides_every_claim(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token(sub="alice@example.com"))
    page.change.click()
    panel_tools.choices.change(presentation=True)
    assert page.claims.isVisible()
    assert not page.change.isEnabled()
    texts = [page.encoded.view.toPlainText(), page.claims.field(2).toPlainText()]
    texts += [row.value for part in page.claims.claims._parts for row in part.rows]
    assert "alice" not in " ".join(texts)
    assert not page.claims.tabs.isTabVisible(1)
    panel_tools.choices.change(presentation=False)
    values = [row.value for part in page.claims.claims._parts for row in part.rows]
    assert "alice@example.com" in values


def test_pointing_at_a_claim_lights_its_part_and_back(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.claims.claims.pointed.emit("payload")
    assert len(page.encoded.view.extraSelections()) == 1
    page.encoded.pointed.emit("header")
    assert page.claims.claims._delegate.lit == "header"
    page.encoded.pointed.emit("")
    assert page.encoded.view.extraSelections() == []


def test_a_checked_signature_is_a_check_among_the_others(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    before = page.claims.count.text()
    with qtbot.waitSignal(page.work.signature_found):
        page.signature.key_given.emit("k" * 40)
    assert page.claims.count.text() != before
    assert "Signed by login.example.com." in page.lead.text()
    notes = {row.name: row.note for part in page.claims.claims._parts for row in part.rows}
    assert notes["alg"] == "Matches the key"


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(b'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>'),
        json.dumps({"payload": "e30", "protected": "eyJhbGciOiJIUzI1NiJ9", "signature": "AA"}),
    ],
)
def test_other_signed_forms_can_be_checked_too(qtbot, panel_tools, text):
    page = _page(qtbot, panel_tools, text if isinstance(text, str) else text.decode())
    assert page.signature.isVisible()
    assert not page.expected.isVisible()


@pytest.fixture
def issuer(scripted):
    """An issuer that publishes one key, and a token signed with it."""
    key = rsa.generate_private_key(65537, 2048)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))

    def answer(request):
        found = {"issuer": made.url, "jwks_uri": made.jwks_uri}
        return reply(body=made.keys if b"/jwks" in request else json.dumps(found).encode())

    made = scripted([answer])
    made.jwks_uri = f"{made.url}/jwks"
    made.keys = json.dumps({"keys": [{**public, "kid": "one"}]}).encode()
    claims = {"iss": made.url, "scope": "read", "exp": 4_000_000_000}
    made.token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})
    return made


def _opened(program, text):
    program.window.show()
    document = program.tools.tabs.open(TokenDocument(text))
    return program.window.area.page(document)


def test_keys_of_an_issuer_in_the_environment_are_fetched_unasked(program, qtbot, issuer):
    values = {"auth": f"{issuer.url}/oauth/token"}
    program.tools.environments.put(Environment(name="staging", values=values))
    program.tools.environments.choose("staging")
    page = _opened(program, issuer.token)
    qtbot.waitUntil(lambda: page.signature.title.text() == "Signature is valid")
    notes = {row.name: row.note for part in page.claims.claims._parts for row in part.rows}
    assert (notes["kid"], notes["iss"]) == ("Found in JWKS", "Matches discovery")


def test_keys_of_another_issuer_wait_for_a_click(program, qtbot, issuer):
    page = _opened(program, issuer.token)
    qtbot.wait(200)
    assert issuer.requests == []
    page.signature.fetch.click()
    qtbot.waitUntil(lambda: page.signature.title.text() == "Signature is valid")


def test_keys_at_another_host_wait_for_a_click_of_their_own(program, qtbot, issuer, scripted):
    keys = scripted([lambda _: reply(body=issuer.keys)])
    issuer.jwks_uri = f"{keys.url}/jwks"
    page = _opened(program, issuer.token)
    page.signature.fetch.click()
    qtbot.waitUntil(lambda: "not asked yet" in page.signature.text.text())
    assert keys.requests == []
    assert page.signature.fetch.isVisible()
    page.signature.fetch.click()
    qtbot.waitUntil(lambda: page.signature.title.text() == "Signature is valid")
    assert len(keys.requests) == 1


def test_the_api_describes_itself_when_asked(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.work.described.emit(ResourceMetadata(resource="https://api.example.com/v1"))
    assert page.expected.expected.audience == "https://api.example.com/v1"
    notes = {row.name: row.note for part in page.claims.claims._parts for row in part.rows}
    assert notes["aud"] == "Not for https://api.example.com/v1"
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        page.work.described.emit(None)
    assert "does not describe itself" in said.args[0].text


def test_a_page_made_anew_has_what_was_typed_and_found(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.expected.form.enter("audience", "another")
    with qtbot.waitSignal(page.work.signature_found):
        page.signature.key_given.emit("k" * 40)
    again = TokenPage(page._document, panel_tools)
    qtbot.addWidget(again)
    assert again.expected.expected.audience == "another"
    assert again.signature.title.text() == "Signature is valid"
    assert again.claims.count.text() == page.claims.count.text()
    again.expected.read.click()
    assert again.expected.expected.audience == ""


def test_a_session_cookie_in_the_shape_of_a_token_is_not_checked_like_one(qtbot, panel_tools):
    text = "eyJ1c2VyIjoibGVuYSJ9.awbK9w.UR70Rke7rY8DFRUFr2wUPakSfeI"
    page = _page(qtbot, panel_tools, text)
    assert page.title.text().startswith("Session cookie of Flask")
    assert not page.expected.isVisible()
    assert not page.signature.isVisible()
    assert page.encoded.view.parts == ()
    assert page.claims.closing.text().startswith("Only the site can tell")


def test_an_unsigned_token_is_called_so(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, "eyJhbGciOiJub25lIn0.eyJzY29wZSI6ImEifQ.")
    assert page.title.text() == "Access token is not signed"
    assert page.signature.title.text() == "Not signed"


def test_what_the_title_says_is_not_said_again_below(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, "Basic YWRhOnBhc3N3b3JkIA==")
    said = [line.text for line in page.encoded.findChildren(InlineCheck)]
    assert page.title.text() == "The password begins or ends with a blank"
    assert said == ["Base64 hides nothing: whoever has this has the password."]


def test_the_issuer_of_an_opaque_token_can_be_asked(qtbot, panel_tools):
    text = "mF_9.B5f-4.1JqM-and-more-4c2e81"
    tab = RequestDocument(solved(text).attempt.request)
    tab.attempts.add(solved(text))
    panel_tools.tabs.open(tab)
    document = TokenDocument(text, exchange=exchange(text), tab=tab)
    without = TokenPage(document, panel_tools)
    qtbot.addWidget(without)
    assert without.buttons.issuer.isHidden()
    plan = Plan(id="introspection", question="Is it active?", varies="Introspection")
    tab.attempts.experiments.offer(tab.attempts.current.attempt.id, (plan,))
    page = TokenPage(document, panel_tools)
    qtbot.addWidget(page)
    assert not page.buttons.issuer.isHidden()


def test_presentation_mode_does_not_go_on_with_edited_claims(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.change.click()
    panel_tools.choices.change(presentation=True)
    again = TokenPage(page._document, panel_tools)
    qtbot.addWidget(again)
    assert again.edit.isHidden()
    assert not again.claims.isHidden()


def test_while_it_is_edited_there_is_one_way_to_send_it(qtbot, panel_tools):
    page = _sent(qtbot, panel_tools, sent_token())
    page.change.click()
    assert page.change.isHidden()
    assert page.renew.isHidden()
    page.edit.closed.emit()
    assert not page.change.isHidden()


def test_a_token_whose_signature_was_cut_off_is_not_called_valid(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, sent_token(exp=4_000_000_000).rpartition(".")[0] + ".")
    assert page.title.text() == "Access token is not signed"
    assert page.signature.title.text() == "Not signed"
    assert page.claims.closing.text().startswith("Only signature fails.")


def test_the_time_that_is_left_runs_on_and_its_end_is_noticed(qtbot, panel_tools, monkeypatch):
    class Later(datetime):
        by = timedelta()

        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + cls.by

    ends = datetime.now(UTC) + timedelta(seconds=100)
    text = jwt.encode({"exp": int(ends.timestamp()), "sub": "ada"}, "k" * 32, algorithm="HS256")
    page = _page(qtbot, panel_tools, text)
    before = page.accessibleName()
    monkeypatch.setattr(token_page, "datetime", Later)
    Later.by = timedelta(seconds=40)
    page._clock.timeout.emit()
    assert page.accessibleName() != before
    assert page.findChild(QLabel, "token_title").text() == page.accessibleName()
    level = page._shown.level
    Later.by = timedelta(seconds=200)
    page._clock.timeout.emit()
    assert "expired" in page.accessibleName().lower()
    assert page._shown.level != level
