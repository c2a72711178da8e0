"""A link that lets in once: told as used only where an earlier opening began a session."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "aaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.mark.parametrize(
    ("address", "first", "told"),
    [
        ("/login/magic", "< 302 Found\n< Location: /\n< Set-Cookie: sid=k2j4h5g6f7d8s9a0", True),
        ("/login/magic", "< 200 OK", False),  # nobody was let in
        ("/login/magic", "< 401 Unauthorized\n< Set-Cookie: sid=k2j4h5g6f7d8s9a0", False),
        ("/api/orders", "< 200 OK\n< Set-Cookie: lb=k2j4h5g6f7d8s9a0", False),  # a key, and no link
    ],
)
def test_a_link_that_was_opened_before(attempt, address, first, told):
    asked = f"> GET https://a.test{address}?token={TOKEN}"
    found = diagnose(attempt(f"{asked}\n{first}\n---\n{asked}\n< 401 Unauthorized")).findings
    assert ("link-used-before" in {one.slug for one in found}) == told
