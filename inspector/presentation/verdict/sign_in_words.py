"""What is said of a walked sign-in: its steps, whose fault a broken one is, what to tell them."""

from collections.abc import Iterator, Sequence

from inspector.model.exchange import Exchange
from inspector.model.sign_in import Mark, NamedHost, Party, StepName, Trouble, Walk, WalkedStep
from inspector.protocol.oauth import sign_in_faults
from inspector.protocol.redaction import masked_url
from inspector.wording import tr


def step_name(name: StepName) -> str:
    """Return what a step is called."""
    return {
        "first-call": tr("Call without a token"),
        "resource-metadata": tr("Resource metadata"),
        "server-metadata": tr("Server metadata"),
        "registration": tr("Registration"),
        "pushed-request": tr("Pushed request"),
        "authorization": tr("Authorization"),
        "sign-in": tr("You sign in"),
        "token": tr("Token"),
        "call": tr("Call"),
    }[name]


def mark_word(mark: Mark) -> str:
    """Return how a step ended."""
    return {
        "done": tr("done"),
        "odd": tr("odd"),
        "broken": tr("broken"),
        "waits": tr("waits for your consent"),
        "not-reached": tr("not reached"),
    }[mark]


def whose(party: Party) -> str:
    """Return whose fault something is."""
    return {
        "api": tr("the API's fault"),
        "provider": tr("the login provider's fault"),
        "client": tr("your client's fault"),
        "you": tr("yours to do"),
    }[party]


def summary(walk: Walk) -> str:
    """Return what came of the whole, in one sentence."""
    if walk.broken is not None:
        step, trouble = walk.broken
        return tr(
            "{step} step: {title} ({whose}).",
            step=step_name(step.name),
            title=sign_in_faults.title(trouble),
            whose=whose(sign_in_faults.fault(trouble.slug).party),
        )
    if walk.is_waiting:
        return tr("The sign-in waits for your consent to ask another host.")
    return tr("Signed in; the API took the token.") if walk.done else tr("The sign-in was stopped.")


def host_words(host: NamedHost) -> str:
    """Return what is known of a host of the sign-in."""
    state = {
        "yours": tr("you named it"),
        "agreed": tr("asked after you agreed"),
        "not-asked": tr("not asked yet"),
    }[host.state]
    by = tr("{state}, named by {by}", state=state, by=host.by) if host.by else state
    if host.like:
        return tr("{host}: {state}; it is not {like}", host=host.host, state=by, like=host.like)
    return tr("{host}: {state}", host=host.host, state=by)


# ---------------------------------------------------------------- for the owner
def owner_note(walk: Walk, exchanges: Sequence[Exchange]) -> str:
    """Return Markdown for whoever must act, without secrets; empty where nothing is wrong.

    exchanges: of the trace, masked already.
    """
    if walk.broken is None:
        return ""
    return "\n".join(_note(*walk.broken, exchanges)) + "\n"


def _note(step: WalkedStep, trouble: Trouble, exchanges: Sequence[Exchange]) -> Iterator[str]:
    fault = sign_in_faults.fault(trouble.slug)
    yield f"## {_plain(sign_in_faults.title(trouble))}"
    yield ""
    yield tr("- Step of the sign-in: {step}", step=step_name(step.name))
    yield tr("- What to do: {todo}", todo=_plain(sign_in_faults.todo(trouble)))
    yield tr("- Specified by: {reference}", reference=fault.reference)
    if step.exchange is not None and step.exchange < len(exchanges):
        yield ""
        yield from _shown(exchanges[step.exchange])


def _shown(exchange: Exchange) -> Iterator[str]:
    message, reply = exchange.request, exchange.reply
    yield "```http"
    yield f"{message.method} {_fenced(masked_url(message.url))}"
    yield "" if reply is None else f"{reply.status} {_fenced(reply.reason)}".rstrip()
    for header in reply.headers if reply is not None else ():
        if header.name.lower() in {"www-authenticate", "location", "content-type"}:
            yield f"{header.name}: {_fenced(header.value)}"
    yield "```"


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})
    return " ".join(text.split()).translate(marks)


def _fenced(text: str) -> str:
    return " ".join(text.replace("```", "'''").split())
