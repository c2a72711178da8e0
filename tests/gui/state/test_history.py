"""The owner keeps answers without secrets and tells when the list differs."""

import contextlib
import sqlite3
from datetime import UTC, datetime

import msgspec
import pytest

from inspector.gui.bridge.lazy import Late
from inspector.gui.state.history import AttemptHistory
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.record import History, read_filter
from inspector.vault.choose import open_vault
from inspector.workbench.answer import answer

SECRET = "marked-secret-value-1"


@pytest.fixture
def on_disk(panel_tools, tmp_path):
    path = tmp_path / "history.sqlite"
    owner = AttemptHistory(Late(lambda: History(path)), panel_tools.background, panel_tools.vault)
    yield owner, path
    owner.close()


def _answer():
    headers = (Header("Authorization", f"Bearer {SECRET}"),)
    exchange = Exchange(
        request=Message(method="GET", url="https://api.example.com/", headers=headers),
        reply=Reply(status=401),
    )
    return answer(Attempt(id="one", exchanges=(exchange,)))


def test_nothing_is_opened_before_it_is_needed(on_disk):
    owner, path = on_disk
    assert not owner.opened
    assert not path.exists()


def test_an_answer_is_kept_without_its_secret(on_disk, qtbot):
    owner, path = on_disk
    with qtbot.waitSignal(owner.changed):
        owner.keep(_answer())
    owner.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, credential FROM attempt").fetchall()
    assert [row[0] for row in rows] == ["one"]
    assert len(rows[0][1]) == 8
    assert SECRET.encode() not in path.read_bytes()


def test_what_an_experiment_sent_is_kept_apart(panel_tools, qtbot):
    tried = msgspec.structs.replace(_answer().attempt, origin="experiment", parent="before")
    with qtbot.waitSignal(panel_tools.history.changed):
        panel_tools.history.keep_tried(tried)
    (row,) = panel_tools.history._get().page(read_filter("is:experiment")).result(60)
    assert (row.parent, row.status, bool(row.finding)) == ("before", 401, True)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda owner: owner.delete([1]), 4),
        (lambda owner: owner.clear(read_filter("status:401")), 2),
        (lambda owner: owner.mark(1, pinned=True), 5),
    ],
)
def test_changes_are_told(kept, qtbot, change, left):
    with qtbot.waitSignal(kept.changed):
        change(kept)
    with qtbot.waitSignal(kept.count(read_filter("")).succeeded) as found:
        pass
    assert found.args == [left]


def test_what_is_wrong_with_the_file_is_said(panel_tools, tmp_path, qtbot):
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "history.sqlite"
    owner = AttemptHistory(Late(lambda: History(path)), panel_tools.background, panel_tools.vault)
    with qtbot.waitSignal(owner.said) as said:
        owner.keep(_answer())
    assert "can't be written" in said.args[0]
    owner.close()


def test_something_is_asked_with_the_key_of_the_fingerprints(panel_tools, qtbot):
    job = panel_tools.history.ask(lambda history, key: (history.count(read_filter("")), len(key)))
    with qtbot.waitSignal(job.succeeded) as caught:
        pass
    future, length = caught.args[0]
    assert (future.result(60), length) == (0, 32)


def test_the_key_follows_the_vault_to_another_place(qtbot, panel_tools, tmp_path):
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    kept_key = vault.fingerprint_key().result(60)
    vault.lock().result(60)
    owner = AttemptHistory(Late(lambda: History(None)), panel_tools.background, vault)
    for_this_run = owner._fingerprint_key()
    assert owner._fingerprint_key() == for_this_run != kept_key
    vault.use_file("passphrase").result(60)
    assert owner._fingerprint_key() == kept_key
    vault.lock().result(60)
    assert owner._fingerprint_key() == kept_key
    vault.close()
    owner.close()


def test_a_secret_in_a_tag_or_note_is_masked(kept, panel_tools, qtbot):
    panel_tools.vault.put(SECRET)
    with qtbot.waitSignal(kept.changed):
        kept.mark(1, note=f"sent {SECRET} again", tags=(SECRET, "release"))
    page = kept._get().page(read_filter("note:again")).result(60)
    assert "release" in page[0].tags
    assert SECRET not in repr(page)


def _asked_anew():
    """The same request a day later, as it was refused."""
    first = _answer().attempt
    return msgspec.structs.replace(first, id="two", started=datetime(2030, 1, 2, tzinfo=UTC))


def _keep_yesterday(owner, qtbot):
    attempt = msgspec.structs.replace(_answer().attempt, started=datetime(2030, 1, 1, tzinfo=UTC))
    with qtbot.waitSignal(owner.changed):
        owner.keep(answer(attempt))


def test_what_was_kept_before_carries_the_credential_again(on_disk, qtbot):
    owner, _ = on_disk
    _keep_yesterday(owner, qtbot)
    (found,) = owner.before(_asked_anew())
    assert found.exchanges[0].request.headers[0].value == f"Bearer {SECRET}"


@pytest.mark.parametrize("keeps", [True, False])
def test_the_window_looks_back_only_where_a_history_is_kept(program, qtbot, keeps):
    tools = program.tools
    _keep_yesterday(tools.history, qtbot)
    tools.settings.set("history.keep", keeps)
    found = tools.late_workbench.get().past.before(_asked_anew())
    assert [one.id for one in found] == (["one"] if keeps else [])
