"""Experiment: the same address with, or without, the slash at its end."""

import msgspec

from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio, Untold
from inspector.diagnose.weights import SOUND
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

_PATH_END = lazy_re(r"[?#]|$")


def _applies(ground: Ground) -> str:
    path = ground.url.partition("?")[0].partition("://")[2].partition("/")[2]
    if not path:
        return tr("The address is that of the whole server.")
    if "." in path.rpartition("/")[2]:
        return tr("The address is that of a file.")
    return ""


def _changed(ground: Ground) -> Request:
    url = ground.request.url
    end = _PATH_END.search(url)
    at = end.start() if end is not None else len(url)
    path = url[:at].rstrip("/") if url[:at].endswith("/") else url[:at] + "/"
    return msgspec.structs.replace(ground.request, url=path + url[at:])


_TABLE = (
    when(
        "accepted",
        tr("It works with the slash at the end of the address changed."),
        says(Ratio.SETTLES, "trailing-slash", floor=SOUND),
        says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED),
        says(Ratio.AGAINST, Cause.CONFIGURATION),
        proves=("trailing-slash",),
    ),
    when(
        ("same", "differs"),
        tr("The slash at the end of the address is not the reason."),
        says(Ratio.AGAINST, "trailing-slash"),
    ),
)

EXPERIMENT = Experiment(
    id="trailing-slash",
    question=tr("Does the address work with or without the slash at its end?"),
    varies=tr("Slash at the end"),
    sends=tr("The same request; the address gets a slash at its end, or loses it."),
    tells=(Cause.WRONG_ENDPOINT,),
    applies=_applies,
    variant=sending(_changed),
    table=_TABLE,
    cost=lambda ground: ground.rounds + 1,
    requests=2,
    untold=Untold.HARDLY,
)
