"""The words of a report: how sure, which family of causes, who must act, what a fix changes."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.annotation import Place
from inspector.model.credential import kinds
from inspector.model.experiment import Outcome, Result, Rung, RungState
from inspector.model.finding import Actor, Cause, Certainty, Evidence, Finding
from inspector.model.fix import KIND, Change, Fix
from inspector.model.question import Consent
from inspector.protocol.urls import split
from inspector.wording import tr, tr_n


def certainty_words(certainty: Certainty) -> str:
    """Return the word for how sure the diagnosis is."""
    return {
        Certainty.CERTAIN: tr("Certain"),
        Certainty.VERY_LIKELY: tr("Very likely"),
        Certainty.POSSIBLE: tr("Possible"),
        Certainty.UNLIKELY: tr("Unlikely"),
    }[certainty]


def sure_words(finding: Finding) -> str:
    """Return how sure a finding is; several proven facts are counted, not weighed."""
    count = len(finding.faults)
    if count:
        return tr_n("{count} fact, each proven", "{count} facts, each proven", count)
    return certainty_words(finding.certainty)


def cause_words(cause: Cause) -> str:
    """Return the name of a family of causes."""
    return {
        Cause.MISSING_CREDENTIALS: tr("Missing credentials"),
        Cause.INVALID_CREDENTIALS: tr("Invalid credentials"),
        Cause.INSUFFICIENT_PERMISSIONS: tr("Insufficient permissions"),
        Cause.EXPIRED_SESSION: tr("Expired session"),
        Cause.CONFIGURATION: tr("Configuration"),
        Cause.CSRF_FAILURE: tr("CSRF failure"),
        Cause.NETWORK_BLOCKED: tr("Network blocked"),
        Cause.WRONG_ENDPOINT: tr("Wrong endpoint"),
        Cause.REVOKED_TOKEN: tr("Revoked token"),
        Cause.PROVIDER_UNREACHABLE: tr("Provider unreachable"),
        Cause.ACCOUNT_LOCKED: tr("Account locked"),
        Cause.SCHEME_MISMATCH: tr("Scheme mismatch"),
    }[cause]


# Words of slugs that are written another way in a sentence.
_AS_WRITTEN = {
    "api": "API",
    "base64": "Base64",
    "basic": "Basic",
    "bearer": "Bearer",
    "captcha": "CAPTCHA",
    "cors": "CORS",
    "csrf": "CSRF",
    "digest": "Digest",
    "dpop": "DPoP",
    "http": "HTTP",
    "https": "HTTPS",
    "id": "ID",
    "ip": "IP",
    "jwt": "JWT",
    "kerberos": "Kerberos",
    "ntlm": "NTLM",
    "saml": "SAML",
    "tls": "TLS",
    "uri": "URI",
}


def slug_words(finding: Finding) -> str:
    """Return a finding's slug as words; empty where it is the family itself."""
    return "" if finding.slug == finding.cause.value else in_words(finding.slug)


def in_words(slug: str) -> str:
    """Return a slug as words: "scheme word twice"."""
    return " ".join(_AS_WRITTEN.get(word, word) for word in slug.split("-"))


def named_with_family(finding: Finding) -> str:
    """Return family and finding: "Invalid credentials: token expired".

    Of several faults the credential is named in place of one of them.
    """
    name, words = cause_words(finding.cause), finding.thing or slug_words(finding)
    return tr("{family}: {finding}", family=name, finding=words) if words else name


def short_name(finding: Finding) -> str:
    """Return the shortest name of a finding, for a list."""
    words = slug_words(finding)
    return words[:1].upper() + words[1:] if words else cause_words(finding.cause)


def actor_words(actor: Actor, *, to_sender: bool = False) -> str:
    """Return who must act; to_sender: said to the person who sends the request."""
    sender = tr("you, who send the request") if to_sender else tr("whoever sends the request")
    return {
        "client": sender,
        "api-owner": tr("whoever runs the API"),
        "identity-provider": tr("whoever runs the login provider"),
        "network": tr("whoever runs the network or proxy"),
    }[actor]


