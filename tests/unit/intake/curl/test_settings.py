"""How curl would send: its own defaults, and what the options change."""

import pytest

from inspector.intake.composing import Pocket
from inspector.intake.curl.command import Command
from inspector.intake.curl.settings import certificate_of, notes, options


def made(*words, url="https://a.example/"):
    return options(Command(words), Pocket(), url)


def test_curls_own():
    found = made()
    assert not found.follow_redirects
    assert not found.accept_encoding
    assert not found.use_cookies
    assert found.verify_tls
    assert found.user_agent.startswith("curl/")
    assert (found.max_redirects, found.timeout, found.proxy) == (50, 300.0, "system")


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (("-L",), "follow_redirects", True),
        (("--location-trusted",), "keep_credential_for", ("*",)),
        (("--location-trusted",), "follow_redirects", True),
        (("-k",), "verify_tls", False),
        (("--cacert", "ca.pem"), "ca_file", "ca.pem"),
        (("-E", "c.pem:pw"), "client_certificate", "c.pem"),
        (("--key", "k.pem"), "client_key", "k.pem"),
        (("-m", "2.5"), "timeout", 2.5),
        (("-m", "soon"), "timeout", 300.0),
        (("--max-redirs", "3"), "max_redirects", 3),
        (("--max-redirs", "-1"), "max_redirects", 50),
        (("--tlsv1.2",), "tls_min", "1.2"),
        (("-1",), "tls_min", "1.0"),
        (("--tls-max", "1.2"), "tls_max", "1.2"),
        (("--tls-max", "9"), "tls_max", ""),
        (("--http1.1",), "http_version", "1.1"),
        (("--http2-prior-knowledge",), "http_version", "2"),
        (("-0",), "http_version", "1.0"),
        (("--resolve", "a:1:b", "--resolve", "c:2:d"), "resolve", ("a:1:b", "c:2:d")),
        (("-x", "p:3128"), "proxy", "http://p:3128"),
        (("-x", "http://u:pw@p:1"), "proxy", "http://p:1"),
        (("-x", ""), "proxy", "none"),
        (("--socks5-hostname", "p:1"), "proxy", "socks5h://p:1"),
        (("--noproxy", "*", "-x", "p"), "proxy", "none"),
        (("--noproxy", ".example", "-x", "p"), "proxy", "none"),
        (("-b", ""), "use_cookies", True),
        (("-b", "jar.txt"), "use_cookies", True),
        (("-c", "jar.txt"), "use_cookies", True),
        (("--cookie-jar", "-"), "use_cookies", True),
        (("-b", "a=1", "-b", "jar.txt"), "use_cookies", True),
        (("-b", "a=1"), "use_cookies", False),
        (("-b", "jar.txt", "-j"), "use_cookies", True),
        (("-j",), "use_cookies", False),
        (("--noproxy", "b.example", "-x", "p"), "proxy", "http://p"),
    ],
)
def test_options(words, name, value):
    assert getattr(made(*words), name) == value


def test_the_proxys_login_leaves_its_url():
    assert made("-x", "http://u:pw@p:1").proxy_credential.user == "u"


@pytest.mark.parametrize("words", [("-E", "c.pem:pw"), ("-E", "c.pem", "--pass", "pw")])
def test_the_passphrase_of_a_certificate_is_kept(words):
    pocket = Pocket()
    made = options(Command(words), pocket, "http://a.example/")
    assert pocket.secrets[made.client_passphrase] == "pw"


def test_certificates_on_a_drive():
    assert certificate_of(Command(("-E", "C:\\c.pem:pw"))) == ("C:\\c.pem", "pw")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--anyauth",), "--digest"),
        (("a", "--next"), "--next"),
        (("-c", "jar.txt"), "-c writes no file here"),
        (("--cookie-jar", "jar.txt"), "--cookie-jar writes no file here"),
        (("a", "b"), "2 URLs"),
        (("-s", "-o", "x"), "-s -o"),
        (("--connect-to", "a:b:c:d"), "Not followed: --connect-to"),
    ],
)
def test_what_is_read_otherwise_is_said(words, text):
    assert text in " ".join(notes(Command(words)))


def test_nothing_to_say():
    assert notes(Command(("a", "-k"))) == []
