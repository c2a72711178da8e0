"""The cookies of a request, and which of them say who calls."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import unquote_plus

from inspector.model.annotation import Place
from inspector.model.message import Message, Span
from inspector.protocol.field_names import is_csrf_name, looks_like_session
from inspector.reading import places
from inspector.reading.address import Asked
from inspector.reading.credential import Credential

_COOKIES = 300
# Names of cookies that count visitors, balance load, fight robots or keep a taste.
# finds `_ga`
# but not `sessionid`
_OTHER_USES = re.compile(
    r"(?i)^_{0,2}(?:ga|gid|gcl|gat|fb|hj|utm|cf|pk_|ym|uet|hs|px|abck|bm_|ak_|awsalb|bigip|nsc_|"
    r"incap|visid|ajs|mp_|amp|optimizely|intercom|s_vi|amcv|visitor|nid|consent|cookie|lang|locale|"
    r"theme|tz|timezone|currency|country|ab_|exp|segment|ph_|mkto|ttp|li_|device|route|server|"
    r"sticky|lb|datadome|reese|ref|campaign|test|dnt|euconsent|optanon|hubspot|clid|msclk|clck|clsk|"
    r"stripe|mid$|datr|tt_|rdt|sctr|scid|pin_|track|dd_|rl_|sp_|vwo|vis_|zlc|drift|biz_|kndctr|s_|"
    r"mbox|at_|kameleoon|didomi|cs_|gtm|pys|dc_|opt_|anon|uuid|gdpr|cc_|notice|banner|popup)"
)
_OPAQUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w+/=.:|~-]{16,}")


class SentCookies(Asked):
    """The cookies that one request sends."""

    def __init__(self, entry: int, message: Message) -> None:
        super().__init__(message)
        self.entry = entry

    @cached_property
    def cookies(self) -> tuple[tuple[str, str, Place], ...]:
        """Name, value and place of each cookie sent."""
        found: list[tuple[str, str, Place]] = []
        for index, header in enumerate(self.message.headers):
            if header.name.lower() == "cookie" and len(found) < _COOKIES:
                for name, value, span in islice(_cookie_pairs(header.value), _COOKIES):
                    place = places.in_header(self.entry, "request", index, header, span)
                    found.append((name, value, place))
        return tuple(found)

    @cached_property
    def session_cookies(self) -> tuple[Credential, ...]:
        """The cookies that carry a login or session: by their names, else by their values.

        A name of its own ("acme", "cockpit") is common; its long random value gives it away.
        """
        return self.named_sessions or tuple(self._chosen(_is_opaque))

    @cached_property
    def named_sessions(self) -> tuple[Credential, ...]:
        """The cookies whose names say that they carry a login or session."""
        return tuple(self._chosen(lambda name, _: looks_like_session(name)))

    @cached_property
    def csrf_cookies(self) -> tuple[Credential, ...]:
        """The cookies whose names look like a CSRF token."""
        return tuple(
            Credential("cookie", name, "", value, place)
            for name, value, place in self.cookies
            if is_csrf_name(name)
        )

    def _chosen(self, fits: Callable[[str, str], bool]) -> Iterator[Credential]:
        for name, value, place in self.cookies:
            if value and fits(name, value):
                yield Credential("cookie", name, "", value, place)


def _is_opaque(name: str, value: str) -> bool:
    if is_csrf_name(name) or _OTHER_USES.match(name):
        return False
    return _OPAQUE.fullmatch(value) is not None


def _cookie_pairs(value: str) -> Iterator[tuple[str, str, Span]]:
    start = 0
    for piece in value.split(";"):
        name, _, content = piece.partition("=")
        begin = start + len(name) + 1
        yield name.strip(), unquote_plus(content.strip()), (begin, start + len(piece))
        start += len(piece) + 1
