"""Hosts that are one service in several places: regions and environments, by their names."""

from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import registrable

# finds `api-sandbox.acme.test`
# but not `api.latest.example`
_ENVIRONMENT = lazy_re(
    r"(?i)(^|[.\-_/:]|[a-z](?=sandbox\b))(dev|develop|development|test|testing|staging|stage|stg|sandbox|qa|uat|"
    r"preprod|demo|testnet|int|integration|prod|production|live|mainnet|local|localhost)"
    r"(?=$|[.\-_/:\d])"
)
# Providers' own names for instances of development; `.dev` alone is a domain like any other.
_DEVELOPMENT = lazy_re(
    r"(?i)\.clerk\.accounts\.dev\b|//dev-[a-z0-9]{4,20}\.(?:\w+\.)?(?:auth0|okta)\.com\b"
)
_TOP_LEVEL = lazy_re(r"(?i)\.(?:dev|live|int|local|test)(?=[/:]|$)")
_SAME = {
    "dev": "dev",
    "develop": "dev",
    "development": "dev",
    "test": "test",
    "testing": "test",
    "testnet": "test",
    "staging": "staging",
    "stage": "staging",
    "stg": "staging",
    "sandbox": "sandbox",
    "prod": "prod",
    "production": "prod",
    "live": "prod",
    "mainnet": "prod",
    "local": "local",
    "localhost": "local",
    "int": "integration",
}


def environment_of(text: str) -> str:
    """Return the environment that a host or name says it is of; empty without one."""
    if _DEVELOPMENT.search(text):
        return "dev"
    found = _ENVIRONMENT.search(_TOP_LEVEL.sub("", text))
    return _SAME.get(found.group(2).lower(), found.group(2).lower()) if found else ""


def is_sibling(one: str, other: str) -> bool:
    """Whether two hosts are one service in two places: `api.acme.test`, `api.eu.acme.test`.

    The domain of a country counts as the same one: `acme.com`, `acme.eu`.
    """
    here, there = registrable(one), registrable(other)
    if here == there:
        return _without_place(one, here) == _without_place(other, there)
    same = here.partition(".")[0] == there.partition(".")[0]
    return same and one[: -len(here)] == other[: -len(there)]


def _without_place(host: str, domain: str) -> list[str]:
    """Return the words of a host without those for regions and environments: `api-eu`, `test`."""
    labels = host[: -len(domain)].strip(".").split(".")
    kept = (label for label in labels if not _PLACE.fullmatch(label))
    pieces = [piece for label in kept for piece in label.split("-")]
    return [one for one in pieces if one and not _PLACE.fullmatch(one) and not environment_of(one)]


# finds `eu`, `us5`, `eu-west-1`
# but not `billing`
_PLACE = lazy_re(
    r"(?:eu|us|na|ap|au|ca|uk|gb|de|fr|jp|in|cn|sg|br|asia|emea|apac|gov|eastus|westeurope)\d{0,2}|"
    r"(?:eu|us|ap|ca|sa|me|af|cn|na)-[a-z]+-?\d?|(?:west|east|north|south|central)(?:europe|us|eu|asia)\d?"
)
