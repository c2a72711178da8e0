"""Builds the fixes that are an action or a text for others, not only changes to the request."""

from typing import get_args

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import leads_to_login
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import (
    Builder,
    asked,
    by_saved_login,
    resent,
    resent_to_host,
    secret_field,
    sends,
)
from inspector.diagnose.fixes.limits import obtains_tokens
from inspector.diagnose.judging.explain import explanation
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.fix import KIND, Action, Change, Field, Fix
from inspector.model.kinds.oauth import DpopAlgorithm
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.message import readable
from inspector.protocol.discovery import is_address
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS, masked_text
from inspector.protocol.signatures import sigv4
from inspector.protocol.urls import host_of
from inspector.reading.meanings import Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr, tr_declared
from inspector.wording.dates import utc_stamp
from inspector.wording.durations import in_seconds

# ---------------- Writes the text that a user sends to whoever must act
# finds `X-Amzn-Request-Id`
# but not `X-Api-Key`
_REQUEST_ID = lazy_re(
    r"(?i)^(x-)?(amzn?-)?(ms-)?(request-?id|correlation-?id|trace-?id|arequestid|cf-ray|ray-id|"
    r"x-amz-cf-id|apim-request-id|x-b3-traceid|traceparent|x-cloud-trace-context|x-slack-req-id|"
    r"request-context|x-github-request-id|x-amz-id-2)$"
)


def message(case: Case, suspicion: Suspicion, asks: str) -> str:
    """Return the text: what was asked, what came back, the proof, and what is wanted."""
    words = explanation(suspicion.cause, suspicion.slug)
    lines = [
        asks,
        "",
        _request_line(case),
        tr("Reply: {status}", status=case.heard.phrase if case.status else tr("none")),
    ]
    if case.server_time is not None:
        lines.append(tr("Time: {time}", time=utc_stamp(case.server_time)))
    for name, value in request_ids(case):
        lines.append(tr("{name}: {value}", name=name, value=value))
    lines += [tr("- {proof}", proof=proof.statement) for proof in suspicion.evidence]
    if words.reference:
        lines.append(tr("See {reference}.", reference=words.reference))
    return masked_text("\n".join(lines), case.held_secrets)


def request_ids(case: Case) -> list[tuple[str, str]]:
    """Return the ids by which a server finds the request in its logs."""
    both = (*case.heard.headers, *case.exchange.request.headers)
    return list(
        {
            h.name.lower(): (h.name, readable(h.value)) for h in both if _REQUEST_ID.match(h.name)
        }.values()
    )[:3]


def _request_line(case: Case) -> str:
    if not case.sent.was_recorded:
        return tr("The request was not recorded")
    scheme, host, path, _ = case.sent.parts
    where = f"{scheme}://{host}{path}"
    return tr("Request: {method} {url}", method=case.sent.method, url=where)


def fetch_token(case: Case, _: Suspicion | None = None) -> Fix:
    """Get a fresh token and resend."""
    source = next(
        (c for c in reversed(case.neighbours) if c.sent.is_token_request and c.index < case.index),
        None,
    )
    address = source.sent.url.partition("?")[0] if source is not None else ""
    return Fix(
        id="fetch-token",
        title=tr("Get a fresh token and resend"),
        changes=(Change(field=secret_field(case), before=DOTS, after=DOTS, operation="action"),),
        sends=tr("A token request, then {request}", request=resent(case)),
        action=Action("fetch-token", address),
    )


def set_up_sign_in(case: Case, _: Suspicion) -> Fix | None:
    """Set up from what the refusal names: metadata (RFC 9728), a login provider, a token service.

    A registry's token service is asked as nobody first: public images need no login.
    """
    here = asked(case)
    challenges = [challenge for _, challenge in here.heard.challenges]
    serving = (one for one in challenges if RegistryToken.answers(one.scheme, one.get))
    if (service := next(serving, None)) is not None:
        return _token_round(here, service.get("realm"))
    named = (challenge.get(name) for challenge in challenges for name in _NAMING)
    if not any(is_address(value) for value in named):
        return None
    return Fix(
        id="set-up-sign-in",
        title=tr("Set up sign-in from this reply"),
        changes=(Change(field=KIND, after="oauth2", operation="action"),),
        sends=tr(
            "{request} without a token, then requests for what its reply names",
            request=resent_to_host(case),
        ),
        action=Action("set-up-sign-in"),
    )


def _token_round(here: Case, realm: str) -> Fix:
    kind = RegistryToken.tag()
    return Fix(
        id="set-up-token-round",
        title=tr("Fetch a token from {host} and resend", host=host_of(realm)),
        changes=(Change(field=KIND, before=tr("none"), after=kind),),
        sends=tr(
            "{request} without a token, a request to {service}, then the first once more",
            request=resent_to_host(here),
            service=host_of(realm),
        ),
    )


