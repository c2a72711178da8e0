"""Whether a request's token can be changed: only a signed JWT sent as header, query or cookie."""

from inspector.diagnose.facts.tokens import bearer
from inspector.diagnose.trial.ground import Ground
from inspector.wording import tr


def no_jwt(ground: Ground) -> str:
    """Return why no part of a token can be changed, empty where one can."""
    token = bearer(ground.case)
    if token is None or not token.claims:
        return tr("What was sent is no JWT.")
    return tr("The token stands in the body.") if token.where == "body" else ""
