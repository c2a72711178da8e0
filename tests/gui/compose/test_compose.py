"""The Auth tab."""

import jwt
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.body_kinds import body_kinds
from inspector.gui.compose.body_tab import LARGEST, BodyTab, json_problem
from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.credential.life_bar import Life, LifeBar, life_of
from inspector.gui.compose.credential.origin_row import OriginRow
from inspector.gui.compose.credential.preview_card import PreviewCard
from inspector.gui.compose.draft import Draft, ToVault, secret_of, shown_value, value_at, with_value
from inspector.gui.compose.options_tab import OptionsTab, fields
from inspector.gui.compose.request_pane import AUTH, BODY, HEADERS, OPTIONS, PARAMS, RequestPane
from inspector.gui.compose.rows_tab import HEADER_NAMES, HeadersTab, ParamsTab
from inspector.gui.compose.url_bar import UrlBar, UrlEdit, describe, is_command, without_login
from inspector.gui.forms.code_edit import CodeEdit, JsonHighlighter
from inspector.gui.lists.key_value_rows import Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.widgets.label import BREAK
from inspector.model.collection import Environment
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import (
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.presentation.exchange.pins import FieldMark


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = AuthTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 640)
    made.show()
    return made


def _choose(tab, kind):
    index = [each.KIND for each in kinds()].index(kind)
    tab.type.activated.emit(index)


def test_a_secret_from_the_environment_is_named_as_such(tab, current, draft, monkeypatch):
    monkeypatch.setenv("SHOP_TOKEN", "planted-value-of-the-system-0123456789")
    ref = SecretRef(place="environment", name="SHOP_TOKEN")
    current.replace(Request(url="http://a.example", credential=Bearer(token=ref)), "Change")
    draft.renew()
    assert "environment: SHOP_TOKEN." in tab._preview._words.text()
    assert "planted-value-of" not in tab._preview._words.text()


def test_changing_the_kind_carries_over_what_can_be(tab, current):
    token = current.value.credential.token
    _choose(tab, ApiKey)
    assert current.value.credential.value == token
    _choose(tab, Basic)
    assert current.value.credential == Basic()  # a token is no password
    assert set(tab.form.fields) == {
        "credential.user",
        "credential.password",
        "credential.charset",
    }
    current.undo()
    assert isinstance(current.value.credential, ApiKey)
    assert tab.type.currentText() == "API key"


def test_a_field_gets_the_focus_by_its_path(qtbot, tab):
    assert tab.focus_field("credential.word")
    assert tab.focus_field("credential.kind")
    assert not tab.focus_field("credential.user")


def test_a_competing_header_is_flagged(tab, current, draft):
    headers = (RequestHeader("Authorization", "Basic x"),)
    current.replace(Request(url="http://a/", headers=headers, credential=Basic(user="a")), "x")
    draft.renew()
    assert tab._conflict.get().isVisibleTo(tab)
    assert "Your own Authorization" in tab._conflict.get().accessibleName()


def test_a_mark_makes_the_tab_wrong(tab, current):
    assert not tab.wrong
    current.mark((FieldMark("credential.token", 1, "Expired."),))
    assert tab.wrong


def test_a_scheme_that_can_only_be_imported_is_named(tab, current, draft):
    current.replace(Request(credential=Unsupported(scheme="NTLM")), "x")
    draft.renew()
    assert tab.type.currentIndex() == -1
    assert "NTLM" in tab.type.placeholderText()


@pytest.mark.parametrize("kind", [Basic, Bearer, ApiKey, Digest])
def test_nothing_is_wider_than_the_pane(tab, kind):
    _choose(tab, kind)
    assert tab.roll.widget().minimumSizeHint().width() <= 348


# ---------------- The bar of a token's life
KEY = "a key that is long enough for HMAC"


def _token(**claims):
    return jwt.encode(claims, KEY, "HS256")


def test_the_life_of_a_token():
    life = life_of(_token(iat=100, exp=200), now=150)
    assert life == Life(100, 200, 150)
    assert not life.over
    assert life_of(_token(iat=100, exp=200), now=200).over


