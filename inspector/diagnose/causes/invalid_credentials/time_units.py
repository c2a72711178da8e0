"""The time in a request is right to the second, in another unit than the server reads."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.timestamps import in_other_unit, tells_another_unit
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, LIKELY
from inspector.wording import tr


def time_in_another_unit(case: Case) -> Found:
    """The server calls a time wrong that equals its own: it reads the number in another unit.

    Seconds are what most signatures are made with, so that these are the surprise is less likely.
    """
    found = in_other_unit(case)
    if found is None:
        return
    written, other = _written(found.digits), tells_another_unit(case, found.digits)
    yield case.refused_for(
        "time-in-another-unit",
        FAIR if found.digits == _SECONDS and not other else LIKELY,
        *case.quote("clock"),
        fact(
            tr("{name} is the server's own time, in {unit}.", name=found.name, unit=written),
            found.place,
        ),
        fact(tr("The server's clock said the same second."), case.date_place),
        name=found.name,
        unit=written,
        wanted=tr("milliseconds") if found.digits == _SECONDS else tr("seconds"),
    )


_SECONDS = 10


def _written(digits: int) -> str:
    return {
        10: tr("seconds"),
        13: tr("milliseconds"),
        16: tr("microseconds"),
        19: tr("nanoseconds"),
    }[digits]


RULES = (time_in_another_unit,)
