"""Reads an HTTPie command (`http`, `https`, `xh`) as a request."""

import re

from inspector.intake.composing import Pocket, taken_from, without_user
from inspector.intake.httpie import Items, typed
from inspector.intake.results import Reading
from inspector.intake.shell import split
from inspector.intake.shell.prompts import PROMPT
from inspector.intake.text import plain
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = "httpie"
SUFFIXES = (".httpie",)
_START = re.compile(rf"^\s*(?:{PROMPT})?(?:https?|xhs?)\s+(?=\S)(?!://)")
_URL = re.compile(r"^(?::\d*|https?://|localhost|\{\{|[\w-]+(?:\.[\w-]+)+|/)\S*", re.IGNORECASE)
_LOGINS: dict[str, type[Basic | Digest | Ntlm]] = {
    "basic": Basic,
    "digest": Digest,
    "ntlm": Ntlm,
}


def title() -> str:
    """Return what it is called."""
    return tr("HTTPie command")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("An HTTPie command: opens as a request, ready to send.")


def fit(data: bytes) -> float:
    """Return how surely the data is an HTTPie command."""
    text = plain(data[:4096]).decode("utf-8", "replace")
    found = _START.match(text)
    if found is None:
        return 0.0
    words = split(text).words[1:]
    return 0.91 if any(_URL.match(word) for word in words[:12]) else 0.0


def read(data: bytes) -> Reading:
    """Return the request; raise Unreadable without a URL."""
    found = typed(plain(data).decode("utf-8", "replace"))
    given, flags = found.given, found.flags
    pocket = Pocket(found.variables)
    url, from_url = without_user(found.url, pocket)
    credential = _credential(flags, pocket, from_url)
    rows = list(given.headers)
    if not credential.is_given:
        credential, rows = taken_from(rows, pocket)
    request = Request(
        method=found.method,
        url=url,
        query=given.query,
        headers=tuple(rows),
        body=given.body,
        credential=credential,
        options=_options(flags),
    )
    notes = (*found.notes, *_notes(given))
    return Reading(kind=NAME, request=request, secrets=pocket.secrets, notes=notes)


def _credential(flags: dict[str, str], pocket: Pocket, from_url: Credential) -> Credential:
    given = flags.get("-a") or flags.get("--auth") or ""
    kind = (flags.get("-A") or flags.get("--auth-type") or "basic").lower()
    if not given:
        return from_url
    if kind == "bearer":
        return Bearer(token=pocket.keep(given, "token"))
    user, colon, password = given.partition(":")
    if kind in {"aws4", "aws4auth"}:
        return _aws(user, password, pocket)
    ref = pocket.keep(password, "password") if colon else SecretRef(place="ask")
    if kind in _LOGINS:
        return _LOGINS[kind](user=user, password=ref)
    return Unsupported(scheme=kind, user=user, secret=ref)


def _aws(key_id: str, rest: str, pocket: Pocket) -> AwsSignature:
    """Return what the plugins for AWS take: `id:secret`, or `id:secret:region:service`."""
    secret, region, service = [*rest.split(":", 2), "", "", ""][:3]
    ref = pocket.keep(secret, "secret-key") if secret else SecretRef(place="ask")
    return AwsSignature(key_id=key_id, secret=ref, region=region, service=service)


def _options(flags: dict[str, str]) -> Options:
    verify = flags.get("--verify", "yes")
    off = verify.lower() in ("no", "false", "0")
    on = verify.lower() in ("yes", "true", "1", "")
    proxy = flags.get("--proxy", "")
    return Options(
        follow_redirects="--follow" in flags or "-F" in flags,
        verify_tls=not off,
        ca_file="" if off or on else verify,
        client_certificate=flags.get("--cert", ""),
        client_key=flags.get("--cert-key", ""),
        proxy=proxy.partition(":")[2] or "system",
    )


def _notes(given: Items) -> tuple[str, ...]:
    if not given.left_out:
        return ()
    return (tr("Not followed: {options}", options=" ".join(given.left_out)),)
