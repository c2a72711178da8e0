"""Cookies are kept for each environment, sealed, shared by processes, and only as the vault is."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Setting
from inspector.vault import Vault
from inspector.vault.access import Access, Chosen
from inspector.vault.choose import open_vault
from inspector.vault.cookies import cookie_file
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.names import Names

MARK = "MARKED-5f1b2c-cookie-value"


@pytest.fixture
def make(backend, tmp_path):
    """Return a vault over the same keyring and folder each time: another run of the program."""
    made = []

    def build():
        store = KeyringStore(backend, Names(tmp_path / "names"))
        access = Access(lambda: Chosen(store=store, kind="keyring", text="k"))
        made.append(Vault(access, 5.0, tmp_path / "cookies"))
        return made[-1]

    yield build
    for vault in made:
        vault.close()


def fill(vault, *lines, environment="Staging", url="https://app.example.com/"):
    jar = vault.cookies.of(environment)
    now = datetime.now(UTC)
    for line in lines:
        jar.take(parse(line, now), Setting(url, now, "POST app.example.com/login"))
    return vault.cookies.save(environment).result(60)


def found(vault, environment="Staging"):
    jar = asyncio.run(vault.cookies.opened(environment))
    return {kept.name: kept.value for kept in jar.contents.cookies}


def written(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_another_run_finds_the_cookies_of_its_environment_alone(make):
    assert fill(make(), "sid=abc; Path=/", "theme=dark; SameSite=None") == ""
    other = make()
    assert found(other) == {"sid": "abc"}
    assert [one.name for one in other.cookies.of("Staging").contents.refused] == ["theme"]
    assert found(other, "Production") == {}


def test_no_value_is_on_the_disk_in_clear(make, tmp_path):
    fill(make(), f"sid={MARK}; HttpOnly")
    data = written(tmp_path)
    assert MARK.encode() not in data
    assert b"app.example.com" not in data
    assert (tmp_path / "cookies").stat().st_mode & 0o077 == 0


def test_two_processes_lose_nothing_of_one_another(make):
    one, other = make(), make()
    fill(one, "shared=1")
    assert found(other) == {"shared": "1"}
    fill(one, "a=1")
    fill(other, "b=2")
    assert found(one) == found(other) == {"shared": "1", "a": "1", "b": "2"}
    one.cookies.of("Staging").delete([one.cookies.of("Staging").contents.cookies[0].key])
    one.cookies.save("Staging").result(60)
    assert found(other) == {"a": "1", "b": "2"}


def test_many_writers_at_once_lose_nothing(make):
    vaults = [make() for _ in range(4)]
    for number in range(10):
        for index, vault in enumerate(vaults):
            now = datetime.now(UTC)
            vault.cookies.of("Staging").take(
                parse(f"c{index}.{number}=1", now), Setting("https://a.example/", now)
            )
            vault.cookies.save("Staging")
    for vault in vaults:
        assert vault.cookies.save("Staging").result(60) == ""
    asyncio.run(vaults[0].cookies.opened("Staging"))
    assert len(found(make())) == 40


def test_a_use_alone_is_not_written(make):
    vault = make()
    fill(vault, "sid=abc")
    before = vault.cookies.of("Staging").version
    key = vault.cookies.of("Staging").contents.cookies[0].key
    vault.cookies.of("Staging").sent([key], datetime.now(UTC), 200)
    assert vault.cookies.save("Staging").result(60) == ""
    assert vault.cookies.of("Staging").version == before
    fill(vault, "b=1")
    assert asyncio.run(make().cookies.opened("Staging")).contents.cookies[0].status == 200


def test_a_changed_file_is_told_and_kept_aside(make, tmp_path):
    fill(make(), "sid=abc")
    (path,) = (tmp_path / "cookies").glob("*.cookies")
    path.write_bytes(path.read_bytes()[:-40] + b'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}')
    vault = make()
    assert found(vault) == {}
    assert "damaged" in vault.cookies.of("Staging").trouble
    assert fill(vault, "b=2") == ""
    assert found(make()) == {"b": "2"}
    assert len(list((tmp_path / "cookies").glob("*.damaged-1"))) == 1


def test_the_file_of_another_environment_does_not_open(make, tmp_path):
    fill(make(), "sid=abc", environment="Staging")
    fill(make(), "sid=def", environment="Production")
    one, other = sorted((tmp_path / "cookies").glob("*.cookies"))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert found(make(), "Staging") == found(make(), "Production") == {}


def test_a_vault_in_memory_writes_nothing(tmp_path):
    vault = open_vault(tmp_path, "memory")
    assert fill(vault, "sid=abc") == ""
    assert found(vault) == {"sid": "abc"}
    assert not (tmp_path / "cookies").exists()
    vault.close()


def test_a_locked_vault_has_no_cookies_and_keeps_new_ones_until_it_is_open(tmp_path):
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    fill(vault, "old=1")
    vault.lock().result(60)
    assert found(vault) == {}
    assert "passphrase" in vault.cookies.of("Staging").trouble
    assert "passphrase" in fill(vault, "new=2")
    vault.use_file("passphrase").result(60)
    vault.cookies.load("Staging").result(60)
    assert found(vault) == {"old": "1", "new": "2"}
    vault.close()
    other = open_vault(tmp_path, "file")
    other.use_file("passphrase").result(60)
    assert found(other) == {"old": "1", "new": "2"}
    other.close()


def test_cookies_of_memory_go_into_the_file_that_is_made(tmp_path):
    vault = open_vault(tmp_path, "file")
    fill(vault, "sid=abc")
    vault.use_file("passphrase").result(60)
    vault.cookies.save("Staging").result(60)
    vault.close()
    other = open_vault(tmp_path, "file")
    other.use_file("passphrase").result(60)
    assert found(other) == {"sid": "abc"}
    other.close()


def test_cookies_follow_an_environment_that_is_renamed(make):
    vault = make()
    fill(vault, "sid=abc")
    assert vault.cookies.rename("Staging", "Test").result(60) == ""
    assert found(make(), "Test") == {"sid": "abc"}
    assert found(make(), "Staging") == {}


def files(folder):
    return sorted(path.name for path in (folder / "cookies").glob("*.cookies"))


def test_an_environment_that_is_deleted_or_renamed_leaves_no_file(make, tmp_path):
    vault = make()
    fill(vault, "sid=abc")
    (before,) = files(tmp_path)
    vault.cookies.rename("Staging", "Test").result(60)
    (after,) = files(tmp_path)
    assert before != after
    gone = vault.cookies.discard("Test").result(60)
    assert [kept.value for kept in gone.cookies] == ["abc"]
    assert files(tmp_path) == []
    assert found(make(), "Test") == {}
    assert vault.cookies.save("Test").result(60) == ""  # nothing is left to be written
    assert files(tmp_path) == []
    assert vault.cookies.bring_back("Test", gone.cookies).result(60) == ""
    assert found(make(), "Test") == {"sid": "abc"}


def test_a_file_that_cannot_be_read_is_deleted_as_well(make, tmp_path):
    fill(make(), "sid=abc")
    (path,) = (tmp_path / "cookies").glob("*.cookies")
    path.write_bytes(b"damaged")
    gone = make().cookies.discard("Staging").result(60)
    assert gone == ((), "")
    assert files(tmp_path) == []


def test_secret_values_are_known_and_words_are_not(make):
    vault = make()
    fill(vault, f"sid={MARK}; HttpOnly", "language=automatic", "session=s3cret-and-long", "a=b")
    assert set(vault.known_values()) == {MARK, "s3cret-and-long"}


def test_deleted_cookies_can_be_brought_back(make):
    vault = make()
    fill(vault, "a=1; Max-Age=100")
    jar = vault.cookies.of("Staging")
    gone = jar.delete([kept.key for kept in jar.contents.cookies])
    vault.cookies.save("Staging").result(60)
    assert found(make()) == {}
    jar.put(gone)
    vault.cookies.save("Staging").result(60)
    assert found(make()) == {"a": "1"}


def test_what_a_copy_learns_stays_in_it(make):
    vault = make()
    fill(vault, "a=1")
    copy = vault.cookies.of("Staging").copy()
    now = datetime.now(UTC) + timedelta(seconds=1)
    copy.take(parse("a=; Max-Age=0", now), Setting("https://app.example.com/", now))
    assert len(copy) == 0
    assert found(vault) == {"a": "1"}


def test_many_cookies_cost_the_start_nothing_and_the_first_send_little(make, monkeypatch):
    first, now = make(), datetime.now(UTC)
    jar = first.cookies.of("Staging")
    for number in range(5000):
        where = Setting(f"https://h{number % 500}.example/", now)
        jar.take(parse(f"sid{number}={number:020}; HttpOnly", now), where)
    assert first.cookies.save("Staging").result(60) == ""
    read = cookie_file.read
    monkeypatch.setattr(cookie_file, "read", lambda *_: pytest.fail("read at the start"))
    again = make()
    again.open().result(60)
    monkeypatch.setattr(cookie_file, "read", read)
    assert len(found(again)) == 5000


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Setting
from inspector.vault.choose import open_vault
vault = open_vault(Path(sys.argv[1]), "file")
vault.use_file("passphrase").result(60)
for number in range(15):
    now = datetime.now(UTC)
    jar = vault.cookies.of("Staging")
    jar.take(parse(f"{sys.argv[2]}{number}=1", now), Setting("https://a.example/", now))
    assert vault.cookies.save("Staging").result(60) == ""
vault.close()
"""


def test_real_processes_share_one_file(tmp_path):
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    vault.close()
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), name])
        for name in ("a", "b")
    ]
    assert [each.wait(60) for each in running] == [0, 0]
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    assert len(found(vault)) == 30
    vault.close()
