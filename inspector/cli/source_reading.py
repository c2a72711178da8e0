"""Makes what `send` was given (a URL, a curl command, a request's file) ready to be sent."""

from pathlib import Path

from inspector.cli.inputs import STDIN, NotReadable, placed, read_input
from inspector.cli.source import Source
from inspector.model.collection import Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr


def source_of(target: str | None, curl: str | None, environment: str) -> Source:
    """Return what to send; raises NotReadable."""
    if curl is not None and not environment:
        return _from_curl(curl)
    if target is None and not environment:
        raise NotReadable(
            Problem(
                what=tr("There is nothing to send."),
                todo=tr("Give a URL, the file of a saved request, or --curl with a command."),
            )
        )
    if target is not None and target.endswith(".toml") and "://" not in target:
        from inspector.cli.saved.saved_request import saved_source  # noqa: PLC0415 - tomlkit, only here

        return saved_source(Path(target), environment)
    if environment or target is None:
        raise NotReadable(_no_environment(environment))
    return Source(request=Request(url=target))


def saml_source(name: str) -> Source:
    """Return the request that posts the SAML reply of a file; raises NotReadable."""
    from inspector.workbench.saml_login import login_request  # noqa: PLC0415 - lxml, only here

    secrets: dict[SecretRef, str] = {}

    def put(value: str) -> SecretRef:
        kept = SecretRef(place="keyring", name="saml-reply")
        secrets[kept] = value
        return kept

    text = read_input(name).decode("utf-8", "replace")
    request = login_request(text, put)
    if request is None:
        what = tr("This is no SAML response or assertion that names where it is to be posted.")
        todo = tr("Give the value of SAMLResponse, or the XML.")
        raise NotReadable(Problem(what=what, where=name, todo=todo))
    return Source(request=request, secrets=secrets)


def _command_of(given: str) -> tuple[bytes, str]:
    """Return the command and where it stands: `-` and `@file` keep it out of lists of processes."""
    name = given if given == STDIN else given.removeprefix("@")
    if name == given != STDIN:
        return given.encode("utf-8", "surrogateescape"), "--curl"
    return read_input(name), f"--curl {given}"


def _from_curl(given: str) -> Source:
    from inspector.intake import Unreadable, read, title_of  # noqa: PLC0415 - only for curl

    command, where = _command_of(given)
    try:
        reading = read(command, where)
    except Unreadable as error:
        raise NotReadable(placed(error.problem, where)) from None
    if reading.request is None:
        raise NotReadable(
            Problem(
                what=tr(
                    "This is no curl command (it was read as {kind}).", kind=title_of(reading.kind)
                ),
                where=where,
                todo=tr("Give the whole command in quotes, starting with curl."),
            )
        )
    return Source(request=reading.request, secrets=reading.secrets, notes=reading.notes)


def _no_environment(name: str) -> Problem:
    return Problem(
        what=tr("The environment {name} was not found: only a collection has some.", name=name),
        where="--environment",
        todo=tr("Give the file of a saved request."),
    )
