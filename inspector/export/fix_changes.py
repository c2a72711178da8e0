"""What a fix changes, in sentences: people's names for the fields, and what becomes of each."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from inspector.model.credential import kinds
from inspector.model.fix import KIND, Change, Fix
from inspector.wording import tr


def change_sentences(fix: Fix) -> Iterator[str]:
    """Yield what each change does; what is typed, and what is made later, is told elsewhere."""
    yield from (_change(change) for change in fix.changes if _is_told(change))


def _is_told(change: Change) -> bool:
    made_later = change.field == KIND and change.operation == "action"
    return bool(change.field.area) and not change.ask and not made_later


def _change(change: Change) -> str:
    field, field_is_kind = field_words(str(change.field)), change.field == KIND
    if change.operation == "remove":
        return tr("Removes {field}.", field=field)
    before, after = _named(change.before, field_is_kind), _named(change.after, field_is_kind)
    if change.field.area == "url" and (hosts := _only_hosts(before, after)):
        return tr("Changes the host from {before} to {after}.", before=hosts[0], after=hosts[1])
    shown = before if before != after else ""
    if change.field.area == "token-request":
        return tr("Asks for {value} as {field}.", value=after, field=field)
    if change.operation in ("transform", "action") or not change.after:
        return tr("Changes {field}.", field=field)
    if shown:
        return tr(
            "Changes {field} from {before} to {after}.",
            field=field,
            before=shown,
            after=after,
        )
    return tr("Sets {field} to {after}.", field=field, after=after)


def _only_hosts(before: str, after: str) -> tuple[str, str] | None:
    """Return both hosts where two addresses differ in nothing else."""
    try:
        one, other = urlsplit(before), urlsplit(after)
    except ValueError:
        return None
    alike = one[2:] == other[2:] and one.scheme == other.scheme and one.netloc != other.netloc
    return (one.netloc, other.netloc) if alike and one.netloc and other.netloc else None


def _named(value: str, is_kind: bool) -> str:  # noqa: FBT001 - read at once in its two calls
    """Return an auth type by its name, anything else as it is."""
    names = {kind.tag(): kind.scheme_name or kind.label() for kind in kinds() if kind.is_supported}
    return names.get(value.lower(), value) if is_kind else value


def field_words(field: str) -> str:
    """Return what people call a field of the request."""
    known = {
        "url": tr("the address"),
        "method": tr("the method"),
        "body": tr("the body"),
        "credential.kind": tr("the auth type"),
        "credential.token": tr("the token"),
        "credential.word": tr("the word before the token"),
        "credential.user": tr("the user name"),
        "credential.password": tr("the password"),
        "credential.value": tr("the key"),
        "credential.name": tr("the name of the key"),
        "credential.place": tr("where the key is sent"),
        "credential.algorithm": tr("the Digest algorithm"),
        "credential.charset": tr("the encoding of user and password"),
        "options.proxy": tr("the proxy"),
        "options.client_certificate": tr("the client certificate"),
        "options.ca_file": tr("the file of the certificate authority"),
        "token-request.scope": tr("the scope in the token request"),
        "token-request.audience": tr("the audience in the token request"),
        "options.proxy_credential": tr("the proxy's user and password"),
        "options.keep_credential_for": tr("the hosts that may receive the credential"),
    }
    group, _, name = field.partition(".")
    if field in known:
        return known[field]
    if group == "also":
        return tr("the secret of a further credential")
    if group == "headers":
        return tr("the header {name}", name=name)
    if group == "environment":
        return tr("the value of {name}", name=name)
    if group == "query":
        return tr("the query parameter {name}", name=name)
    return name.replace("_", " ") or field
