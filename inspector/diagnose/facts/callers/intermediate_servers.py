"""What stands between a caller and a server: a proxy that was asked, a server in front of it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.differing_paths import differing_part
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import is_loopback
from inspector.story.entry import Entry


def went_directly(case: Case) -> bool:
    """Whether it is known that no proxy was asked; to this machine nobody takes one unasked."""
    connection = case.exchange.connection
    if (connection is not None and connection.proxy) or case.heard.header("via"):
        return False
    own = case.is_whole and connection is not None
    return own or is_loopback(case.sent.bare_host)


def is_in_front(case: Case, direct: Entry) -> bool:
    """Whether a server in front passed on what another port of the machine took by itself.

    It writes its own name, may put a folder before the path or in place of another, and the reply
    is no page of its own.
    """
    if _is_of_the_front(case) or not _stands_before(case, direct):
        return False
    folder = differing_part(case.sent.path, direct.sent.path)[0]
    instead = folder != "" and case.sent.path.startswith(f"/{folder}/")
    return instead or leads_to_the_same(case, direct)


def keeps_it_out(case: Case, direct: Entry) -> bool:
    """Whether the server in front answered with a page of its own, and passed nothing on.

    Whatever was asked for: its login is the same for all that it stands before.
    """
    return _stands_before(case, direct) and _is_of_the_front(case)


def _is_of_the_front(case: Case) -> bool:
    """Whether a page is that of the server which the reply names; another's was passed on."""
    page, named = case.heard.content.page, case.heard.header("server").lower()
    signed = page.signature.partition("/")[0].lower()
    return page.is_of_web_server and (not named or named.startswith(signed))


def _stands_before(case: Case, direct: Entry) -> bool:
    ported = case.sent.bare_host == direct.sent.bare_host and case.sent.host != direct.sent.host
    if not ported:
        return False
    here, there = case.heard.header("server"), direct.heard.header("server")
    return here != there and names_a_front(case)


def names_a_front(entry: Entry) -> bool:
    """Whether the reply names a server that is made to stand in front of programs."""
    return _IN_FRONT.match(entry.heard.header("server")) is not None


def leads_to_the_same(case: Case, direct: Entry) -> bool:
    """Whether the same is asked for, a folder more or less before it."""
    return case.sent.path.rstrip("/").endswith(direct.sent.path.rstrip("/"))


def is_one_program(case: Case, direct: Entry) -> bool:
    """Whether both replies bear the same marks of a program, which no server in front writes."""
    return any(
        here and here == direct.heard.header(name)
        for name in _MARKS
        if (here := case.heard.header(name))
    )


def shows_another_program(case: Case, direct: Entry) -> bool:
    """Whether the reply bears the mark of a program that the direct one does not bear."""
    return mark_of_another_program(case, direct) is not None


def mark_of_another_program(case: Case, direct: Entry) -> Place | None:
    """Return the header by which another program answered than the direct one, None without it."""
    here = ((name, case.heard.header(name)) for name in _MARKS)
    found = (name for name, mark in here if mark and mark != direct.heard.header(name))
    name = next(found, None)
    return case.heard.header_place(name) if name is not None else None


# Programs on Waitress name that in Via, as if it were a proxy.
_MARKS = ("x-powered-by", "via", "x-generator", "x-application", "x-runtime-version")
# finds `nginx/1.26.3`
# but not `TwistedWeb`
_IN_FRONT = lazy_re(
    r"(?i)(?:nginx|openresty|tengine|apache|caddy|envoy|istio-envoy|haproxy|traefik|kong|awselb|"
    r"cloudflare)\b"
)


# ---------------- What a web server in front leaves to the program behind it
def is_for_the_program(case: Case) -> bool:
    """Whether all that says who calls is nothing that a web server reads: in a body, a signature.

    It checks logins in Authorization, cookies, certificates and addresses; no body, and what is
    computed over one.
    """
    sent = case.sent
    if sent.authorization is not None or sent.session_cookies or case.sent_certificate:
        return False
    if not all(key.where == "body" or key.signs_a_message for key in sent.keys):
        return False
    return bool(sent.keys) or sent.is_login or sent.has_saml
