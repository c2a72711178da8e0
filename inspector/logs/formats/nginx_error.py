"""nginx's error log: the lines that say why somebody was refused."""

import re

from inspector.logs.error_lines import ErrorLog, says
from inspector.logs.times import nginx_error
from inspector.wording import tr

NAME = "nginx-error"
ERRORS = True


_LOG = ErrorLog(
    line=re.compile(
        rb"(?P<time>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[\w+\] [\d#]+: (?:\*\d+ )?(?P<words>.*)"
    ),
    at=nginx_error,
    because=(
        says(rb"password mismatch", "password-mismatch"),
        says(rb"user \"[^\"]{0,300}\" was not found", "user-not-found"),
        says(rb"no user/password was provided", "no-user"),
        says(
            rb"access forbidden by rule|is forbidden \(13|directory index of .{0,500} forbidden",
            "client-denied",
            403,
        ),
        says(rb"auth request unexpected status", "subrequest", 500),
        says(rb"open\(\) \"[^\"]{0,300}passw[^\"]{0,300}\" failed", "password-file", 403),
        says(rb"(?i:jwt|token).{0,200}(?:fail|invalid|expired)", "token"),
    ),
    client=re.compile(rb", client: ([^,\s]+)"),
    user=re.compile(rb"user \"([^\"]*)\""),
    request=re.compile(rb", request: \"(?P<method>\S+) (?P<target>[^\s\"]+)"),
    holds=rb"(?:mismatch|was not found in|was provided|forbidden|auth request|passw|jwt|JWT|token)",
)
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader


def title() -> str:
    """Return what the format is called."""
    return tr("error log of nginx")