_NAMING = ("resource_metadata", "as_uri", "authorization_uri")


def ask_scope(case: Case, suspicion: Suspicion) -> Fix | None:
    """Ask the login provider for the missing scope, and resend."""
    scope = str(suspicion.values.get("scope") or "").replace(",", " ").replace(" and ", " ")
    wanted = " ".join(scope.replace('"', "").split())
    if not wanted or "…" in wanted:
        return None
    title = tr("Ask for {scope} and resend", scope=wanted)
    return _asking(case, "ask-scope-and-resend", title, ("scope", wanted))


def ask_audience(case: Case, suspicion: Suspicion) -> Fix | None:
    """Ask the login provider for a token that is meant for this API, and resend."""
    wanted = str(suspicion.values.get("wanted") or "")
    if not wanted or " " in wanted:
        return None
    title = tr("Ask for a token for {aud} and resend", aud=wanted)
    return _asking(case, "ask-audience-and-resend", title, ("audience", wanted))


def bind_token(case: Case, _: Suspicion) -> Fix | None:
    """Ask for a token that is bound to a key (RFC 9449 §5), and resend with proofs."""
    found = case.heard.challenge("dpop")
    if found is None or not obtains_tokens(case):
        return None
    offered = found[1].get("algs").split()
    known = [name for name in offered if name in get_args(DpopAlgorithm)]
    title = tr("Ask for a token that is bound to a key, and resend")
    return _asking(case, "bind-token-and-resend", title, ("dpop", known[0] if known else "ES256"))


def _asking(case: Case, identity: str, title: str, part: tuple[str, str]) -> Fix:
    name, value = part
    token = fetch_token(case)
    added = Change(field=Field("token-request", name), after=value, operation="action")
    return msgspec.structs.replace(token, id=identity, title=title, changes=(added, *token.changes))


def log_in_again(case: Case, _: Suspicion) -> Fix:
    """Run the login request and resend."""
    source = next(
        (c for c in reversed(case.neighbours) if c.sent.is_login and c.index < case.index), None
    )
    led = case.heard.leads_to if leads_to_login(case) else ""
    if source is not None or any(secret in led for secret in case.held_secrets):
        led = ""  # a server may write one there
    page, then = led.partition("?")[0], resent(case)
    form = tr("The saved login, else the form of {page}, then {request}", page=page, request=then)
    fix = by_saved_login(case, tr("Log in again and resend"))
    return msgspec.structs.replace(
        fix,
        id="log-in-again",
        sends=form if led else fix.sends,
        action=Action("log-in", source.sent.url.partition("?")[0] if source is not None else led),
    )


def log_in_at_page(case: Case, suspicion: Suspicion) -> Fix | None:
    """Log in by the form that the reply shows or leads to, where no challenge names a scheme."""
    shows = case.heard.is_login_page or leads_to_login(case)
    if not shows or case.heard.challenges:
        return None
    fix = log_in_again(case, suspicion)
    return msgspec.structs.replace(fix, id="log-in", title=tr("Log in and resend"))


def enter_scope(case: Case, _: Suspicion) -> Fix | None:
    """Type another scope for the token request that was refused."""
    field = _scope_field(case)
    if field is None:
        return None
    return Fix(
        id="enter-scope",
        title=tr("Enter another scope"),
        changes=(Change(field=field, before=case.sent.fields.get("scope", ""), ask=True),),
        sends=sends(case),
    )


def without_scope(case: Case, _: Suspicion) -> Fix | None:
    """Ask without a scope: the provider then gives what the client has (RFC 6749 §3.3)."""
    field = _scope_field(case)
    if field is None:
        return None
    return Fix(
        id="without-scope",
        title=tr("Ask without a scope and resend"),
        changes=(
            Change(field=field, before=case.sent.fields.get("scope", ""), operation="remove"),
        ),
        sends=sends(case),
    )


def _scope_field(case: Case) -> Field | None:
    if obtains_tokens(case):
        return Field("credential", "scope")
    return Field("body", "scope") if "scope" in case.sent.fields else None


def proxy_login(case: Case, _: Suspicion) -> Fix:
    """Log in to the proxy."""
    return Fix(
        id="proxy-login",
        title=tr("Enter the proxy login"),
        changes=(Change(field=Field("options", "proxy_credential"), ask=True),),
        sends=sends(case),
        risk="login-attempt",
        action=Action("proxy-login"),
    )


def fetch_csrf(case: Case, suspicion: Suspicion) -> Fix:
    """Fetch a CSRF token and repeat it, where it is known to be read."""
    name = str(suspicion.values.get("wanted") or suspicion.values.get("name") or "")
    return Fix(
        id="fetch-csrf",
        title=tr("Fetch the CSRF token and resend"),
        sends=tr("GET for the token, then {request}", request=resent(case)),
        action=Action("fetch-csrf", name),
        risk="unsafe-method",
    )


