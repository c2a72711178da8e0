"""The first message of a request with its credential in it, as it would be sent; sends nothing."""

from collections.abc import Awaitable, Callable

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Recall, Send, Stop
from inspector.compose.assemble import Assembled
from inspector.compose.variables import secret_text
from inspector.model.attempt import Attempt
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Message
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef
from inspector.protocol.cookie.jar import Cookies


async def unsent(
    assembled: Assembled,
    request: Request,
    jar: Cookies | None,
    recall: Callable[[str], Awaitable[str]],
) -> Attempt:
    """Return an attempt with the one exchange that would begin; jar: whose cookies go along.

    It has no reply; where nothing could be sent, it has the failure that says why. A credential
    that waits for the server's challenge (Digest), or for a token that is still to be obtained, is
    not in it yet. recall: returns what is kept under a name.
    """

    def secrets(ref: SecretRef) -> str:
        return secret_text(ref, assembled.scope) or ""

    message = assembled.message
    failure: Failure | None = next(iter(assembled.problems), None)
    if failure is None:
        steps = choose(assembled.credential).steps(assembled.credential, message, secrets)
        first = next(steps, None)
        if isinstance(first, Recall):  # a token may be kept; obtaining one is not done here
            first = steps.send(await recall(first.name))
        steps.close()
        if isinstance(first, Stop):
            failure = first.failure
        elif isinstance(first, Send):
            message = first.message
    message, dropped = _with_cookies(message, assembled.options, jar)
    exchange = Exchange(request=message, failure=failure, dropped=dropped)
    return Attempt(request=request, environment=assembled.scope.environment, exchanges=(exchange,))


def _with_cookies(
    message: Message, options: Options, jar: Cookies | None
) -> tuple[Message, tuple[Dropped, ...]]:
    from inspector.send.cookie_jar import SendCookies  # noqa: PLC0415 - after the window is open

    if jar is None or not options.use_cookies:
        return message, ()
    return SendCookies(jar, options.browser_origin).attach(message)
