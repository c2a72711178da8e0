"""What can't be sent: curl commands that can, and fixes of requests that never went out."""

import shlex
from collections.abc import Callable
from http import HTTPStatus

from inspector.compose.scope import Scope
from inspector.compose.variables import Place, closed, unclosed_places
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import sends
from inspector.model.credential import kind_of_scheme
from inspector.model.finding import Limit
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.message import Header, readable
from inspector.protocol.challenges.parsing import Challenge
from inspector.protocol.field_names import is_secret_header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import KnownValues, masked_url
from inspector.protocol.scheme_words import LOGINS, split_scheme
from inspector.protocol.schemes.computed_schemes import PASSWORD, USER, Computed, computed
from inspector.protocol.schemes.digest import is_answerable
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.wording import tr

_DIGEST = Computed("Digest", ("--digest", "-u", f"{USER}:{PASSWORD}"))
# curl makes these itself from the rest of the command, or they belong to the credential.
_MASK = lazy_re("•+")
_LEFT_OUT = frozenset({"host", "content-length", "connection", "transfer-encoding", "cookie"})


def limit_of(case: Case) -> Limit | None:
    """Return what keeps this program from what is asked for; None where nothing does.

    Either the chosen scheme can't be sent, or every challenge names one that can't. An answer
    that was sent all the same, by another client or by hand, has been judged: then None.
    """
    failure = case.exchange.failure
    if failure is not None and failure.kind == "scheme-not-supported":
        return _chosen(case, failure.detail)
    if case.status == LOGIN_AT_PROXY:
        return _asked(case, [challenge for _, challenge in case.heard.proxy_challenges])
    if case.status == HTTPStatus.UNAUTHORIZED:
        return _asked(case, [challenge for _, challenge in case.heard.challenges])
    return None


def _chosen(case: Case, scheme: str) -> Limit:
    """Say it of the scheme that the user chose; nothing was sent."""
    name = scheme or tr("this scheme")
    fallback = Computed(name, ("-H", f"Authorization: {name} CREDENTIALS"), by_curl=False)
    return _limit(case, computed(scheme) or fallback, at_proxy=False)


def _asked(case: Case, challenges: list[Challenge]) -> Limit | None:
    at_proxy = case.status == LOGIN_AT_PROXY
    found = [
        _computed(case, challenge, at_proxy=at_proxy)
        for challenge in challenges
        if challenge.scheme
    ]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    header = "proxy-authorization" if at_proxy else "authorization"
    sent = [one for one in case.sent.credentials if one.name.lower() == header]
    offered = {challenge.scheme.lower() for challenge in challenges}
    if any(one.scheme in offered for one in sent):
        return None
    names = tr(" or ").join(dict.fromkeys(one.name for one in known))
    return _limit(case, known[0]._replace(name=names), at_proxy=at_proxy)


def _computed(case: Case, challenge: Challenge, *, at_proxy: bool) -> Computed | None:
    """Return what a challenge asks for and no scheme here answers; None where one does.

    A token that is bound to a key (DPoP) must be obtained so: a typed one can't be sent that way.
    """
    if challenge.is_scheme("DPoP") and obtains_tokens(case):
        return None
    if challenge.is_scheme("Digest"):
        algorithm = challenge.get("algorithm")
        unknown = bool(algorithm and challenge.get("nonce")) and not is_answerable(challenge)
        return _DIGEST._replace(name=f"Digest {algorithm}") if unknown else None
    sent = challenge.scheme.lower() in LOGINS if at_proxy else kind_of_scheme(challenge.scheme)
    return None if sent else computed(challenge.scheme)


def obtains_tokens(case: Case) -> bool:
    """Whether the request's own credential asks a login provider for its tokens."""
    request = case.trace.attempt.request
    return request is not None and request.credential.keeps_tokens


def _limit(case: Case, scheme: Computed, *, at_proxy: bool) -> Limit:
    name = tr("{scheme} to a proxy", scheme=scheme.name) if at_proxy else scheme.name
    command = _command(case, scheme, at_proxy=at_proxy)
    return Limit(
        scheme=name,
        title=tr("This program can't send {scheme} yet", scheme=name),
        text=_text(case, scheme, name),
        entry=case.index,
        fix=Fix(
            id="copy-curl",
            title=tr("Copy the curl command"),
            action=Action("copy-command"),
            message=command,
        ),
    )


