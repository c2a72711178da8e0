"""A login that was taken before and is forbidden now without a word is mostly still known."""

import pytest

from inspector.diagnose import diagnose

ASKED = "> GET https://depot.example/issues/1\n> Authorization: Basic YWRhOnBsdW0tNDIheA=="


@pytest.mark.parametrize(
    ("before", "status", "slug"),
    [
        (f"{ASKED}\n< 200 OK\n---\n", "403 Forbidden", "forbidden"),
        (f"{ASKED}\n< 200 OK\n---\n", "401 Unauthorized", "account-disabled"),
        ("", "401 Unauthorized", "wrong-password"),
    ],
)
def test_what_comes_first(attempt, before, status, slug):
    findings = diagnose(attempt(f"{before}{ASKED}\n< {status}")).findings
    assert findings[0].slug == slug
