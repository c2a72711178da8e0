"""What a request asks for: method, host, path, query."""

import re
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from inspector.model.message import Message, readable

_FIELDS = 60
_PORT = re.compile(r":\d+$")


class Asked:
    """The address of one request, taken apart when first asked for; a broken one is empty."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.method = message.method.upper()

    @property
    def was_recorded(self) -> bool:
        """Whether there is a request at all; a raw reply comes without its own."""
        return bool(self.message.method or self.message.url)

    @cached_property
    def url(self) -> str:
        """The URL as people read it."""
        return readable(self.message.url)

    @cached_property
    def parts(self) -> tuple[str, str, str, str]:
        """Scheme, host with port in lower case, path and query of the URL."""
        try:
            split = urlsplit(self.message.url)
        except ValueError:
            return "", "", self.message.target, ""
        return (
            split.scheme.lower(),
            split.netloc.rpartition("@")[2].lower(),
            split.path,
            split.query,
        )

    @property
    def host(self) -> str:
        """Host and port asked, in lower case."""
        return self.parts[1]

    @property
    def bare_host(self) -> str:
        """The host without port."""
        return self.host.rpartition(":")[0] if _PORT.search(self.host) else self.host

    @property
    def path(self) -> str:
        """The path asked."""
        return self.parts[2]

    @property
    def is_safe(self) -> bool:
        """Whether the method only reads (RFC 9110 §9.2.1)."""
        return self.method in {"GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT"}

    @property
    def is_login_address(self) -> bool:
        """Whether the address looks like a login, a log-out or a step of single sign-on."""
        path = self.path.lower()
        return any(word in path for word in _LOGIN_PARTS) or any(
            name.lower() in _PAGE_NAMES and _LOGIN_PAGE.search(value) for name, value in self.query
        )

    @cached_property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the query, decoded."""
        try:
            return tuple(parse_qsl(self.parts[3], keep_blank_values=True, max_num_fields=_FIELDS))
        except ValueError:
            return ()


# Old applications have one script, and name the page in the query.
_PAGE_NAMES = frozenset(
    {"mode", "action", "act", "do", "page", "route", "view", "task", "cmd", "op", "module", "title"}
)
_LOGIN_PAGE = re.compile(r"(?i)(?:log|sign)[-_]?(?:in|on|out)\b|userlogin|register$")
_LOGIN_PARTS = (
    "login",
    "signin",
    "sign-in",
    "sign_in",
    "logon",
    "log-in",
    "logout",
    "sso",
    "oauth",
    "authorize",
    "/auth",
    "saml",
    "session",
    "register",
    "signup",
    "openid",
    "adfs",
    "callback",
    "cas/",
)
