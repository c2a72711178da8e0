"""Builds the fix that sends a key in a header of another name."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.fixes.builders import sends
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.reading.credential import Credential
from inspector.wording import tr


def under_another_name(case: Case, key: Credential) -> Fix | None:
    """Send a key in the usual header: one that nobody reads is not called wrong, either."""
    name = ApiKey().name
    if key.name.lower() == name.lower() or was_accepted(case):
        return None
    return Fix(
        id="send-as-key",
        title=tr("Send the key as {name} and resend", name=name),
        changes=(
            Change(field=KIND, before=ApiKey.tag(), after=ApiKey.tag(), guessed=True),
            Change(field=Field("credential", "name"), before=key.name, after=name, guessed=True),
        ),
        sends=sends(case),
    )
