"""Login services that do not answer, or answer with an error of their own."""

from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import shows_a_callback
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.asked_providers import failed_at_provider
from inspector.diagnose.facts.hosts.services_behind import (
    breaks_without_a_word,
    is_internal_error,
    lost_a_connection,
    without_an_answer,
)
from inspector.diagnose.facts.lone_errors import gave_up_waiting, login_step_down, stands_alone
from inspector.diagnose.facts.refusing_pages import after_login
from inspector.diagnose.facts.server_errors import (
    breaks_for_every_caller,
    breaks_when_checking,
    breaks_wordless,
    could_not_check,
    gateway_page,
    is_provider_address,
    login_host_gone,
    lost_login_service,
)
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, quoted
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    PROVEN,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.error_bodies import is_fault
from inspector.reading.meanings import Names
from inspector.reading.statements import Statement
from inspector.reading.statuses import BAD_GATEWAY, REFUSES_TOKEN_REQUEST, SERVER_ERRORS, SUCCESSES
from inspector.wording import tr
from inspector.wording.durations import in_seconds

_CONNECTION = {
    "refused": PROVEN,
    "timeout": HALF,
    "unreachable": HALF,
    "reset": OPEN,
    "name-not-found": HINT,
    "dns": HINT,
    "tls": HINT,
    "no-reply": HINT,
}


def told(case: Case) -> Found:
    """The reply says that directory, provider or key service could not be reached."""
    unchecked = could_not_check(case)
    trust = case.said("unreachable", *_network_words(case)) or _unchecked_trust(case)
    fine = case.status in SUCCESSES and not case.is_hidden_error
    shown = (
        after_login(case)
        or shows_a_callback(case)
        or (case.sent.is_login and case.heard.is_login_page)
    )
    if not trust or (fine and not shown) or lost_a_connection(case) is not None:
        return
    broken = case.status in SERVER_ERRORS
    yield case.refused_for(
        "login-service-down",
        min(SHOWN, (SHOWN if broken else STRONG) * trust),
        *(case.quote("unreachable", "connection-failed") or _quoted(unchecked)),
        said=case.quoted("unreachable", "connection-failed")
        or (unchecked.short if unchecked else ""),
    )


def failed_when_asked(case: Case) -> Found:
    """The error quotes the call that was to check who calls, and its provider's failure."""
    words = None if case.said("token-expired", "signature") else failed_at_provider(case)
    if words is not None:
        yield case.refused_for("login-service-down", STRONG, quoted(words), said=words.short)


def behind_it(case: Case) -> Found:
    """What answered the request sent from here could not reach something behind it."""
    said = lost_a_connection(case)
    if said is not None:
        weight = SOUND if case.sent.has_any else FAIR
        yield case.refused_for("nothing-behind-reached", weight, quoted(said), said=said.short)


def _unchecked_trust(case: Case) -> float:
    """A program that broke over a bad token says that it could not verify it, too."""
    if could_not_check(case) is None or case.said("token-expired", "signature", "malformed"):
        return 0.0
    return CLEAR if case.status in BAD_GATEWAY else RATHER


def _quoted(words: Statement | None) -> list[Evidence]:
    return [quoted(words)] if words else []


def _network_words(case: Case) -> Names:
    """A refusal, or a step of a login, that speaks of a connection tells why it could not be."""
    login = (case.status in SERVER_ERRORS and lost_login_service(case)) or after_login(case)
    login = login or shows_a_callback(case)
    return ("connection-failed",) if case.status in REFUSES_TOKEN_REQUEST or login else ()


