"""Settings of the server: headers lost before the program, users limited, what is switched off."""

import re

from inspector.diagnose.facts.accepted_elsewhere import (
    alternates,
    given_in_another_way,
    run_by_apache,
    sent_as_asked,
)
from inspector.diagnose.facts.authorization_requests import asked_of
from inspector.diagnose.facts.callers.asked_again import asks_again
from inspector.diagnose.facts.callers.intermediate_servers import is_in_front
from inspector.diagnose.facts.callers.missing_proofs import misses_a_key
from inspector.diagnose.facts.callers.other_schemes import asks_for_another, key_wanted_beside
from inspector.diagnose.facts.callers.strangers import says_nobody_is_known
from inspector.diagnose.facts.callers.unread_tokens import looks_elsewhere
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import taken_alike
from inspector.diagnose.facts.hosts.behind_a_folder import folder_before
from inspector.diagnose.facts.hosts.servers_alike import taken_by_a_like
from inspector.diagnose.facts.named_places import named_place
from inspector.diagnose.facts.placement import names_client_method
from inspector.diagnose.facts.suspicion import Found, fact, taken_by, went_to
from inspector.diagnose.facts.things.asked_names import only_resembles
from inspector.diagnose.facts.token_claims import issued_here
from inspector.diagnose.weights import CLEAR, FAIR, HINT, LIKELY, OPEN, RATHER, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.field_names import names_a_session
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    BESIDE_THE_PLACE,
    OF_A_CLAIM,
    OF_A_LACK,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
)
from inspector.reading.statuses import ERRORS, MAY_REFUSE_CREDENTIAL
from inspector.story.clocks.slow_checks import slow_check
from inspector.wording import tr


def header_stripped(case: Case) -> Found:
    """Authorization was sent as asked, and the program behind says that it got none."""
    sent = case.sent.authorization
    if sent is None or not sent.value.strip() or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    told = case.said("missing", "not-authenticated")
    if not told or named_place(case) is not None or looks_elsewhere(case):
        return
    fits = not case.heard.schemes or sent.scheme in case.heard.schemes
    if not case.said("missing") or not sent.scheme or (not case.heard.schemes and _alone(case)):
        fits = False
    fits = fits and not taken_by_a_like(case) and not misses_a_key(case)
    yield case.suspect(
        "authorization-stripped",
        RATHER if fits else HINT,
        fact(tr("Authorization was sent."), sent.place),
        *case.quote("missing", "not-authenticated"),
    )


def _alone(case: Case) -> bool:
    """Whether the program that says so answers by itself: nobody in front could drop a header."""
    return not case.heard.header("via") and bool(_PROGRAMS.search(case.heard.header("server")))


# Servers in front write their own name, or leave that of the program out.
# finds `uvicorn`, `Werkzeug/3.1 Python/3.13`
# but not `nginx`
_PROGRAMS = lazy_re(
    r"(?i)^(?:uvicorn|hypercorn|daphne|granian|gunicorn|waitress|werkzeug|tornado\w*|cherrypy|cheroot|"
    r"wsgiserver|kestrel|jetty|undertow|cowboy|puma|webrick|thin|mojolicious)\b"
)


def same_with_and_without(case: Case) -> Found:
    """The answer is word for word the same with and without a credential."""
    if (
        case.status not in MAY_REFUSE_CREDENTIAL
        or case.sent.authorization is None
        or case.said("bad-login")
        or not case.said("missing", "not-authenticated")
    ):
        return
    mine = case.exchange.reply
    for other in (*case.before, *case.after):
        theirs = other.exchange.reply
        if other.sent.has_any or theirs is None or mine is None or not case.repeats(other):
            continue
        if theirs.status == mine.status and theirs.body == mine.body:
            yield case.suspect(
                "authorization-stripped",
                FAIR,
                fact(
                    tr("Without a credential the reply is the same, byte for byte."),
                    other.heard_body,
                ),
                fact(tr("Authorization was sent."), case.sent.authorization.place),
                *case.quote("missing", "not-authenticated"),
            )
            return


