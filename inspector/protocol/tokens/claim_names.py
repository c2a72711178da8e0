"""Claims and members by how they behave (RFC 7519 §4.1, OpenID Connect Core §2, RFC 7517 §9.2)."""

from typing import Any

TIMES = frozenset({"exp", "nbf", "iat", "auth_time", "updated_at"})
# They differ in every token and decide nothing; the end of a token does decide.
OF_THE_MOMENT = frozenset(
    {"jti", "iat", "orig_iat", "nbf", "auth_time", "updated_at", "sid", "nonce", "uti", "aio", "rh"}
    | {"at_hash", "c_hash", "s_hash"}
)
PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""Those of a JWK that only its owner may know (RFC 7518 §6)."""

SCOPE = ("scope", "scp")
"""The scopes of an access token (RFC 8693 §4.2), as Microsoft calls them, too."""
RIGHTS = (*SCOPE, "scopes", "permissions")
"""The same with the names that other products have for them."""
OF_WHAT_ONE_MAY = frozenset(
    {*RIGHTS, "permission", "role", "roles", "group", "groups", "entitlement", "entitlements"}
    | {"authorities", "privileges", "realm_access", "resource_access", "cognito:groups"}
)
OF_WHERE_ONE_BELONGS = frozenset(
    {"tenant", "tenant_id", "org", "org_id", "organization", "organization_id", "organisation"}
    | {"team", "team_id", "teams", "workspace", "workspace_id"}
)


def is_time(name: str, value: Any) -> bool:
    """Whether a claim has to be seconds since 1970; Auth0 writes `updated_at` as text."""
    return name in TIMES and not (name == "updated_at" and isinstance(value, str))
