"""Builds the fixes that send a key in a header of another name, or in Authorization."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import wanted_form
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.fixes.builders import sends
from inspector.model.fix import KIND, SCHEME_WORD, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.reading.credential import Credential
from inspector.wording import tr


def under_another_name(case: Case, key: Credential) -> Fix | None:
    """Send a key in the usual header: one that nobody reads is not called wrong, either.

    What stands there already goes in Authorization, or under the name that is typed.
    """
    name = ApiKey().name
    if was_accepted(case):
        return None
    if key.name.lower() == name.lower():
        return in_authorization(key, case)
    return Fix(
        id="send-as-key",
        title=tr("Send the key as {name} and resend", name=name),
        changes=(
            Change(field=KIND, before=ApiKey.tag(), after=ApiKey.tag(), guessed=True),
            Change(field=Field("credential", "name"), before=key.name, after=name, guessed=True),
        ),
        sends=sends(case),
    )


def in_authorization(key: Credential, case: Case) -> Fix:
    """Send a key behind the word that the reply names, else behind Bearer (RFC 6750 §2.1)."""
    word, guessed = wanted_form(case).word, not case.heard.challenges
    return Fix(
        id="move-key-to-authorization",
        title=tr("Send {name} in Authorization and resend", name=key.name),
        changes=(
            Change(field=KIND, before=ApiKey.tag(), after=Bearer.tag(), guessed=guessed),
            *((Change(field=SCHEME_WORD, before=_BEARER, after=word),) if word != _BEARER else ()),
        ),
        sends=sends(case),
    )


_BEARER = "Bearer"