def lost_on_the_way(case: Case) -> Found:
    """Another way to the same path accepts the credential, and here it is said to be missing."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not case.sent.has_any:
        return
    asked_anew = _asks_as_of_nobody(case)
    if not case.said(*OF_A_LACK) and not asked_anew:
        return
    if named_place(case) is not None or looks_elsewhere(case) or case.said(*_WAS_READ):
        return  # another name is asked for than what was sent, or it was found
    session = not case.sent.credentials or any(names_a_session(k.name) for k in case.sent.keys)
    dropped = any(key.where == "header" and "_" in key.name for key in case.sent.keys)
    if dropped or key_wanted_beside(case) is not None:
        return  # the name says why; nothing on the way leaves a key to one call and not to another
    for other in case.neighbours:
        here = other.sent.host == case.sent.host
        if here and (session or asks_again(case)):  # it ended, or may do less: it is not lost
            continue
        same = here != _is_same_place(case, other)
        if same and other.succeeded and case.shares_credential(other) and _unexplained(case):
            # what stands in front of all paths of a server drops it from all of them
            on_this = OPEN if case.said("permission") else LIKELY
            yield case.suspect(
                "authorization-stripped",
                on_this if here else OPEN if taken_by_a_like(case) else SHOWN,
                *case.quote(*OF_A_LACK),
                _taken(other, here=here),
                fact(tr("It was sent here."), case.sent.main.place if case.sent.main else None),
            )
            return


def lost_at_a_front(case: Case) -> Found:
    """The program itself took the credential, and through the server in front it knows nobody.

    So it is with a token that was fetched anew, and says the same as the one that was taken.
    """
    if not (case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error) or not case.sent.has_any:
        return
    # "authorization failed" beside a challenge is what is said to nobody as well
    beside = BESIDE_THE_PLACE if case.heard.challenges else BESIDE_THE_CREDENTIAL
    if case.said(*_WAS_READ, *beside) or not _unexplained(case):
        return
    if asks_for_another(case):
        return  # the one in front asks for a login of its own
    direct, same = _taken_behind(case)
    if direct is not None:
        server = case.heard.header("server")
        said = tr("{host} accepted a token that says the same.", host=direct.sent.host)
        proof = taken_by(direct.sent.host, direct.heard_line)
        yield case.suspect(
            "authorization-stripped",
            SOUND if same else LIKELY,
            *case.quote(*OF_A_LACK),
            proof if same else fact(said, direct.heard_line),
            fact(
                tr("Here {server} stands in front.", server=server),
                case.heard.header_place("server"),
            ),
        )


def _taken_behind(case: Case) -> tuple[Case | None, bool]:
    """Return what the program took by itself, and whether it was the very same credential."""
    near = case.neighbours
    taken = (one for one in near if one.succeeded and case.shares_credential(one))
    direct = next((one for one in taken if is_in_front(case, one)), None)
    if direct is not None or not says_nobody_is_known(case) or case.said(*OF_A_WRONG_ONE):
        return direct, True
    alike = (one for one, _ in taken_alike(case, near) if is_in_front(case, one))
    return next(alike, None), False


def kept_from_a_program(case: Case) -> Found:
    """Apache runs PHP, and what it took in another place of the call isn't read in Authorization.

    Apache keeps that header from programs that it runs by CGI (RFC 3875 §4.1.18, its CGIPassAuth).
    """
    found, sent = given_in_another_way(case), case.sent.authorization
    if found is None or sent is None or found[1].name.lower() != "authorization":
        return
    server = run_by_apache(case)
    if server is not None:
        entry = found[0].accepted.number
        said = tr("Entry {entry} sent it in another place, and was let in.", entry=entry)
        usual = LIKELY if sent.scheme == "bearer" else FAIR
        yield case.refused_for(
            "authorization-stripped",
            SOUND if sent_as_asked(case) else usual,
            fact(tr("Authorization was sent."), sent.place),
            fact(said, places.in_line(found[0].accepted.index, "reply")),
            fact(tr("The program is run by Apache."), server),
        )


# Who speaks of these has seen the credential.
_WAS_READ: Names = (
    *OF_AN_END, *OF_A_CLAIM, "signature", "unknown-key", "algorithm", "malformed",
)  # fmt: skip


def _asks_as_of_nobody(case: Case) -> bool:
    """Whether a Bearer challenge has no error, as for a request without a token (RFC 6750 §3.1)."""
    sent = case.sent.authorization
    bare = case.heard.challenge("bearer") is not None and not case.heard.error[0]
    return bare and sent is not None and sent.scheme == "bearer" and not case.meanings


def _is_same_place(case: Case, other: Case) -> bool:
    """Whether the same is asked for; on another port of a machine below another folder, too.

    So it is on another machine, where this one handed out what both were sent: it is one program.
    """
    if case.sent.path == other.sent.path:
        return True
    last = case.sent.path.rpartition("/")[2]
    ported = case.sent.bare_host == other.sent.bare_host and case.sent.host != other.sent.host
    if ported and last:
        return last == other.sent.path.rpartition("/")[2]
    apart = case.sent.host != other.sent.host and folder_before(case.sent.path, other.sent.path)
    return bool(apart) and issued_here(case) is not None


def _taken(other: Case, *, here: bool) -> Evidence:
    if not here:
        return taken_by(other.sent.host, other.heard_line)
    said = tr("{path} accepted the same credential.", path=other.sent.path)
    return fact(said, other.heard_line)


def _unexplained(case: Case) -> bool:
    """Whether nothing but the absence is complained of, in a header that was sent as asked."""
    sent, asked = case.sent.authorization, case.heard.schemes
    of_a_token = sent is not None and {sent.scheme, *asked} <= TOKEN_SCHEMES
    return sent is None or not asked or sent.scheme in asked or of_a_token


def named_and_sent(case: Case) -> Found:
    """The reply misses the header that was sent, by its name: something in between dropped it."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not case.said("missing"):
        return
    words = case.quoted("missing")
    for key in case.sent.keys:
        if key.where != "header" or "_" in key.name or not _is_named(key.name, words):
            continue
        taken = [c for c in (*case.before, *case.after) if _by_another_way(c, key)]
        yield case.suspect(
            "authorization-stripped",
            SHOWN if taken else LIKELY,
            *case.quote("missing"),
            fact(tr("{name} was sent.", name=key.name), key.place),
            *[fact(tr("In another place it was accepted."), c.heard_line) for c in taken[:1]],
        )
        return


