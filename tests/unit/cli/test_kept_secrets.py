"""A saved request is sent with secrets of a vault file once its passphrase is given."""

import pytest

from inspector.cli.inputs import NotReadable
from inspector.cli.kept_secrets import done, file_vault, kept_vault, unlock
from inspector.cli.sending import opened
from inspector.cli.source import Source
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.settings.places import places
from inspector.vault.choose import open_vault


@pytest.fixture
def ref():
    vault = open_vault(places().vault, "file", places().vault_seen)
    vault.use_file("the passphrase").result(60)
    made = vault.put("the token")
    vault.persist([made]).result(60)
    vault.close()
    return made


@pytest.fixture
def passphrase(tmp_path):
    path = tmp_path / "passphrase"
    path.write_text("the passphrase\n")
    return str(path)


@pytest.fixture(autouse=True)
def file_wanted(monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "file")


def source(ref, passphrase_file):
    request = Request(url="http://127.0.0.1/", credential=Bearer(token=ref))
    return Source(request=request, keyring=True, passphrase_file=passphrase_file)


def test_the_file_is_unlocked_for_what_needs_it(ref, passphrase):
    with opened(source(ref, passphrase)) as bench:
        import asyncio

        found = asyncio.run(bench.vault.resolve_all([ref]))
    assert found[ref].reveal() == "the token"


def test_a_wrong_passphrase_is_said(ref, tmp_path):
    path = tmp_path / "wrong"
    path.write_text("another\n")
    with pytest.raises(NotReadable) as caught, opened(source(ref, str(path))):
        pass
    assert "does not open" in caught.value.problem.what
    assert "another" not in repr(caught.value.problem)


def test_without_a_terminal_it_is_said_what_to_give(ref, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda _prompt: (_ for _ in ()).throw(EOFError))
    with pytest.raises(NotReadable) as caught, opened(source(ref, "")):
        pass
    assert "--passphrase-file" in caught.value.problem.todo


def test_what_needs_no_secret_asks_for_none(ref):
    with opened(Source(request=Request(url="http://127.0.0.1/"), keyring=True)):
        pass


def test_an_older_copy_is_not_used(ref, passphrase):
    path = places().vault / "vault.json"
    copy = path.read_bytes()
    with file_vault() as vault:
        done(vault.use_file("the passphrase"))
        vault.persist([vault.put("more")]).result(60)
    path.write_bytes(copy)
    vault = kept_vault()
    try:
        with pytest.raises(NotReadable) as caught:
            unlock(vault, passphrase)
    finally:
        vault.close()
    assert "older copy" in caught.value.problem.what
    assert path.read_bytes() == copy


def test_where_there_is_no_file_that_is_said():
    with pytest.raises(NotReadable), file_vault():
        pass
