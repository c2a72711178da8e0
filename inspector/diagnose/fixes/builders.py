"""Builds fixes that change the request; each returns None where it does not fit the case."""

from collections.abc import Callable

from inspector.diagnose.case import Case
from inspector.diagnose.suspicion import Suspicion
from inspector.model.fix import Change, Fix
from inspector.wording import tr

Builder = Callable[[Case, Suspicion], Fix | None]
_SENDABLE = {"basic": "Basic", "digest": "Digest", "bearer": "Bearer"}
_LOGS_IN = frozenset({"credential.password", "body"})
HIDDEN = "••••••••••••"


def sends(case: Case) -> str:
    """Return what goes out again: method and address."""
    if not case.sent.was_recorded:
        return tr("the request once more")
    return tr(
        "{method} {url} once more", method=case.sent.method, url=case.sent.url.partition("?")[0]
    )


def secret_field(case: Case) -> str:
    """Return the field of the request that holds the secret sent."""
    sent = case.sent.authorization
    if sent is not None:
        return "credential.password" if sent.scheme in {"basic", "digest"} else "credential.token"
    if case.sent.is_login or case.sent.is_token_request:
        return "body"
    return "credential.value" if case.sent.keys else "credential.token"


def switch_scheme(case: Case, _: Suspicion) -> Fix | None:
    """Send the scheme that the challenge names; user and password are carried over."""
    sent = case.sent.authorization
    before = sent.scheme.capitalize() if sent is not None and sent.scheme else tr("nothing")
    password = sent is None or sent.scheme in {"basic", "digest"}
    for wanted in ("digest", "bearer", "basic") if password else ("bearer", "basic", "digest"):
        if wanted in case.heard.schemes and (sent is None or wanted != sent.scheme):
            return Fix(
                id=f"switch-to-{wanted}",
                title=tr("Switch to {scheme} and resend", scheme=_SENDABLE[wanted]),
                changes=(Change(field="credential.kind", before=before, after=wanted),),
                sends=sends(case),
                risk="login-attempt" if wanted != "bearer" else "none",
            )
    return None


def add_word(case: Case, suspicion: Suspicion) -> Fix | None:
    """Put the scheme word before the token."""
    wanted = str(suspicion.values.get("wanted") or "Bearer")
    word = wanted if wanted in {"Bearer", "DPoP", "Token"} else "Bearer"
    return Fix(
        id="add-scheme-word",
        title=tr("Put the word {word} in front and resend", word=word),
        changes=(Change(field="credential.word", after=word),),
        sends=sends(case),
    )


def clean(transform: str, title: str) -> Builder:
    """Return a builder that cleans the secret's text."""

    def build(case: Case, _: Suspicion) -> Fix:
        return Fix(
            id=f"clean-{transform}",
            title=tr(title),
            changes=(
                Change(
                    field=secret_field(case),
                    before=HIDDEN,
                    after=HIDDEN,
                    operation="transform",
                    transform=transform,
                ),
            ),
            sends=sends(case),
            risk="login-attempt" if secret_field(case) == "credential.password" else "none",
        )

    return build


def add_credential(case: Case, _: Suspicion) -> Fix:
    """Fill in a credential of the scheme that the server asks for."""
    wanted = next((s for s in ("bearer", "digest", "basic") if s in case.heard.schemes), "bearer")
    field = "credential.token" if wanted == "bearer" else "credential.password"
    changes = [Change(field="credential.kind", before=tr("none"), after=wanted)]
    if wanted != "bearer":
        changes.append(Change(field="credential.user", ask=True))
    changes.append(Change(field=field, ask=True))
    return Fix(
        id="add-credential", title=tr("Add credentials"), changes=tuple(changes), sends=sends(case)
    )


def enter_secret(case: Case, _: Suspicion) -> Fix:
    """Type the password, token or key again."""
    field = secret_field(case)
    titles = {
        "credential.password": tr("Enter the password"),
        "credential.token": tr("Enter another token"),
        "credential.value": tr("Enter another key"),
        "body": tr("Enter the password")
        if case.sent.is_login
        else tr("Enter the right values in the form"),
    }
    return Fix(
        id="enter-secret",
        title=titles[field],
        changes=(Change(field=field, before=HIDDEN, ask=True),),
        sends=sends(case),
        risk="login-attempt" if field in _LOGS_IN else "none",
    )


def enter_client_secret(case: Case, _: Suspicion) -> Fix:
    """Type the secret of the OAuth client again."""
    return Fix(
        id="enter-client-secret",
        title=tr("Enter the client secret"),
        changes=(Change(field=secret_field(case), before=HIDDEN, ask=True),),
        sends=sends(case),
        risk="login-attempt",
    )


def move_key(case: Case, _: Suspicion) -> Fix | None:
    """Send the key as a header."""
    key = next((k for k in case.sent.keys if k.where != "header"), None)
    if key is None:
        return None
    return Fix(
        id="move-key-to-header",
        title=tr("Send {name} as a header and resend", name=key.name),
        changes=(Change(field="credential.place", before=key.where, after="header"),),
        sends=sends(case),
    )


def keep_credential(case: Case, suspicion: Suspicion) -> Fix | None:
    """Let the credential go to the host that the redirect leads to."""
    host = str(suspicion.values.get("to") or case.sent.host)
    return Fix(
        id="keep-credential",
        title=tr("Send the credential to {host} too", host=host),
        changes=(Change(field="options.keep_credential_for", after=host),),
        sends=sends(case),
        risk="new-host",
    )


def final_address(case: Case, _: Suspicion) -> Fix | None:
    """Send straight to the address that the detour leads to."""
    source = case.previous
    target = case.sent.url
    if source is None or source.sent.url == target:
        return None
    new = source.sent.host != case.sent.host
    return Fix(
        id="use-final-address",
        title=tr("Use the final address {url}", url=target.partition("?")[0]),
        changes=(Change(field="url", before=source.sent.url, after=target),),
        sends=tr("{method} {url}", method=source.sent.method, url=target.partition("?")[0]),
        risk="new-host" if new else "none",
    )


def other_host(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send to the host that knows the credential."""
    host = str(suspicion.values.get("other") or "")
    scheme, _, path, query = case.sent.parts
    if not host or "/" in host:
        return None
    url = f"{scheme}://{host}{path}" + (f"?{query}" if query else "")
    return Fix(
        id="use-other-host",
        title=tr("Send to {host}", host=host),
        changes=(Change(field="url", before=case.sent.url, after=url),),
        sends=tr("{method} {url}", method=case.sent.method, url=url.partition("?")[0]),
        risk="new-host",
    )


def use_https(case: Case, _: Suspicion) -> Fix | None:
    """Ask by https in place of http."""
    source = case.previous if case.previous is not None else case
    before = source.sent.url
    if not before.startswith("http://"):
        return None
    after = "https://" + before[len("http://") :]
    return Fix(
        id="use-https",
        title=tr("Use https"),
        changes=(Change(field="url", before=before, after=after),),
        sends=sends(case),
    )


def recompute(case: Case, suspicion: Suspicion) -> Fix:
    """Let this program answer the Digest challenge, with the algorithm that it names."""
    wanted = str(suspicion.values.get("wanted") or "").partition(",")[0]
    changes = [Change(field="credential.kind", before="Digest", after="digest")]
    if wanted:
        changes.append(Change(field="credential.algorithm", after=wanted))
    return Fix(
        id="recompute-digest",
        title=tr("Compute the answer anew and resend"),
        changes=tuple(changes),
        sends=sends(case),
        risk="login-attempt",
    )
