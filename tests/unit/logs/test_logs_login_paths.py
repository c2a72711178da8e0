"""Paths where one logs in are known, others are not."""

import pytest

from inspector.logs.folding import LOGIN


@pytest.mark.parametrize(
    "path",
    ["/login", "/api/v2/auth/login", "/oauth/token", "/wp-login.php", "/Account/LogOn", "/session"],
)
def test_login_paths(path):
    assert LOGIN.search(path)


@pytest.mark.parametrize(
    "path", ["/", "/authors", "/blog/signing-in", "/tokenizer", "/sessions-of-day"]
)
def test_other_paths(path):
    assert not LOGIN.search(path)
