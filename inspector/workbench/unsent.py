"""The first message of a request with its credential in it, as it would be sent; sends nothing."""

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Send, Stop
from inspector.compose.assemble import Assembled
from inspector.compose.variables import secret_text
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.request import Request
from inspector.model.secret import SecretRef


def unsent(assembled: Assembled, request: Request) -> Attempt:
    """Return an attempt with the one exchange that would begin.

    It has no reply; where nothing could be sent, it has the failure that says why. A credential
    that waits for the server's challenge (Digest) is not in it yet.
    """

    def secrets(ref: SecretRef) -> str:
        return secret_text(ref, assembled.scope) or ""

    message = assembled.message
    failure: Failure | None = next(iter(assembled.problems), None)
    if failure is None:
        steps = choose(assembled.credential).steps(assembled.credential, message, secrets)
        first = next(steps, None)
        steps.close()
        if isinstance(first, Stop):
            failure = first.failure
        elif isinstance(first, Send):
            message = first.message
    exchange = Exchange(request=message, failure=failure)
    return Attempt(request=request, environment=assembled.scope.environment, exchanges=(exchange,))
