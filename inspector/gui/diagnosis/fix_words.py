"""Says what a fix changes and what it sends, before it runs. Pure: no Qt."""

from collections.abc import Iterator

from inspector.model.credential import kinds
from inspector.model.fix import Change, Fix
from inspector.protocol.redaction import masked_text
from inspector.wording import tr


def fix_note(fix: Fix) -> str:
    """Return one line: what changes, what is typed, what goes out."""
    return masked_text(" ".join(_sentences(fix)))


def _sentences(fix: Fix) -> Iterator[str]:
    if fix.action == "copy-command":
        yield tr("Copies a command for the terminal, without your secrets; nothing is sent.")
        return
    if fix.message:
        yield tr("Copies a text for whoever must act; nothing is sent.")
        return
    typed = [field_words(change.field) for change in fix.changes if change.ask]
    yield from (_change(change) for change in fix.changes if _is_told(change))
    if typed:
        yield tr("You type {fields}.", fields=tr(" and ").join(typed))
    if fix.sends:
        whole = fix.sends.endswith((".", "!", "…"))
        yield fix.sends if whole else tr("Sends {what}.", what=_inside(fix.sends))
    yield from _risks(fix)


def _is_told(change: Change) -> bool:
    made_later = change.field == "credential.kind" and change.operation == "action"
    return bool(change.field) and not change.ask and not made_later


def _risks(fix: Fix) -> Iterator[str]:
    if fix.risk == "unsafe-method":
        yield tr("This can change something there.")
    elif fix.risk == "login-attempt" and fix.sends:
        yield tr("This counts as a login attempt.")
    elif fix.risk == "new-host":
        yield tr("You are asked first: the host has not had the credential so far.")


def _inside(text: str) -> str:
    """Return a text as it stands inside a sentence: "A token request" begins in lower case."""
    return text[:1].lower() + text[1:] if text[1:2] in (" ", "h") else text


def _change(change: Change) -> str:
    field, field_is_kind = field_words(change.field), change.field == "credential.kind"
    if change.operation == "remove":
        return tr("Removes {field}.", field=field)
    before, after = _named(change.before, field_is_kind), _named(change.after, field_is_kind)
    shown = before if before != after else ""
    if change.field.startswith("token-request."):
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
    if group == "headers":
        return tr("the header {name}", name=name)
    if group == "environment":
        return tr("the value of {name}", name=name)
    if group == "query":
        return tr("the query parameter {name}", name=name)
    return name.replace("_", " ") or field
