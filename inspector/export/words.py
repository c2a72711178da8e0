"""The words of a report: how sure, which family of causes, who must act."""

from inspector.model.annotation import Place
from inspector.model.experiment import Outcome, Result, Rung, RungState
from inspector.model.finding import Actor, Cause, Certainty, Evidence, Finding
from inspector.model.question import Consent
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
    if finding.slug == finding.cause.value:
        return ""
    return " ".join(_AS_WRITTEN.get(word, word) for word in finding.slug.split("-"))


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
