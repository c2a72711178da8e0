"""Apache's error log: the lines that say why somebody was refused."""

import re
from functools import partial

from inspector.logs.error_lines import ErrorLog, says
from inspector.logs.times import apache_error
from inspector.wording import tr

NAME = "apache-error"
ERRORS = True


_says = partial(says, flags=re.IGNORECASE)
_LOG = ErrorLog(
    line=re.compile(
        rb"\[(?P<time>\w{3} \w{3} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? \d{4})\]"
        rb" \[[\w\-]{0,60}:?\w{0,60}\] ?(?P<words>.*)"
    ),
    at=apache_error,
    because=(
        _says(rb"password mismatch", "password-mismatch"),
        _says(rb"user\b.{0,300}\bnot found|unknown user", "user-not-found"),
        _says(rb"client denied by server", "client-denied", 403),
        _says(rb"client used wrong authentication scheme", "wrong-scheme"),
        _says(rb"could not open password file", "password-file", 500),
        _says(rb"authorization failure|not allowed access", "not-authorised"),
        _says(rb"(?:stale|invalid) nonce|nonce .{0,99}(?:lifetime|mismatch)", "nonce"),
        _says(rb"ldap.{0,300}(?:can't contact|failed)|auth_ldap authenticate", "provider", 500),
        _says(rb"oidc_|mod_auth_openidc|jwt", "token"),
    ),
    number=re.compile(rb"\b(AH\d{5}): "),
    numbers={
        b"AH01614": ("wrong-scheme", 401),
        b"AH01617": ("password-mismatch", 401),
        b"AH01618": ("user-not-found", 401),
        b"AH01627": ("no-auth-type", 500),
        b"AH01629": ("no-user", 401),
        b"AH01630": ("client-denied", 403),
        b"AH01631": ("not-authorised", 401),
        b"AH01776": ("nonce", 401),
        b"AH01777": ("nonce", 401),
        b"AH01788": ("digest", 401),
        b"AH01789": ("digest", 401),
        b"AH01790": ("user-not-found", 401),
        b"AH01791": ("password-mismatch", 401),
        b"AH01793": ("digest", 401),
        b"AH01794": ("password-mismatch", 401),
    },
    client=re.compile(rb"\[(?:client|remote) ([^\]]{0,200})\]"),
    user=re.compile(rb"user [`'\"]?([^`'\":]+?)[`'\"]?(?:: | in realm | not found| denied|$)"),
    request=re.compile(rb"(?:for \"|not found: |provider: |Mismatch: |: )(?P<target>/[^\s\",]*)"),
    holds=rb"AH01[67]\d\d|(?i:mismatch|denied|not found|auth|nonce|oidc|jwt)",
)
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader


def title() -> str:
    """Return what the format is called."""
    return tr("error log of Apache")