def _text(case: Case, scheme: Computed, name: str) -> str:
    if case.exchange.reply is None:
        first = tr("Nothing was sent.")
    else:
        first = tr(
            "{host} asks for {scheme} and nothing else. That is no fault of the server's.",
            host=case.sent.host or tr("The server"),
            scheme=name,
        )
    if scheme.by_curl:
        return tr(
            "{first} curl can send it: replace the words in capitals by your own values.",
            first=first,
        )
    return tr(
        "{first} curl can't compute it: replace the words in capitals by what another tool makes.",
        first=first,
    )


def _command(case: Case, scheme: Computed, *, at_proxy: bool) -> str:
    return _curl(case, _options(case, scheme, at_proxy=at_proxy), _is_kept)


def plain_command(case: Case) -> str:
    """Return the request as a curl command, with a word in capitals for each secret."""
    return _curl(case, ["-i"], _is_own)


def _curl(case: Case, options: list[str], kept: Callable[[Header], bool]) -> str:
    message = case.sent.message
    words = ["curl", *options]
    method = readable(message.method)
    if method == "HEAD":
        words.append("-I")
    elif method not in {"", "POST" if message.body else "GET"}:
        words += ["-X", method]
    for header in message.headers:
        if kept(header):
            words += ["-H", _row(header)]
    if message.body:
        words += ["--data-binary", "@BODY"]
    masked = masked_url(readable(message.url), KnownValues(()))
    words.append(_MASK.sub("SECRET", masked) or "URL")
    return " ".join(map(shlex.quote, words))


def _row(header: Header) -> str:
    name, value = readable(header.name), readable(header.value)
    if not header.secret and not is_secret_header(header.name):
        return f"{name}: {value}"
    word = split_scheme(value)[0] if header.name.lower() == "authorization" else ""
    return f"{name}: {word} SECRET" if word else f"{name}: SECRET"


def _options(case: Case, scheme: Computed, *, at_proxy: bool) -> list[str]:
    user = _user(case)
    options = [text.replace(f"{USER}:", f"{user}:", 1) if user else text for text in scheme.options]
    if not at_proxy:
        return options
    proxies = {"-u": "--proxy-user"}
    named = [proxies.get(one, one.replace("--", "--proxy-", 1)) for one in options]
    request = case.trace.attempt.request
    proxy = request.options.proxy if request is not None else ""
    return named if proxy in {"", "none", "system"} else ["-x", proxy, *named]


def _user(case: Case) -> str:
    """Return the user that was chosen with the scheme, empty where there is none."""
    request = case.trace.attempt.request
    return readable(str(getattr(request.credential, "user", ""))) if request is not None else ""


def _is_own(header: Header) -> bool:
    """Whether a header is the user's own or carries the credential."""
    name = header.name.lower()
    if header.secret or is_secret_header(name):
        return True
    return header.origin == "user" and not name.startswith(":") and name not in _LEFT_OUT


def _is_kept(header: Header) -> bool:
    name = header.name.lower()
    own = header.origin == "user" and not header.secret and not name.startswith(":")
    return own and name not in _LEFT_OUT and not is_secret_header(name)


# ---------------- Fixes of a request that never went out
def close_variable(case: Case, _: Suspicion) -> Fix | None:
    """Close the braces of variables; in the credential, which is no text to show, by hand."""
    request = case.trace.attempt.request
    changes: dict[Field, Change] = {}
    for _name, place in unclosed_places(request, Scope()) if request is not None else ():
        field = Field(place.area, place.name)
        made = Change(field=field, before=place.text, after=closed(place.text))
        changes[field] = made if _shows_no_secret(place) else Change(field=field, ask=True)
    if not changes:
        return None
    by_hand = any(change.ask for change in changes.values())
    return Fix(
        id="close-variable",
        title=tr("Close the variable") if by_hand else tr("Close the variable and send"),
        changes=tuple(changes.values()),
        sends=sends(case),
    )


def _shows_no_secret(place: Place) -> bool:
    """Whether the text may be shown: an address that needs no mask, a word and a variable."""
    if place.area == "url":
        return masked_url(place.text) == place.text
    alone = _WORD_AND_VARIABLE.fullmatch(place.text) is not None
    return place.area in {"query", "headers"} and alone and place.text != place.name


_WORD_AND_VARIABLE = lazy_re(r"(?:[A-Za-z]{1,20} )?\{\{[ \t]{0,9}[\w.\-]{1,80}[ \t]{0,9}\}?")


def send_unchecked(case: Case, _: Suspicion) -> Fix:
    """Send once without checking the server's certificate; the person is told the danger first."""
    return Fix(
        id="send-unchecked",
        title=tr("Send once without checking"),
        sends=sends(case),
        action=Action("send-unchecked"),
    )
