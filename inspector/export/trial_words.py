"""The words of a result and of a rung, for reports and for the command line."""

from inspector.model.experiment import Result, Rung, RungState
from inspector.wording import tr


def result_words(result: Result) -> str:
    """Return how a reply compares with the refusal."""
    return {
        "same": tr("same as yours"),
        "differs": tr("differs"),
        "accepted": tr("accepted"),
        "failed": tr("no answer"),
        "not-run": tr("not run"),
    }[result]


def state_words(state: RungState) -> str:
    """Return whether a credential passes a check."""
    return {
        "passed": tr("passed"),
        "stopped-here": tr("stopped here"),
        "not-reached": tr("not reached"),
        "unknown": tr("unknown"),
    }[state]


def rung_words(rung: Rung) -> str:
    """Return a check and whether the credential passes it: "Scheme: passed"."""
    return tr("{check}: {state}", check=rung.name, state=state_words(rung.state))
