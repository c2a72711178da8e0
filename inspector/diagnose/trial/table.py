"""What several results say together that none says alone."""

from collections.abc import Iterator, Mapping

from inspector.diagnose.case import Case
from inspector.diagnose.trial.part import Bearing, Reading
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause
from inspector.wording import tr

Conclusion = tuple[str, str, tuple[Bearing, ...]]
"""The experiment it rests on, the sentence, and what it says about causes."""


def together(
    case: Case, outcomes: tuple[Outcome, ...], alone: Mapping[str, Reading]
) -> Iterator[Conclusion]:
    """Yield the conclusions from results side by side."""
    del outcomes
    results = {name: reading.result for name, reading in alone.items()}
    without, made_up = results.get("without-credentials"), results.get("garbage-credentials")
    sent = case.sent.authorization
    is_login = sent is not None and sent.scheme in {"basic", "digest"}  # often refused all alike
    if without == "same" and made_up == "same" and not is_login:
        yield (
            "garbage-credentials",
            tr("It refuses yours, a made-up credential and none alike, as if it never looked."),
            _NEVER_LOOKED,
        )
    elif without == "differs" and made_up == "same":
        yield (
            "garbage-credentials",
            tr("It sees that a credential is sent and takes yours for a made-up one."),
            _UNKNOWN_TO_IT,
        )


_NEVER_LOOKED = (
    Bearing(cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=2, floor=0.2),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=1.6),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=1.6),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=1.4),
)
_UNKNOWN_TO_IT = (Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=1.8),)
