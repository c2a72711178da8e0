"""lighttpd: Basic, Digest with SHA-256, and 401 for a known user without the right."""

import pytest

from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("lighttpd")
RIGHT = f"-u '{USER}:{PASSWORD}'"


@pytest.mark.parametrize(
    ("options", "path", "told_us"),
    [
        ("", "open/inside.txt", (200, None)),
        ("", "basic/inside.txt", (401, ("missing-credentials", "no-credentials-sent"))),
        (RIGHT, "basic/inside.txt", (200, None)),
        (f"-L {RIGHT}", "old/inside.txt", (200, None)),
        (f"-u {USER}:no", "basic/inside.txt", (401, ("invalid-credentials", "wrong-password"))),
        (f"--digest {RIGHT}", "digest/inside.txt", (200, None)),
        (RIGHT, "digest/inside.txt", (401, ("scheme-mismatch", "other-scheme-wanted"))),
        ("-r 0-5", "open/inside.txt", (206, None)),
        ("-I", "open/inside.txt", (200, None)),
        ("", "open/nothing.txt", (404, None)),
    ],
)
def test_lighttpd(lighttpd, told, options, path, told_us):
    assert told(f"{options} {lighttpd.url}/{path}") == told_us


def test_a_user_without_the_right_is_not_told_apart_with_certainty(lighttpd, curl):
    """The reply is that for a wrong password, word for word."""
    answer = curl(f"{RIGHT} {lighttpd.url}/staff/inside.txt")
    assert answer.attempt.exchanges[-1].reply.status == 401
    assert answer.verdict.findings[0].certainty != "certain"
