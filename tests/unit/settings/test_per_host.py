"""The list of client certificates: kept, read again, told where it does not fit."""

import msgspec
import pytest

from inspector.model.request import HostCertificate, PerHost
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.settings.per_host import PerHostSettings, reject

PASS = SecretRef(place="keyring", name="pass")
ONE = HostCertificate(host="*.example.com:8443", certificate="/c.p12", passphrase=PASS)
TWO = HostCertificate(
    host="api.example.com", certificate="c.pem", key_file="k.pem", environment="Live", enabled=False
)


def test_it_comes_back_as_it_was(tmp_path):
    path = tmp_path / "deep" / "client-certificates.toml"
    owner = PerHostSettings(path)
    told = []
    end = owner.on_change(lambda: told.append(1))
    owner.replace(PerHost(certificates=(ONE, TWO)))
    assert owner.save() is None
    end()
    again = PerHostSettings(path)
    assert again.load() == ()
    assert again.value.certificates == (ONE, TWO)
    assert told == [1]
    owner.replace(PerHost())
    assert owner.save() is None
    assert (again.load(), again.value) == ((), PerHost())


def test_the_environment_and_the_switch_decide():
    both = PerHost(certificates=(ONE, TWO, msgspec.structs.replace(TWO, enabled=True)))
    assert both.in_use("Live") == (ONE, both.certificates[2])
    assert both.in_use("") == (ONE,)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('host = "a b"\ncertificate = "c"', "Write a host"),
        ('host = "a"', "Choose the file"),
        ('host = 1\ncertificate = "c"', "str"),
    ],
)
def test_what_does_not_fit_is_left_out_and_told(tmp_path, row, said):
    path = tmp_path / "list.toml"
    path.write_text(f'[[certificate]]\nhost = "ok"\ncertificate = "c"\n[[certificate]]\n{row}\n')
    owner = PerHostSettings(path)
    (problem,) = owner.load()
    assert "2" in problem.what
    assert said in problem.todo
    assert [each.host for each in owner.value.certificates] == ["ok"]


def test_a_broken_file_is_kept_aside(tmp_path):
    path = tmp_path / "list.toml"
    path.write_text("[[certificate")
    (problem,) = PerHostSettings(path).load()
    assert "no valid TOML" in problem.what
    assert not path.exists()


def test_a_passphrase_in_clear_is_not_taken(tmp_path):
    path = tmp_path / "list.toml"
    place = 'passphrase = { place = "text", name = "hunter2" }'
    path.write_text(f'[[certificate]]\nhost = "a"\ncertificate = "c"\n{place}\n')
    owner = PerHostSettings(path)
    assert owner.load() == ()
    assert owner.value.certificates[0].passphrase == NO_SECRET


def test_without_a_file_nothing_is_written():
    owner = PerHostSettings()
    owner.replace(PerHost(certificates=(ONE,)))
    assert (owner.load(), owner.save()) == ((), None)
    assert owner.value.certificates == (ONE,)
    assert reject(ONE) == ""
