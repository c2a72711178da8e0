"""Where the leak check stops an export it says what, where and whose, and can mask it."""

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from inspector.gui.export.export_dialog import ExportDialog
from tests.gui.answer_samples import TOKEN, expired

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
    dialog = opened(_saying(f"X-{SECRET}-{SECRET.swapcase()[14:25]}"))
    assert "1 more is in it." in dialog._state.accessibleName()


@pytest.mark.parametrize("pasted", ["Bearer {}", '"{}"', "Bearer '{}'", "token {}\n"])
def test_what_was_pasted_along_with_a_token_stops_no_export(panel_tools, opened, pasted):
    other = TOKEN.rpartition(".")[0] + ".b3RoZXItc2lnbmF0dXJlLW9mLWEtdG9rZW4tUm9Qm9k"
    panel_tools.vault.put(pasted.format(other))
    dialog = opened(expired())
    assert dialog.save.isEnabled(), dialog._state.accessibleName()
    assert not dialog.mask_too.isVisible()