def endpoint_broken(case: Case) -> Found:
    """Token endpoint, discovery or keys answer with a server error; or a login does.

    What is sent beside a login in Authorization opens something else: a wallet, a store.
    """
    login = case.sent.is_login and case.sent.authorization is None
    named = is_provider_address(case) or case.sent.is_token_request or login
    if not named and not login_step_down(case):
        return
    told_so = case.heard.error[0] in {"server_error", "temporarily_unavailable"}
    told_other = is_fault(case.heard) or case.said("too-many-attempts", "locked", "quota")
    # its own error beside the words for a grant that is not good is no more than a code
    told_other = told_other or (
        told_so and case.said("code-refused", "client-refused", "bad-login")
    )
    if (case.status not in SERVER_ERRORS and not told_so) or told_other:
        return
    yield case.suspect(
        "token-endpoint-failed",
        _of_an_endpoint(case, named=named) if case.status in BAD_GATEWAY or told_so else CLEAR,
        case.status_evidence,
        fact(tr("{path} belongs to the login provider.", path=case.sent.path), case.sent_line),
        *case.quote("unreachable"),
        wait=case.heard.seconds_to_wait,
    )


def _of_an_endpoint(case: Case, *, named: bool) -> float:
    """A login form that answers 503 may also slow its visitors down: nginx's limits do so."""
    if not named:  # a word of the path may mean something else
        return RATHER
    busy = (
        case.status == HTTPStatus.SERVICE_UNAVAILABLE
        and case.sent.is_login
        and not case.sent.is_token_request
    )
    return SOUND if busy and not case.said("unreachable") else SHOWN


def breaks_where_checked(case: Case) -> Found:
    """The server error comes only where credentials have to be checked."""
    if case.status not in SERVER_ERRORS or case.sent.is_token_request:
        return
    if not breaks_when_checking(case):
        stranger = case.once(breaks_for_every_caller)
        if stranger is not None:
            yield _for_every_caller(case, stranger)
        elif case.status not in BAD_GATEWAY and gateway_page(case):
            yield _by_page(case)
        elif breaks_wordless(case):
            yield case.refused_for(
                "auth-subrequest-failed",
                HALF,
                fact(tr("Others of this site are answered without a login."), case.heard_line),
            )
        else:
            yield from _after_a_limit(case)
            yield from _without_a_word(case)
        return
    took = case.exchange.timing.total or 0
    yield case.suspect(
        "auth-subrequest-failed",
        FAIR,
        case.status_evidence,
        fact(
            tr("Addresses of the same host that need no login answer."),
            places.in_line(_open(case).index, "reply"),
        ),
        fact(
            tr("The reply took {time}.", time=in_seconds(round(took / 1000, 1))),
            case.connection_place,
        ),
    )


def _after_a_limit(case: Case) -> Found:
    waited = gave_up_waiting(case)
    if waited and case.status not in BAD_GATEWAY:
        took = tr(
            "The error came after {time}, as when something behind does not answer in time.",
            time=in_seconds(round(waited, 1)),
        )
        yield case.refused_for("login-service-down", OPEN, fact(took, case.connection_place))


def _without_a_word(case: Case) -> Found:
    if breaks_without_a_word(case) and not gave_up_waiting(case):
        came = tr("The reply to a credential is an error without a word of what broke.")
        yield case.refused_for("broke-without-a-word", OPEN, fact(came, case.heard_line))


def internal_error(case: Case) -> Found:
    """A success holds the error of JSON-RPC that is the server's own."""
    if stands_alone(case) and is_internal_error(case):
        told = tr("The error is called internal by its number, -32603.")
        yield case.refused_for("broke-without-a-word", FAIR, fact(told, case.heard_body))


def _for_every_caller(case: Case, stranger: Case) -> Suspicion:
    return case.refused_for(
        "auth-subrequest-failed",
        HALF,  # what lies behind all of them may be down as well
        fact(tr("Other addresses give the same error to who sends a credential."), case.sent_line),
        fact(
            tr("Without one a request is answered: {status}.", status=stranger.heard.phrase),
            stranger.heard_line,
        ),
    )


def login_host_failed(case: Case) -> Found:
    """A host that does the logins of this site is not there."""
    gone = login_host_gone(case)
    if gone is None or is_provider_address(case) or case.sent.is_login:
        return
    yield case.refused_for(
        "login-host-failed",
        CLEAR,
        fact(
            tr("{host} answers {status}.", host=gone.sent.host, status=gone.heard.phrase),
            gone.heard_line,
        ),
        other=gone.sent.host,
    )


