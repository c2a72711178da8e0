"""A credential from a command: run after it was agreed to, its output read and sent."""

from http import HTTPStatus
from pathlib import PurePath

from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.scheme import (
    Check,
    Disown,
    Preview,
    Run,
    Secrets,
    Send,
    Steps,
    Stop,
    issued,
    sent,
)
from inspector.compose.amend import with_header
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.kinds.from_command import FromCommand
from inspector.model.message import Header, Message
from inspector.protocol import command_output
from inspector.protocol.command_output import Issued
from inspector.protocol.urls import host_of, split
from inspector.wording import tr

_SECRET = "{{vault."  # noqa: S105 - how a reference to one begins
_KUBERNETES = (
    '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", '
    '"spec": {"interactive": false}}'
)


def fit(credential: Credential) -> float:
    """Fits a credential from a command."""
    return float(isinstance(credential, FromCommand))


def _wrong(credential: FromCommand) -> str:
    """Return why a command can't be run; empty where it can."""
    if not credential.command or not credential.command[0].strip():
        return tr("No command is given.")
    if any(_SECRET in argument for argument in credential.command):
        return tr(
            "A secret can't be an argument: every program on this machine could read it there. "
            "Let the command find it by itself."
        )
    program = credential.command[0]
    if PurePath(program).name != program and not PurePath(program).is_absolute():
        return tr("Name the program alone or by its full path, so that no folder decides.")
    return ""


def _run(credential: FromCommand, message: Message) -> Run:
    """Return the step that runs it, with what its protocol hands in."""
    parts = split(message.url)
    asked = credential.asks.strip() or parts.netloc.rpartition("@")[2]
    given, environment = "", {}
    if credential.reads == "docker":
        given = f"{asked}\n"
    elif credential.reads == "git":
        given = f"protocol={parts.scheme}\nhost={asked}\n\n"
        environment = {"GIT_TERMINAL_PROMPT": "0"}
    elif credential.reads == "exec-credential":
        environment = {"KUBERNETES_EXEC_INFO": _KUBERNETES}

    def read(output: str) -> Issued:
        return command_output.read(output, credential.reads, credential.field, credential.ends)

    return Run(
        command=credential.command,
        given=given,
        environment=environment,
        seconds=credential.seconds,
        host=host_of(message.url),
        how=f"{credential.reads} {credential.field} {credential.ends}",
        read=read,
    )


def _placed(credential: FromCommand, message: Message, found: Issued) -> Message:
    secret = found.secret.reveal()
    if credential.sent_as == "basic":
        value = basic_value(found.user or credential.user, secret)
        return with_header(message, basic_header("Authorization", value, "credential"))
    marked = Marked.secret(secret)
    name = credential.name
    if credential.sent_as == "bearer":
        name, marked = "Authorization", Marked.plain("Bearer ") + marked
    return with_header(message, Header(name, marked.wire, "credential", marked.spans))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
    """Run it, send what it gave; what a server refuses is not kept for the next send."""
    assert isinstance(credential, FromCommand)  # noqa: S101 - `fit` chose it
    if wrong := _wrong(credential):
        yield Stop(Failure(stage="compose", kind="no-command", message=wrong))
        return
    run = _run(credential, message)
    found = yield from issued(run)
    exchange = yield from sent(Send(message=_placed(credential, message, found)))
    if exchange.reply is not None and exchange.reply.status == HTTPStatus.UNAUTHORIZED:
        yield Disown(run)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the header; nothing is run for it."""
    assert isinstance(credential, FromCommand)  # noqa: S101 - `fit` chose it
    word = f"{credential.scheme_word} " if credential.scheme_word else ""
    return Preview(place="challenge", name=credential.travels.name, text=f"{word}…")


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """A command that can't be run, a path that is missing, a header without a name."""
    assert isinstance(credential, FromCommand)  # noqa: S101 - `fit` chose it
    found = []
    if credential.command and (wrong := _wrong(credential)):
        found.append(Check(kind="no-command", field="command", text=wrong, level="bad"))
    if credential.reads == "json" and not credential.field.strip():
        text = tr("Say where in the JSON the value stands: accessToken, say.")
        found.append(Check(kind="no-path", field="field", text=text, level="bad"))
    if credential.sent_as == "header" and not credential.name.strip():
        text = tr("The header needs a name.")
        found.append(Check(kind="no-name", field="name", text=text, level="bad"))
    return tuple(found)
