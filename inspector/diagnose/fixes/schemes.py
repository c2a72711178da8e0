"""Builds fixes of how the credential is sent: another scheme, another word, another encoding."""

import re

from inspector.compose import carried_over
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import sends, words_of
from inspector.model.fix import Change, Fix
from inspector.wording import tr

# The stronger first, where several fit as well.
_SENDABLE = {"digest": "Digest", "bearer": "Bearer", "basic": "Basic"}
_WORDS = {"token": "Token", "apikey": "ApiKey", "api-key": "Api-Key", "bot": "Bot", "jwt": "JWT"}
_PASSWORDS = frozenset({"basic", "digest"})
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}$")
_KEY_HEADER = re.compile(
    r"(?i)\bheaders?\s*[:=]?\s+[\"'`]?([a-z][\w-]*)|[\"'`]?\b([a-z]\w*(?:-\w+)+)[\"'`]?\s+"
    r"(?:request\s+)?header|\b(x-[\w-]*(?:key|token))\b"
)
_KEY_SCHEMES = frozenset({"apikey", "api-key", "key"})


def switch_scheme(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the scheme that the challenge names, with what the credential sent can hand on to it."""
    sent = case.sent.authorization
    before = sent.scheme.capitalize() if sent is not None and sent.scheme else tr("nothing")
    held = _kind_sent(case)
    if suspicion.slug == "digest-not-offered":
        held = "digest"  # the login is there, not yet sent
    for wanted in sorted(_SENDABLE, key=lambda kind: not carried_over.carries(held, kind)):
        if wanted in case.heard.schemes and (sent is None or wanted != sent.scheme):
            return _switch(case, before, wanted, carried=carried_over.carries(held, wanted))
    return None


def _kind_sent(case: Case) -> str:
    """Return the kind of the credential that was sent."""
    sent = case.sent.authorization
    if sent is not None:
        return carried_over.kind_of_scheme(sent.scheme)
    return "api-key" if case.sent.keys else "none"


def switch_word(case: Case, _: Suspicion) -> Fix | None:
    """Keep the token and change the word before it to the one that the challenge names."""
    sent = case.sent.authorization
    word = next((_WORDS[each] for each in case.heard.schemes if each in _WORDS), "")
    if sent is None or not word or sent.scheme in {*_PASSWORDS, word.lower()}:
        return None
    return Fix(
        id="switch-word",
        title=tr(
            "Send the word {word} in place of {sent}", word=word, sent=sent.scheme.capitalize()
        ),
        changes=(Change(field="credential.word", before=sent.scheme.capitalize(), after=word),),
        sends=sends(case),
    )


def _switch(case: Case, before: str, wanted: str, *, carried: bool) -> Fix:
    name = _SENDABLE[wanted]
    title = (
        tr("Switch to {scheme} and resend", scheme=name)
        if carried
        else tr("Switch to {scheme}", scheme=name)
    )
    return Fix(
        id=f"switch-to-{wanted}",
        title=title,
        changes=(
            Change(field="credential.kind", before=before, after=wanted),
            *(() if carried else typed(wanted)),
        ),
        sends=sends(case),
        risk="login-attempt" if wanted != "bearer" else "none",
    )


def typed(kind: str) -> tuple[Change, ...]:
    """Return the fields that the user fills in for a kind of credential."""
    if carried_over.is_login(kind):
        return (
            Change(field="credential.user", ask=True),
            Change(field="credential.password", ask=True),
        )
    own = "value" if kind == "api-key" else "token"
    return (Change(field=f"credential.{own}", ask=True),)


def add_word(_case: Case, suspicion: Suspicion) -> Fix | None:
    """Put the scheme word before the token, or write it as the server does."""
    wanted = str(suspicion.values.get("wanted") or "Bearer")
    word = wanted if _WORD.match(wanted) and wanted.lower() not in _PASSWORDS else "Bearer"
    return Fix(
        id="add-scheme-word",
        title=tr("Put the word {word} in front and resend", word=word),
        changes=(Change(field="credential.word", after=word),),
        sends=sends(_case),
    )


def add_credential(case: Case, _: Suspicion) -> Fix:
    """Fill in a credential of the scheme that the server asks for."""
    schemes = case.heard.schemes
    kind = next((s for s in ("bearer", "digest", "basic") if s in schemes), "")
    header = "" if kind else key_header(case)
    if not kind:
        kind = "api-key" if header or _KEY_SCHEMES.intersection(schemes) else "bearer"
    changes = [Change(field="credential.kind", before=tr("none"), after=kind)]
    if header:
        changes.append(Change(field="credential.name", after=header))
    return Fix(
        id="add-credential",
        title=tr("Add credentials"),
        changes=(*changes, *typed(kind)),
        sends=sends(case),
    )


def key_header(case: Case) -> str:
    """Return the header for a key that the reply names, empty where it names none."""
    for found in _KEY_HEADER.finditer(words_of(case)):
        name = found[1] or found[2] or found[3] or ""
        if _is_name(name):
            return name
    return ""


def _is_name(name: str) -> bool:
    lower = name.lower()
    known = lower in {"apikey", "token", "auth"} or "-" in lower or "_" in lower
    return known and lower not in {"content-type", "user-agent", "www-authenticate"}


def recompute(case: Case, suspicion: Suspicion) -> Fix:
    """Let this program answer the Digest challenge, with the algorithm that it names."""
    wanted = str(suspicion.values.get("wanted") or "").partition(",")[0]
    changes = [Change(field="credential.kind", before="Digest", after="digest")]
    if wanted:
        changes.append(Change(field="credential.algorithm", after=wanted))
    return Fix(
        id="recompute-digest",
        title=tr("Compute the answer anew and resend"),
        changes=tuple(changes),
        sends=sends(case),
        risk="login-attempt",
    )


def switch_charset(case: Case, _: Suspicion) -> Fix:
    """Encode user and password the other way (RFC 7617 §2.1)."""
    credential = case.sent.authorization
    raw = credential.basic if credential is not None else None
    utf8 = raw is not None and not _is_utf8(raw)
    before, after = ("iso-8859-1", "utf-8") if utf8 else ("utf-8", "iso-8859-1")
    return Fix(
        id="switch-charset",
        title=tr("Encode as {charset} and resend", charset=after.upper()),
        changes=(Change(field="credential.charset", before=before, after=after),),
        sends=sends(case),
        risk="login-attempt",
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def one_authorization(case: Case, _: Suspicion) -> Fix:
    """Send one Authorization header: that of the Auth tab, else the first one written."""
    return Fix(
        id="one-authorization",
        title=tr("Send one Authorization header and resend"),
        changes=(
            Change(field="credential.kind", operation="action"),
            Change(field="headers.Authorization", operation="remove"),
        ),
        sends=sends(case),
    )
