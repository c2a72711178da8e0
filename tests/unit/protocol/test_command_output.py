"""What credential commands print, read by the protocol of those who call them."""

import base64
import json
from datetime import UTC, datetime

import pytest

from inspector.protocol.command_output import OutputError, at, read

SECRET = "planted-output-secret-0123456789"
TIME = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def _jwt(**claims):
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"eyJhbGciOiJIUzI1NiJ9.{part}.c2ln"


@pytest.mark.parametrize(
    ("how", "output", "paths", "user", "ends"),
    [
        ("text", f"{SECRET}\n", (), "", None),
        ("json", json.dumps({"a": [{"b-c": SECRET}]}), ("$.a[0].b-c", ""), "", None),
        (
            "json",  # az account get-access-token
            json.dumps({"accessToken": SECRET, "expires_on": int(TIME.timestamp())}),
            ("accessToken", "expires_on"),
            "",
            TIME,
        ),
        (
            "exec-credential",
            json.dumps(
                {
                    "apiVersion": "client.authentication.k8s.io/v1",
                    "kind": "ExecCredential",
                    "status": {"token": SECRET, "expirationTimestamp": "2026-11-28T12:00:00Z"},
                }
            ),
            (),
            "",
            TIME,
        ),
        (
            "docker",
            json.dumps({"ServerURL": "https://r", "Username": "ann", "Secret": SECRET}),
            (),
            "ann",
            None,
        ),
        (
            "git",
            f"username=ann\npassword={SECRET}\npassword_expiry_utc={int(TIME.timestamp())}\n",
            (),
            "ann",
            TIME,
        ),
        (
            "aws",
            json.dumps(
                {
                    "Version": 1,
                    "AccessKeyId": "AKIAEXAMPLE",
                    "SecretAccessKey": "other",
                    "SessionToken": SECRET,
                    "Expiration": "2026-11-28T12:00:00Z",
                }
            ),
            (),
            "AKIAEXAMPLE",
            TIME,
        ),
        (
            "aws",
            json.dumps({"Version": 1, "AccessKeyId": "AKIAEXAMPLE", "SecretAccessKey": SECRET}),
            (),
            "AKIAEXAMPLE",
            None,
        ),
    ],
)
def test_read(how, output, paths, user, ends):
    found = read(output, how, *paths)
    assert (found.secret.reveal(), found.user, found.ends) == (SECRET, user, ends)
    assert SECRET not in repr(found)


def test_a_token_that_says_its_end():
    assert read(_jwt(exp=TIME.timestamp()), "text").ends == TIME
    assert read(_jwt(), "text").ends is None


@pytest.mark.parametrize(
    ("how", "output", "paths", "said"),
    [
        ("text", "\n", (), "no credential"),
        ("text", f"Warning!\n{SECRET}\n", (), "several lines"),
        ("json", f"token {SECRET}", ("a",), "is none"),
        ("json", json.dumps({"b": SECRET}), ("a",), "no text at a"),
        ("json", json.dumps({"a": {"b": SECRET}}), ("a",), "no text at a"),
        ("json", json.dumps({"a": SECRET}), ("a", "b"), "no time at b"),
        ("exec-credential", json.dumps({"status": {"clientKeyData": SECRET}}), (), "certificate"),
        ("exec-credential", json.dumps({"status": SECRET}), (), "no credential"),
        ("docker", json.dumps({"Username": SECRET}), (), "no credential"),
        ("git", f"quit=1\nhost={SECRET}\n", (), "no credential"),
        ("aws", json.dumps([SECRET]), (), "no credential"),
    ],
)
def test_what_is_missing_is_said_without_the_output(how, output, paths, said):
    with pytest.raises(OutputError, match=said) as caught:
        read(output, how, *paths)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "found"),
    [("", {"a": [1]}), ("$", {"a": [1]}), ("a", [1]), ("a[0]", 1), ("a[1]", None), ("a.b", None)],
)
def test_paths(path, found):
    assert at({"a": [1]}, path) == found


@pytest.mark.parametrize("path", ["a..b", "[", "a]", "a[x]"])
def test_paths_that_are_none(path):
    assert at({"a": [1]}, path) is None
