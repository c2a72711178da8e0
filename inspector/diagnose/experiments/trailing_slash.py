"""Experiment: the same address with, or without, the slash at its end."""

import re

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import SOUND
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import AGAINST, SETTLES, STRONGLY_AGAINST
from inspector.diagnose.trial.reading import compared
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr

_PATH_END = re.compile(r"[?#]|$")


def _applies(ground: Ground) -> str:
    path = ground.url.partition("?")[0].partition("://")[2].partition("/")[2]
    if not path:
        return tr("The address is that of the whole server.")
    if "." in path.rpartition("/")[2]:
        return tr("The address is that of a file.")
    return ""


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    url = ground.request.url
    end = _PATH_END.search(url)
    at = end.start() if end is not None else len(url)
    path = url[:at].rstrip("/") if url[:at].endswith("/") else url[:at] + "/"
    yield Ask(request=msgspec.structs.replace(ground.request, url=path + url[at:]))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("It works with the slash at the end of the address changed.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_THAT)
    if found.result in {"same", "differs"}:
        meaning = tr("The slash at the end of the address is not the reason.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_NOT)
    return Reading(result=found.result, shows=found.shows)


_THAT = (
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="trailing-slash", ratio=SETTLES, floor=SOUND),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, ratio=AGAINST),
)
_NOT = (Bearing(cause=Cause.WRONG_ENDPOINT, slug="trailing-slash", ratio=AGAINST),)

EXPERIMENT = Experiment(
    id="trailing-slash",
    question=tr("Does the address work with or without the slash at its end?"),
    varies=tr("Slash at the end"),
    sends=tr("The same request; the address gets a slash at its end, or loses it."),
    tells=(Cause.WRONG_ENDPOINT,),
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds + 1,
    requests=2,
)
