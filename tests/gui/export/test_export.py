"""The choices of an export."""

import asyncio
from concurrent.futures import Future
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from inspector.export.cutting import Replaced
from inspector.export.registry import all_formats
from inspector.gui.export.choices_pane import MOST, ChoicesPane, SecretsList
from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.export.exporting import Exporting
from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.gui.export.produced import ExportChoices, Produced
from inspector.gui.state.documents import RequestDocument
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import Request
from tests.gui.answer_samples import TOKEN, expired


def test_choices_reach_the_owner(qtbot, panel_tools):
    produced = Produced(expired(), "x", panel_tools)
    pane = ChoicesPane(produced, all_formats())
    qtbot.addWidget(pane)
    with qtbot.waitSignal(produced.changed):
        pane.parts["exchange"].click()
    assert "exchange" not in produced.choices.parts
    assert pane.secrets.title.text().endswith("replaced")
    with qtbot.waitSignal(produced.changed):
        pane.format.setCurrentIndex(pane.format.findData("har"))
        pane.format.activated.emit(0)
    assert not pane.parts["verdict"].isEnabled()
    with qtbot.waitSignal(produced.changed):
        pane.phrase.textEdited.emit("include secrets")
    assert produced.choices.include_secrets


# ---------------- The dialog that exports findings
@pytest.fixture
def dialog(qtbot, panel_tools):
    window = QWidget()
    qtbot.addWidget(window)
    made = ExportDialog(expired(), "list-orders", panel_tools, window)
    with qtbot.waitSignal(made.produced.changed):
        made.open()
    yield made
    made.close()


def test_the_preview_is_exactly_what_is_saved(qtbot, dialog, tmp_path, panel_tools):
    shown = dialog.preview.toPlainText()
    path = tmp_path / "out.md"
    with qtbot.waitSignal(dialog.finished):
        dialog.save_to(path)
    assert path.read_text() == shown
    said = panel_tools.notices.all[-1]
    assert said.text == "Saved as out.md."
    assert said.action == "Open"
    assert said.other[0] == "Copy path"
    said.other[1]()
    assert QGuiApplication.clipboard().text() == str(path)


def test_a_place_that_cannot_be_written_is_told(qtbot, dialog, tmp_path):
    (tmp_path / "file").write_text("in the way")
    dialog.save_to(tmp_path / "file" / "out.md")
    qtbot.waitUntil(lambda: "out.md" in dialog._state.accessibleName())
    assert dialog.isVisible()


def test_copying(qtbot, dialog):
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.preview.toPlainText()


def test_it_says_that_nothing_leaks(dialog):
    assert "none is in it" in dialog._state.accessibleName()
    assert dialog.save.isEnabled()


def test_nothing_is_cut_off_at_twice_the_size(qtbot, panel_tools, light):
    light.set_percent(200)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1180, 760)
    made = ExportDialog(expired(), "list-orders", panel_tools, window)
    with qtbot.waitSignal(made.produced.changed):
        made.open()
    boxes = [*made.choices.findChildren(QComboBox), made.choices.phrase]
    assert len(boxes) > 2
    qtbot.waitUntil(lambda: not [each for each in boxes if _is_cut_off(each, made.choices)])
    made.close()


def _is_cut_off(field, pane):
    inside = pane.viewport()
    return field.mapTo(inside, field.rect().topRight()).x() >= inside.width()


# ---------------- The commands export and copy-curl
@pytest.fixture
def window(qtbot, panel_tools):
    made = QWidget()
    qtbot.addWidget(made)
    Exporting(panel_tools, made)
    return made


def test_without_an_answer_there_is_nothing_to_export(window, panel_tools):
    panel_tools.tabs.open(RequestDocument(Request(url="http://a/")))
    assert not panel_tools.actions.can_run("export")


@pytest.fixture
def at_once(panel_tools, monkeypatch):
    """Coroutines run to their end where they are started: no network thread is needed."""

    def submit(coroutine):
        future = Future()
        future.set_result(asyncio.run(coroutine))
        return future

    monkeypatch.setattr(panel_tools.background, "_submit", submit)


def test_a_request_is_copied_as_it_would_be_sent(window, panel_tools, qtbot, at_once):
    token = panel_tools.vault.put("tok-0123456789-0123456789-abcdefghij")
    request = Request(url="http://a.example/{{path}}", credential=Bearer(token=token))
    panel_tools.environments.share({"path": "orders"})
    panel_tools.tabs.open(RequestDocument(request))
    assert panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl -i http://a.example/orders")
    assert "Authorization: Bearer tok-012345••••••••ghij" in copied


