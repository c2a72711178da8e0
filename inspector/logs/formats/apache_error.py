"""Apache's error log: the lines that say why somebody was refused."""

import re
from collections.abc import Sequence

from inspector.logs.format import LONGEST_MESSAGE, Line, Read, share_read, text
from inspector.logs.times import apache_error
from inspector.wording import tr

NAME = "apache-error"
ERRORS = True

_LINE = re.compile(
    rb"\[(\w{3} \w{3} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? \d{4})\] \[[\w\-]{0,60}:?\w{0,60}\] ?(.*)"
)
_CLIENT = re.compile(rb"\[(?:client|remote) ([^\]]{0,200})\]")
_NUMBER = re.compile(rb"\b(AH\d{5}): ")
_STATUS = {"client-denied": 403, "password-file": 500, "provider": 500, "no-auth-type": 500}
_NUMBERS = {
    b"AH01617": "password-mismatch", b"AH01618": "user-not-found", b"AH01614": "wrong-scheme",
    b"AH01627": "no-auth-type", b"AH01629": "no-user", b"AH01630": "client-denied",
    b"AH01631": "not-authorised", b"AH01776": "nonce", b"AH01777": "nonce", b"AH01788": "digest",
    b"AH01789": "digest", b"AH01790": "user-not-found", b"AH01791": "password-mismatch",
    b"AH01793": "digest", b"AH01794": "password-mismatch",
}  # fmt: skip
_WORDS = (
    (re.compile(rb"password mismatch", re.IGNORECASE), "password-mismatch"),
    (re.compile(rb"user\b.{0,300}\bnot found|unknown user", re.IGNORECASE), "user-not-found"),
    (re.compile(rb"client denied by server", re.IGNORECASE), "client-denied"),
    (re.compile(rb"client used wrong authentication scheme", re.IGNORECASE), "wrong-scheme"),
    (re.compile(rb"could not open password file", re.IGNORECASE), "password-file"),
    (re.compile(rb"authorization failure|not allowed access", re.IGNORECASE), "not-authorised"),
    (
        re.compile(rb"(?:stale|invalid) nonce|nonce .{0,99}(?:lifetime|mismatch)", re.IGNORECASE),
        "nonce",
    ),
    (
        re.compile(rb"ldap.{0,300}(?:can't contact|failed)|auth_ldap authenticate", re.IGNORECASE),
        "provider",
    ),
    (re.compile(rb"oidc_|mod_auth_openidc|jwt", re.IGNORECASE), "token"),
)
_USER = re.compile(rb"user [`'\"]?([^`'\":]+?)[`'\"]?(?:: | in realm | not found| denied|$)")
_PATH = re.compile(rb"(?:for \"|not found: |provider: |Mismatch: |: )(/[^\s\",]*)")


def title() -> str:
    """Return what the format is called."""
    return tr("error log of Apache")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(_read, sample)


def needle(statuses: tuple[int, ...]) -> bytes:  # noqa: ARG001 - its lines have no status
    """Return what every line contains that says why somebody was refused."""
    return rb"AH01[67]\d\d|(?i:mismatch|denied|not found|auth|nonce|oidc|jwt)"


def reader(head: Sequence[bytes]) -> Read:  # noqa: ARG001 - each line is read alone
    """Return what reads a line; a line about something else has no reason."""
    return _read


def _read(line: bytes) -> Line | None:
    found = _LINE.match(line)
    if not found:
        return None
    time, words = found[1], found[2][:LONGEST_MESSAGE]
    client, number = _CLIENT.search(words), _NUMBER.search(words)
    reason = _reason(number[1] if number else b"", words)
    user, path = _USER.search(words), _PATH.search(words)
    return Line(
        apache_error(time.decode()),
        _STATUS.get(reason, 401) if reason else 0,
        "",
        text(path[1]) if path and reason else "",
        _address(client[1]) if client else "",
        "",
        text(user[1]) if user and reason else "",
        "",
        reason,
        zoned=False,
    )


def _reason(number: bytes, words: bytes) -> str:
    if number in _NUMBERS:
        return _NUMBERS[number]
    return next((slug for pattern, slug in _WORDS if pattern.search(words)), "")


def _address(client: bytes) -> str:
    host, _, port = client.rpartition(b":")
    return text(host.strip(b"[]") if host and port.isdigit() else client)