def wait_where_told(case: Case, suspicion: Suspicion) -> Fix | None:
    """Wait as the server asks, where it does."""
    return wait_and_retry(case, suspicion) if case.heard.seconds_to_wait else None


def wait_if_soon(case: Case, suspicion: Suspicion) -> Fix | None:
    """Wait where the server asks for a few minutes at most, or to come later: a lock may grow."""
    seconds = case.heard.seconds_to_wait or 0
    later = not seconds and _LATER.search(case.heard.words) is not None
    return wait_and_retry(case, suspicion) if later or 0 < seconds <= _SOON else None


# finds `retry later`, `please try again in a moment`
# but not `try again with the right password`
_LATER = lazy_re(
    r"(?i)\b(?:re-?try|try again|come back) (?:later|soon|in a (?:few|moment|minute|while))"
)


def wait_and_retry(case: Case, _: Suspicion) -> Fix | None:
    """Wait as the server asks, then try again.

    A login that was turned away is not repeated on a guess: a server counts such failures.
    """
    seconds = case.heard.seconds_to_wait or 0
    turned_away = case.status in TURNS_AWAY and _sends_a_password(case)
    if turned_away and not seconds and not case.said(*_WORTH_WAITING):
        return None
    return Fix(
        id="wait-and-retry",
        title=tr("Try again in {time}", time=in_seconds(seconds))
        if seconds
        else tr("Try again, with growing waits"),
        sends=sends(case),
        action=Action("wait", str(seconds) if seconds else ""),
        risk="login-attempt" if _counts_once_more(case) else "none",
    )


def wait_until_valid(case: Case, suspicion: Suspicion) -> Fix | None:
    """Wait until the token is valid by the server's clock, where that is soon."""
    seconds = suspicion.values.get("seconds")
    if not isinstance(seconds, int) or seconds > _SOON:
        return None
    return Fix(
        id="wait-until-valid",
        title=tr("Try again in {time}", time=in_seconds(seconds)),
        sends=sends(case),
        action=Action("wait", str(seconds)),
        risk="login-attempt" if _counts_once_more(case) else "none",
    )


def by_server_clock(case: Case, _: Suspicion) -> Fix | None:
    """Sign the server's time, where this program signs its own."""
    request = case.trace.attempt.request
    if request is None or not request.credential.signs_own_time or case.heard.date is None:
        return None
    return Fix(
        id="sign-by-server-clock",
        title=tr("Sign by the server's clock and resend"),
        changes=(Change(field=Field("credential", "clock"), before="own", after="server"),),
        sends=sends(case),
    )


def sign_as_told(case: Case, _: Suspicion) -> Fix | None:
    """Sign for the region and the service that the reply names."""
    request, reply = case.trace.attempt.request, case.exchange.reply
    about = sigv4.signed_of(case.sent.message)
    if request is None or reply is None or about is None or not request.credential.signs_own_time:
        return None
    wanted = sigv4.expected_by(reply.body)
    changes = tuple(
        Change(field=Field("credential", name), before=own, after=theirs)
        for name, own, theirs in (
            ("region", about.region, wanted.region),
            ("service", about.service, wanted.service),
        )
        if theirs and theirs != own
    )
    if not changes:
        return None
    names = tr(" and ").join(each.after for each in changes)
    return Fix(
        id="sign-as-told",
        title=tr("Sign for {name} and resend", name=names),
        changes=changes,
        sends=sends(case),
    )


_SOON = 300  # seconds


_WORTH_WAITING: Names = ("unreachable", "quota", "rate-limited")


def _sends_a_password(case: Case) -> bool:
    sent = case.sent.authorization
    return case.sent.is_login or (sent is not None and sent.scheme in LOGIN_SCHEMES)


def _counts_once_more(case: Case) -> bool:
    """Whether the same request once more may be counted as a failure of whom it names.

    Servers count by the name in a token, too, before they have verified it.
    """
    main = case.sent.main
    return case.status in TURNS_AWAY and main is not None and bool(main.user)


def tell(identity: str, title: str, asks: str, naming: str = "") -> Builder:
    """Return a builder for a text to whoever must act.

    naming: what is asked where it is known which scope or audience is wanted.
    """

    def build(case: Case, suspicion: Suspicion) -> Fix:
        known = {"scope": suspicion.values.get("scope"), "aud": suspicion.values.get("wanted")}
        named = {key: value for key, value in known.items() if value and f"{{{key}}}" in naming}
        sentence = tr_declared(naming, **named) if named else tr_declared(asks)
        return Fix(
            id=identity,
            title=tr_declared(title),
            action=Action("copy-message"),
            message=message(case, suspicion, sentence),
        )

    return build