def role_words(actor: Actor) -> str:
    """Return who does something, as a label."""
    return {
        "client": tr("Client"),
        "api-owner": tr("API owner"),
        "identity-provider": tr("Login provider"),
        "network": tr("Network administrator"),
    }[actor]


def place_words(place: Place) -> str:
    """Return which part of which exchange a place is in; exchanges counted from 1."""
    part = (place.name or tr("header")) if place.part == "header" else _part(place)
    return tr("{side} {number}, {part}", side=_side(place), number=place.entry + 1, part=part)


def exact_place_words(place: Place) -> str:
    """Return where the bytes of a place are; exchanges, lines and bytes from 0, as in the JSON."""
    where = _part(place)
    if place.part == "header":
        where = tr("header {name}, line {line}", name=place.name, line=place.index)
    words = tr(
        "exchange {entry}, {side}, {where}", entry=place.entry, side=_side(place), where=where
    )
    if place.start is None or place.end is None or place.part == "connection":
        return words
    return tr("{place}, bytes {start} to {end}", place=words, start=place.start, end=place.end)


def _side(place: Place) -> str:
    return tr("request") if place.side == "request" else tr("reply")


def _part(place: Place) -> str:
    return {
        "line": tr("first line"),
        "header": tr("header"),
        "body": tr("body"),
        "connection": tr("connection"),
    }[place.part]


# ---------------- Experiments
def result_words(result: Result) -> str:
    """Return how a reply compares with the refusal."""
    return {
        "same": tr("same as yours"),
        "differs": tr("differs"),
        "accepted": tr("accepted"),
        "failed": tr("no answer"),
        "not-run": tr("not run"),
    }[result]


def state_words(state: RungState) -> str:
    """Return whether a credential passes a check."""
    return {
        "passed": tr("passed"),
        "stopped-here": tr("stopped here"),
        "not-reached": tr("not reached"),
        "unknown": tr("unknown"),
    }[state]


def rung_words(rung: Rung) -> str:
    """Return a check and whether the credential passes it: "Scheme: passed"."""
    return tr("{check}: {state}", check=rung.name, state=state_words(rung.state))


def said(item: Evidence) -> str:
    """Return the statement of evidence, marked when it speaks against the finding."""
    if not item.against:
        return item.statement
    return tr("Speaks against it: {statement}", statement=item.statement)


def consent_words(need: Consent) -> str:
    """Return what asking is about, in a few words."""
    return {
        "unsafe-method": tr("may change data"),
        "login-attempt": tr("counts as a login"),
        "new-host": tr("goes to a new host"),
        "uses-up-token": tr("uses up a token"),
        "production": tr("production"),
    }[need]


_MOST_MOVED = 3


def moved_words(outcome: Outcome) -> str:
    """Return how a result changed the ranking: finding, score before and after, in percent."""
    said = [
        tr(
            "{finding} {before}% → {after}%",
            finding=one.finding,
            before=round(one.before * 100),
            after=round(one.after * 100),
        )
        for one in outcome.moved[:_MOST_MOVED]
    ]
    return tr("Ranking: {changes}", changes=", ".join(said)) if said else ""


# ---------------- What a fix changes, in sentences, with people's names for the fields
def change_sentences(fix: Fix) -> Iterator[str]:
    """Yield what each change does; what is typed, and what is made later, is told elsewhere."""
    yield from (_change(change) for change in fix.changes if _is_told(change))


def _is_told(change: Change) -> bool:
    made_later = change.field == KIND and change.operation == "action"
    return bool(change.field.area) and not change.ask and not made_later


def _change(change: Change) -> str:
    field, field_is_kind = field_words(str(change.field)), change.field == KIND
    if change.operation == "remove":
        return tr("Removes {field}.", field=field)
    before, after = _named(change.before, field_is_kind), _named(change.after, field_is_kind)
    if change.field.area == "url" and (hosts := _only_hosts(before, after)):
        return tr("Changes the host from {before} to {after}.", before=hosts[0], after=hosts[1])
    shown = before if before != after else ""
    if change.field.area == "token-request":
        return tr("Asks for {value} as {field}.", value=after, field=field)
    if change.operation in ("transform", "action") or not change.after:
        return tr("Changes {field}.", field=field)
    if shown:
        return tr(
            "Changes {field} from {before} to {after}.",
            field=field,
            before=shown,
            after=after,
        )
    return tr("Sets {field} to {after}.", field=field, after=after)


