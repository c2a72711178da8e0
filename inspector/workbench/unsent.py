"""The first message of a request with its credential in it, as it would be sent; sends nothing."""

from inspector.authenticate.choose import steps_of_all
from inspector.authenticate.scheme import Answer, LookUp, Recall, Run, Send, Step, Steps, Stop
from inspector.compose.assemble import Assembled
from inspector.compose.variables import secret_text
from inspector.model.attempt import Attempt
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Message
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef
from inspector.protocol.cookie.jar import Cookies
from inspector.send.interaction import Interaction, Unanswered


async def unsent(
    assembled: Assembled,
    request: Request,
    jar: Cookies | None,
    beside: Interaction,
) -> Attempt:
    """Return an attempt with the one exchange that would begin; jar: whose cookies go along.

    It has no reply; where nothing could be sent, it has the failure that says why. A credential
    that waits for the server's challenge (Digest), for a token that is still to be obtained or for
    a command that is still to be run, is not in it yet. beside: who knows what is kept.
    """

    def secrets(ref: SecretRef) -> str:
        return secret_text(ref, assembled.scope) or ""

    message = assembled.message
    failure: Failure | None = next(iter(assembled.problems), None)
    if failure is None:
        steps = steps_of_all(assembled.also)(assembled.credential, message, secrets)
        try:
            first = await _first(steps, beside)
        except Unanswered as error:
            first = Stop(error.failure)
        steps.close()
        if isinstance(first, Stop):
            failure = first.failure
        elif isinstance(first, Send) and not first.aside:
            message = first.message
    message, dropped = _with_cookies(message, assembled.options, jar)
    exchange = Exchange(request=message, failure=failure, dropped=dropped)
    return Attempt(request=request, environment=assembled.scope.environment, exchanges=(exchange,))


async def _first(steps: Steps, beside: Interaction) -> Step | None:
    """Return the first step that does something; what is kept is looked up for it."""
    step = next(steps, None)
    while step is not None and (answer := await _kept(step, beside)) is not None:
        step = steps.send(answer)
    return step


async def _kept(step: Step, beside: Interaction) -> Answer:
    """Return what is kept for a step; None where it must be obtained. Raises Unanswered."""
    match step:
        case Recall(anew=False):
            return await beside.tokens.recall(step.name) if beside.tokens is not None else ""
        case LookUp() if beside.commands is not None:
            return await beside.commands.look_up(step)
        case Run() if beside.commands is not None:
            return await beside.commands.kept(step)
    return None


def _with_cookies(
    message: Message, options: Options, jar: Cookies | None
) -> tuple[Message, tuple[Dropped, ...]]:
    from inspector.send.cookie_jar import SendCookies  # noqa: PLC0415 - after the window is open

    if jar is None or not options.use_cookies:
        return message, ()
    return SendCookies(jar, options.browser_origin).attach(message)
