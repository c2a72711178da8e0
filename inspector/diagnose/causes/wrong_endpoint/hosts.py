"""Requests sent to a host that does not know the credential, while another does."""

from inspector.diagnose.facts.accepted_elsewhere import refused_in_front_of_sister
from inspector.diagnose.facts.callers.host_names import (
    refuses_a_known_caller,
    taken_by_number,
    taken_on_this_machine,
)
from inspector.diagnose.facts.callers.other_schemes import asks_for_another
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.servers_alike import taken_by_a_like
from inspector.diagnose.facts.hosts.siblings import environment_of, is_sibling
from inspector.diagnose.facts.hosts.slow_hosts import slow_beside_another
from inspector.diagnose.facts.hosts.things_there import thing_at_sister
from inspector.diagnose.facts.lacking_credential import lacking_at_sister
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.facts.things.near_paths import holds_still
from inspector.diagnose.facts.token_claims import (
    audiences,
    bare_hosts,
    bearer,
    hosts,
    issued_here,
    issued_in,
    issuer,
)
from inspector.diagnose.products.fingerprints import of_one_service
from inspector.diagnose.weights import (
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    RATHER,
    SHOWN,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import registrable, same_site
from inspector.protocol.urls import authority_of, host_and_path
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    OF_A_LACK,
    OF_A_RIGHT,
    OF_A_WRONG_ONE,
    OF_AN_END,
    OF_THE_NETWORK,
    Names,
)
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr

# finds `instance_url`
# but not `callback_url`
_BASE_FIELDS = lazy_re(
    r"(?i)^(instance_?url|api_?url|api_?server|api_?domain|base_?(url|uri)|"
    r"endpoint|api_?endpoint|host|server|rest_?url|api_?base|home_?url|"
    r"service_?url|storage_?url|account_?url|resource_?server|region_?url|"
    r"api_?host)$"
)


def works_at_other_host(case: Case) -> Found:
    """The same credential is accepted by another host."""
    led = _is_led_to_a_login_here(case)
    refused = led or case.status in MAY_BE_WRONG_ADDRESS or case.is_hidden_error
    if not refused or not case.sent.has_any or case.sent.is_token_request:
        return
    if case.once(thing_at_sister) is not None:
        return  # it is the thing that is elsewhere
    for other in case.neighbours:
        if other.sent.host == case.sent.host or not other.succeeded or not _shares(case, other):
            continue
        if other.sent.is_token_request or _is_meant_for(case, other):
            continue
        if led and not (_is_the_same_call(case, other) and holds_still(case, other)):
            continue  # a page may want a session, and the other host knows programs
        main = other.sent.main
        yield case.refused_for(
            "other-host-knows-credential",
            HINT if _misses_what_it_gave(case) else _weight_of_other(case, other),
            fact(
                tr(
                    "{host} accepted the same credential: {status}.",
                    host=other.sent.host,
                    status=other.heard.phrase,
                ),
                main.place if main else None,
            ),
            fact(
                tr("{host} refused it.", host=case.sent.host),
                case.sent.main.place if case.sent.main else None,
            ),
            other=other.sent.host,
        )
        return


def _is_led_to_a_login_here(case: Case) -> bool:
    """Whether a program's key or token is led to a page of this very host to log in at."""
    own = authority_of(case.heard.location) in {"", case.sent.host}
    return bool(case.sent.credentials) and case.heard.leads_to_login and own


