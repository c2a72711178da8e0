"""Builds fixes of where a credential is sent: in which header, place or body, under which name."""

import msgspec

from inspector.compose import carried_over
from inspector.diagnose.facts.accepted_elsewhere import other_way
from inspector.diagnose.facts.callers.missing_proofs import misses_a_key
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import (
    Form,
    form_of_way,
    key_header,
    named_by_challenge,
    names_a_key,
    told_place,
    wanted_form,
    words_of,
)
from inspector.diagnose.facts.placement import key_differences, spoilable
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import enter_part, sends
from inspector.diagnose.fixes.header_names import in_authorization, under_another_name
from inspector.diagnose.fixes.schemes import add_credential, switch_scheme, typed
from inspector.diagnose.products.fingerprints import readers
from inspector.model.credential import LOGIN_SCHEMES, kind_of, kind_of_scheme
from inspector.model.fix import KIND, SCHEME_WORD, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys.difference_words import shown
from inspector.protocol.keys.key_shapes import header_beside
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import KNOWN_SCHEMES
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.reading.credential import Credential as SentCredential
from inspector.story.pairs import taken_as
from inspector.wording import tr

_AUTHORIZATION = "authorization"


def move_key(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the key where the server reads it: where the reply says, else as a header."""
    key = _key(case)
    if key is None:
        return _as_key(case, suspicion)
    if is_password_name(key.name) and not LOGIN_SCHEMES.isdisjoint(case.heard.schemes):
        return switch_scheme(case, suspicion)  # half of a login is no key
    named = str(suspicion.values.get("wanted") or "").lower() == _AUTHORIZATION
    behind = wanted_form(case).kind == Bearer.tag() or "bearer" in case.heard.schemes
    if _wants_token(case) or (named and behind):
        return in_authorization(key, case)
    place, name = _wanted(case, key)
    if not place and key.where != "header" and (key.claims or _OF_A_TOKEN.search(key.name)):
        return in_authorization(key, case)
    place, name = (place, name) if place else _usual(key)
    if (place, name.lower()) == (key.where, key.name.lower()):
        return None
    return _moved(case, key, place, name)


def _moved(case: Case, key: SentCredential, place: str, name: str) -> Fix:
    changes = [Change(field=Field("credential", "place"), before=key.where, after=place)]
    if name != key.name:
        changes.append(Change(field=Field("credential", "name"), before=key.name, after=name))
    if place == key.where:
        title = tr("Send the key as {name} and resend", name=name)
    else:
        title = _title(place, name)
    return Fix(id=f"move-key-to-{place}", title=title, changes=tuple(changes), sends=sends(case))


def move_token(case: Case, _: Suspicion) -> Fix | None:
    """Send an access token in Authorization, where a bare challenge shows that none was seen there.

    A challenge says error="invalid_token" where a token was looked at (RFC 6750 §3.1).
    """
    key = _key(case)
    bare = not case.heard.error[0]
    return in_authorization(key, case) if key is not None and bare and _wants_token(case) else None


def elsewhere(case: Case, _: Suspicion) -> Fix | None:
    """Send the same where such a credential usually stands, where no word says that it was read.

    A token belongs behind Bearer (RFC 6750 §2.1), a key in a header of its own: few look elsewhere.
    """
    if case.asks_provider or not spoilable(case) or case.said("key-refused", "signature"):
        return None
    key = _key(case)
    if key is None:
        sent = case.sent.authorization
        # what has a challenge is read in Authorization (RFC 9110 §11.6.1)
        read = not KNOWN_SCHEMES.isdisjoint(case.heard.schemes) and not misses_a_key(case)
        plain = sent is not None and not sent.claims and not sent.user and not read
        return _behind(case, ApiKey().name) if plain else None
    if key.claims or _OF_A_TOKEN.search(key.name):
        return in_authorization(key, case)
    if key.where == "header":
        return None if case.heard.challenges else under_another_name(case, key)
    return _moved(case, key, "header", key.name if "-" in key.name else ApiKey().name)


def as_named_key(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send it in a key's own header, where the challenge is nothing but that name or leads there.

    A scheme that is read in Authorization comes with a realm, or beside others.
    """
    named = named_by_challenge(case)
    if named is not None and not named.place:
        return _behind(case, named.name) or _in_place_of_a_login(case, suspicion)
    only = case.heard.challenges[0][1] if len(case.heard.challenges) == 1 else None
    names_key = only is not None and only.scheme.lower() in _NAMES_OF_KEYS and not only.params
    return _behind(case, ApiKey().name) if names_key else None


def _in_place_of_a_login(case: Case, suspicion: Suspicion) -> Fix | None:
    """Ask for the token that goes in the header that the challenge means: it is no login."""
    sent, name = case.sent.authorization, wanted_form(case).name
    if sent is None or not name:
        return None
    kind, *others = add_credential(case, suspicion).changes
    return Fix(
        id="enter-key",
        title=tr("Enter a value for {name}", name=name),
        changes=(msgspec.structs.replace(kind, before=sent.scheme.capitalize()), *others),
        sends=sends(case),
    )


_NAMES_OF_KEYS = frozenset({"apikey", "api-key", "key", "x-api-key"})


# finds `access_token` and `X-Access-Token`
# but not `api_key`
_OF_A_TOKEN = lazy_re(r"(?i)^(?:x-)?(?:access|auth|id|bearer|user)?[-_]?(?:token|jwt|bearer)$")


def part_named(case: Case, suspicion: Suspicion) -> Fix | None:
    """Type the part that the reply asks for; Authorization in the form that it wants."""
    if str(suspicion.values.get("wanted") or "").lower() == _AUTHORIZATION:
        return add_credential(case, suspicion)
    if suspicion.values.get("unnamed"):
        return _unnamed_part(case, suspicion)
    return enter_part(case, suspicion)


def _unnamed_part(case: Case, suspicion: Suspicion) -> Fix | None:
    """Type a part that no reply gave a name, under the name that the tables have, else a typed one.

    A signature is computed; it is not typed.
    """
    if suspicion.values["unnamed"] != "key":
        return None
    known = header_beside(str(suspicion.values.get("name") or "").lower())
    if known:
        values = {**suspicion.values, "wanted": known}
        return enter_part(case, msgspec.structs.replace(suspicion, values=values))
    request = case.trace.attempt.request
    if request is not None and request.credential.is_given:
        return None  # its place is taken
    kind = Change(field=KIND, before=tr("none"), after=ApiKey.tag(), guessed=True)
    name = Change(field=Field("credential", "name"), ask=True)
    return Fix(
        id="enter-part",
        title=tr(
            "Enter the {wanted} and the name of its header", wanted=suspicion.values["wanted"]
        ),
        changes=(kind, name, *typed(ApiKey.tag())),
        because=tr("The reply does not name the header."),
        sends=sends(case),
    )


def _as_key(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the token as the key that the reply asks for by its name."""
    name = str(suspicion.values.get("wanted") or "")
    return _behind(case, name) if names_a_key(name) else None


def _behind(case: Case, name: str) -> Fix | None:
    """Send what stands in Authorization in a header of that name."""
    sent = case.sent.authorization
    if sent is None or carried_over.sent_as(sent.scheme).holding != "token":
        return None
    return Fix(
        id="send-as-key",
        title=tr("Send it as {name} and resend", name=name),
        changes=(
            Change(
                field=KIND,
                before=sent.scheme.capitalize(),
                after=ApiKey.tag(),
                guessed=name == ApiKey().name and key_header(case).lower() != name.lower(),
            ),
            Change(field=Field("credential", "name"), before=ApiKey().name, after=name),
        ),
        sends=sends(case),
    )


def _wants_token(case: Case) -> bool:
    """Whether a challenge wants a token in Authorization (RFC 6750 §2), where none was sent."""
    wants = bool(case.heard.challenges) and wanted_form(case).kind == Bearer.tag()
    return wants and not key_header(case)


def _key(case: Case) -> SentCredential | None:
    parts = case.sent.is_token_request  # of its body: they mean nothing elsewhere
    keys = [k for k in case.sent.keys if not (_signs(k) or (parts and k.where == "body"))]
    return next((key for key in keys if key.where != "header"), keys[0] if keys else None)


def _signs(key: SentCredential) -> bool:
    """Whether it is the signature of the address, which is no key."""
    return key.where == "query" and signs_an_address(key.name)


def _wanted(case: Case, key: SentCredential) -> tuple[str, str]:
    """Return place and name that the reply names, both empty where it names none."""
    named = named_by_challenge(case)
    if named is not None:
        return named.place or "header", named.name
    header = key_header(case)
    if header and header.lower() != "authorization":
        return "header", header
    place, name = told_place(words_of(case), key.where)
    return (place, name or key.name) if place else ("", "")


def _usual(key: SentCredential) -> tuple[str, str]:
    """Return place and name of a key's header where nothing names one."""
    return "header", key.name if _HEADER_LIKE.search(key.name) else ApiKey().name


# A parameter's name is rarely a header's: servers drop api_key for its underscore, too.
_HEADER_LIKE = lazy_re(r"(?i)-|^(?:apikey|token|authorization)$")


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


# ---------------- As others read it
def as_described(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the credential in the kind, place and name that are described; ask for what it lacks.

    A key or token that was sent goes there as it is: nobody says that it is another one.
    """
    return _in_that_way(case, suspicion, str(suspicion.values.get("kind") or ""), "as-described")


def as_accepted(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send it in the kind, place and name in which an experiment or other request had it taken."""
    tried = str(suspicion.values.get("accepted") or "")
    return _in_that_way(case, suspicion, tried, "as-accepted") or _as_another(case)


def _in_that_way(case: Case, suspicion: Suspicion, kind: str, name_of_fix: str) -> Fix | None:
    if not kind:
        return None
    places = {"place": suspicion.values.get("place"), "name": suspicion.values.get("key")}
    told = {name: str(text) for name, text in places.items() if text}
    word = (Bearer().word,) if kind == Bearer.tag() else ()
    return _made(case, name_of_fix, str(suspicion.values.get("wanted") or ""), (kind, word, told))


def _as_another(case: Case) -> Fix | None:
    """Send it as the request did that was accepted with the same secret; not where that logs in."""
    found = other_way(case)
    there = taken_as(*found) if found is not None else None
    if there is None:
        return None
    if there.where == "header" and there.name.lower() == _AUTHORIZATION:
        kind = carried_over.sent_as(there.scheme)
        word = (there.word,) if kind is Bearer else ()
        form = (kind.tag(), word, dict[str, str]())
        return None if kind.is_login() else _made(case, "as-accepted", shown(there.word), form)
    if there.word:
        return None  # no field stands for a word within a key
    place = {"place": there.where, "name": there.name}
    return _made(case, "as-accepted", there.name, (ApiKey.tag(), (), place))


def as_known(case: Case, _: Suspicion) -> Fix | None:
    """Send it as the provider of such a key reads it, else as the product does that answers.

    A header that the reply itself names comes before what is known beside it.
    """
    named = named_by_challenge(case) is not None or key_header(case)
    way = "" if named else _known_way(case)
    form = _form_of(way) if way else None
    if form is None or _is_as_sent(case, form):
        return None
    word = (form.word,) if form.kind == Bearer.tag() else ()
    places = {"place": form.place, "name": form.name, "user": form.user}
    told = {name: text for name, text in places.items() if text}
    return _made(case, "as-known", shown(way), (form.kind, word, told))


def _known_way(case: Case) -> str:
    """Return a way as the tables of keys write it, empty where none is known."""
    differs = (one for one, _ in key_differences(case) if one.kind in _OTHER_WAYS)
    ways = next((one.shape.travels for one in differs if one.shape.travels), ())
    known = readers()
    product = next((name for name in sorted(case.products) if name in known), "")
    read, fields = ways or known.get(product, ()), case.sent.fields
    login = any(map(is_password_name, fields)) or any(one.holds_login for one in case.sent.keys)
    return next((way for way in read if not login or way.lower() in LOGIN_SCHEMES), "")


_OTHER_WAYS = frozenset({"word", "slot", "place"})


def _form_of(way: str) -> Form | None:
    """Return the form for a way; None for one with parameters of its own, as few read them."""
    if "=" in way:
        return None
    login = kind_of_scheme(way)
    return Form(kind=login.tag(), word="") if login and login.is_login() else form_of_way(way)


def _is_as_sent(case: Case, form: Form) -> bool:
    """Whether what was sent has a form already: then another value is missing."""
    sent, key = case.sent.authorization, _key(case)
    if form.kind == ApiKey.tag():
        place = (form.place or "header", form.name.lower())
        return key is not None and (key.where, key.name.lower()) == place
    if sent is None or form.kind != _kind_sent(case):
        return False
    return form.kind != Bearer.tag() or sent.scheme == form.word.lower()


def _made(
    case: Case, name_of_fix: str, wanted: str, form: tuple[str, tuple[str, ...], dict[str, str]]
) -> Fix:
    """Return the fix; form: the kind, the word where it is chosen, and the fields of its place."""
    kind, word, told = form
    changes = [Change(field=KIND, before=_kind_sent(case) or tr("none"), after=kind)]
    changes += [Change(field=SCHEME_WORD, after=one) for one in word]
    changes += [Change(field=Field("credential", name), after=text) for name, text in told.items()]
    carried = _holds_a_token(case) and not kind_of(kind).is_login()
    asks = () if carried else (one for one in typed(kind) if one.field.name not in told)
    return Fix(
        id=name_of_fix,
        title=tr("Send it in {wanted} and resend", wanted=wanted)
        if carried
        else tr("Enter the credential for {wanted}", wanted=wanted),
        changes=(*changes, *asks),
        sends=sends(case),
        risk="login-attempt" if kind_of(kind).is_login() else "none",
    )


def _holds_a_token(case: Case) -> bool:
    sent = case.sent.authorization
    if sent is not None:
        return not kind_of(_kind_sent(case)).is_login()
    return bool(case.sent.keys)


def _kind_sent(case: Case) -> str:
    sent = case.sent.authorization
    if sent is not None:
        return carried_over.sent_as(sent.scheme).tag()
    return ApiKey.tag() if case.sent.keys else ""