@pytest.mark.parametrize("token", ["opaque", "a.b.c", _token(exp=5), _token(iat=9, exp=3), ""])
def test_without_both_times_there_is_none(token):
    assert life_of(token) is None


def test_the_bar_shows_and_hides(qtbot, light):
    bar = LifeBar(light)
    qtbot.addWidget(bar)
    bar.show_life(Life(0, 100, 150))
    assert "expired" in bar.accessibleName()
    bar.resize(100, 4)
    colour = bar.grab().toImage().pixelColor(95, 2)
    assert colour.red() > colour.green()
    bar.show_life(None)
    assert bar.isHidden()


# ---------------- The line that says where an inherited credential comes from
def test_it_names_the_folder_and_leads_there(light, qtbot):
    row, led = OriginRow(light), []
    qtbot.addWidget(row)
    assert row.isHidden()
    row.show_origin(Origin("Orders", lambda: led.append(1)), "Bearer")
    assert not row.isHidden()
    assert row.text.text() == "Inherited from Orders: Bearer"
    assert "Orders" in row.edit.accessibleName()
    row.show()
    qtbot.mouseClick(row.edit, Qt.MouseButton.LeftButton)
    assert led == [1]
    row.show_origin(None, "")
    assert row.isHidden()


# ---------------- The card that shows how a credential is sent
def test_long_bytes_may_break_but_are_read_whole(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("Authorization: Basic " + "x" * 200, "Words.")
    assert card._bytes.text().replace(BREAK, "") == "Authorization: Basic " + "x" * 200
    card.resize(316, 300)
    card.show()
    assert card.minimumSizeHint().width() <= 316


def test_nothing_sent_shows_words_only(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("", "No credential is added.")
    assert card._bytes.isHidden()


def test_what_is_signed_stands_under_it_step_by_step(tab, current, draft, compose_tools):
    key = AwsSignature(key_id="AKID", secret=compose_tools.vault.put("aws-secret-0123456789"))
    current.replace(Request(url="https://sqs.eu-west-1.amazonaws.com/", credential=key), "Change")
    draft.renew()
    (first, canonical), (second, text) = tab._preview.steps.shown
    assert (first, second) == ("Canonical request", "String to sign")
    assert canonical.startswith("GET\n/\n\nhost:sqs.eu-west-1.amazonaws.com\n")
    assert "/eu-west-1/sqs/aws4_request" in text
    current.replace(Request(url="https://a.example/"), "Change")
    draft.renew()
    assert tab._preview.steps.shown == ()
    assert tab._preview.steps.isHidden()


# ---------------- The Body tab
@pytest.fixture
def body_tab_tab(qtbot, current, draft, compose_tools):
    made = BodyTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_typing_json_says_what_is_wrong(body_tab_tab, current):
    body_tab_tab.kind.activated.emit(1)
    body_tab_tab.text.setPlainText('{"a": }')
    assert current.value.body == JsonBody(text='{"a": }')
    assert body_tab_tab._check.text.startswith("Not valid JSON: line 1")
    body_tab_tab.text.setPlainText("{}")
    assert not body_tab_tab._check.text


def test_a_body_of_a_get_offers_post(body_tab_tab, current, compose_tools):
    said = []
    compose_tools.notices.said.connect(said.append)
    body_tab_tab._choose([kind.type for kind in body_kinds()].index(JsonBody))
    assert said[-1].action == "Use POST"
    said[-1].do()
    assert (current.value.method, type(current.value.body)) == ("POST", JsonBody)
    body_tab_tab._choose(0)
    body_tab_tab._choose(1)
    assert len(said) == 1


def test_text_keeps_its_content_type(body_tab_tab, current):
    body_tab_tab.kind.activated.emit(4)
    body_tab_tab._type.field("body.content_type").editor.line.textEdited.emit("text/xml")
    body_tab_tab.text.setPlainText("<a/>")
    assert current.value.body == RawBody(text="<a/>", content_type="text/xml")


def test_a_multipart_form_takes_files(body_tab_tab, current):
    body_tab_tab.kind.activated.emit(3)
    body_tab_tab.fields.model.change([Row("note", "hi"), Row("file", "@/tmp/a.txt")])
    assert current.value.body == MultipartBody(
        fields=(FormField("note", "hi"), FormField("file", file="/tmp/a.txt"))
    )
    assert body_tab_tab._attach.isVisible()
    current.undo()
    current.undo()
    assert current.value.body == NoBody()
    assert not body_tab_tab._attach.isVisible()


# ---------------- The editor for bodies
def test_tab_indents_and_esc_lets_it_leave(qtbot, light):
    edit = CodeEdit(light, "Body")
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.edited) as caught:
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert caught.args[0] == "  "
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.tabChangesFocus()
    qtbot.keyClicks(edit, "x")
    assert not edit.tabChangesFocus()


def test_showing_text_tells_nothing(qtbot, light):
    edit = CodeEdit(light, "Body")
    qtbot.addWidget(edit)
    caught = []
    edit.edited.connect(caught.append)
    edit.show_text("{}", json=True)
    assert edit.toPlainText() == "{}"
    assert not caught


# ---------------- Colours of JSON while it is typed
def _colours(edit):
    ranges = edit.document().firstBlock().layout().formats()
    return [each.format.foreground().color().name().upper() for each in ranges]


def test_names_and_strings_differ_and_it_can_be_switched_off(qtbot, light):
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText('{"name": "value", "n": 1}')
    colours = JsonHighlighter(edit.document(), light)
    colours.switch(True)
    assert _colours(edit) == [
        light.tokens.info,
        light.tokens.ok,
        light.tokens.info,
        light.tokens.warn,
    ]
    colours.switch(False)
    assert _colours(edit) == []


# ---------------- Where typed JSON goes wrong
@pytest.mark.parametrize("text", ["", "{}", '{"a": {{n}}}', '{"a": "{{n}}"}', "x" * (LARGEST + 1)])
def test_nothing_to_say(text):
    assert json_problem(text) == ""


def test_line_and_column():
    assert json_problem('{"a": 1,\n  oops}') == "Not valid JSON: line 2, column 3."


def test_deep_nesting_is_said():
    assert "nested" in json_problem("[" * 200_000)


# ---------------- What is said of a request before it is sent
def test_the_preview_shows_the_line_and_masks_the_secret(draft):
    assert draft.preview.startswith("Authorization: Bearer tok-012345")
    assert "abcdefghij" not in draft.preview


def test_added_headers_come_with_their_reason(draft):
    host = next(row for row in draft.added if row.name == "Host")
    assert host.value == "api.example.com"
    assert host.fixed
    assert "RFC 9110" in host.note


def test_it_says_who_wins(current, draft):
    headers = (RequestHeader("Authorization", "Basic x"),)
    current.replace(Request(url="http://a/", headers=headers, credential=Basic(user="a")), "x")
    draft.renew()
    assert "Your own Authorization header is sent" in draft.conflict


def test_it_looks_again_a_moment_after_an_edit(qtbot, current, compose_tools):
    draft = Draft(current, compose_tools)
    with qtbot.waitSignal(draft.renewed):
        current.replace(Request(url="http://b.example/"), "x")
    assert draft.check_of("credential.token") is None


def test_a_pasted_scheme_word_is_remarked_on(current, draft, compose_tools):
    token = compose_tools.vault.put("Bearer abcdef")
    current.replace(Request(url="http://a/", credential=Bearer(token=token)), "x")
    draft.renew()
    assert "Bearer" in draft.check_of("credential.token").text


@pytest.mark.parametrize(
    ("url", "made", "value", "said"),
    [
        (
            "https://api.deepl.com/",
            Bearer,
            "9f3b7c1d-8e2a-4405-b9f3-b7c1d8e2a640",
            "DeepL-Auth-Key",
        ),
        ("https://acme.zendesk.com/api/v2/users", Bearer, "q7RkZ2mW9x" * 4, "…/token"),
        ("https://api.datadoghq.eu/api/v1", ApiKey, "9f3b7c1d8e2a6405" * 2, "DD-API-KEY"),
    ],
)
def test_a_key_that_the_host_reads_in_another_way(draft, compose_tools, url, made, value, said):
    (field,) = made.secret_fields()
    secret = compose_tools.vault.put(value)
    draft._current.replace(Request(url=url, credential=made(**{field: secret})), "x")
    draft.renew()
    assert said in draft.check_of(f"credential.{field}").text
    elsewhere = Request(url="https://api.acme.test/", credential=made(**{field: secret}))
    draft._current.replace(elsewhere, "x")
    draft.renew()
    assert draft.check_of(f"credential.{field}") is None


def test_the_reference_in_a_credential_is_found():
    ref = SecretRef(place="keyring", name="a")
    assert secret_of(Bearer(token=ref)) == ref
    assert secret_of(NoCredential()) is None


# ---------------- How a request is sent
@pytest.fixture
def options_tab_tab(qtbot, current, draft, compose_tools):
    made = OptionsTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    return made


def test_every_row_edits_something_that_exists():
    for field in fields():
        if "proxy_credential" not in field.path:
            assert hasattr(Request().options, field.path.partition(".")[2])


def test_a_switch_changes_the_request(options_tab_tab, current):
    options_tab_tab.form.field("options.verify_tls").editor.main.click()
    assert value_at(current.value, "options.verify_tls") is False


def test_the_proxy_login_gets_the_focus_by_its_path_and_takes_a_user(
    qtbot, options_tab_tab, current
):
    assert options_tab_tab.focus_field("options.proxy_credential")
    qtbot.keyClicks(options_tab_tab.form.field("options.proxy_credential.user").editor.line, "ada")
    assert current.value.options.proxy_credential == Basic(user="ada")
    assert not options_tab_tab.focus_field("options.none")


def test_a_login_in_the_proxy_address_moves_to_its_fields(options_tab_tab, current, compose_tools):
    line = options_tab_tab.form.field("options.proxy").editor.main
    line.setText("http://ada:p%40ss@proxy.example:3128")
    line.textEdited.emit(line.text())
    before = current.value
    line.editingFinished.emit()
    options = current.value.options
    assert options.proxy == "http://proxy.example:3128"
    assert options.proxy_credential.user == "ada"
    assert compose_tools.vault.peek(options.proxy_credential.password) == "p@ss"
    assert "p@ss" not in str([notice.text for notice in compose_tools.notices.all])
    compose_tools.notices.all[-1].do()
    assert current.value == before


# ---------------- Values inside a request by path
LOGIN = "options.proxy_credential"


def test_a_value_is_read_and_replaced():
    request = with_value(Request(credential=Basic(user="ada")), "credential.user", "bob")
    assert value_at(request, "credential.user") == "bob"
    assert value_at(request, "credential.token") is None


def test_an_unknown_field_is_a_mistake():
    with pytest.raises(TypeError):
        with_value(Request(), "options.colour", "red")


def test_a_proxy_login_begins_and_ends_with_its_fields():
    request = with_value(Request(), f"{LOGIN}.user", "ada")
    assert value_at(request, LOGIN) == Basic(user="ada")
    assert value_at(with_value(request, f"{LOGIN}.user", ""), LOGIN) == NoCredential()


def test_the_kind_of_a_proxy_login_keeps_user_and_password():
    request = with_value(Request(), f"{LOGIN}.user", "ada")
    by_ntlm = with_value(request, f"{LOGIN}.kind", "ntlm")
    assert value_at(by_ntlm, LOGIN) == Ntlm(user="ada")
    assert value_at(with_value(by_ntlm, f"{LOGIN}.kind", "basic"), LOGIN) == Basic(user="ada")
    assert value_at(with_value(by_ntlm, f"{LOGIN}.kind", "negotiate"), LOGIN) == Negotiate()


# ---------------- The pane of a request
@pytest.fixture
def pane(qtbot, current, compose_tools):
    made = RequestPane(current, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 700)
    made.show()
    made.draft.renew()
    return made


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("credential.token", AUTH),
        ("query.x", PARAMS),
        ("headers.X-Api-Key", HEADERS),
        ("body", BODY),
        ("options.proxy_credential", OPTIONS),
    ],
)
def test_every_path_leads_to_its_tab(pane, current, path, page):
    current.focus(path)
    assert pane.pages.shown == page


