"""What the Mock lab shows of each scenario. No Qt."""

from typing import NamedTuple

from inspector.gui.diagnosis.cause_words import family, family_icon
from inspector.wording import tr

ACCEPTS_ALL = "shield-check"


class ScenarioEntry(NamedTuple):
    """A scenario as listed. family: the kind of cause it shows, in words."""

    slug: str
    title: str
    description: str
    family: str
    icon: str


def scenario_entries() -> tuple[ScenarioEntry, ...]:
    """Return all scenarios, by family, then by title; the first call loads them."""
    from inspector.mocklab.scenarios import all_scenarios  # noqa: PLC0415 - at the first visit

    found = (
        ScenarioEntry(
            slug=each.slug,
            title=each.title,
            description=each.description,
            family=family(each.cause) if each.cause else tr("Accepted when answered rightly"),
            icon=family_icon(each.cause) if each.cause else ACCEPTS_ALL,
        )
        for each in all_scenarios()
    )
    return tuple(sorted(found, key=lambda entry: entry.title))
