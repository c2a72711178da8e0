"""The request that a curl command makes: its address, rows, body and credential."""

from inspector.intake.composing import Pocket, taken_from, without_user
from inspector.intake.curl import data, headers, login, settings
from inspector.intake.curl.command import Command
from inspector.intake.curl.dots import squashed
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader


def request_of(command: Command, pocket: Pocket, notes: list[str]) -> Request:
    """Return the request; add notes on what curl would not send."""
    url, from_url = without_user(absolute(command), pocket)
    from_url = login.of_netrc(command, pocket, url) or from_url
    rows = headers.rows(command, notes, url)
    kinds = [row.value for row in rows if row.name.lower() == "content-type" and row.enabled]
    content = data.content(command, kinds[0] if kinds else "")
    credential, rows = _credential(command, pocket, (from_url, rows))
    return Request(
        method=command.value("request") or content.method,
        url=with_query(url, [content.query, *data.query_of(command)]),
        headers=tuple(rows),
        body=content.body,
        credential=credential,
        options=settings.options(command, pocket, url),
    )


def _credential(
    command: Command, pocket: Pocket, given: tuple[Basic | NoCredential, list[RequestHeader]]
) -> tuple[Credential, list[RequestHeader]]:
    """Return the credential of the options, else the one that a header row holds.

    Key headers stay rows where redirects are followed: curl carries them to other hosts.
    """
    from_url, rows = given
    found = login.credential(command, pocket, from_url)
    if found.is_given:
        return found, rows
    return taken_from(rows, pocket, keys=not command.has("location", "location-trusted"))


def absolute(command: Command) -> str:
    """Return the first address with its scheme, as curl would ask for it."""
    url = command.urls[0]
    if "://" not in url and not url.startswith("{{"):
        url = f"{command.value('proto-default') or 'http'}://{url}"
    return url if command.has("path-as-is") else squashed(url)


def with_query(url: str, parts: list[str]) -> str:
    """Return the address with what the options add to its query."""
    added = "&".join(part for part in parts if part)
    if not added:
        return url
    address, mark, fragment = url.partition("#")
    glue = (
        "&"
        if "?" in address and not address.endswith(("?", "&"))
        else ""
        if "?" in address
        else "?"
    )
    return f"{address}{glue}{added}{mark}{fragment}"