def test_counts_and_warnings_stand_on_the_tabs(pane, current):
    assert pane.tabs.mark(HEADERS).badge == 4
    assert not pane.tabs.mark(AUTH).wrong
    current.mark((FieldMark("credential.token", 1, "Expired."),))
    assert pane.tabs.mark(AUTH).wrong


def test_the_options_button_turns_there_and_back(pane):
    pane._beside[OPTIONS].click()
    assert pane.pages.shown == OPTIONS
    pane._beside[OPTIONS].click()
    assert pane.pages.shown == AUTH


def test_the_draft_goes_with_the_pane(qtbot, current, compose_tools):
    pane = RequestPane(current, compose_tools)
    draft = pane.draft
    shiboken6.delete(pane)
    assert not shiboken6.isValid(draft)


# ---------------- Parameters and headers as tables
@pytest.fixture
def params(qtbot, current, compose_tools):
    made = ParamsTab(current, compose_tools)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def headers(qtbot, current, draft, compose_tools):
    made = HeadersTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    return made


def test_parameters_of_the_address_stand_fixed_above(params, current):
    assert params.table.model.row_at(0) == Row(
        "limit", "20", fixed=True, note="This one stands in the address."
    )
    params.table.model.change([Row("page", "2"), Row("page", "3", enabled=False)])
    assert current.value.query == (
        QueryParam("page", "2"),
        QueryParam("page", "3", enabled=False),
    )


