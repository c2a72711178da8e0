"""Says what an experiment would do that needs asking: method, host, what could happen."""

from inspector.model.experiment import Plan
from inspector.model.question import Consent
from inspector.wording import tr


def consent_sentences(plan: Plan, method: str, host: str, environment: str) -> tuple[str, ...]:
    """Return a sentence for each thing that is to be agreed to. Pure: no Qt."""
    return tuple(_sentence(need, method, host, environment) for need in plan.needs)


def _sentence(need: Consent, method: str, host: str, environment: str) -> str:
    return {
        "unsafe-method": tr(
            "It sends {method} to {host}: if the server accepts it, data there may change.",
            method=method,
            host=host,
        ),
        "login-attempt": tr(
            "{host} may count it as a failed login, and too many of them lock an account.",
            host=host,
        ),
        "new-host": tr("It sends to a host that has not had this credential."),
        "uses-up-token": tr(
            "It uses up a token: another program that holds the same one must log in again."
        ),
        "production": tr(
            "The environment {name} is marked as production.", name=environment or host
        ),
    }[need]
