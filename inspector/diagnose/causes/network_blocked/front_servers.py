"""What a web server or gateway in front refuses by itself: by logins, page, client, content."""

from http import HTTPStatus
from urllib.parse import unquote_plus

from inspector.diagnose.facts.browser import from_another_site
from inspector.diagnose.facts.callers.intermediate_servers import (
    is_for_the_program,
    keeps_it_out,
    leads_to_the_same,
    names_a_front,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_a_folder import given_below_another
from inspector.diagnose.facts.suspicion import Found, fact, taken_by
from inspector.diagnose.facts.things.near_paths import taken_there
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, RATHER, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import WITHOUT_A_REASON
from inspector.reading.statuses import BAD_GATEWAY, REFUSES_IN_FRONT
from inspector.wording import tr

_BARE_WORDS = frozenset({"denied", "unauthorized", "permission", "waf"})
_GATEWAY_PAGE = lazy_re(r"Guru Meditation|Varnish cache server|forbidden by administrative rules")
# finds `q=1' or '1'='1`
# but not `q=orders`
_ATTACK = lazy_re(
    r"(?i)<script\b|\bunion\b.{1,40}\bselect\b|\bor\b\s+'?1'?\s*=\s*'?1|\.\./\.\.|/etc/passwd|"
    r"\$\{jndi:|;\s*drop\s+table|\bxp_cmdshell\b|javascript:|onerror\s*=|\bsleep\(\d|"
    r"php://|<\?php|%00|\bwaitfor\s+delay\b|information_schema"
)


def legal_reasons(case: Case) -> Found:
    """Status 451: what was asked for is not shown here, whoever asks (RFC 7725)."""
    if case.status == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
        yield case.suspect("legal-reasons", STRONG, case.status_evidence, *case.quote("ip-refused"))


def gateway_page(case: Case) -> Found:
    """A cache or balancer wrote the 403 itself: it checks addresses and rules, and no logins.

    Its rules may read a header, though, or the certificate that it asked for.
    """
    if case.status not in REFUSES_IN_FRONT - BAD_GATEWAY or not case.heard.content.is_html:
        return
    found = _GATEWAY_PAGE.search(case.heard.content.text[:2000])
    if found is None or case.said("missing", "not-authenticated", "bad-login", "csrf"):
        return
    foreign = not case.sent.is_safe and from_another_site(case) is not None
    yield case.refused_for(
        "web-server-rule",
        HALF if foreign else FAIR if _may_read_it(case) else STRONG,
        fact(
            tr("The page is the gateway's own: {text}.", text=found.group()),
            places.in_body(case.index, "reply", found.span()),
        ),
    )


def _may_read_it(case: Case) -> bool:
    """Whether something was sent, or was asked for in vain, that a rule of a gateway may read."""
    connection = case.exchange.connection
    asked = connection is not None and connection.asked_issuers is not None
    return any(key.where == "header" for key in case.sent.keys) or asked


def only_the_client_differs(case: Case) -> Found:
    """Another client program gets what this one is refused, with the same or no credential."""
    if case.status not in REFUSES_IN_FRONT or case.meanings.keys() - _BARE_WORDS:
        return
    mine = case.sent.header("user-agent")
    for other in (*case.before, *case.after):
        theirs = other.sent.header("user-agent")
        if not other.succeeded or not case.repeats(other) or mine is None or theirs is None:
            continue
        if mine[1].value == theirs[1].value or not _same_credentials(case, other):
            continue
        yield case.refused_for(
            "client-program-refused",
            SOUND,
            fact(
                tr("Here User-Agent is {value}.", value=mine[1].value),
                places.in_header(case.index, "request", *mine),
            ),
            fact(
                tr(
                    "With {value} the same address answered {status}.",
                    value=theirs[1].value,
                    status=other.heard.phrase,
                ),
                places.in_header(other.index, "request", *theirs),
            ),
            client=mine[1].value,
            works=theirs[1].value,
        )
        return


def content_refused(case: Case) -> Found:
    """A bare page of the web server refuses content that looks like an attack."""
    if case.status not in REFUSES_IN_FRONT or case.meanings.keys() - _BARE_WORDS:
        return
    if not _is_short(case) or case.heard.content.json is not None:
        return
    found = _ATTACK.search(unquote_plus(case.sent.message.url.partition("?")[2])[:_LOOK])
    in_body = found is None
    found = found or _ATTACK.search(unquote_plus(case.sent.content.text[:_LOOK]))
    if found is None:
        return
    place = case.sent_body if in_body else None
    works = next((c for c in (*case.before, *case.after) if _other_content(case, c)), None)
    yield case.refused_for(
        "content-refused",
        CLEAR if works is not None else FAIR,
        fact(tr("The request holds {text}.", text=found.group()[:40]), place or case.sent_line),
        *(
            [fact(tr("Without it the same address answers."), works.heard_line)]
            if works is not None
            else []
        ),
    )


def _is_short(case: Case) -> bool:
    return len(case.heard.content.text) < _LOOK


def _other_content(case: Case, other: Case) -> bool:
    same = (other.sent.host, other.sent.path) == (case.sent.host, case.sent.path)
    return same and other.succeeded and _same_credentials(case, other)


def _same_credentials(case: Case, other: Case) -> bool:
    if case.sent.is_login and case.sent.message.body != other.sent.message.body:
        return False  # another password was typed
    mine = {c.bare for c in (*case.sent.credentials, *case.sent.session_cookies)}
    return mine == {c.bare for c in (*other.sent.credentials, *other.sent.session_cookies)}


_LOOK = 4000


# ---------------- Refusals that do not hang on the credential
_PLAIN_REFUSALS = frozenset(WITHOUT_A_REASON)


def works_without(case: Case) -> Found:
    """Without the credential the same address answers: the network check hangs on it."""
    if not case.sent.has_any or not case.said("ip-refused"):
        return
    for other in (*case.before, *case.after):
        if other.succeeded and not other.sent.has_any and case.repeats(other):
            yield case.suspect(
                "ip-not-allowed",
                RATHER,
                fact(
                    tr(
                        "Without a credential the same address answered {status}.",
                        status=other.heard.phrase,
                    ),
                    other.heard_line,
                ),
            )
            return


def rule_of_web_server(case: Case) -> Found:
    """A web server's own 403 page: to a login that is missing or wrong it answers 401.

    What only the program behind reads was not looked at. What the server may read itself may have
    been let in and found without the right (nginx: `auth_request`, a `map` of keys); at real
    servers 26 of 31 such pages came of an address or method that is shut. With a challenge of the
    scheme that was sent it looked who calls, as Apache's WebDAV does before it looks for the right.
    """
    if case.status != HTTPStatus.FORBIDDEN or case.meanings.keys() - _PLAIN_REFUSALS:
        return
    if not case.heard.content.page.is_of_web_server:
        return
    main = case.sent.authorization
    if main is not None and main.scheme in case.heard.schemes:
        yield case.refused_for("web-server-rule", HINT, _own_page(case))
    elif is_for_the_program(case):
        yield case.refused_for("web-server-rule", LIKELY, _own_page(case))
    elif not case.sent.has_any or not case.known:
        weight = FAIR if case.sent.credentials else HALF
        yield case.refused_for("web-server-rule", weight, _own_page(case))


def open_before(case: Case) -> Found:
    """The place was open to everybody, and is shut since: a rule changed, or the caller's place."""
    if case.status != HTTPStatus.FORBIDDEN or case.sent.has_any or not case.is_whole:
        return
    if case.meanings.keys() - _PLAIN_REFUSALS:
        return
    open_then = [one for one in case.same_request_before if one.succeeded and not one.sent.has_any]
    if open_then:
        yield case.refused_for(
            "web-server-rule",
            FAIR,
            fact(
                tr(
                    "Without a credential the same address answered {status}.",
                    status=open_then[-1].heard.phrase,
                ),
                open_then[-1].heard_line,
            ),
        )


def same_without(case: Case) -> Found:
    """The bare 403 is the same, byte for byte, without any credential: it is not about that."""
    if case.status != HTTPStatus.FORBIDDEN or not case.sent.has_any:
        return
    if case.meanings.keys() - _PLAIN_REFUSALS:
        return
    mine = case.exchange.reply
    for other in (*case.before, *case.after):
        theirs = other.exchange.reply
        if other.sent.has_any or theirs is None or mine is None or not case.repeats(other):
            continue
        if theirs.status == mine.status and theirs.body == mine.body:
            yield case.refused_for(
                "refused-whoever-asks",
                FAIR,
                fact(tr("Without a credential the reply is the same."), other.heard_line),
                fact(
                    tr("A credential was sent here."),
                    case.sent.main.place if case.sent.main else None,
                ),
            )
            return


# ---------------- The program behind took at its own port what the page in front refuses
def login_in_front(case: Case) -> Found:
    """The page of a web server asks for a login of its own: what was sent is for what is behind.

    That shows where the program took it at its own port or without a folder, or where it stands in
    another place: a web server reads its login in Authorization alone (RFC 9110 §11.6.2). Where
    nothing stands there, that login is only missing.
    """
    if case.status != HTTPStatus.UNAUTHORIZED or not (case.sent.has_any or case.sent.is_login):
        return
    if LOGIN_SCHEMES.isdisjoint(case.heard.schemes) or not case.heard.content.page.is_of_web_server:
        return
    sent, taken = case.sent.authorization, _taken_behind(case)
    if sent is not None and sent.scheme in case.heard.schemes and not _took(taken, sent):
        return  # it was the login in front, and a wrong one
    held = next((one for one in _held(case) if sent is None), None)
    if taken is not None:
        proof = _proof(case, taken)
        weight = CLEAR if leads_to_the_same(case, taken) else SOUND
    elif held is not None:
        proof, weight = fact(tr("The key stands in {name}.", name=held.name), held.place), LIKELY
    elif case.sent.is_login and sent is None:
        told = tr("The login stands in the body, where no web server looks.")
        proof, weight = fact(told, case.sent_body), CLEAR
    else:
        return
    realm = min(case.heard.realms, default="")
    slug = "login-of-front-server" if sent is not None else "front-login-missing"
    yield case.refused_for(slug, weight, _own_page(case), proof, realm=realm)


def _held(case: Case) -> tuple[Credential, ...]:
    """Return what was sent where a web server reads no login."""
    if any(key.signs_a_message for key in case.sent.keys):
        return ()  # of that another rule says so
    keys = tuple(key for key in case.sent.keys if key.where == "header")
    return keys or case.sent.session_cookies


def _took(taken: Case | None, sent: Credential) -> bool:
    """Whether the program itself read the very Authorization that is refused in front of it."""
    read = taken.sent.authorization if taken is not None else None
    return read is not None and read.bare == sent.bare


def shut_in_front(case: Case) -> Found:
    """The page of a web server forbids what the program itself gives with the same credential."""
    taken = _taken_behind(case) if case.status == HTTPStatus.FORBIDDEN else None
    if taken is not None and leads_to_the_same(case, taken):
        yield case.refused_for("web-server-rule", CLEAR, _own_page(case), _proof(case, taken))


def written_in_front(case: Case) -> Found:
    """A page bears the name of a server in front, where the program writes its own into replies.

    Such a server passes on what the program says of itself, so it never came to the program, which
    let in the same credential.
    """
    front, page = case.heard.header("server"), case.heard.content.is_html
    if case.status not in REFUSES_IN_FRONT - BAD_GATEWAY or not page or not names_a_front(case):
        return
    if case.meanings.keys() - _PLAIN_REFUSALS:
        return
    near = [one for one in case.neighbours if one.sent.host == case.sent.host and one.succeeded]
    taken = [one for one in near if case.sent.has_any and case.shares_credential(one)]
    if not taken or any(_is_of(front, one) for one in near):
        return
    same = next((one for one in taken if one.sent.path == case.sent.path), taken[0])
    told = tr("{server} wrote this page.", server=front)
    own = tr("Where the same credential was let in, {server} answered.", server=_server(same))
    yield case.refused_for(
        "web-server-rule",
        CLEAR if same.sent.path == case.sent.path else LIKELY,
        fact(told, case.heard.header_place("server")),
        fact(own, same.heard.header_place("server")),
    )


def _server(case: Case) -> str:
    return case.heard.header("server")


def _is_of(front: str, other: Case) -> bool:
    """Whether a success bears the name of a server in front too, or none."""
    return _server(other) in {"", front} or names_a_front(other)


def _proof(case: Case, taken: Case) -> Evidence:
    if taken.sent.host == case.sent.host:
        return taken_there(taken)
    return taken_by(taken.sent.host, taken.heard_line)


def _taken_behind(case: Case) -> Case | None:
    """Return what the program took by itself, the same call first; None without it.

    Below another folder the server in front may let in to the same program.
    """
    given = given_below_another(case) if case.heard.content.page.is_of_web_server else None
    if given is not None:
        return given
    near = [one for one in case.neighbours if one.succeeded and case.shares_credential(one)]
    kept = [one for one in near if case.sent.has_any and keeps_it_out(case, one)]
    same = (one for one in kept if leads_to_the_same(case, one))
    return next(same, next(iter(kept), None))


def _own_page(case: Case) -> Evidence:
    return fact(tr("The web server wrote this page itself."), case.heard_body)


RULES = (
    legal_reasons,
    gateway_page,
    only_the_client_differs,
    content_refused,
    rule_of_web_server,
    open_before,
    same_without,
    works_without,
    login_in_front,
    shut_in_front,
    written_in_front,
)
