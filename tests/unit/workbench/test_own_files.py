"""Keys from AWS's own files: read as they stand there, else asked of AWS's command."""

import json
import os
import stat
import sys

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.message import first
from inspector.model.request import Request
from inspector.vault import Vault
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

SECRET, TOKEN = "planted/secret+access-key-0123456789", "planted-session-token-0123456789"
OK = reply("200 OK", body=b"{}")


@pytest.fixture
def asked():
    return []


@pytest.fixture
def bench(tmp_path, asked):
    vault = Vault.in_memory()
    made = build(vault, agreed=tmp_path / "agreed.json")

    async def ask(question):
        asked.append(question)
        return {}

    made.ask = ask
    yield made
    made.close()
    vault.close()


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    (tmp_path / "credentials").write_text(
        f"[default]\naws_access_key_id = AKDEFAULT\naws_secret_access_key = {SECRET}\n"
        f"[work]\naws_access_key_id = ASWORK\naws_secret_access_key = {SECRET}\n"
        f"aws_session_token = {TOKEN}\n"
    )
    (tmp_path / "config").write_text(
        "[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = work\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    return tmp_path


def sent(bench, scripted, profile):
    server = scripted([OK])
    credential = AwsSignature(source="profile", profile=profile, region="eu-west-1", service="s3")
    request = Request(url=f"{server.url}/x", credential=credential)
    answer = bench.submit(bench.send(request, Scope())).result(60)
    return answer.attempt.exchanges[-1]


@pytest.mark.parametrize(
    ("profile", "key_id", "token"), [("", "AKDEFAULT", None), ("work", "ASWORK", TOKEN)]
)
def test_keys_of_a_profile_sign(bench, scripted, asked, profile, key_id, token):
    exchange = sent(bench, scripted, profile)
    headers = exchange.request.headers
    assert f"Credential={key_id}/" in first(headers, "Authorization")
    assert first(headers, "X-Amz-Security-Token") == token
    assert not asked
    assert SECRET in bench.vault.known_values()


def test_the_environment_comes_first_where_no_profile_is_named(bench, scripted, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    exchange = sent(bench, scripted, "")
    assert "AKENVIRONMENT" in first(exchange.request.headers, "Authorization")


def test_a_profile_that_is_not_there_is_named(bench, scripted):
    exchange = sent(bench, scripted, "nobody")
    assert "nobody" in exchange.failure.message
    assert exchange.reply is None


def test_a_role_is_asked_of_the_command_once_it_was_agreed_to(
    bench, scripted, asked, files, monkeypatch
):
    said = json.dumps(
        {
            "Version": 1,
            "AccessKeyId": "ASROLE",
            "SecretAccessKey": SECRET,
            "SessionToken": TOKEN,
            "Expiration": "2199-01-01T00:00:00Z",
        }
    )
    program = files / "aws"
    program.write_text(f"#!{sys.executable}\nprint({said!r})\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{files}:{os.environ['PATH']}")
    exchange = sent(bench, scripted, "role")
    assert "Credential=ASROLE/" in first(exchange.request.headers, "Authorization")
    assert first(exchange.request.headers, "X-Amz-Security-Token") == TOKEN
    (question,) = asked
    assert question.exact.endswith("--format process --profile role")
    assert {SECRET, TOKEN} <= set(bench.vault.known_values())
