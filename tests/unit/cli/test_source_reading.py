"""What `send` is given becomes a request; what is none is told."""

import io
import subprocess
import sys

import pytest

from inspector.cli.inputs import NotReadable
from inspector.cli.source_reading import saml_source, source_of
from tests.fixtures.scripted import reply


def test_a_url_is_sent_as_it_is():
    source = source_of("http://127.0.0.1/a", None, "")
    assert source.request.url == "http://127.0.0.1/a"
    assert source.request.method == "GET"
    assert not source.keyring


def test_a_curl_command_brings_its_secrets_along():
    source = source_of(None, "curl -u ada:practice-only-7421 http://127.0.0.1/a", "")
    assert source.request.url == "http://127.0.0.1/a"
    assert "practice-only-7421" in source.secrets.values()
    assert "practice-only-7421" not in repr(source.request)


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Give a command in a way that no list of processes shows; return what --curl is given."""

    def give(way, data):
        if way == "-":
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
            return way
        path = tmp_path / "command of mine.txt"
        path.write_bytes(data)
        return f"@{path}"

    return give


@pytest.mark.parametrize("way", ["-", "@"])
def test_a_curl_command_comes_from_a_file_or_from_standard_input(given, way):
    command = b"curl -H 'Authorization: Bearer practice-only-7421' \\\n http://127.0.0.1/a\n"
    source = source_of(None, given(way, command), "")
    assert source.request.url == "http://127.0.0.1/a"
    assert "practice-only-7421" in source.secrets.values()


@pytest.mark.parametrize("way", ["-", "@"])
@pytest.mark.parametrize("data", [b"", b"nonsense", b"HTTP/1.1 401 Unauthorized\r\n\r\n"])
def test_what_is_no_command_is_told_with_its_place(given, way, data):
    with pytest.raises(NotReadable) as caught:
        source_of(None, given(way, data), "")
    assert caught.value.problem.where.startswith("--curl")


def test_standard_input_is_read_for_one_thing_only(cli):
    ran = cli("send", "--curl", "-", "--fix", "--secret", "-")
    assert ran.status == 2
    assert "--curl, --secret can't all be read from standard input" in ran.err


def test_no_list_of_processes_holds_the_secret(scripted):
    server = scripted([reply("401 No")])
    command = f"curl -u ada:practice-only-7421 {server.url}/"
    with subprocess.Popen(
        [sys.executable, "-m", "inspector", "send", "--curl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        listed = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(process.pid)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        printed, _ = process.communicate(command)
    assert "--curl -" in listed
    assert "practice-only" not in listed + printed
    assert b"Authorization: Basic" in server.requests[0]


@pytest.mark.parametrize(
    ("target", "curl", "environment"),
    [
        (None, None, ""),
        (None, "HTTP/1.1 401 Unauthorized\r\n\r\n", ""),
        (None, "nonsense", ""),
        ("http://127.0.0.1/", None, "staging"),
        (None, "curl http://127.0.0.1/", "staging"),
        ("missing.toml", None, ""),
        (None, "@missing.txt", ""),
    ],
)
def test_what_cant_be_sent_is_told(target, curl, environment):
    with pytest.raises(NotReadable) as caught:
        source_of(target, curl, environment)
    assert caught.value.problem.what
    assert caught.value.problem.todo


def test_a_url_that_ends_in_toml_is_a_url():
    assert source_of("http://h/pyproject.toml", None, "").request.url.endswith(".toml")


SAML = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="{url}/acs"/>'
)


def test_a_saml_reply_is_posted_and_masked(tmp_path, scripted, cli):
    server = scripted([reply("302 Found", "Location: /app"), reply()])
    file = tmp_path / "reply.xml"
    file.write_text(SAML.format(url=server.url))
    ran = cli("send", "--saml", str(file), "--format", "json")
    assert ran.status == 0
    sent = server.requests[0]
    assert sent.startswith(b"POST /acs ")
    assert b"SAMLResponse=PHNhbWxw" in sent
    assert "PHNhbWxw" not in ran.out


def test_what_is_no_saml_is_told(tmp_path):
    file = tmp_path / "reply.xml"
    file.write_text("<html/>")
    with pytest.raises(NotReadable) as caught:
        saml_source(str(file))
    assert "no SAML response" in caught.value.problem.what
