"""What is set for hosts: kept, read again, told where it does not fit."""

import msgspec
import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.request import HostCertificate, HostProxy, PerHost
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.settings.per_host import PerHostSettings, reject

PASS = SecretRef(place="keyring", name="pass")
ONE = HostCertificate(host="*.example.com:8443", certificate="/c.p12", passphrase=PASS)
TWO = HostCertificate(
    host="api.example.com", certificate="c.pem", key_file="k.pem", environment="Live", enabled=False
)


LOGIN = Basic(user="ada", password=PASS)
THREE = HostProxy(host="*.corp.example", proxy="http://p.example:3128", credential=LOGIN)
FOUR = HostProxy(host="localhost", proxy="none", environment="Live", enabled=False)


def test_it_comes_back_as_it_was(tmp_path):
    path = tmp_path / "deep" / "hosts.toml"
    owner = PerHostSettings(path)
    told = []
    end = owner.on_change(lambda: told.append(1))
    owner.replace(PerHost(certificates=(ONE, TWO), proxies=(THREE, FOUR)))
    assert owner.save() is None
    end()
    again = PerHostSettings(path)
    assert again.load() == ()
    assert again.value == owner.value
    assert told == [1]
    owner.replace(PerHost())
    assert owner.save() is None
    assert (again.load(), again.value) == ((), PerHost())


def test_the_environment_and_the_switch_decide():
    both = PerHost(certificates=(ONE, TWO, msgspec.structs.replace(TWO, enabled=True)))
    assert both.in_use("Live").certificates == (ONE, both.certificates[2])
    assert both.in_use("").certificates == (ONE,)
    proxies = PerHost(proxies=(THREE, msgspec.structs.replace(FOUR, enabled=True)))
    assert proxies.in_use("Live").proxies == proxies.proxies
    assert proxies.in_use("").proxies == (THREE,)


def test_the_proxy_for_every_host_stands_last():
    general = ["system"]
    owner = PerHostSettings(general=lambda: general[0])
    owner.replace(PerHost(proxies=(THREE,)))
    assert owner.in_use("").proxies == (THREE,)
    general[0] = "http://all.example:3128"
    assert owner.in_use("").proxies == (THREE, HostProxy(host="*", proxy=general[0]))
    assert owner.value.proxies == (THREE,)


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("", "Write the proxy"),
        ("ftp://p", "must start with"),
        ("http://p/proxy.pac", "not run here"),
        ("http://me:pw@p:1", "user and password"),
    ],
)
def test_a_proxy_that_can_not_be_used_is_told(proxy, said):
    assert said in reject(HostProxy(host="a", proxy=proxy))
    for good in ("none", "system", "p:1", "socks5://p"):
        assert reject(HostProxy(host="a", proxy=good)) == ""


def test_a_proxys_password_in_clear_is_not_taken(tmp_path):
    path = tmp_path / "hosts.toml"
    kind = 'kind = "basic"\nuser = "ada"'
    place = 'password = { place = "text", name = "hunter2" }'
    rows = f'[[proxy]]\nhost = "a"\nproxy = "p:1"\n[proxy.credential]\n{kind}\n{place}\n'
    path.write_text(f'{rows}[[proxy]]\nhost = "b c"\nproxy = "p:1"\n')
    owner = PerHostSettings(path)
    (problem,) = owner.load()
    assert "Proxy 2" in problem.what
    assert [each.credential for each in owner.value.proxies] == [Basic(user="ada")]


def test_a_ticket_and_no_login_are_kept_as_such(tmp_path):
    path = tmp_path / "hosts.toml"
    owner = PerHostSettings(path)
    ticket = msgspec.structs.replace(THREE, credential=Negotiate(service="HTTP@p.example"))
    owner.replace(PerHost(proxies=(ticket, FOUR)))
    assert owner.save() is None
    again = PerHostSettings(path)
    again.load()
    assert again.value.proxies == (ticket, FOUR)
    assert again.value.proxies[1].credential == NoCredential()


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
