"""What stands in front of a program: a server or portal with own logins, a proxy, a cache."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.host_names import other_host_named
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_a_folder import folders_of, unknown_below_folder
from inspector.diagnose.facts.hosts.behind_portals import given_past_a_portal
from inspector.diagnose.facts.hosts.behind_proxies import added_by_proxies, given_without_a_proxy
from inspector.diagnose.facts.hosts.services_behind import refused_behind
from inspector.diagnose.facts.refusing_pages import leads_to_login
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.near_paths import says_otherwise, taken_there
from inspector.diagnose.products.fingerprints import portals
from inspector.diagnose.weights import CLEAR, HALF, LIKELY, OPEN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of
from inspector.reading import places
from inspector.reading.meanings import OF_A_LACK, WITHOUT_A_REASON
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, MISREAD_REQUEST, TURNS_AWAY
from inspector.wording import tr
from inspector.wording.numbers import listed

# ---------------- The login passed, and the program behind takes it for its own


def login_passed_on(case: Case) -> Found:
    """Nobody meets the page of a web server that asks for a login; with one, the program answers.

    There is one Authorization header (RFC 9110 §11.6.2), and both read it.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or case.status not in TURNS_AWAY:
        return
    if case.heard.content.page.is_of_web_server:
        return
    if case.heard.schemes and sent.scheme not in case.heard.schemes:
        return  # what stands behind wants something else beside it
    asked = next((one for one in case.neighbours if _asks_in_front(case, one)), None)
    if asked is None:
        return
    realm = min(asked.heard.realms)
    without = tr("Without a credential a server in front asks for a login to {realm}.", realm=realm)
    yield case.refused_for(
        "one-header-for-two-logins",
        CLEAR,
        fact(without, asked.heard_line),
        fact(tr("With it another program answered, so the login had passed."), case.heard_line),
        *case.quote("bad-login", "missing"),
        realm=realm,
    )


def _asks_in_front(case: Case, other: Case) -> bool:
    """Whether a web server asked nobody for a login that is not asked for here."""
    if other.sent.host != case.sent.host or other.sent.has_any or other.status not in TURNS_AWAY:
        return False
    asked, mine = other.heard.realms, case.heard.realms
    return other.heard.content.page.is_of_web_server and bool(asked) and asked.isdisjoint(mine)


# ---------------- A login for people, where a program came with the API's own credential
def portal_in_front(case: Case) -> Found:
    """The very same call was given at another host; here it is led to a login elsewhere."""
    other = given_past_a_portal(case)
    if other is None:
        return
    portal = host_of(case.heard.location)
    said = tr("{host} gave the same call with the same credential.", host=other.sent.host)
    led = tr("Here it is led to a login at {host}.", host=portal)
    yield case.refused_for(
        "portal-in-front",
        STRONG,
        fact(said, other.heard_line),
        fact(led, case.heard.header_place("location")),
        portal=portal,
        other=other.sent.host,
    )


def known_portal(case: Case) -> Found:
    """A token is led to the login of a product that is made to stand in front of other programs.

    It asks for a session of its own; what else was sent is for the program behind. Some read a JWT
    of the login provider as well.
    """
    sent = case.sent.authorization
    if sent is None or case.sent.keys or case.sent.session_cookies or case.sent.is_login_address:
        return
    if sent.scheme in LOGIN_SCHEMES or not case.heard.is_redirect or not leads_to_login(case):
        return
    product = next((name for name in sorted(case.products & portals())), "")
    if not product or given_past_a_portal(case) is not None:
        return
    told = tr("{product} answers at this host.", product=product)
    yield case.refused_for(
        "portal-in-front",
        OPEN if sent.claims else LIKELY,
        fact(told, case.heard.header_place("location")),
        fact(tr("A credential was sent in {name}.", name=sent.name), sent.place),
        portal=host_of(case.heard.location),
    )


