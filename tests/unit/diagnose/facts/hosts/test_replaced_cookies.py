"""Two servers of one host name, told apart by the port alone, call their session alike."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SLUG = "cookie-written-over"
LEFT, RIGHT = "http://lab.acme.test:8080", "http://lab.acme.test:8090"
ONE, TWO = "7f1c9a04e2b85d63aa10", "c3e80b5519d74f2a9b6e"
NO = "< 401 Unauthorized\n<< not logged in"


def _login(host, value, name="sid", held=""):
    sent = f"> Cookie: sid={held}\n" if held else ""
    taken = f"< 200 OK\n< Set-Cookie: {name}={value}; Path=/; HttpOnly"
    return f"> POST {host}/login\n{sent}>> user=ann&password=Kiln-Verge-4\n{taken}"


def _read(host, value, got="< 200 OK\n<< {}", name="sid"):
    return f"> GET {host}/api/jobs\n> Cookie: {name}={value}\n{got}"


def _slugs(*parts):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


BOTH = (_login(LEFT, ONE), _read(LEFT, ONE), _login(RIGHT, TWO, held=ONE), _read(RIGHT, TWO))


def test_the_login_at_the_other_port_took_the_session_away():
    found = diagnose(attempt_of("\n---\n".join([*BOTH, _read(LEFT, TWO, NO)]))).findings[0]
    assert (found.slug, found.cause) == (SLUG, "configuration")


def test_it_leads_to_the_login_page():
    led = "< 302 Found\n< Location: /login?next=/api/jobs"
    assert _slugs(*BOTH, _read(LEFT, TWO, led))[0] == SLUG


@pytest.mark.parametrize(
    "parts",
    [
        # its own cookie went along
        (*BOTH, _read(LEFT, ONE, NO)),
        # it takes the other one's sessions, too
        (*BOTH, _read(LEFT, TWO), _read(LEFT, TWO, NO)),
        # it never gave one
        (_login(RIGHT, TWO), _read(RIGHT, TWO), _read(LEFT, TWO, NO)),
        # it calls its own otherwise
        (_login(LEFT, ONE, name="left"), _login(RIGHT, TWO), _read(LEFT, TWO, NO)),
        # another host name has cookies of its own
        (_login(LEFT, ONE), _login("http://press.acme.test:8090", TWO), _read(LEFT, TWO, NO)),
    ],
)
def test_no_port_wrote_over_it(parts):
    assert SLUG not in _slugs(*parts)