def _is_named(name: str, words: str) -> bool:
    """Whether words name a header, as it is written or as CGI does: `HTTP_X_API_KEY` (RFC 3875)."""
    spelled = "[-_ ]".join(map(re.escape, name.split("-")))
    named = rf"(?<![\w-])(?:http_)?{spelled}(?![\w-])"
    between = r"(?:(?!param|query|url)[^.;]){0,30}"
    found = re.search(rf"(?i){named}{between}\bheader|\bheader{between}{named}", words)
    return len(name) >= _LONG_NAME and found is not None


def _by_another_way(other: Case, key: Credential) -> bool:
    others = (one for one in other.sent.keys if one.bare == key.bare)
    return other.succeeded and any(one.where != "header" for one in others)


_LONG_NAME = 6


def localhost_only(case: Case) -> Found:
    """The account may be used from the server's own machine only."""
    trust = case.said("localhost-only")
    if trust:
        sent = case.sent.authorization
        yield case.suspect(
            "loopback-only-user",
            STRONG * trust,
            *case.quote("localhost-only"),
            *went_to(case.sent.host, case.sent_line),
            user=sent.user if sent else "",
        )


def client_configuration(case: Case) -> Found:
    """The client is not set up for this kind of login."""
    told = case.heard.error[0] in {
        "unauthorized_client",
        "unsupported_grant_type",
        "redirect_uri_mismatch",
        "unsupported_response_type",
        "invalid_redirect_uri",
    }
    if names_client_method(case) is not None:
        return
    trust = case.said("client-configuration")
    redirect = "redirect" in case.quoted("client-configuration").lower()
    asked = case.status in ERRORS and asked_of(case) is not None
    provider = asked or case.asks_provider or "authorize" in case.sent.path
    if told or (trust and (provider or redirect)):
        yield case.refused_for(
            "client-not-set-up",
            STRONG if trust else (HINT if case.said("client-refused") else SOUND),
            *case.quote("client-configuration"),
            client=case.sent.fields.get("client_id", ""),
        )


# ---------------- The same credential is let in here and refused there
def decision_of_other_address(case: Case) -> Found:
    """Two addresses take turns: each was allowed and refused, with one credential."""
    found = alternates(case)
    if found is None or slow_check(case.trace.story, case) is not None:
        return  # what took long was the check, wherever it was asked for
    worked, refused = found
    yield case.refused_for(
        "decision-of-other-address",
        STRONG,
        fact(
            tr("The same request was accepted: {status}.", status=worked.heard.phrase),
            worked.heard_line,
        ),
        fact(tr("{path} was refused in turn.", path=refused.sent.path), refused.heard_line),
        other=refused.sent.path,
    )


# ---------------- What is switched off, for whoever calls
def service_off(case: Case) -> Found:
    """An API, an interface or a part of it is switched off."""
    trust = case.said("service-off")
    if trust:
        yield case.refused_for(
            "service-not-enabled",
            CLEAR * trust,
            *case.quote("service-off"),
            said=case.quoted("service-off"),
        )


def set_up_wrongly(case: Case) -> Found:
    """The server names a fault of its own settings: no secret, a rule that can't be read."""
    trust, words = case.said("misconfigured"), case.says("misconfigured")
    if trust and words is not None and not only_resembles(case, words):
        yield case.refused_for(
            "server-not-set-up",
            STRONG * trust,
            *case.quote("misconfigured"),
            host=case.sent.bare_host,
            said=case.quoted("misconfigured"),
        )


def sign_up_closed(case: Case) -> Found:
    """No new accounts are taken, or there are as many as there may be."""
    trust = case.said("sign-up-closed")
    if trust:
        yield case.refused_for(
            "sign-up-closed",
            CLEAR * trust,
            *case.quote("sign-up-closed"),
            host=case.sent.bare_host,
            said=case.quoted("sign-up-closed"),
        )


RULES = (
    decision_of_other_address,
    header_stripped,
    same_with_and_without,
    lost_on_the_way,
    lost_at_a_front,
    kept_from_a_program,
    named_and_sent,
    localhost_only,
    client_configuration,
    service_off,
    set_up_wrongly,
    sign_up_closed,
)
