"""Credentials of the command and of its proxy."""

import pytest

from inspector.intake.composing import Pocket
from inspector.intake.curl.command import Command
from inspector.intake.curl.login import (
    credential,
    of_netrc,
    parted,
    proxy_asks_first,
    proxy_credential,
)
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm


def made(*words, from_url=NoCredential()):  # noqa: B008 - a frozen record
    pocket = Pocket()
    found = credential(Command(words), pocket, from_url)
    return found, list(pocket.secrets.values())


@pytest.mark.parametrize(
    ("words", "kind", "secrets"),
    [
        ((), NoCredential, []),
        (("-u", "me:p:w"), Basic, ["p:w"]),
        (("-u", "me:"), Basic, [""]),
        (("-u", "me"), Basic, []),
        (("-u", "me:pw", "--digest"), Digest, ["pw"]),
        (("-u", "me:pw", "--anyauth"), Digest, ["pw"]),
        (("-u", "me:pw", "--digest", "--basic"), Basic, ["pw"]),
        (("--oauth2-bearer", "tok"), Bearer, ["tok"]),
        (("--digest",), NoCredential, []),
    ],
)
def test_kinds(words, kind, secrets):
    found, values = made(*words)
    assert isinstance(found, kind)
    assert values == secrets


def test_a_ticket():
    found, _ = made("-u", ":", "--negotiate", "--delegation", "always", "http://a.example/")
    assert (found.kind, found.service, found.delegation) == ("negotiate", "", "always")
    found, _ = made("-u", ":", "--negotiate", "--service-name", "web", "http://a.example:8/")
    assert (found.service, found.delegation) == ("web@a.example", "none")


@pytest.mark.parametrize("flag", ["--ntlm", "--ntlm-wb"])
def test_ntlm(flag):
    found, values = made("-u", "CORP\\me:pw", flag)
    assert (found.kind, found.account, values) == ("ntlm", ("CORP", "me"), ["pw"])
    assert made(flag)[0] == NoCredential()  # curl logs in as nobody without a user


def test_aws():
    found, values = made("--aws-sigv4", "aws:amz:us-east-1:es", "-u", "AK:SK")
    assert (found.kind, found.key_id, values) == ("aws-sigv4", "AK", ["SK"])
    assert (found.region, found.service) == ("us-east-1", "es")
    bare, _ = made("--aws-sigv4", "aws:amz", "-u", "AK")
    assert (bare.region, bare.service, bare.secret.place) == ("", "", "ask")
    other, _ = made("--aws-sigv4", "osc:osc:eu-west-2", "-u", "AK:SK")
    assert (other.scheme, other.user) == ("OSC4-HMAC-SHA256", "AK")


def test_a_missing_password_is_asked_for():
    assert parted("me", Pocket()).password.place == "ask"


def test_the_url_gives_way_to_the_option():
    url = Basic(user="url")
    assert made("--digest", from_url=url)[0].user == "url"
    assert made("-u", "me:x", from_url=url)[0].user == "me"


def test_proxies():
    pocket = Pocket()
    nothing = NoCredential()
    found = proxy_credential(Command(("-U", "me:pw")), pocket, "", nothing)
    assert found.user == "me"
    assert pocket.secrets[found.password] == "pw"
    assert proxy_credential(Command(()), pocket, "", Basic(user="url")).user == "url"
    assert proxy_credential(Command(()), pocket, "", nothing) == nothing
    windows = Command(("--proxy-ntlm", "-U", "SHOP\\me:pw"))
    found = proxy_credential(windows, pocket, "", nothing)
    assert found == Ntlm(user="SHOP\\me", password=found.password)
    from_url = Basic(user="url", password=found.password)
    only = proxy_credential(Command(("--proxy-ntlm",)), pocket, "", from_url)
    assert only == Ntlm(user="url", password=found.password)
    ticket = Command(("--proxy-negotiate", "-U", ":", "--proxy-service-name", "web"))
    assert proxy_credential(ticket, pocket, "http://p.example:3128", nothing) == Negotiate(
        service="web@p.example"
    )
    assert proxy_credential(Command(("--proxy-negotiate",)), pocket, "", nothing) == Negotiate()


def test_a_password_is_sent_at_once_only_where_curl_would():
    for option in ("digest", "anyauth"):
        assert proxy_asks_first(Command(("-U", "me:pw", f"--proxy-{option}")))
    for option in ("basic", "ntlm", "negotiate"):
        assert not proxy_asks_first(Command(("-U", "me:pw", f"--proxy-{option}")))
    assert not proxy_asks_first(Command(("-U", "me:pw")))


def test_the_login_of_a_netrc_file(tmp_path):
    file = tmp_path / "netrc"
    file.write_text("machine a.example login me password pw\n")
    pocket = Pocket()
    command = Command(("--netrc-file", str(file)))
    assert of_netrc(command, pocket, "http://a.example/x").user == "me"
    assert list(pocket.secrets.values()) == ["pw"]
    assert of_netrc(command, pocket, "http://b.example/") is None


@pytest.mark.parametrize("words", [(), ("--netrc-file", "/nowhere/at/all")])
def test_no_netrc_file_no_login(words):
    assert of_netrc(Command(words), Pocket(), "http://a.example/") is None
