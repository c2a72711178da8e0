"""A token that says itself for which address or region it was made, and went to another."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, went_to
from inspector.diagnose.facts.token_claims import Told, told_by
from inspector.diagnose.weights import CLEAR, LIKELY, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import labels_below, same_site
from inspector.protocol.urls import host_of
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_PLACE, Names
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr

# ---------------- The token says of itself which address or region it is for
_OTHER_REASON: Names = BESIDE_THE_PLACE
_LABEL = lazy_re(r"[a-z]{2,12}(?:-[a-z0-9]{1,12}){0,4}")


def made_for_another_place(case: Case) -> Found:
    """Address or region in the token differ from the host, which is of the same provider."""
    if case.status not in MAY_BE_WRONG_ADDRESS or case.said(*_OTHER_REASON):
        return
    for sent in case.sent.credentials:
        told = told_by(sent)
        wrong = _wrong_address(case, told) or _wrong_region(case, told)
        if wrong is not None:
            yield _suspicion(case, sent, wrong)
            return


def _wrong_address(case: Case, told: tuple[Told, ...]) -> Told | None:
    """Return the first address where it names another host of the same domain."""
    first = next((one for one in told if one.kind == "address"), None)
    there, here = _host_told(first) if first else "", case.sent.bare_host
    if first is None or not there or not same_site(there, here):
        return None
    # A host below the one named belongs to it; the bare domain may pass requests on.
    if there == here or here.endswith(f".{there}"):
        return None
    return None if _is_above(there, here) and not _is_unknown_here(case, first) else first


def _is_above(there: str, here: str) -> bool:
    return there.endswith(f".{here}")


def _is_unknown_here(case: Case, told: Told) -> bool:
    """Whether the bare domain does not know a token that names a region below it for itself."""
    return "region" in told.name.lower() and case.said("token-refused", "key-refused") > 0


def _wrong_region(case: Case, told: tuple[Told, ...]) -> Told | None:
    """Return the first region where the host names another one of the same form."""
    first = next((one for one in told if one.kind == "region"), None)
    name = first.value.lower() if first else ""
    if first is None or not _LABEL.fullmatch(name) or name in case.sent.bare_host:
        return None
    form = _form(name)
    labels = labels_below(case.sent.bare_host)
    others = [label for label in labels if form.search(label)]
    return first if others else None


def _form(region: str) -> re.Pattern[str]:
    """Return a pattern for names that are built like this region: `prod-eu-west-2`."""
    parts = [r"\d{1,2}" if part.isdigit() else r"[a-z]{2,9}\d?" for part in region.split("-")]
    if len(parts) == 1:
        return re.compile(rf"^(?:{_SHORT})$")
    return re.compile(rf"(?:^|-)(?:{'-'.join(parts)})$")


_SHORT = "eu|us|uk|de|au|ap|ca|jp|in|asia|emea|apac|na|us2|us3|us5|eu2|ap1|ap2"


def _host_told(told: Told) -> str:
    return host_of(told.value if "://" in told.value else f"//{told.value}")


def _suspicion(case: Case, sent: Credential, told: Told) -> Suspicion:
    there = _host_told(told) if told.kind == "address" else told.value
    own = LIKELY if _is_above(there, case.sent.bare_host) else STRONG
    return case.refused_for(
        "wrong-region",
        own if told.kind == "address" else CLEAR,
        fact(tr("The token says {name}: {value}.", name=told.name, value=there), sent.place),
        *went_to(case.sent.host, case.sent_line),
        *case.quote("token-refused", "key-refused"),
        other=there,
    )


RULES = (made_for_another_place,)
