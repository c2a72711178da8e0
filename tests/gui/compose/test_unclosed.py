"""A variable without its closing braces is called that in its field; vault names are no text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from inspector.compose.assemble import assemble
from inspector.diagnose import diagnose
from inspector.gui.compose.draft import row_remark, secret_words, unclosed_remarks
from inspector.gui.compose.request_pane import HeadersTab, ParamsTab
from inspector.gui.compose.url_bar import UrlEdit
from inspector.gui.forms.secret_edit import SecretEditor
from inspector.gui.lists.key_value_rows import Row
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Field
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef


def test_the_address_marks_it_and_says_so(qtbot, compose_tools):
    edit = UrlEdit(compose_tools)
    qtbot.addWidget(edit)
    edit.resize(500, 36)
    edit.show()
    edit.setText("{{token}/orders")
    picture = edit.grab().toImage()
    colours = {picture.pixelColor(x, 18).name().upper() for x in range(picture.width())}
    assert compose_tools.theme.tokens.warn_soft in colours
    assert edit._said(20) == "{{token is not closed: write {{token}}."


def test_a_secret_of_the_vault_is_a_pill_that_hides_its_name(qtbot, compose_tools):
    edit = UrlEdit(compose_tools)
    qtbot.addWidget(edit)
    edit.resize(500, 36)
    edit.show()

    def painted(name):
        edit.setText(f"http://x/?key={{{{vault.secret-{name}}}}}")
        edit.setCursorPosition(0)
        edit.deselect()
        edit.clearFocus()
        picture: QImage = edit.grab(edit.rect().adjusted(120, 0, 0, 0)).toImage()
        return picture

    assert painted("0123456789ab") == painted("ba9876543210")
    assert secret_words("vault.secret-0123456789ab") == "[secret]"
    assert secret_words("vault.shop-key-0123456789ab") == "[secret shop-key]"
    assert secret_words("token") == ""


def test_the_parameters_of_the_address_show_no_name_of_the_vault(qtbot, current, compose_tools):
    request = Request(url="http://x/?key={{vault.secret-0123456789ab}}&q={{word}}")
    current.replace(request, "Type")
    tab = ParamsTab(current, compose_tools)
    qtbot.addWidget(tab)
    model = tab.table.model
    assert [model.index(row, 2).data() for row in range(2)] == ["[secret]", "{{word}}"]


def test_a_header_says_it_below_the_table_and_on_its_row(qtbot, current, draft, compose_tools):
    tab = HeadersTab(current, draft, compose_tools)
    qtbot.addWidget(tab)
    rows = (RequestHeader("X-A", "fine"), RequestHeader("X-Key", "{{ key }"))
    current.replace(Request(url="http://x", headers=rows), "Type")
    draft.renew()
    assert tab.check.text == "X-Key: {{key is not closed: write {{key}}."
    model = tab.table.model
    place = next(at for at in range(model.rowCount()) if model.index(at, 1).data() == "X-Key")
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert "not closed" in model.index(place, 2).data(role)
    assert "not closed" in model.index(place, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert row_remark(Row("X-Key", "{{ key }", enabled=False)) == ""


def test_a_secret_field_keeps_it_as_text_and_the_credential_says_so(qtbot, compose_tools):
    editor = SecretEditor(compose_tools, "Token")
    qtbot.addWidget(editor)
    editor._take("{{token")
    assert editor._ref == SecretRef(place="text", name="{{token")
    (said,) = unclosed_remarks(Bearer(token=editor._ref), "")
    assert (said.field, said.level) == ("token", "bad")
    assert "write {{token}}" in said.text
    (kept,) = unclosed_remarks(Bearer(token=SecretRef("keyring", "k")), "{{token }")
    assert kept.field == "token"


def _stopped(request, failure):
    message = Message(method="GET", url=request.url)
    return Attempt(request=request, exchanges=(Exchange(request=message, failure=failure),))


@pytest.mark.parametrize(
    ("request_", "field", "after"),
    [
        (Request(url="http://x/{{id"), Field("url"), "http://x/{{id}}"),
        (
            Request(url="http://x", headers=(RequestHeader("Authorization", "Bearer {{t }"),)),
            Field("headers", "Authorization"),
            "Bearer {{t}}",
        ),
        (
            Request(url="http://x", headers=(RequestHeader("X-Key", "s3cret-part{{t"),)),
            Field("headers", "X-Key"),
            "",
        ),
        (
            Request(url="http://x", credential=Bearer(token=SecretRef("text", "{{t"))),
            Field("credential", "token"),
            "",
        ),
    ],
)
def test_before_sending_it_is_said_and_the_fix_closes_it(compose_tools, request_, field, after):
    scope = compose_tools.environments.scope()
    failure = assemble(request_, scope).problems[0]
    (finding, *_) = diagnose(_stopped(request_, failure)).findings
    assert finding.slug == "unclosed-variable"
    assert "not closed" in finding.title
    assert failure.message in finding.explanation
    (change,) = finding.fixes[0].changes
    assert (change.field, change.after, change.ask) == (field, after, not after)


def test_names_of_variables_are_readable_in_a_secret_field_and_all_else_is_not(
    qtbot, compose_tools
):
    editor = SecretEditor(compose_tools, "Token")
    qtbot.addWidget(editor)
    editor.show()
    line = editor.line
    qtbot.keyClicks(line, "{{to")
    assert line.echoMode() == line.EchoMode.Normal
    qtbot.keyClicks(line, "ken}}")
    line.editingFinished.emit()
    assert line.text() == "{{token}}"
    line.end(False)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "{{token}"
    assert editor._ref == SecretRef(place="text", name="{{token}")
    qtbot.keyClicks(line, "#pass")
    assert line.echoMode() == line.EchoMode.Password
    line.editingFinished.emit()
    assert "token" not in line.text()
    assert line.isReadOnly()