def test_headers_keep_order_and_repeats(headers, current):
    headers.table.model.change([Row("X-a", "1"), Row("x-A", "2")])
    assert current.value.headers == (RequestHeader("X-a", "1"), RequestHeader("x-A", "2"))
    current.undo()
    assert headers.table.rows == ()


def test_added_headers_are_shown(headers):
    fixed = [headers.table.model.row_at(row) for row in range(4)]
    assert {"Host", "User-Agent"} <= {row.name for row in fixed}


def test_a_mark_names_its_header(headers, current):
    current.mark((FieldMark("headers.Authorization", 3, "Sent twice."),))
    assert headers.check.text == "Authorization: Sent twice."


def test_focus_makes_the_row_it_is_asked_for(headers, current):
    assert headers.focus_field("headers.X-CSRF-Token")
    assert current.value.headers == (RequestHeader("X-CSRF-Token"),)
    assert not headers.focus_field("query.x")


# ---------------- Names offered while a header is typed
def test_names_are_tokens_without_repeats():
    assert len({name.lower() for name in HEADER_NAMES}) == len(HEADER_NAMES)
    assert all(name.replace("-", "").isalnum() for name in HEADER_NAMES)
    assert "Authorization" in HEADER_NAMES


# ---------------- Secrets in tables are masked until they are edited
@pytest.mark.parametrize("name", ["Authorization", "X-Api-Key", "access_token", "password"])
def test_a_secret_by_its_name_is_masked(panel_tools, name):
    shown = shown_value(Row(name, "hunter2-hunter2"), panel_tools)
    assert "hunter" not in shown
    panel_tools.choices.change(secrets_hidden=False)
    assert shown_value(Row(name, "hunter2-hunter2"), panel_tools) == "hunter2-hunter2"


