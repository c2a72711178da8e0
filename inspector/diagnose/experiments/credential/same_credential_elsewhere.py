"""Experiment: the same credential at another address of the server, which only reads.

What anybody may read there proves nothing, so an acceptance is checked once without the credential.
"""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.one_time_codes import lone_code
from inspector.diagnose.trial.baseline import Ground, places
from inspector.diagnose.trial.control import OPEN_TO_ALL, controlled, with_control
from inspector.diagnose.trial.earlier import gives_another_reason
from inspector.diagnose.trial.good_elsewhere import ASKED_OTHERWISE, NOT_READ_HERE, good_elsewhere
from inspector.diagnose.trial.part import Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.weights import CLEAR, HALF, HINT
from inspector.model.attempt import Attempt
from inspector.model.experiment import KnownPlace
from inspector.model.finding import Cause
from inspector.model.request import NoBody, Request
from inspector.protocol.urls import host_and_path
from inspector.reading.statuses import NO_SUCH_PLACE, NOT_OFFERED
from inspector.wording import tr

_MOST = 2  # the credential, and nothing in its place


def _place(ground: Ground) -> KnownPlace | None:
    return next(iter(places(ground)), None)


def _applies(ground: Ground) -> str:
    if not ground.case.sent.has_any or ground.case.sent.is_login:
        return tr("No credential was sent that could be tried elsewhere.")
    if lone_code(ground.case):
        return tr("A one-time code was sent; what else is good says nothing of it.")
    if _place(ground) is None:
        return tr("No other address of this server is known that only reads.")
    return ""


def _there(ground: Ground, place: KnownPlace) -> Request:
    """Return the request at another place: its credential stays, all that is for here goes."""
    rows = tuple(
        row for row in ground.request.headers if not row.name.lower().startswith("content-")
    )
    return msgspec.structs.replace(
        ground.request, method="GET", url=place.url, query=(), body=NoBody(), headers=rows
    )


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    place = _place(ground)
    if place is not None:
        yield from with_control(ground, _there(ground, place))


def _observe(before: Case, after: Attempt) -> Compared:
    found = controlled(before, after)
    there = host_and_path(found.case.sent.url)[1] if found.case is not None else ""
    found = msgspec.structs.replace(found, values={"other": f"GET {there}"})
    if found.status in NOT_OFFERED:
        return msgspec.structs.replace(found, result="failed", name="no-such-place")
    if found.result != "accepted" or found.name == OPEN_TO_ALL:
        return found
    otherwise = good_elsewhere(before, found.case) if found.case is not None else ""
    if otherwise:
        return msgspec.structs.replace(found, name=otherwise)
    if before.status not in NO_SUCH_PLACE and gives_another_reason(before):
        return msgspec.structs.replace(found, name="accepted-beside-it")
    gone = before.status in NO_SUCH_PLACE
    if not gone and not before.sent.is_safe and not before.sent.credentials:
        return msgspec.structs.replace(found, name="reads-by-cookie")
    words = tr("The same credential is accepted at {path}; without it, it is not.", path=there)
    name = "accepted-not-here" if gone else found.name
    return msgspec.structs.replace(found, meaning=words, name=name)


_GOOD_THERE = (
    *says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.RULES_OUT, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    *says(Ratio.RULES_OUT, "environment-mismatch", Cause.PROVIDER_UNREACHABLE),
    *says(Ratio.STRONGLY_AGAINST, "authorization-stripped", "audience-mismatch"),
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
)
_TABLE = (
    when("no-such-place", tr("There is no such address to read at, so nothing follows.")),
    when(OPEN_TO_ALL, tr("That address is given to anyone, so nothing follows.")),
    when(
        "accepted",
        "",
        says(Ratio.SETTLES, "works-elsewhere", floor=CLEAR),
        says(Ratio.SPEAKS_FOR, "web-server-rule", "path-unknown", "trailing-slash"),
        _GOOD_THERE,
    ),
    ASKED_OTHERWISE,
    *NOT_READ_HERE,
    when(
        "accepted-beside-it",
        tr("The same credential is accepted elsewhere: it is good, and the reply gives a reason."),
        _GOOD_THERE,
    ),
    when(
        "reads-by-cookie",
        tr("The session is good for reading elsewhere; what is refused is the writing."),
        says(Ratio.SPEAKS_FOR, "works-elsewhere", floor=HALF),
        says(Ratio.SPEAKS_FOR, Cause.CSRF_FAILURE),
        _GOOD_THERE,
    ),
    # a place that is not there is so for everybody, more often than it is hidden from one
    when(
        "accepted-not-here",
        "",
        says(Ratio.STRONGLY_FOR, Cause.WRONG_ENDPOINT),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        _GOOD_THERE,
    ),
    when(
        ("same", "differs"),
        tr("The same credential is refused at another address, too."),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, "trailing-slash", "path-unknown"),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.LEANS_TO, "account-disabled", floor=HINT),
        says(Ratio.LEANS_TO, Cause.EXPIRED_SESSION),
    ),
)

EXPERIMENT = Experiment(
    id="same-credential-elsewhere",
    question=tr("Is the same credential accepted at another address of this server?"),
    varies=tr("Your credential, another address"),
    sends=tr("GET to an address that only reads, with your credential and once without it."),
    tells=(
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.INVALID_CREDENTIALS,
        Cause.REVOKED_TOKEN,
        Cause.ACCOUNT_LOCKED,
        Cause.WRONG_ENDPOINT,
        Cause.CONFIGURATION,
    ),
    methods=lambda _: ("GET",),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: ground.rounds + ground.bare_rounds,
    requests=_MOST,
)
