"""Builds fixes of how the credential is sent: another scheme, another word, another encoding."""

from collections.abc import Iterator

import msgspec

from inspector.compose import carried_over
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import Form, wanted_form, wanted_word
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import TOKEN, enter_shown_secret, sends
from inspector.diagnose.products.fingerprints import words_read
from inspector.model.credential import (
    LOGIN_SCHEMES,
    Credential,
    by_exposure,
    kind_answering,
    kind_of,
    kind_of_scheme,
    kinds,
)
from inspector.model.fix import KIND, SCHEME_WORD, Area, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.protocol.field_names import is_login_name, password_among
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.wording import tr

# What a listener learns the least from first, where several fit as well.
_BY_EXPOSURE: tuple[type[Credential], ...] = tuple(sorted(kinds(), key=by_exposure))
_WORDS = {"token": "Token", "apikey": "ApiKey", "api-key": "Api-Key", "bot": "Bot", "jwt": "JWT"}
_WORD = lazy_re(r"[A-Za-z][A-Za-z0-9-]{0,30}$")
_BEARER = "Bearer"


def switch_scheme(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the scheme that the challenge names, with what the credential sent can hand on to it."""
    sent = case.sent.authorization
    before = sent.scheme.capitalize() if sent is not None and sent.scheme else tr("nothing")
    held = _kind_sent(case)
    if suspicion.slug == "login-in-place-of-token":
        return _switch(case, before, Bearer, carried=False)
    if suspicion.slug == "digest-not-offered":
        held = "digest"  # the login is there, not yet sent
    answers = {kind_answering(one.scheme, one.get) for _, one in case.heard.challenges}
    offered = (kind for kind in _BY_EXPOSURE if kind in answers)
    for wanted in sorted(offered, key=lambda kind: not carried_over.carries(held, kind.tag())):
        if sent is None or wanted().scheme_word.lower() != sent.scheme:
            return _switch(case, before, wanted, carried=carried_over.carries(held, wanted.tag()))
    if sent is None or case.heard.challenges:
        return None
    told = kind_of_scheme(str(suspicion.values.get("wanted") or ""))
    if told is None and _may_be_another(suspicion, held):
        return _other_kind(case, before, held)
    if told is None or told.tag() == held:
        return None
    return _switch(case, before, told, carried=carried_over.carries(held, told.tag()))


def _may_be_another(suspicion: Suspicion, held: str) -> bool:
    """Whether the kind was refused, or a login was sent to a server that says it got nothing."""
    unseen = suspicion.slug == "credential-not-recognised" and kind_of(held).is_login()
    return unseen or suspicion.slug in {"kind-not-accepted", "scheme-not-read"}


def _other_kind(case: Case, before: str, held: str) -> Fix | None:
    """Send a token in place of a login, or a login in place of a token, where no word names which.

    A token behind an unusual word is sent behind the usual one first (`switch_word`).
    """
    if _usual_word(case):
        return None
    wanted = Bearer if kind_of(held).is_login() else Basic
    fix = _switch(case, before, wanted, carried=False)
    kind, *typed_in = fix.changes
    changes = (msgspec.structs.replace(kind, guessed=True), *typed_in)
    return msgspec.structs.replace(fix, changes=changes, because=_guess(wanted.tag()))


def other_kind(case: Case, _: Suspicion) -> Fix | None:
    """Send a token in place of a login where nothing in the reply shows that a login is read."""
    sent = case.sent.authorization
    if sent is None or case.heard.challenges or case.asks_provider:
        return None
    held = _kind_sent(case)
    if not kind_of(held).is_login() or case.said("bad-login"):
        return None
    return _other_kind(case, sent.scheme.capitalize(), held)


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
    word = next(iter(words_read(case.products, case.heard)), word)
    form = wanted_form(case)
    word = word or (form.word if form.kind == "bearer" and form.word != _BEARER else "")
    word = word or _usual_word(case)
    if sent is None or not word or sent.scheme in {*LOGIN_SCHEMES, word.lower()}:
        return None
    return Fix(
        id="switch-word",
        title=tr(
            "Send the word {word} in place of {sent}", word=word, sent=sent.scheme.capitalize()
        ),
        changes=(Change(field=SCHEME_WORD, before=sent.scheme.capitalize(), after=word),),
        sends=sends(case),
    )


def as_parameter(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the token as the parameter Token behind the word that the server reads."""
    sent = case.sent.authorization
    found = _WITH_PARAMETER.fullmatch(str(suspicion.values.get("wanted") or ""))
    if sent is None or found is None or sent.scheme in LOGIN_SCHEMES:
        return None
    return Fix(
        id="send-as-parameter",
        title=tr("Send it as {wanted} and resend", wanted=found[0]),
        changes=(
            Change(field=SCHEME_WORD, before=sent.scheme.capitalize(), after=found[1]),
            Change(
                field=TOKEN,
                before=DOTS,
                after=DOTS,
                operation="transform",
                transform="token-parameter",
            ),
        ),
        sends=sends(case),
    )


# finds `MediaBrowser Token="…"`
# but not `Bearer`
_WITH_PARAMETER = lazy_re(r'([A-Za-z][A-Za-z0-9-]{1,30}) Token="…"')


def _usual_word(case: Case) -> str:
    """Return Bearer where a token stands behind another word and no challenge names any."""
    sent = case.sent.authorization
    odd = sent is not None and sent.scheme not in {"", "bearer", "dpop", *LOGIN_SCHEMES}
    return _BEARER if odd and not case.heard.challenges else ""


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
    if suspicion.values.get("bare"):
        return _without_word(case)
    wanted = str(suspicion.values.get("wanted") or "")
    fits = _WORD.match(wanted) and wanted.lower() not in LOGIN_SCHEMES
    word = wanted if fits else wanted_word(case)
    return Fix(
        id="add-scheme-word",
        title=tr("Put the word {word} in front and resend", word=word),
        changes=(Change(field=SCHEME_WORD, after=word),),
        sends=sends(case),
    )


def exact_word(case: Case, _: Suspicion) -> Fix | None:
    """Write the word before a token as it is registered: some servers compare its letters."""
    sent = case.sent.authorization
    if sent is None or sent.scheme in LOGIN_SCHEMES:
        return None
    word = sent.word
    exact = next((one for one in (_BEARER, "DPoP") if one.lower() == word.lower()), word)
    if exact == word or word in case.heard.scheme_names:
        return None
    return Fix(
        id="exact-word",
        title=tr("Write the word as {word} and resend", word=exact),
        changes=(Change(field=SCHEME_WORD, before=word, after=exact),),
        sends=sends(case),
    )


def _without_word(case: Case) -> Fix:
    sent = case.sent.authorization
    before = sent.scheme.capitalize() if sent is not None else ""
    return Fix(
        id="drop-scheme-word",
        title=tr("Send the token without a word and resend"),
        changes=(Change(field=SCHEME_WORD, before=before, after=""),),
        sends=sends(case),
    )


def add_credential(case: Case, _: Suspicion) -> Fix:
    """Fill in a credential in the form that the challenge, the reply or the provider names."""
    form = _of_client(case) or wanted_form(case)
    none = tr("none")
    both = form.kind == Bearer.tag() and "basic" in case.heard.schemes
    changes = [Change(field=KIND, before=none, after=form.kind, guessed=both or not form.told)]
    if form.kind == "bearer" and form.word != _BEARER:
        changes.append(Change(field=SCHEME_WORD, before=_BEARER, after=form.word))
    told = {"name": form.name, "place": form.place, "user": form.user}
    changes += [
        Change(field=Field("credential", name), after=text) for name, text in told.items() if text
    ]
    asks = (one for one in typed(form.kind) if not (form.user and one.field.name == "user"))
    return Fix(
        id="add-credential",
        title=tr("Add credentials"),
        changes=(*changes, *asks, *_out_of_the_body(case, form)),
        because=_login_as_well() if both else "" if form.told else _guess(form.kind),
        sends=sends(case),
    )


def _out_of_the_body(case: Case, form: Form) -> Iterator[Change]:
    """Yield what takes a login out of a call's body: there it is a parameter of the call."""
    sent = case.sent
    if not kind_of(form.kind).is_login() or sent.is_login_address or not sent.is_login:
        return
    held = password_among(sent.fields)
    for name in (each for each in sent.fields if held and (each == held or is_login_name(each))):
        yield Change(field=Field("body", name), operation="remove")


def add_header(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send a header that is no credential beside it, with the value that was let in."""
    name, value = (str(suspicion.values.get(each) or "") for each in ("name", "works"))
    if not name or case.sent.header(name) is not None:
        return None
    return Fix(
        id="add-header",
        title=tr("Send {name} as well", name=name),
        changes=(Change(field=Field("headers", name), after=value, ask=not value),),
        sends=sends(case),
    )


def _login_as_well() -> str:
    return tr("The server takes a token or a login; with a user it becomes a login.")


def _guess(kind: str) -> str:
    """Say that nothing names the form, and what chooses another one."""
    if kind == Basic.tag():
        return tr("The reply names no scheme, so a login is assumed. With a name it becomes a key.")
    if kind == ApiKey.tag():
        return tr("The reply does not name the header or parameter; enter its name if you know it.")
    return tr(
        "The reply does not name the form, so a token in Authorization is assumed. With a user it "
        "becomes a login, with the name of a header or parameter a key."
    )


def _of_client(case: Case) -> Form | None:
    """A client shows its id and secret to its provider by Basic (RFC 6749 §2.3.1)."""
    if not case.asks_provider:
        return None
    return Form(kind=Basic.tag(), word="", user=case.sent.fields.get("client_id", ""))


def enter_client_secret(case: Case, suspicion: Suspicion) -> Fix:
    """Type ID and secret of the OAuth client: again, or for the first time."""
    shown = case.sent.authorization is not None or "client_secret" in case.sent.fields
    fix = enter_shown_secret(case, suspicion) if shown else add_credential(case, suspicion)
    title = tr("Enter client ID and secret")
    return msgspec.structs.replace(fix, id="enter-client-secret", title=title, risk="login-attempt")


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


def one_place(case: Case, suspicion: Suspicion) -> Fix | None:
    """Leave out a credential beside which another one is enough."""
    sent = case.sent.credentials
    other = next((one for one in sent if one.name == suspicion.values.get("name")), None)
    area = _AREAS.get(other.where) if other is not None else None
    if other is None or area is None:
        return None
    changes = [Change(field=Field(area, other.name), operation="remove")]
    if area == "headers" and _is_set_up_there(case, other.name):
        changes.insert(0, Change(field=KIND, before=other.word, after=NoCredential.tag()))
    return Fix(
        id="one-place",
        title=tr("Leave {name} out and resend", name=other.name),
        changes=tuple(changes),
        sends=sends(case),
    )


_AREAS: dict[str, Area] = {"query": "query", "body": "body", "header": "headers"}


def _is_set_up_there(case: Case, name: str) -> bool:
    """Whether what the request is set up to log in with goes into a header, or may do so."""
    request = case.trace.attempt.request
    held = request.credential if request is not None else NoCredential()
    return not held.is_given or held.travels.name.lower() == name.lower()


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
