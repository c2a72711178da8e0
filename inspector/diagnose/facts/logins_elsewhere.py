"""A login that lets nobody in and names where the account is: another region, host or shard."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import is_secret_member
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import SUCCESSES
from inspector.story.ways.directions import directions

# finds `region`, `apiEndpoint`, `data_center`
# but not `redirect_url`, `server`, `domain`
_NAMES_A_HOME = lazy_re(
    r"(?i)(?:^|[-_])(?:(?:api_?)?(?:region|endpoint|shard|cluster|data_?cent(?:er|re))|"
    r"api_?(?:host|server|domain|base))(?:[-_]?(?:name|id|url|code))?$"
)
_MOST_MEMBERS = 12


class Home(NamedTuple):
    """Where an account is by the word of a login. name: of the member that says so."""

    place: str
    name: str


def told_home(case: Case) -> Home | None:
    """Return where a login of 2xx says that the account is, handing out nothing; None otherwise."""
    return case.once(_told_home)


def _told_home(case: Case) -> Home | None:
    if not case.sent.is_login or case.status not in SUCCESSES or case.heard.set_cookies:
        return None
    members = list(case.heard.content.scalars())
    if len(members) > _MOST_MEMBERS or any(_is_handed_out(*member) for member in members):
        return None
    named = directions(case).items()
    found = (Home(place, name) for place, name in named if _NAMES_A_HOME.search(_parted(name)))
    return next(found, None)


def _is_handed_out(name: str, value: object) -> bool:
    return is_secret_member(name) and isinstance(value, str) and bool(value)


def _parted(name: str) -> str:
    return _HUMP.sub("_", name)


_HUMP = lazy_re(r"(?<=[a-z])(?=[A-Z])")
