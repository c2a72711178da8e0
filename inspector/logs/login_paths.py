"""Knows the paths where people and programs log in."""

import re

# finds `/oauth2/token`
# but not `/authors`
LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|logon|auth|authenticate|oauth2?|token|tokens|sessions?|wp-login\.php"
    r"|xmlrpc\.php|j_security_check|sso|account|accounts|password|2fa|otp)(?:[/.]|$)",
    re.IGNORECASE,
)