def test_a_secret_of_the_vault_is_masked_anywhere(panel_tools):
    panel_tools.vault.put("correct-horse-battery")
    assert "horse" not in shown_value(Row("X-Note", "a correct-horse-battery b"), panel_tools)


def test_ordinary_values_and_variables_stay(panel_tools):
    for value in ("application/json", "Bearer {{token}}", ""):
        assert (
            shown_value(Row("Authorization" if "{" in value else "Accept", value), panel_tools)
            == value
        )


# ---------------- Secrets typed into the address or the body move to the vault
TO_VAULT_KEY = "vWCr0PYtHEoShSWuPL6EBHvwF2RscNIZetXZ8vCyvNv1"


@pytest.fixture
def written(qapp):
    return CurrentRequest(
        Request(
            url=f"http://a.example/x?api_key={TO_VAULT_KEY}&page=2",
            body=JsonBody(text=f'{{"client_secret": "{TO_VAULT_KEY}", "page": 2}}'),
        )
    )


@pytest.mark.parametrize("part", ["url", "body"])
def test_a_secret_moves_and_undo_brings_it_back_for_good(written, compose_tools, part):
    before, mover = written.value, ToVault(written, compose_tools)
    move = mover.move_url if part == "url" else mover.move_body
    move()
    moved = repr(getattr(written.value, part))
    assert TO_VAULT_KEY not in moved
    assert "{{vault." in moved
    assert TO_VAULT_KEY in compose_tools.vault.known_values()
    assert TO_VAULT_KEY not in written.undo_label
    notice = compose_tools.notices.all[-1]
    assert TO_VAULT_KEY not in notice.text
    notice.do()
    assert written.value == before
    move()
    assert written.value == before


