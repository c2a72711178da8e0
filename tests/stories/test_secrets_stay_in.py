"""Nothing that the command line prints or saves holds a secret, whole, encoded or in part."""

import base64
import json
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest

from inspector.cli.program import Faces, run
from inspector.export.gather import secrets_of
from inspector.intake import read
from inspector.mocklab import MockLab
from tests.fixtures.experimenting import jwt

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.har"))
PASSWORD = "Zq7!planted-secret-0f-th1s-test"
TOKEN = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"
_SHOWN, _LONG = 10, 32


def forms(secret):
    """A secret as it is, and as it may be encoded on its way out."""
    data = secret.encode()
    yield secret
    yield quote(secret, safe="")
    yield data.hex()
    for before in (b"", b"x", b"xx"):  # where in a group of three bytes it starts
        yield base64.b64encode(before + data).decode()[4:-4]


def pieces(secret):
    """Every 8 characters in a row that a mask may not show."""
    first = _SHOWN - 7 if len(secret) >= _LONG else 0
    return (secret[at : at + 8] for at in range(first, len(secret) - 7))


def leaked(text, secret):
    return [form for form in (*forms(secret), *pieces(secret)) if len(form) >= 8 and form in text]


@pytest.fixture
def printed(capsys):
    def printed(*arguments):
        run(arguments, Faces(open_window=lambda _: 9, save_picture=lambda _: None))
        shown = capsys.readouterr()
        return shown.out + shown.err

    return printed


@pytest.mark.parametrize("format_name", ["text", "markdown", "json", "jsonl"])
def test_diagnosing_real_cases(printed, format_name):
    secrets = {path: secrets_of(read(path.read_bytes(), path.name).attempt) for path in CASES}
    assert sum(map(len, secrets.values())) > len(CASES)
    for path in CASES:
        text = printed("diagnose", str(path), "--format", format_name)
        for secret in secrets[path]:
            # Made-up keys repeat account names and hosts, so here only whole ones count.
            assert not [form for form in forms(secret) if len(form) >= 8 and form in text]


@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
@pytest.mark.parametrize(
    "where",
    [
        "-u 'ada:{secret}' {url}",
        "--digest -u 'ada:{secret}' {url}",
        "--oauth2-bearer {secret} {url}",
        "-H 'Authorization: Bearer {secret}' {url}",
        "-H 'X-Api-Key: {secret}' {url}",
        "-b 'sid={secret}' {url}",
        "'{url}?api_key={secret}'",
        "'{url}?access_token={secret}'",
        "-d 'password={secret}' {url}",
        """-H 'Content-Type: application/json' -d '{{"client_secret": "{secret}"}}' {url}""",
        "-F 'password={secret}' {url}",
        "-U 'ada:{secret}' -x {proxy} {url}",
        "-L -u 'ada:{secret}' {moved}",
    ],
)
def test_sending(printed, tmp_path, where, format_name):
    saved = tmp_path / "saved.json"
    with MockLab() as lab:
        addresses = {
            "url": f"{lab.address}/scenario/every-scheme/basic",
            "moved": f"{lab.address}/scenario/missing-credentials/v1/orders",
            "proxy": lab.proxy,
        }
        for secret in (PASSWORD, TOKEN):
            command = "curl " + where.format(secret=secret, **addresses)
            text = printed("send", "--curl", command, "--format", format_name, "--save", str(saved))
            assert "401" in text or "407" in text or "407" in saved.read_text()
            assert not leaked(text, secret)
            assert not leaked(saved.read_text(), secret)
            bodies = [
                base64.b64decode(one["request"].get("body", "")).decode("latin-1")
                for one in json.loads(saved.read_text())["attempt"]["exchanges"]
            ]
            assert not leaked("".join(bodies), secret)


def test_decoding(printed):
    pair = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
    for format_name in ("text", "json"):
        assert not leaked(printed("decode", f"Basic {pair}", "--format", format_name), PASSWORD)
        assert not leaked(printed("decode", TOKEN, "--format", format_name), TOKEN)


def _reply_file(folder, number, secret):
    """A reply, its request and what both carry: a secret in every place there is."""
    path = folder / f"{number}.txt"
    body = json.dumps({"password": secret, "page": number})
    path.write_text(
        f"POST /v1?api_key={secret}&page={number} HTTP/1.1\nHost: api.example.com\n"
        f"Authorization: Bearer {secret}\nCookie: sid={secret}; theme=dark\n"
        f"Content-Type: application/json\nContent-Length: {len(body)}\n\n{body}\n"
        f"HTTP/1.1 {401 if number % 2 else 200} Status\nSet-Cookie: next={secret}\n"
        f"Content-Type: application/json\n\n{json.dumps({'access_token': secret})}\n"
    )
    return str(path)


@pytest.mark.parametrize("format_name", ["text", "markdown", "html", "json"])
def test_comparing(printed, tmp_path, format_name):
    secrets = (TOKEN, TOKEN[::-1])
    files = [_reply_file(tmp_path, *each) for each in enumerate(secrets)]
    text = printed("compare", *files, "--format", format_name)
    assert "401" in text
    for secret in secrets:
        assert not leaked(text, secret)


@pytest.mark.parametrize("format_name", ["text", "markdown", "html", "json"])
def test_comparing_real_cases(printed, format_name):
    secrets = {path: secrets_of(read(path.read_bytes(), path.name).attempt) for path in CASES}
    for one, other in pairwise(CASES):
        text = printed("compare", str(one), str(other), "--format", format_name)
        for secret in (*secrets[one], *secrets[other]):
            assert not [form for form in forms(secret) if len(form) >= 8 and form in text]


@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
def test_counting_lines_of_logs(printed, tmp_path, format_name):
    path = tmp_path / "access.log"
    line = (
        '203.0.113.9 - ada [04/Mar/2026:12:00:{:02} +0000] "GET /v1?access_token={}&page=2 HTTP/1.1"'
        ' 401 12 "https://app.example/?api_key={}" "curl/8"\n'
    )
    path.write_text("".join(line.format(second, TOKEN, TOKEN[::-1]) for second in range(20)))
    text = printed("logs", str(path), "--format", format_name)
    assert "401" in text
    for secret in (TOKEN, TOKEN[::-1]):
        assert not leaked(text, secret)


@pytest.mark.parametrize("format_name", ["text", "json"])
@pytest.mark.parametrize("damage", ["", "%"])
def test_decoding_a_signed_token(printed, format_name, damage):
    head, payload, signature = jwt(TOKEN.encode(), sub="ada").split(".")
    text = printed("decode", f"{head}.{payload}{damage}.{signature}", "--format", format_name)
    assert text
    assert not leaked(text, signature)
