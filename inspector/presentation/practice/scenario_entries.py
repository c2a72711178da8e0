"""What the Mock lab shows of each scenario. No Qt."""

from typing import TYPE_CHECKING, NamedTuple

from inspector.export.words import cause_words
from inspector.presentation.verdict.cause_icons import family_icon
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.finding import Cause

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
            family=cause_words(each.cause) if each.cause else tr("Accepted when answered rightly"),
            icon=_icon(each.slug, each.cause),
        )
        for each in all_scenarios()
    )
    return tuple(sorted(found, key=lambda entry: entry.title.lower()))


def _icon(slug: str, cause: "Cause | None") -> str:
    """Return the icon of the scenario's demo card, else of its family."""
    from inspector.mocklab.practice import cards  # noqa: PLC0415 - with the scenarios

    known = {card.slug: card.icon for card in cards()}
    return known.get(slug) or (family_icon(cause) if cause else ACCEPTS_ALL)
