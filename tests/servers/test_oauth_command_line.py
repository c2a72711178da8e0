"""`request-inspector send` signs in for a saved request: what to do is told on standard error."""

import json
import subprocess
import sys
import threading

import pytest

from tests.fixtures.login_walk import Browser
from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")


def saved(folder, url, credential):
    """Write a request of a collection; return its file."""
    (folder / "shop").mkdir()
    (folder / "shop" / "collection.toml").write_text('name = "Shop"\n')
    lines = [f'url = "{url}"', "[credential]", 'kind = "oauth2"', *credential]
    path = folder / "shop" / "orders.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def sent(path, on_address=lambda _address: None, **environment):
    """Run the command; hand the address that it tells to a person. Returns status, out, err."""
    command = [sys.executable, "-m", "inspector", "send", str(path), "--format", "json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    told, threads = [], []
    with process:
        for line in process.stderr:
            told.append(line)
            if line.startswith("Address: "):
                act = threading.Thread(target=on_address, args=(line.split()[1],))
                act.start()
                threads.append(act)
        out = process.stdout.read()
    for thread in threads:
        thread.join(60)
    return process.returncode, json.loads(out), "".join(told)


def test_a_device_code(provider, api, tmp_path):
    path = saved(
        tmp_path,
        api.url,
        [
            f'issuer = "{provider.url}"',
            'client_id = "native"',
            'scope = "openid"',
            'grant = "device-code"',
        ],
    )
    status, out, err = sent(path, Browser().sign_in)
    assert status == 0
    assert [each["purpose"] for each in out["exchanges"]][-2:] == ["token", "main"]
    assert "enter the code" in err


def test_the_browser(provider, api, tmp_path):
    path = saved(
        tmp_path,
        api.url,
        [
            f'issuer = "{provider.url}"',
            'client_id = "native"',
            'scope = "openid"',
            'login = { prompt = "consent" }',
        ],
    )
    status, out, _ = sent(path, Browser().sign_in)
    assert status == 0
    assert out["exchanges"][-1]["status"] == 200


def test_a_secret_of_the_environment_and_a_refusal(provider, api, tmp_path, monkeypatch):
    monkeypatch.setenv("JOB_SECRET", Provider.SECRET)
    fields = [
        f'issuer = "{provider.url}"',
        f'client_id = "{Provider.CLIENT}"',
        'grant = "client-credentials"',
        'client = { secret = { environment = "JOB_SECRET" } }',
    ]
    path = saved(tmp_path, api.url, fields)
    status, out, err = sent(path)
    assert status == 0
    assert Provider.SECRET not in json.dumps(out) + err
    monkeypatch.setenv("JOB_SECRET", "another-secret-77")
    status, out, _ = sent(path)
    assert status != 0
    assert out["exchanges"][-1]["purpose"] == "token"
    assert len(api.seen) == 1
