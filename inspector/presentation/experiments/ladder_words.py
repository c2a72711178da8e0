"""Says in words how far the credential gets. Pure: no Qt."""

from inspector.model.experiment import Rung, RungState
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr, tr_n

_ENOUGH = 2  # results, before anything is said about refusals in general


def state_word(state: RungState) -> str:
    """Return the word for what happened at a check."""
    return {
        "passed": tr("passed"),
        "stopped-here": tr("stopped here"),
        "not-reached": tr("not reached"),
        "unknown": tr("not known"),
    }[state]


def ladder_spoken(ladder: tuple[Rung, ...]) -> str:
    """Return all checks with what happened there."""
    return ", ".join(f"{rung.name} {state_word(rung.state)}" for rung in ladder)


def ladder_sentence(tried: Tried) -> str:
    """Return the sentence below the ladder, or in its place; empty where there is nothing to say.

    Without a ladder something is said only after two results, all of them refusals like the
    user's own.
    """
    ladder = tried.ladder
    if not ladder:
        answered = [one.result for one in tried.done.values() if one.result != "failed"]
        same = len(answered) >= _ENOUGH and set(answered) == {"same"}
        return tr("Every refusal looks the same.") if same else ""
    passed = sum(rung.state == "passed" for rung in ladder)
    stop = next((rung.name for rung in ladder if rung.state == "stopped-here"), "")
    order = tr("The refusals name different checks, in this order.")
    if not stop:
        end = tr_n(
            "Your credential passes {count} of them.",
            "Your credential passes {count} of them.",
            passed,
        )
    elif passed:
        end = tr_n(
            "Your credential passes {count} and stops at “{check}”.",
            "Your credential passes {count} and stops at “{check}”.",
            passed,
            check=stop,
        )
    else:
        end = tr("Your credential stops at the first, “{check}”.", check=stop)
    return f"{order} {end}"
