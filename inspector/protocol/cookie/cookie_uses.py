"""What a cookie is used for, as far as its name and value tell, and how a line of them parts."""

from collections.abc import Iterator
from urllib.parse import unquote_plus

from inspector.model.message import Span
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.patterns import lazy_re

# Names of cookies that count visitors, balance load, fight robots or keep a taste.
# finds `_ga`, `_gat_UA1`, `__hstc`
# but not `sessionid`, `gallery`, `express.id`
_OTHER_USES = lazy_re(
    r"(?i)^_{0,2}(?:(?:ga|gat|gid|fb[pc]?|hs(?:tc|sc|src)?|px(?:hd|cts|vid)?|amp|nid|tz|exp|lb|"
    r"ref(?:erre?r)?|ym)(?![a-z])|gcl|hj|utm|cf[_dr]|pk_|uet|abck|bm_|ak_|awsalb|bigip|nsc_|ym_|"
    r"incap|visid|ajs|mp_|optimizely|intercom|s_vi|amcv|visitor|consent|cookie|lang|locale|"
    r"theme|timezone|currency|country|ab_|segment|ph_|mkto|ttp|li_|device|route|server|"
    r"sticky|datadome|reese|campaign|test|dnt|euconsent|optanon|hubspot|clid|msclk|clck|clsk|"
    r"stripe|mid$|datr|tt_|rdt|sctr|scid|pin_|track|dd_|rl_|sp_|vwo|vis_|zlc|drift|biz_|kndctr|s_|"
    r"mbox|at_|kameleoon|didomi|cs_|gtm|pys|dc_|opt_|anon|uuid|gdpr|cc_|notice|banner|popup|"
    r"redirect|return_?(?:to|url)|back_?to|came_from)"
)
_OPAQUE = lazy_re(r"(?=.*\d)(?=.*[A-Za-z])\"?[\w+/=.:|~%&!*-]{16,}\"?")
# finds `h1c20e7`
# but not `compact`, `2`, `1.25`
_NO_WORD = lazy_re(r"(?=.*\d)(?=.*[A-Za-z])\S{6,}")
# finds `/v1/me`, `https://a.test/`
# but not `/`
_LEADS_BACK = lazy_re(r"(?:https?:/)?/[\w.~%-]")  # where to go on after a login
_ONE_WORD = lazy_re(r"\S{8,}")  # what stands for somebody is neither short nor a sentence


def is_opaque(name: str, value: str) -> bool:
    """Whether a cookie of no known use has a long random value."""
    return is_of_unknown_use(name, value) and _OPAQUE.fullmatch(value) is not None


def is_of_unknown_use(name: str, value: str) -> bool:
    """Whether nothing tells what a cookie is for, and its value is more than a word."""
    known = is_csrf_name(name) or _OTHER_USES.match(name) is not None or _LEADS_BACK.match(value)
    return not known and _ONE_WORD.fullmatch(value) is not None


def may_stand_for_somebody(name: str, value: str) -> bool:
    """Whether nothing tells what a cookie is for, and its value, if short, is no plain word."""
    known = is_csrf_name(name) or _OTHER_USES.match(name) is not None
    return not known and _NO_WORD.fullmatch(value) is not None


def cookie_pairs(value: str) -> Iterator[tuple[str, str, Span]]:
    """Yield name, value and span of each cookie of a header line."""
    start = 0
    for piece in value.split(";"):
        name, _, content = piece.partition("=")
        begin = start + len(name) + 1
        yield name.strip(), unquote_plus(content.strip()), (begin, start + len(piece))
        start += len(piece) + 1
