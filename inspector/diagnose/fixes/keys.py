"""Builds fixes of where a key is sent: header, query, cookie or body, and under which name."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import key_header, told_place
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.builders import sends, words_of
from inspector.model.fix import Change, Field, Fix
from inspector.reading.credential import Credential
from inspector.wording import tr


def move_key(case: Case, _: Suspicion) -> Fix | None:
    """Send the key where the server reads it: where the reply says, else as a header."""
    key = _key(case)
    if key is None:
        return None
    place, name = _wanted(case, key)
    if (place, name.lower()) == (key.where, key.name.lower()):
        return None
    changes = [Change(field=Field("credential", "place"), before=key.where, after=place)]
    if name != key.name:
        changes.append(Change(field=Field("credential", "name"), before=key.name, after=name))
    if place == key.where:
        title = tr("Send the key as {name} and resend", name=name)
    else:
        title = _title(place, name)
    return Fix(id=f"move-key-to-{place}", title=title, changes=tuple(changes), sends=sends(case))


def _key(case: Case) -> Credential | None:
    keys = case.sent.keys
    return next((key for key in keys if key.where != "header"), keys[0] if keys else None)


def _wanted(case: Case, key: Credential) -> tuple[str, str]:
    header = key_header(case)
    if header and header.lower() != "authorization":
        return "header", header
    place, name = told_place(words_of(case), key.where)
    if place:
        return place, name or key.name
    return "header", key.name


def _title(place: str, name: str) -> str:
    return {
        "header": tr("Send {name} as a header and resend", name=name),
        "query": tr("Send {name} in the query and resend", name=name),
        "cookie": tr("Send {name} as a cookie and resend", name=name),
        "body": tr("Send {name} in the body and resend", name=name),
    }[place]


def rename_header(case: Case, suspicion: Suspicion) -> Fix | None:
    """Write a header's name with hyphens: servers drop names with underscores."""
    name = str(suspicion.values.get("name") or "")
    new = name.replace("_", "-")
    if not name or new == name:
        return None
    return Fix(
        id="rename-header",
        title=tr("Send it as {name} and resend", name=new),
        changes=(Change(field=Field("credential", "name"), before=name, after=new),),
        sends=sends(case),
    )