# ---------------- A proxy that the program does not trust
def proxy_not_trusted(case: Case) -> Found:
    """The same caller is let in without the headers that a proxy adds, and never with them.

    A bad request is what programs call those of a proxy that they do not know; 403 may as well be
    meant for the caller whose address the headers tell. With them mostly comes another Host.
    """
    direct = given_without_a_proxy(case)
    if direct is None:
        return
    added = added_by_proxies(case)
    header = case.sent.header(added[0])
    place = places.in_header(case.index, "request", *header) if header is not None else None
    names, entry = listed(added), direct.number
    facts = (
        fact(tr("{names} say that a proxy passed it on.", names=names), place),
        fact(
            tr("Entry {entry} came without them, and was accepted.", entry=entry), direct.heard_line
        ),
    )
    bad = case.status in MISREAD_REQUEST
    weight = LIKELY if case.once(other_host_named) is not None else STRONG
    yield case.refused_for("proxy-not-trusted", weight if bad else HALF, *facts, names=names)
    if not bad:
        yield case.refused_for("ip-not-allowed", HALF, *facts)


# ---------------- One folder of a server in front
def lost_below_a_folder(case: Case) -> Found:
    """The very same call was given without this folder, or below another; here it knows nobody."""
    if not (case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error):
        return
    other, sent = case.once(unknown_below_folder), case.sent.authorization
    unlike = sent is not None and case.heard.schemes and sent.scheme not in case.heard.schemes
    folders = folders_of(case.sent.path, other.sent.path) if other is not None else None
    if other is None or folders is None or unlike:
        return
    said = tr("This path has {prefix} before it.", prefix=folders.mine)
    if folders.theirs:
        said = says_otherwise(folders.mine.strip("/"), folders.theirs.strip("/"))
    yield case.refused_for(
        "authorization-stripped",
        LIKELY if folders.theirs else SOUND,
        *case.quote(*WITHOUT_A_REASON, *OF_A_LACK),
        taken_there(other),
        fact(said, case.sent_line),
    )


# ---------------- What the server asks for it has a gate of its own, and refuses the server
def own_login_refused(case: Case) -> Found:
    """An error of the server quotes the 401 or 403 that it was given itself, behind it."""
    told = refused_behind(case)
    if told is not None:
        weight = SOUND if case.sent.has_any else CLEAR
        yield case.refused_for("own-login-refused", weight, quoted(told), said=told.short)


# ---------------- A cache on the way hands on a refusal (RFC 9111 §3)
def refusal_from_a_cache(case: Case) -> Found:
    """A refusal is older than its request: it was given to somebody else.

    The same address with another query, which no cache had, may have been given to the same caller.
    """
    age = case.heard.header("age").strip()
    hit = next((one for one in case.heard.headers if _is_a_hit(one)), None)
    stored = hit is not None or (age.isdigit() and int(age) > 0)
    if not stored or case.status not in TURNS_AWAY:
        return
    name = hit.name if hit is not None else "Age"
    value = hit.value if hit is not None else age
    given = next((one for one in case.neighbours if _is_given_anew(case, one)), None)
    alone = LIKELY if case.status == HTTPStatus.UNAUTHORIZED else OPEN  # none keeps 401 by itself
    yield case.refused_for(
        "refusal-from-cache",
        STRONG if given is not None else alone,
        fact(
            tr("{name} is {value}: the reply was kept in a cache.", name=name, value=value),
            case.heard.header_place(name),
        ),
        *([_given_anew(given)] if given is not None else []),
        host=case.sent.host,
    )


def _given_anew(other: Case) -> Evidence:
    """Return as evidence that the program itself answered another call with what was asked for."""
    entry = other.number
    said = tr("Entry {entry} asked the same with another query, and got it.", entry=entry)
    return fact(said, other.heard_line)


def _is_given_anew(case: Case, other: Case) -> bool:
    """Whether the same path was given to a caller of the same identity, beside the cache."""
    same = case.repeats(other) and other.sent.query != case.sent.query
    return same and other.succeeded and other.identities == case.identities


def _is_a_hit(header: Header) -> bool:
    return _OF_A_CACHE.match(header.name) is not None and _HIT.search(header.value) is not None


# finds `X-Cache`, `X-Proxy-Cache`, `CF-Cache-Status`, `Cache-Status`
# but not `Cache-Control`
_OF_A_CACHE = lazy_re(r"(?i)^(?:x-[\w-]{0,20}cache(?:-status|-hit)?|cf-cache-status|cache-status)$")
# finds `HIT`, `TCP_HIT from edge`, `nginx; hit`
# but not `MISS`, `hitless`
_HIT = lazy_re(r"(?i)(?:^|[\s_;,])hit\b")


RULES = (
    login_passed_on,
    portal_in_front,
    known_portal,
    proxy_not_trusted,
    lost_below_a_folder,
    own_login_refused,
    refusal_from_a_cache,
)