def _is_the_same_call(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    return (mine.method, mine.path, mine.query) == (theirs.method, theirs.path, theirs.query)


def _shares(case: Case, other: Case) -> bool:
    """Whether another request sent the same credential, also by fields of the same call's body.

    Fields may hold things that are only spoken of: there, all secrets of the body must be the same.
    """
    if case.shares_credential(other):
        return True
    mine, theirs = (
        {(key.name, key.bare) for key in one.sent.keys if key.where == "body"}
        for one in (case, other)
    )
    same_call = (other.sent.method, other.sent.path) == (case.sent.method, case.sent.path)
    is_same_site = same_site(other.sent.bare_host, case.sent.bare_host)
    return bool(mine) and mine == theirs and same_call and is_same_site


def _comes_by_a_proxy(case: Case, other: Case) -> bool:
    """Whether a proxy handed this reply on (RFC 9110 §7.6.3), and none the accepted one."""
    return bool(case.heard.header("via")) and not other.heard.header("via")


def _weight_of_other(case: Case, other: Case) -> float:
    """A refusal for want of a credential at the same path points to one lost, or left out here.

    After a long wait, it points to who should have judged it.
    """
    if asks_for_another(case) or slow_beside_another(case) is not None:
        return HALF
    read = case.said(*OF_A_WRONG_ONE) > 0  # whoever calls it wrong has it
    lost = case.said("missing", "not-found-there") or (not read and _comes_by_a_proxy(case, other))
    lost = lost or case.once(lacking_at_sister) is not None
    if other.sent.path == case.sent.path and (lost or taken_by_a_like(case)):
        return FAIR if taken_by_a_like(case) else RATHER
    if case.said("permission") and other.sent.path != case.sent.path:
        return OPEN  # who calls is known here as well; another thing is asked
    if other.sent.bare_host == case.sent.bare_host:
        return HALF  # another process of the same machine: not where somebody meant to go
    if taken_by_number(case) is not None or taken_on_this_machine(case) is not None:
        return HINT  # it is one server, which looks at the name, or at who comes from where
    return _weight_of_apart(case, other)


def _misses_what_it_gave(case: Case) -> bool:
    """Whether words miss what this host handed out itself, sent as its challenge has it, if any.

    It knows what it gave, and did not see it.
    """
    sent = case.sent.authorization
    fits = sent is not None and (not case.heard.schemes or sent.scheme in case.heard.schemes)
    return fits and case.said(*OF_A_LACK) > 0 and issued_here(case) is not None


def _weight_of_apart(case: Case, other: Case) -> float:
    sibling = is_sibling(other.sent.bare_host, case.sent.bare_host)
    if other.sent.path.endswith(case.sent.path[-12:]):
        known = refuses_a_known_caller(case) and not sibling  # it may lack a right, or a way in
        login = case.sent.main is not None and case.sent.main.scheme in LOGIN_SCHEMES
        return SHOWN if not known else RATHER if login else LIKELY
    if sibling:
        return STRONG
    mine, theirs = case.sent.bare_host, other.sent.bare_host
    if of_one_service(mine, theirs, case.trace.left_out) and not case.said(*OF_A_WRONG_ONE):
        return OPEN  # both know such tokens, and this one may lack a right
    return LIKELY if case.once(refused_in_front_of_sister) is not None else FAIR


def _is_meant_for(case: Case, other: Case) -> bool:
    """Whether the token says that it is for the host that accepted it: then its audience is it."""
    token = bearer(case)
    made_for = bare_hosts(audiences(token)) if token else frozenset[str]()
    return other.sent.bare_host in made_for and case.sent.bare_host not in made_for


def other_base_named(case: Case) -> Found:
    """The reply that handed out the token names another host to use it at."""
    if case.status not in MAY_BE_WRONG_ADDRESS:
        return
    for credential in case.sent.credentials:
        source = issued_in(case, credential)
        if source is None:
            continue
        for key, value in source[0].heard.content.scalars():
            named = hosts((str(value),)) if _BASE_FIELDS.match(key) else frozenset[str]()
            if named and case.sent.host not in named:
                place = places.in_body(
                    source[0].index, "reply", places.find(source[0].heard.content.bytes, str(value))
                )
                yield case.refused_for(
                    "other-host-named",
                    SHOWN,
                    fact(
                        tr("The token's reply names {name}={value}.", name=key, value=str(value)),
                        place,
                    ),
                    *went_to(case.sent.host, case.sent_line),
                    other=next(iter(named)),
                )
                return


def environments_differ(case: Case) -> Found:
    """The token comes from one environment, and the address is of another."""
    token = bearer(case)
    if token is None or not token.claims or not case.is_refused:
        return
    here = environment_of(case.sent.bare_host)
    there = {
        environment_of(text) for text in (issuer(token), *audiences(token), *_own_words(token))
    }
    there -= {""}
    if not there and here == "sandbox" and _is_of_the_same(token, case.sent.bare_host):
        there = {"prod"}
    if (here and there and here not in there) or (there - {"prod"} and not here):
        name = next(iter(there))
        yield case.suspect(
            "environment-mismatch",
            _weight_of_environment(case, here, plain=_is_plain(token)),
            fact(tr("The token was made in the environment {name}.", name=name), token.place),
            *went_to(case.sent.host, case.sent_line),
            environment=name,
        )


def issued_in_another_environment(case: Case) -> Found:
    """A host of one environment handed the token out, and it goes to a sister host of another."""
    token = bearer(case)
    if token is None or token.claims or not case.is_refused or case.said(*_GOOD_ONCE):
        return
    source = issued_in(case, token)
    if source is None or any(one.succeeded for one in (*case.before, *case.after)):
        return
    theirs, mine = source[0].sent.bare_host, case.sent.bare_host
    there, here = environment_of(theirs), environment_of(mine)
    if theirs == mine or not same_site(theirs, mine) or there in {"", "prod", here}:
        return
    yield case.refused_for(
        "environment-mismatch",
        LIKELY if here or case.said("token-refused", "unknown-key") else FAIR,
        fact(tr("{host} handed the token out.", host=theirs), source[0].sent_line),
        *went_to(case.sent.host, case.sent_line),
        environment=there,
    )


_GOOD_ONCE: Names = (*OF_AN_END, *OF_A_RIGHT, *OF_THE_NETWORK)


def _is_of_the_same(token: Credential, host: str) -> bool:
    """Whether a provider without any environment in its name made a token for its own sandbox."""
    names = {registrable(one).partition(".")[0] for one in bare_hosts((issuer(token),))}
    return any(len(name) >= _NAME and name in host for name in names)


_NAME = 4


def _own_words(token: Credential) -> list[str]:
    """Return what a token says of its environment, and the name of the client that it is for."""
    names = (*_CLAIMS, "azp", "client_id")
    return [one for name in names if isinstance(one := token.claims.get(name), str)]


_CLAIMS = ("env", "environment", "stage")


def _is_plain(token: Credential) -> bool:
    """Whether a host, audience or claim names the environment; a realm may be called "demo"."""
    hosts_named = hosts((issuer(token), *audiences(token)))
    said = (str(token.claims.get(name, "")) for name in _CLAIMS)
    audience = (one for one in audiences(token) if "://" not in one)
    return any(environment_of(one) for one in (*hosts_named, *audience, *said))


def _weight_of_environment(case: Case, here: str, *, plain: bool) -> float:
    """Weigh more where the server does not know issuer or key, as those of another environment."""
    if not here and not plain:
        return OPEN
    if case.said("unknown-key", "issuer", "signature", "wrong-environment"):
        return SHOWN if here else STRONG
    if here:
        return FAIR
    return RATHER if case.heard.gives_no_reason else OPEN


def other_realm(case: Case) -> Found:
    """The token's issuer names another realm or tenant than the address."""
    token = bearer(case)
    if token is None or not case.is_refused:
        return
    here, there = _realm(case.sent.path), _realm(issuer(token))
    if not (here and there):
        here, there = _sisters(case, issuer(token))
    if not (here and there) or here == there:
        return
    yield case.refused_for(
        "wrong-tenant",
        LIKELY,
        fact(tr("The token's issuer names {name}.", name=there), token.place),
        fact(tr("The address names {name}.", name=here), case.sent_line),
        tenant=there,
    )


def _realm(text: str) -> str:
    found = _REALM.search(text)
    return found.group(1) if found is not None else ""


def _sisters(case: Case, issued_by: str) -> tuple[str, str]:
    """Return the names of two issuers of one host beside one another: the asked one, the token's.

    Each has an address of its own that tells about users (OpenID Connect Core §5.3).
    """
    asked = _USERINFO.fullmatch(case.sent.path)
    mine = host_and_path(issued_by)[1].rstrip("/").rpartition("/")
    if asked is None or authority_of(issued_by) != case.sent.host or asked.group(1) != mine[0]:
        return "", ""
    return asked.group(2), mine[2]


# finds `/api/partners/userinfo`
# but not `/userinfo`
_USERINFO = lazy_re(r"(/\S{1,400})/([^/\s]{1,200})/userinfo/?")


_REALM = lazy_re(r"/(?:realms|tenants?|orgs?|organizations?|t)/([^/?#]+)")


def other_region(case: Case) -> Found:
    """The host is that of a region, and another region may know the key."""
    label = _REGION.search(case.sent.bare_host)
    if label is None or not case.said("key-refused", "token-refused") or not case.is_refused:
        return
    yield case.suspect(
        "wrong-region",
        HINT,
        fact(tr("{host} is the address of one region.", host=case.sent.bare_host), case.sent_line),
        *case.quote("key-refused", "token-refused"),
    )


# finds `api.eu-west-1.acme.test`
# but not `api.acme.test`
_REGION = lazy_re(
    r"(^|[.-])(eu|us|ap|au|ca|uk|de|jp|in|cn|asia|emea|apac|(eu|us|ap|ca|sa|me|af)-[a-z]+-?\d?|"
    r"(west|east|north|south|central)(europe|us|eu|asia)\d?)(?=[.-])"
)


RULES = (
    other_region,
    other_realm,
    works_at_other_host,
    other_base_named,
    environments_differ,
    issued_in_another_environment,
)
