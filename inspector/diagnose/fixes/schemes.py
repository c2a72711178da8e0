"""Builds fixes of how the credential is sent: another scheme, another word, another encoding."""

from inspector.compose import carried_over
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import key_header, told_place, wanted_form, wanted_word
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import sends, words_of
from inspector.model.credential import (
    LOGIN_SCHEMES,
    ApiKey,
    Bearer,
    Credential,
    NoCredential,
    by_exposure,
    kind_answering,
    kind_of,
    kinds,
)
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential as SentCredential
from inspector.wording import tr

# What a listener learns the least from first, where several fit as well.
_BY_EXPOSURE: tuple[type[Credential], ...] = tuple(sorted(kinds(), key=by_exposure))
_WORDS = {"token": "Token", "apikey": "ApiKey", "api-key": "Api-Key", "bot": "Bot", "jwt": "JWT"}
_WORD = lazy_re(r"[A-Za-z][A-Za-z0-9-]{0,30}$")
_BEARER = "Bearer"
_SCHEME_WORD = Field("credential", "word")


def switch_scheme(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the scheme that the challenge names, with what the credential sent can hand on to it."""
    sent = case.sent.authorization
    before = sent.scheme.capitalize() if sent is not None and sent.scheme else tr("nothing")
    held = _kind_sent(case)
    if suspicion.slug == "digest-not-offered":
        held = "digest"  # the login is there, not yet sent
    answers = {kind_answering(one.scheme, one.get) for _, one in case.heard.challenges}
    offered = (kind for kind in _BY_EXPOSURE if kind in answers)
    for wanted in sorted(offered, key=lambda kind: not carried_over.carries(held, kind.tag())):
        if sent is None or wanted().scheme_word.lower() != sent.scheme:
            return _switch(case, before, wanted, carried=carried_over.carries(held, wanted.tag()))
    return None


def _kind_sent(case: Case) -> str:
    """Return the kind of the credential that was sent."""
    sent = case.sent.authorization
    if sent is not None:
        return carried_over.sent_as(sent.scheme).tag()
    return ApiKey.tag() if case.sent.keys else NoCredential.tag()


def switch_word(case: Case, _: Suspicion) -> Fix | None:
    """Keep the token and change the word before it to the one that the challenge names."""
    sent = case.sent.authorization
    word = next((_WORDS[each] for each in case.heard.schemes if each in _WORDS), "")
    form = wanted_form(case)
    word = word or (form.word if form.kind == "bearer" else "")
    if sent is None or not word or word == _BEARER or sent.scheme in {*LOGIN_SCHEMES, word.lower()}:
        return None
    return Fix(
        id="switch-word",
        title=tr(
            "Send the word {word} in place of {sent}", word=word, sent=sent.scheme.capitalize()
        ),
        changes=(Change(field=_SCHEME_WORD, before=sent.scheme.capitalize(), after=word),),
        sends=sends(case),
    )


def _switch(case: Case, before: str, wanted: type[Credential], *, carried: bool) -> Fix:
    name, tag = wanted.scheme_name or wanted.label(), wanted.tag()
    title = (
        tr("Switch to {scheme} and resend", scheme=name)
        if carried
        else tr("Switch to {scheme}", scheme=name)
    )
    return Fix(
        id=f"switch-to-{tag}",
        title=title,
        changes=(Change(field=KIND, before=before, after=tag), *(() if carried else typed(tag))),
        sends=sends(case),
        risk="login-attempt" if wanted.is_login() else "none",
    )


def typed(kind: str) -> tuple[Change, ...]:
    """Return the fields that the user fills in for a kind of credential."""
    chosen = kind_of(kind)
    if chosen.is_login():
        return (
            Change(field=Field("credential", "user"), ask=True),
            Change(field=Field("credential", chosen.secret_field()), ask=True),
        )
    own = chosen.secret_field() or Bearer.secret_field()
    return (Change(field=Field("credential", own), ask=True),)


def add_word(case: Case, suspicion: Suspicion) -> Fix | None:
    """Put the scheme word before the token, or write it as the server does."""
    wanted = str(suspicion.values.get("wanted") or "")
    fits = _WORD.match(wanted) and wanted.lower() not in LOGIN_SCHEMES
    word = wanted if fits else wanted_word(case)
    return Fix(
        id="add-scheme-word",
        title=tr("Put the word {word} in front and resend", word=word),
        changes=(Change(field=_SCHEME_WORD, after=word),),
        sends=sends(case),
    )


def add_credential(case: Case, _: Suspicion) -> Fix:
    """Fill in a credential in the form that the challenge, the reply or the provider names."""
    form = wanted_form(case)
    none = tr("none")
    changes = [Change(field=KIND, before=none, after=form.kind)]
    if form.kind == "bearer" and form.word != _BEARER:
        changes.append(Change(field=_SCHEME_WORD, before=_BEARER, after=form.word))
    told = {"name": form.name, "place": form.place, "user": form.user}
    changes += [
        Change(field=Field("credential", name), after=text) for name, text in told.items() if text
    ]
    asks = (one for one in typed(form.kind) if not (form.user and one.field.name == "user"))
    return Fix(
        id="add-credential",
        title=tr("Add credentials"),
        changes=(*changes, *asks),
        sends=sends(case),
    )


def recompute(case: Case, suspicion: Suspicion) -> Fix:
    """Let this program answer the Digest challenge, with the algorithm that it names."""
    wanted = str(suspicion.values.get("wanted") or "").partition(",")[0]
    changes = [Change(field=KIND, before="Digest", after="digest")]
    if wanted:
        changes.append(Change(field=Field("credential", "algorithm"), after=wanted))
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
        changes=(Change(field=Field("credential", "charset"), before=before, after=after),),
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
            Change(field=KIND, operation="action"),
            Change(field=Field("headers", "Authorization"), operation="remove"),
        ),
        sends=sends(case),
    )


# ---------------- Builds fixes of where a key is sent
def move_key(case: Case, _: Suspicion) -> Fix | None:
    """Send the key where the server reads it: where the reply says, else as a header."""
    key = _key(case)
    if key is None:
        return None
    place, name = _wanted(case, key)
    if (place, name.lower()) == (key.where, key.name.lower()):
        return None
    changes = [Change(field=Field("credential", "place"), before=key.where, after=place)]
    if name != key.name:
        changes.append(Change(field=Field("credential", "name"), before=key.name, after=name))
    if place == key.where:
        title = tr("Send the key as {name} and resend", name=name)
    else:
        title = _title(place, name)
    return Fix(id=f"move-key-to-{place}", title=title, changes=tuple(changes), sends=sends(case))


def _key(case: Case) -> SentCredential | None:
    keys = case.sent.keys
    return next((key for key in keys if key.where != "header"), keys[0] if keys else None)


def _wanted(case: Case, key: SentCredential) -> tuple[str, str]:
    header = key_header(case)
    if header and header.lower() != "authorization":
        return "header", header
    place, name = told_place(words_of(case), key.where)
    if place:
        return place, name or key.name
    return "header", key.name


def _title(place: str, name: str) -> str:
    return {
        "header": tr("Send {name} as a header and resend", name=name),
        "query": tr("Send {name} in the query and resend", name=name),
        "cookie": tr("Send {name} as a cookie and resend", name=name),
        "body": tr("Send {name} in the body and resend", name=name),
    }[place]


def rename_header(case: Case, suspicion: Suspicion) -> Fix | None:
    """Write a header's name with hyphens: servers drop names with underscores."""
    name = str(suspicion.values.get("name") or "")
    new = name.replace("_", "-")
    if not name or new == name:
        return None
    return Fix(
        id="rename-header",
        title=tr("Send it as {name} and resend", name=new),
        changes=(Change(field=Field("credential", "name"), before=name, after=new),),
        sends=sends(case),
    )
