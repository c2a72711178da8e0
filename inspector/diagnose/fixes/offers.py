"""Chooses the fixes that go with a finding."""

from collections.abc import Hashable, Iterable

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared, family
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.catalogue import BUILDERS, MESSAGE_TO_OWNER
from inspector.diagnose.fixes.limits import limit_of
from inspector.diagnose.fixes.owner_settings import owner_setting
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Cause
from inspector.model.fix import KIND, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.protocol.methods import SAFE
from inspector.reading.framing.subprotocols import SUBPROTOCOLS
from inspector.wording import tr

_BY_SENDING = frozenset({Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH})


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first; never empty."""
    limit = limit_of(case) if suspicion.cause in _BY_SENDING else None
    if limit is not None:  # no other credential that can be sent from here helps
        return (limit.fix,)
    usual = family(suspicion.cause)
    names = dict.fromkeys((*(declared(suspicion.slug).fixes or usual.fixes), *usual.always))
    made = (BUILDERS[name](case, suspicion) for name in names)
    fitting = (_finished(case, fix) for fix in made if fix is not None and _fits(case, fix))
    found = _with_setting(_different(fitting), case, suspicion)
    return found or (MESSAGE_TO_OWNER(case, suspicion),)  # type: ignore[return-value] # a text always fits


def _different(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return the fixes without those that do what one before them does."""
    found: dict[object, Fix] = {}
    seen: set[object] = set()
    for fix in fixes:
        does = _does(fix)
        if fix.id not in found and (does is None or does not in seen):
            found[fix.id] = fix
            seen.add(does)
    return tuple(found.values())


def _does(fix: Fix) -> Hashable:
    """Return the address that a fix leads to, or the way in which it sends what was sent."""
    address = (one.after for one in fix.changes if one.field.area == "url" and one.after)
    if leads := next(address, ""):
        return leads
    if any(one.field.area != "credential" or one.ask or one.transform for one in fix.changes):
        return None
    ways = {one.field.name: one.after for one in fix.changes}
    kind, name, place = (ways.pop(each, "") for each in (KIND.name, "name", "place"))
    whole = bool(kind and name) and not ways
    return (kind, name.lower(), place or ApiKey().place) if whole else None


def _with_setting(found: tuple[Fix, ...], case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Put the setting that the server's owner can change before the other texts for others."""
    setting = owner_setting(case, suspicion)
    if setting is None:
        return found
    at = next((i for i, fix in enumerate(found) if fix.message), len(found))
    return (*found[:at], setting, *found[at:])


def _fits(case: Case, fix: Fix) -> bool:
    """Whether a fix is for who sent this.

    A step of a sign-in has no type of its own to change, and of a list of protocols the token is
    a part that no field stands for.
    """
    main = case.sent.main
    listed = main is not None and main.name.lower() == SUBPROTOCOLS
    if listed and any(change.field.area == "credential" for change in fix.changes):
        return False
    changes_type = any(change.field == KIND for change in fix.changes)
    return not (changes_type and case.exchange.purpose in SIGN_IN)


def _finished(case: Case, fix: Fix) -> Fix:
    """Say what a fix promises, and of one that repeats a request with consequences that it does."""
    if not fix.sends:
        return fix
    method = next((one.after for one in fix.changes if one.field.area == "method"), "")
    safe = method in SAFE if method else case.sent.is_safe
    unsafe = not safe and fix.risk == "none"
    made = msgspec.structs.replace(fix, risk="unsafe-method" if unsafe else fix.risk)
    if not _leads_elsewhere(fix):
        status = case.heard.phrase if case.status else tr("no reply")
        promise = tr("a success in place of {status}", status=status)
        return msgspec.structs.replace(made, promise=promise)
    asks = case.sent.is_safe and bool(case.sent.credentials)
    twice = tr("{sends}, and where that succeeds once more as nobody", sends=fix.sends)
    return msgspec.structs.replace(
        made,
        sends=twice if asks else fix.sends,
        promise=tr("a success that not everybody gets there") if asks else tr("a success there"),
        asks_nobody=asks,
    )


def _leads_elsewhere(fix: Fix) -> bool:
    """Whether it may end at a place that is open to everybody, where a success shows nothing."""
    return any(change.field.area == "url" or change.field == _BY_PROXY for change in fix.changes)


_BY_PROXY = Field("options", "proxy")