def test_a_login_that_waits_for_a_challenge_is_told(window, panel_tools, qtbot, at_once):
    credential = Digest(user="ada", password=panel_tools.vault.put("hunter2hunter2"))
    panel_tools.tabs.open(RequestDocument(Request(url="http://a.example/", credential=credential)))
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "challenge" in panel_tools.notices.all[-1].text


def test_an_edited_request_is_copied_as_it_is_now(window, panel_tools, qtbot, at_once):
    document = RequestDocument(Request(url="http://a.example/now"))
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "http://a.example/now" in QGuiApplication.clipboard().text()


def test_what_cannot_be_sent_is_not_copied(window, panel_tools, qtbot, at_once):
    QGuiApplication.clipboard().setText("before")
    panel_tools.tabs.open(RequestDocument(Request(url="http://a.example/{{missing}}")))
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "missing" in panel_tools.notices.all[-1].text
    assert QGuiApplication.clipboard().text() == "before"


def test_without_an_address_there_is_nothing_to_copy(window, panel_tools):
    panel_tools.tabs.open(RequestDocument(Request(url="")))
    assert not panel_tools.actions.can_run("copy-curl")


def test_the_answer_that_is_shown_is_exported(qtbot, window, panel_tools):
    document = RequestDocument(kind="reply")
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    assert panel_tools.actions.run("export")
    dialog = window.findChild(ExportDialog)
    qtbot.waitSignal(dialog.produced.changed).wait()
    dialog.close()
    QGuiApplication.clipboard().clear()
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("curl"))
    assert "••••" in QGuiApplication.clipboard().text()


def test_a_command_with_a_secret_left_in_it_is_not_copied(window, panel_tools, qtbot, monkeypatch):
    leaky = SimpleNamespace(text="curl -u ada:secret", leaks=("ada:secret",))
    monkeypatch.setattr("inspector.gui.export.produced.make", lambda *_: leaky)
    document = RequestDocument(kind="reply")
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(panel_tools.notices.said) as caught:
        panel_tools.actions.run("copy-curl")
    assert caught.args[0].icon == "triangle-alert"
    assert QGuiApplication.clipboard().text() == "before"


# ---------------- A file is chosen and written, or it is said why not
@pytest.fixture
def saving(panel_tools):
    return FileSaving(panel_tools, panel_tools.tabs)


def test_the_dialog_offers_name_and_formats(saving, qtbot, tmp_path):
    chosen = []
    saving.choose(Asked("Export it", "it.md", {".md": "Markdown", ".json": "JSON"}), chosen.append)
    dialog = saving._dialog
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Export it"
    assert dialog.nameFilters() == ["Markdown (*.md)", "JSON (*.json)"]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "x.md"))
    assert chosen == [tmp_path / "x.md"]
    dialog.close()


def test_it_says_where_it_is_or_why_not(saving, panel_tools, qtbot, tmp_path):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        saving.save(tmp_path / "x.md", lambda: "found ✓")
    assert said.args[0].text == "Saved x.md, secrets masked."
    assert said.args[0].action == "Open"
    name, copy = said.args[0].other
    copy()
    assert (name, QGuiApplication.clipboard().text()) == ("Copy path", str(tmp_path / "x.md"))
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "found ✓"
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        saving.save(tmp_path / "x.md" / "y.md", lambda: "found")
    assert said.args[0].icon == "triangle-alert"


# ---------------- Where the leak check stops an export it says what
SECRET = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"


def _saying(text):
    """An answer whose server says a text in the name of a header, where no rule looks."""
    answer = expired()
    *others, last = answer.attempt.exchanges
    headers = (*last.reply.headers, msgspec.structs.replace(last.reply.headers[0], name=text))
    reply = msgspec.structs.replace(last.reply, headers=headers)
    last = msgspec.structs.replace(last, reply=reply)
    answer.attempt = msgspec.structs.replace(answer.attempt, exchanges=(*others, last))
    return answer


@pytest.fixture
def opened(qtbot, panel_tools):
    made = []

    def opened(answer):
        window = QWidget()
        qtbot.addWidget(window)
        dialog = ExportDialog(answer, "list-orders", panel_tools, window)
        made.append((dialog, window))
        with qtbot.waitSignal(dialog.produced.changed):
            dialog.open()
        return dialog

    yield opened
    for dialog, _ in made:
        dialog.close()


