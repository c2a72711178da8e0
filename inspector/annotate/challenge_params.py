"""What each parameter of a challenge says (RFC 7616, 6750, 9470, 9449, 9728, and vendors)."""

from functools import cache

from inspector.wording import tr


@cache
def parameters() -> dict[str, tuple[str, str]]:
    """Return for each known parameter what it says, and where that is defined."""
    digest, bearer = "RFC 7616 §3.3", "RFC 6750 §3"
    return {
        "realm": (tr("name of the protected area"), "RFC 9110 §11.5"),
        "charset": (tr("user and password are to be sent in this charset"), "RFC 7617 §2.1"),
        "error_description": (tr("the server's own words"), bearer),
        "error_uri": (tr("a page about the error"), bearer),
        "scope": (tr("what a token must allow here"), bearer),
        "nonce": (tr("to be used once in the answer"), digest),
        "opaque": (tr("to be returned unchanged"), digest),
        "algorithm": (tr("hash to use"), digest),
        "qop": (tr("quality of protection on offer"), digest),
        "domain": (tr("addresses that share this login"), digest),
        "userhash": (tr("whether the user name may be hashed"), digest),
        "stale": (tr("whether only the nonce was too old"), digest),
        "acr_values": (tr("the kind of login that is needed"), "RFC 9470 §3"),
        "max_age": (tr("how many seconds ago the login may be"), "RFC 9470 §3"),
        "algs": (tr("signatures that a DPoP proof may have"), "RFC 9449 §7.1"),
        "resource_metadata": (tr("where the API says which login it wants"), "RFC 9728 §5.1"),
        "authorization_uri": (tr("where to log in"), ""),
        "resource_id": (tr("the audience a token must have"), ""),
        "resource": (tr("the audience a token must have"), ""),
        "client_id": (tr("the app the server names"), ""),
        "claims": (tr("claims to ask for at the next login"), ""),
        "service": (tr("the audience to ask a token for"), ""),
        "token_types": (tr("kinds of token that are accepted"), ""),
    }


def explained(name: str) -> tuple[str, str]:
    """Return a few words on the parameter and their source; empty when it is not known."""
    return parameters().get(name.lower(), ("", ""))
