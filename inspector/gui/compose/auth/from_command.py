"""From a command: what a program on this machine prints, run after it was agreed to."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.from_command import FromCommand
from inspector.wording import tr

ORDER = 9
KIND = FromCommand
FILLED_IN = True
_READS, _SENT = "credential.reads", "credential.sent_as"


def fields() -> tuple[FormField, ...]:
    """What is run, how its output is read, and how it is sent."""
    return (*_running(), *_reading(), *_sending())


def _running() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.command",
            tr("Command"),
            "command",
            placeholder="gh auth token",
            hint=tr("Run without a shell: no pipes, no variables; quotes hold blanks together."),
        ),
        FormField(
            _READS,
            tr("What it prints"),
            "choice",
            (
                ("text", tr("The value alone")),
                ("json", tr("JSON with the value in it")),
                ("exec-credential", tr("ExecCredential (kubectl)")),
                ("docker", tr("What a docker credential helper does")),
                ("git", tr("What git credential does")),
                ("aws", tr("What an AWS credential_process does")),
            ),
        ),
    )


def _reading() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.field",
            tr("Value at"),
            half=True,
            placeholder="accessToken",
            when=(_READS, ("json",)),
        ),
        FormField(
            "credential.ends",
            tr("Its end at"),
            half=True,
            placeholder=tr("Not said"),
            when=(_READS, ("json",)),
        ),
        FormField(
            "credential.asks",
            tr("Ask the helper for"),
            placeholder=tr("The host of the address"),
            when=(_READS, ("docker", "git")),
        ),
    )


def _sending() -> tuple[FormField, ...]:
    return (
        FormField(
            _SENT,
            tr("Sent as"),
            "choice",
            (("bearer", "Bearer"), ("basic", "Basic"), ("header", tr("A header"))),
            half=True,
        ),
        FormField("credential.seconds", tr("Time limit"), "seconds", half=True),
        FormField(
            "credential.user",
            tr("User name"),
            placeholder=tr("The one that the command names"),
            when=(_SENT, ("basic",)),
        ),
        FormField("credential.name", tr("Name of the header"), when=(_SENT, ("header",))),
    )


def explain(_credential: Credential) -> str:
    """Say when it is run, and what is kept."""
    return tr(
        "It is run when you send, after you saw it and agreed. What it prints is kept in memory "
        "until its end, and written nowhere."
    )