def _by_page(case: Case) -> Suspicion:
    worked = [c for c in case.before if c.succeeded and case.shares_credential(c)]
    return case.suspect(
        "auth-subrequest-failed",
        FAIR if worked else HALF,
        case.status_evidence,
        *[fact(tr("The same credential was accepted before."), c.heard_line) for c in worked[-1:]],
        fact(tr("The gateway wrote this error page itself."), case.heard_body),
    )


def _open(case: Case) -> Case:
    others = [c for c in (*case.before, *case.after) if not c.sent.has_any]
    return others[0] if others else case


def gateway_error(case: Case) -> Found:
    """A gateway got no answer to a request that carries a credential, or that was just sent."""
    asked = case.status in BAD_GATEWAY and case.sent.has_any
    lone = without_an_answer(case) and lost_a_connection(case) is None
    if (asked or lone) and not case.sent.is_token_request:
        yield case.suspect(
            "gateway-without-answer",
            HALF,
            case.status_evidence,
            *[
                fact(
                    tr("A credential was sent in {name}.", name=case.sent.main.name),
                    case.sent.main.place,
                )
                for _ in (1,)
                if case.sent.main
            ],
            wait=case.heard.seconds_to_wait,
        )


def provider_failed_before(case: Case) -> Found:
    """A login service failed earlier in the trace, and this refusal follows from it."""
    if not case.is_refused:
        return
    for earlier in case.neighbours:
        failed = earlier.status in SERVER_ERRORS or not earlier.status
        if earlier.index > case.index or not failed or not is_provider_address(earlier):
            continue
        later = (one for one in case.neighbours if earlier.index < one.index < case.index)
        if any(one.succeeded and one.sent.host == earlier.sent.host for one in later):
            continue
        if earlier.status or earlier.exchange.failure:
            yield case.refused_for(
                "token-endpoint-failed",
                LIKELY if not case.sent.has_any else HALF,
                _failed_before(earlier),
                host=earlier.sent.host,
                status=earlier.heard.phrase,
            )
            return


def _failed_before(earlier: Case) -> Evidence:
    host, status = earlier.sent.host, earlier.heard.phrase
    said = tr("{host} failed before: {status}.", host=host, status=status)
    return fact(said, earlier.heard_line)


def renewal_failed(case: Case) -> Found:
    """Where the token came from, every request for another has failed since: it could but end."""
    main = case.sent.main
    life = case.trace.story.lives.of(case, main) if case.is_refused and main is not None else None
    if life is None or life.birth is None:
        return
    source = case.trace.case(life.birth.entry)
    near = (one for one in case.neighbours if source.index < one.index < case.index)
    since = [one for one in near if one.repeats(source)]
    if since and all(one.status in SERVER_ERRORS or not one.status for one in since):
        yield case.refused_for(
            "token-endpoint-failed",
            CLEAR,
            fact(tr("The token was got there."), source.heard_line),
            _failed_before(since[-1]),
            host=source.sent.host,
            status=since[-1].heard.phrase,
        )


def no_connection(case: Case) -> Found:
    """No connection to the server came about; one that broke off later is another matter."""
    failure = case.exchange.failure if case.exchange.reply is None else None
    if failure is None or failure.kind not in _CONNECTION:
        return
    provider = is_provider_address(case)
    unknown = failure.kind == "no-reply"
    if unknown and (not provider or any(c.repeats(case) and c.succeeded for c in case.after)):
        return
    weight = RATHER if unknown else STRONG if provider else _CONNECTION[failure.kind]
    refused = failure.kind == "refused"
    if refused or (provider and failure.kind == "name-not-found"):
        weight = PROVEN  # the system's own word
    yield case.suspect(
        "provider-not-reached" if provider else "server-not-reached",
        weight,
        fact(failure.message, case.connection_place),
        detail=failure.message,
        listens=case.sent.host if refused else "",
    )


RULES = (
    told,
    behind_it,
    failed_when_asked,
    endpoint_broken,
    breaks_where_checked,
    gateway_error,
    internal_error,
    login_host_failed,
    provider_failed_before,
    renewal_failed,
    no_connection,
)