def test_what_holds_no_secret_stays(qapp, compose_tools):
    current = CurrentRequest(Request(url="http://a.example/{{path}}?page=2&token={{token}}"))
    ToVault(current, compose_tools).move_url()
    assert not current.can_undo
    assert not compose_tools.notices.all


def test_undo_does_not_take_back_what_was_typed_since(written, compose_tools):
    ToVault(written, compose_tools).move_url()
    later = Request(url="http://b.example/")
    written.replace(later, "Change the address")
    compose_tools.notices.all[-1].do()
    assert written.value == later


def test_the_address_and_the_body_move_theirs(qtbot, written, draft, compose_tools):
    bar = UrlBar(RequestDocument(written.value), compose_tools)
    body = BodyTab(written, draft, compose_tools)
    for widget in (bar, body):
        qtbot.addWidget(widget)
    bar.url.editingFinished.emit()
    assert TO_VAULT_KEY not in bar.url.text()
    body.text.left.emit()
    assert TO_VAULT_KEY not in body.text.toPlainText()


# ---------------- The bar above a request
@pytest.fixture
def document(qapp):
    return RequestDocument(Request(url="http://a.example/x"))


@pytest.fixture
def bar(qtbot, document, compose_tools):
    made = UrlBar(document, compose_tools)
    qtbot.addWidget(made)
    made.resize(1150, 52)
    made.show()
    return made


def test_enter_sends(qtbot, bar, compose_tools):
    sent = []
    compose_tools.actions.provide("send", sent.append)
    qtbot.keyClick(bar.url, Qt.Key.Key_Return)
    assert sent == [None]


def test_the_address_has_a_line_of_its_own_where_room_is_little(bar, compose_tools, qtbot):
    assert abs(bar.url.geometry().center().y() - bar.send.geometry().center().y()) < 3
    compose_tools.theme.set_percent(200)
    bar.resize(700, 160)
    qtbot.waitUntil(lambda: bar.url.y() > bar.send.geometry().bottom())
    assert bar.url.width() > 600
    compose_tools.theme.set_percent(100)
    qtbot.waitUntil(lambda: bar.url.y() < bar.send.geometry().bottom())


def test_any_method_can_be_typed(bar, document):
    bar.method.setEditText("PROPFIND")
    assert document.current.value.method == "PROPFIND"
    document.current.undo()
    assert bar.method.currentText() == "GET"


def test_a_login_in_the_address_moves_to_auth(bar, document, compose_tools):
    bar.url.setText("http://ada:p%40ss@a.example/x")
    bar.url.textEdited.emit(bar.url.text())
    bar.url.editingFinished.emit()
    request = document.current.value
    assert request.url == "http://a.example/x"
    assert isinstance(request.credential, Basic)
    assert compose_tools.vault.peek(request.credential.password) == "p@ss"
    assert "p@ss" not in str([notice.text for notice in compose_tools.notices.all])
    compose_tools.notices.all[-1].do()
    assert document.current.value.url == "http://ada:p%40ss@a.example/x"


