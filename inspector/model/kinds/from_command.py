"""The credential that a program on this machine prints: the CLI of a cloud, a credential helper."""

from collections.abc import Callable
from typing import ClassVar, Literal, Self

from msgspec.structs import replace

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Exposes, Travels
from inspector.wording import tr

CommandOutput = Literal["text", "json", "exec-credential", "docker", "git", "aws"]
SentAs = Literal["bearer", "basic", "header"]


# Options that name a thing and hold none: `--secret-id orders/key` leads to a secret.
_NAMING = ("-id", "-name", "-file", "-path", "-type", "-format")


def _changed(before: str, argument: str, change: Callable[[str, str], str]) -> str:
    """Return an argument changed under the name of its option: `--token x`, `--token=x`."""
    option, equals, value = argument.partition("=")
    if equals and option.startswith("-"):
        return f"{option}={change(_name(option), value)}"
    if argument.startswith("-"):
        return argument
    return change(_name(before), argument)


def _name(option: str) -> str:
    """Return what an option calls its value; empty for what is no option, or names only."""
    named = option.lstrip("-") if option.startswith("-") and "=" not in option else ""
    return "" if named.endswith(_NAMING) else named


class FromCommand(CredentialFacts, frozen=True, kw_only=True, tag="from-command"):
    """What a program prints, run without a shell, after its exact arguments were agreed to.

    command: the program and its arguments, as they are: no variable is filled in. reads: how the
    output is written: one value; JSON with the value at `field` and its end at `ends`; what kubectl
    (`ExecCredential`), docker, git or AWS (`credential_process`) expect of a helper. asks: what a
    helper of docker or git is asked for, empty for the host of the request. seconds: time limit,
    None for none. user: of Basic where the output names none. name: of the header.
    """

    exposes: ClassVar[Exposes] = "token"
    texts: ClassVar[tuple[str, ...]] = ("asks", "name", "user")

    command: tuple[str, ...] = ()
    reads: CommandOutput = "text"
    field: str = ""
    ends: str = ""
    asks: str = ""
    seconds: float | None = 30.0
    sent_as: SentAs = "bearer"
    user: str = ""
    name: str = "X-Api-Key"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("From a command")

    @property
    def scheme_word(self) -> str:
        """The word before the value in Authorization."""
        return {"bearer": "Bearer", "basic": "Basic", "header": ""}[self.sent_as]

    @property
    def travels(self) -> Travels:
        """The header that holds it."""
        return Travels("header", self.name if self.sent_as == "header" else AUTHORIZATION)

    @property
    def described(self) -> str:
        """The program tells one from another; its arguments may say more than they should."""
        return tr("From the command {name}", name=self.command[0] if self.command else "–")

    @property
    def runs(self) -> tuple[str, ...]:
        """The program and its arguments."""
        return self.command

    def with_texts(self, change: Callable[[str, str], str], *, within: bool = False) -> Self:
        """Return it with changed texts; the command is looked through for secrets only."""
        if within:
            before = ("", *self.command)
            pairs = zip(before, self.command, strict=False)
            return replace(self, command=tuple(_changed(*pair, change) for pair in pairs))
        return super().with_texts(change)