def _only_hosts(before: str, after: str) -> tuple[str, str] | None:
    """Return both hosts where two addresses differ in nothing else."""
    one, other = split(before), split(after)
    alike = one[2:] == other[2:] and one.scheme == other.scheme and one.netloc != other.netloc
    return (one.netloc, other.netloc) if alike and one.netloc and other.netloc else None


def _named(value: str, is_kind: bool) -> str:  # noqa: FBT001 - read at once in its two calls
    """Return an auth type by its name, anything else as it is."""
    names = {kind.tag(): kind.scheme_name or kind.label() for kind in kinds() if kind.is_supported}
    return names.get(value.lower(), value) if is_kind else value


class Noun(NamedTuple):
    """What people call a field of the request: "the key", "a key", "key"."""

    the: str
    one: str
    bare: str


def _nouns() -> dict[str, Noun]:
    return {
        "url": Noun(tr("the address"), tr("another address"), tr("address")),
        "method": Noun(tr("the method"), tr("another method"), tr("method")),
        "body": Noun(tr("the body"), tr("a password for the form"), tr("body")),
        "body.scope": Noun(tr("the scope"), tr("a scope"), tr("scope")),
        "login.password": Noun(tr("the login"), tr("a login"), tr("login")),
        "credential.kind": Noun(tr("the auth type"), tr("an auth type"), tr("auth type")),
        "credential.token": Noun(tr("the token"), tr("a token"), tr("token")),
        "credential.user": Noun(tr("the user name"), tr("a user name"), tr("user name")),
        "credential.key_id": Noun(tr("the key ID"), tr("a key ID"), tr("key ID")),
        "credential.password": Noun(tr("the password"), tr("a password"), tr("password")),
        "credential.value": Noun(tr("the key"), tr("a key"), tr("key")),
        "options.client_certificate": Noun(
            tr("the client certificate"), tr("a client certificate"), tr("client certificate")
        ),
        "options.ca_file": Noun(
            tr("the file of the certificate authority"),
            tr("the certificate of the authority"),
            tr("certificate of the authority"),
        ),
        "options.proxy_credential": Noun(
            tr("the proxy's user and password"),
            tr("a login for the proxy"),
            tr("login for the proxy"),
        ),
        "token-request.scope": Noun(
            tr("the scope in the token request"), tr("a scope"), tr("scope")
        ),
    }


def noun_of(field: str) -> Noun | None:
    """Return what people call a field that has a word of its own; None for any other."""
    return _nouns().get(field)


def field_words(field: str) -> str:
    """Return what people call a field of the request that is changed."""
    if noun := noun_of(field):
        return noun.the
    settings = {
        "credential.word": tr("the word before the token"),
        "credential.name": tr("the name of the key"),
        "credential.place": tr("where the key is sent"),
        "credential.algorithm": tr("the Digest algorithm"),
        "credential.charset": tr("the encoding of user and password"),
        "options.proxy": tr("the proxy"),
        "token-request.audience": tr("the audience in the token request"),
        "options.keep_credential_for": tr("the hosts that may receive the credential"),
    }
    group, _, name = field.partition(".")
    named = {
        "also": tr("the secret of a further credential"),
        "headers": tr("the header {name}", name=name),
        "environment": tr("the value of {name}", name=name),
        "query": tr("the query parameter {name}", name=name),
    }
    return settings.get(field) or named.get(group) or name.replace("_", " ") or field


def change_text(change: Change) -> str:
    """Return what a fix changes in one field."""
    if change.operation == "remove":
        return tr("remove {field}", field=str(change.field))
    if change.ask:
        return tr("{field}: to be entered", field=str(change.field))
    before = change.before or tr("nothing")
    return tr(
        "{field}: {before} -> {after}", field=str(change.field), before=before, after=change.after
    )
