"""Says in which form the collection, or the description it came from, sends a credential. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from inspector.compose import carried_over
from inspector.diagnose.fixes.lifting import lifted, lifted_key
from inspector.diagnose.fixes.schemes import typed
from inspector.model.credential import Credential
from inspector.model.finding import Cause, Certainty, Finding
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.request import Request
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys.credential_kinds import kind_by_name
from inspector.wording import tr

_replace = msgspec.structs.replace
_MAY_BE_UNREAD = frozenset(
    {Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS, Cause.SCHEME_MISMATCH}
)
_PLACED = ("place", "name", "word")
_BUYS_TOKENS: frozenset[CredentialKind] = frozenset({"refresh-token", "client-secret", "code"})


class KnownForm(NamedTuple):
    """A credential as others send it to the host, filled in or not. name: of one such request."""

    credential: Credential
    name: str


def form_of(here: Iterable[Request]) -> KnownForm | None:
    """Return the form in which most of some requests send their credential, None without any."""
    forms: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], KnownForm] = {}
    for other in here:
        own = _sent(other)
        place, field = own.travels
        if place == "cookie" and own != other.credential:
            continue  # a session that was written by hand is no way for keys
        if place == "body" and (is_password_name(field) or kind_by_name(field) in _BUYS_TOKENS):
            continue  # a login or renewal is no way for what it gives
        if other.name and own.holds and not own.keeps_tokens and not own.runs:
            forms[_way(own)] += 1
            first.setdefault(_way(own), KnownForm(own, other.name))
    return first[forms.most_common(1)[0][0]] if forms else None


def with_known_form(finding: Finding, request: Request, known: KnownForm | None) -> Finding:
    """Return the finding with its guesses replaced by the known form, which is offered anyway.

    It is offered first where another form was sent, that nothing shows to have been read.
    """
    if known is None or finding.cause not in _MAY_BE_UNREAD:
        return finding
    sent = _sent(request)
    same = sent.kind == known.credential.kind  # a guess leads away from what was refused
    fixes = tuple(_told(fix, known) if _guesses(fix) and not same else fix for fix in finding.fixes)
    if _is_taken(request, known.credential) or _was_read(finding):
        return _replace(finding, fixes=fixes)
    if sent.holds == known.credential.holds == "token" and _way(sent) != _way(known.credential):
        fixes = (_sent_so(sent, request, known), *(fix for fix in fixes if fix.id != _ID))
    return _replace(finding, fixes=fixes)


_ID = "send-as-collection"


def _was_read(finding: Finding) -> bool:
    """Whether it is sure what is wrong with the value: then it was read where it stood."""
    sure = finding.certainty is Certainty.CERTAIN
    return sure and finding.cause is Cause.INVALID_CREDENTIALS


def _is_taken(request: Request, known: Credential) -> bool:
    """Whether the request has something of its own where the known form puts a credential."""
    place, name = known.travels
    own = {row.name.lower() for row in request.headers if row.enabled and row.value}
    named = place == "header" and name.lower() in own
    return named and _way(_sent(request)) != _way(known) and known.holds == "token"


def _sent(request: Request) -> Credential:
    """Return the credential of a request, also one that was written by hand."""
    if request.credential.is_given:
        return request.credential
    return lifted_key(lifted(request, _unread), _unread).credential


def _unread(_: str) -> SecretRef:
    return NO_SECRET


def _way(credential: Credential) -> tuple[str, ...]:
    place, name = credential.travels
    return place, name.lower(), credential.scheme_word


def _guesses(fix: Fix) -> bool:
    return any(change.field == KIND and change.guessed for change in fix.changes)


def _told(fix: Fix, known: KnownForm) -> Fix:
    """Return a fix that guessed the kind with the known one."""
    kind = next(change for change in fix.changes if change.field == KIND)
    asks = typed(known.credential.kind) if any(change.ask for change in fix.changes) else ()
    changes = (
        _replace(kind, after=known.credential.kind, guessed=False),
        *_places(known.credential),
        *asks,
    )
    title = fix.title if asks else _title(known)  # it named what was guessed
    return _replace(fix, title=title, changes=changes, because=_because(known))


def _title(known: KnownForm) -> str:
    return tr("Send it as {name} does and resend", name=known.name)


def _sent_so(sent: Credential, request: Request, known: KnownForm) -> Fix:
    wanted, url = known.credential, request.url.partition("?")[0]
    changes = tuple(_places(wanted, sent))
    if sent.kind != wanted.kind:
        asks = () if carried_over.carries(sent.kind, wanted.kind) else typed(wanted.kind)
        changes = (Change(field=KIND, before=sent.kind, after=wanted.kind), *changes, *asks)
    return Fix(
        id=_ID,
        title=_title(known),
        changes=changes,
        because=_because(known),
        sends=tr("{method} {url} once more", method=request.method, url=url),
    )


def _places(wanted: Credential, sent: Credential | None = None) -> Iterator[Change]:
    """Yield place, name and word of a credential where those of another one differ."""
    before = sent if sent is not None and sent.kind == wanted.kind else type(wanted)()
    for name in _PLACED:
        one, other = getattr(before, name, ""), getattr(wanted, name, "")
        if name in type(wanted).__struct_fields__ and one != other:
            yield Change(field=Field("credential", name), before=one, after=other)


def _because(known: KnownForm) -> str:
    return tr("{request}: {form}.", request=known.name, form=known.credential.described)