@pytest.mark.parametrize("url", ["http://a/x@y", "{{u}}@a", "http://a/", "mailto:a@b", "http://[@"])
def test_an_address_without_login_stays(url):
    assert without_login(Request(url=url)) is None


def test_send_becomes_stop(bar, document, compose_tools):
    stopped = []
    compose_tools.actions.provide("stop", stopped.append)
    document.attempts.start()
    assert bar.send.accessibleName() == "Stop"
    bar.send.click()
    assert stopped == [None]
    document.attempts.end("Stopped.")
    assert bar.send.accessibleName() == "Send"


def test_environments_are_chosen_and_edited(bar, compose_tools):
    asked = []
    compose_tools.actions.provide("environments", asked.append)
    compose_tools.environments.replace((Environment(name="Staging"), Environment(name="Live")))
    bar.environment.activated.emit(2)
    assert compose_tools.environments.active_name == "Live"
    bar.environment.activated.emit(bar.environment.count() - 1)
    assert asked == [None]
    assert bar.environment.currentText() == "Live"


# ---------------- The address line
@pytest.fixture
def edit(qtbot, compose_tools):
    values = {"api": "https://api.example.com", "key": SecretRef(place="keyring", name="k")}
    compose_tools.environments.replace((Environment(name="Staging", values=values),))
    compose_tools.environments.choose("Staging")
    made = UrlEdit(compose_tools)
    qtbot.addWidget(made)
    made.resize(500, 36)
    made.show()
    return made


def test_a_variable_says_what_it_stands_for_and_never_a_secret(edit, compose_tools):
    assert describe(compose_tools, "api") == "api is https://api.example.com, from Staging."
    assert describe(compose_tools, "key") == "key is a secret, from Staging."
    assert "no value" in describe(compose_tools, "other")


def test_a_known_variable_is_a_pill_of_another_colour_than_an_unknown_one(edit, compose_tools):
    edit.setText("{{api}}/{{none}}")
    picture = edit.grab().toImage()
    colours = {picture.pixelColor(x, 18).name().upper() for x in range(picture.width())}
    assert compose_tools.theme.tokens.accent_soft in colours
    assert compose_tools.theme.tokens.warn_soft in colours
    assert "example.com" in edit._said(30)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("curl -i http://a", True),
        ("curl.exe http://a", True),
        ("http://curl/", False),
        ("curl", False),
    ],
)
def test_a_command_is_told_from_an_address(text, command):
    assert is_command(text) is command


def test_pasting_a_command_asks_to_open_it(qtbot, edit):
    QApplication.clipboard().setText("curl -u a:b http://a/")
    with qtbot.waitSignal(edit.pasted) as caught:
        qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == ["curl -u a:b http://a/"]
    assert edit.text() == ""


def test_enter_sends_from_every_field_of_one_line(qtbot, pane, current, compose_tools):
    current.replace(Request(url="http://x", credential=Basic(user="ada")), "Fill in")
    pane.activateWindow()
    sent = []
    compose_tools.actions.provide("send", lambda _: sent.append(current.value))
    for part in (AUTH, OPTIONS):
        pane.show_part(part)
        spins = pane.findChildren(QAbstractSpinBox)
        lines = [each for each in pane.findChildren(QLineEdit) if each.parent() not in spins]
        shown = [each for each in (*spins, *lines) if each.isVisible() and each.isEnabled()]
        assert shown
        for field in shown:
            field.setFocus()
            before = len(sent)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            assert len(sent) == before + 1, field.objectName()


def test_enter_in_a_text_of_several_lines_or_in_the_vaults_card_sends_nothing(
    qtbot, pane, compose_tools
):
    sent = []
    compose_tools.actions.provide("send", sent.append)
    pane.activateWindow()
    pane.show_part(BODY)
    pane.body.kind.activated.emit(1)
    pane.body.text.setFocus()
    qtbot.keyClick(pane.body.text, Qt.Key.Key_Return)
    own = QLineEdit(pane)
    own.returnPressed.connect(lambda: None)
    own.show()
    own.setFocus()
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert sent == []