def test_it_shows_the_bytes_and_the_name_and_masks_them(qtbot, panel_tools, opened, tmp_path):
    panel_tools.vault.put(SECRET, label="gateway-key")
    dialog = opened(_saying(f"X-{SECRET[20:31]}-y"))
    assert not dialog.save.isEnabled()
    said = dialog._state.accessibleName()
    assert f"“{SECRET[20:31]}”" in said
    assert "gateway-key" in said
    assert dialog.preview.textCursor().selectedText() == SECRET[20:31]
    with qtbot.waitSignal(dialog.produced.changed):
        dialog.mask_too.click()
    assert dialog.save.isEnabled()
    assert not dialog.mask_too.isVisible()
    path = tmp_path / "out.md"
    with qtbot.waitSignal(dialog.finished):
        dialog.save_to(path)
    assert SECRET[20:28] not in path.read_text()


def test_it_says_how_many_more_there_are(panel_tools, opened):
    for secret in (SECRET, SECRET.swapcase()):
        panel_tools.vault.put(secret)
    dialog = opened(_saying(f"X-{SECRET[14:25]}-{SECRET.swapcase()[14:25]}"))
    assert "1 more is in it." in dialog._state.accessibleName()


@pytest.mark.parametrize("pasted", ["Bearer {}", '"{}"', "Bearer '{}'", "token {}\n"])
def test_what_was_pasted_along_with_a_token_stops_no_export(panel_tools, opened, pasted):
    other = TOKEN.rpartition(".")[0] + ".b3RoZXItc2lnbmF0dXJlLW9mLWEtdG9rZW4tUm9Qm9k"
    panel_tools.vault.put(pasted.format(other))
    dialog = opened(expired())
    assert dialog.save.isEnabled(), dialog._state.accessibleName()
    assert not dialog.mask_too.isVisible()


# ---------------- One export being prepared
@pytest.fixture
def produced(panel_tools):
    return Produced(expired(), "List orders", panel_tools)


def test_a_text_is_made_and_follows_the_choices(qtbot, produced):
    with qtbot.waitSignal(produced.changed):
        produced.begin()
    assert produced.ready
    assert "401" in produced.exported.text
    with qtbot.waitSignal(produced.changed):
        produced.choose(format="har")
    assert produced.exported.suffix == ".har"


def test_while_choices_change_nothing_may_leave(produced):
    produced.choose(format="html")
    assert not produced.ready


def test_secrets_stay_in_only_when_the_words_are_typed(qtbot, produced):
    assert not ExportChoices(phrase="include").include_secrets
    with qtbot.waitSignal(produced.changed):
        produced.choose(format="curl")
    masked = produced.exported.text
    with qtbot.waitSignal(produced.changed):
        produced.choose(phrase="Include secrets ")
    assert "••••" in masked
    assert "••••" not in produced.exported.text


# ---------------- The list of replaced secrets
def _replaced(number, **more):
    return Replaced(id=str(number), where=f"place {number}", shown="••••", count=1, **more)


def test_each_secret_has_a_choice(qtbot, light):
    shown = SecretsList()
    qtbot.addWidget(shown)
    shown.show_replaced((_replaced(1), _replaced(2, is_token=True)))
    assert shown.title.text() == "2 secrets replaced"
    plain, token = shown.findChildren(QComboBox)
    assert plain.findData("keep-claims") == -1
    with qtbot.waitSignal(shown.chosen) as caught:
        token.setCurrentIndex(token.findData("keep-claims"))
        token.activated.emit(token.currentIndex())
    assert caught.args == ["2", "keep-claims"]


def test_many_are_summed_up(qtbot, light):
    shown = SecretsList()
    qtbot.addWidget(shown)
    shown.show_replaced(tuple(_replaced(number) for number in range(MOST + 5)))
    assert len(shown.findChildren(QComboBox)) == MOST
    shown.show_replaced(())
    assert shown.title.text() == "No secret was found"


# ---------------- The command that keeps an answer as an example
def test_an_answer_is_kept_with_its_request_masked(window, panel_tools, qtbot):
    document = RequestDocument(Request(url="http://a.example/now"))
    panel_tools.tabs.open(document)
    assert not panel_tools.actions.can_run("keep-example")
    document.attempts.add(expired())
    assert panel_tools.actions.run("keep-example")
    assert panel_tools.actions.run("keep-example")
    qtbot.waitUntil(lambda: len(document.current.value.examples) == 2)
    first, second = document.current.value.examples
    assert (first.name, second.name) == ("401", "401 (2)")
    assert "invalid_token" in first.body
    assert TOKEN not in repr(document.current.value)
    document.current.undo()
    assert document.current.value.examples == (first,)
