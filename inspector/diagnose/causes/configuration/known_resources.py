"""Tokens for an API that has a host of its own, sent to another one.

Source: https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
"""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import audiences, bearer
from inspector.diagnose.weights import STRONG
from inspector.wording import tr

# Microsoft's own resources by the ids that are the same in every tenant, and where they are asked.
_RESOURCES: dict[str, tuple[str, ...]] = {
    "00000003-0000-0000-c000-000000000000": ("graph.microsoft.com", "graph.microsoft.us"),
    "00000002-0000-0000-c000-000000000000": ("graph.windows.net",),
    "797f4846-ba00-4fd7-ba43-dac1f8f63013": ("management.azure.com", "management.core.windows.net"),
    "cfa8b339-82a2-471a-a3c9-0fc0be7a4093": ("vault.azure.net",),
    "e406a681-f3d4-42a8-90b6-c2b029497af1": ("core.windows.net",),
    "499b84ac-1321-427f-aa17-267ca6975798": ("dev.azure.com", "visualstudio.com"),
    "00000009-0000-0000-c000-000000000000": ("api.powerbi.com",),
}


def audience_of_a_known_api(case: Case) -> Found:
    """The token is for an API that has its own host, which is not the one asked."""
    token = bearer(case)
    if token is None or not case.is_refused or case.said("token-expired", "revoked"):
        return
    for own in audiences(token):
        homes = _RESOURCES.get(own.lower(), ())
        if homes and not any(f".{case.sent.bare_host}".endswith(f".{home}") for home in homes):
            yield case.refused_for(
                "audience-mismatch",
                STRONG,
                fact(tr("The token's aud is {aud}.", aud=own), token.place),
                fact(tr("That is the API at {host}.", host=homes[0]), case.sent_line),
                aud=own,
            )
            return


RULES = (audience_of_a_known_api,)
