"""Answers requests: finds the scenario of a path, lets it decide, fills its reply in."""

import json
from collections.abc import Iterable

from inspector.mocklab.clock import LabClock
from inspector.mocklab.messages import PREFIX, Chosen, LabReply, LabRequest
from inspector.mocklab.scenario import Bench, Practice, Scenario

GATE = "proxy-in-the-way"
"""The scenario that guards the lab's proxy."""


class Site:
    """The scenarios being served, their replies as edited, and what each remembers."""

    def __init__(self, scenarios: Iterable[Scenario], gate: Scenario, clock: LabClock) -> None:
        self._scenarios = {scenario.slug: scenario for scenario in scenarios}
        self._gate = gate
        self._clock = clock
        self._replies = {
            scenario.slug: dict(scenario.replies) for scenario in (gate, *self._scenarios.values())
        }
        self._benches: dict[str, Bench] = {}

    def open(self, address: str, elsewhere: str, proxy: str) -> None:
        """Set the addresses and forget what was remembered."""
        self._benches = {
            slug: Bench(self._clock, address, elsewhere, proxy) for slug in self._replies
        }

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios served, in the order given."""
        return tuple(self._scenarios.values())

    def practice(self, slug: str) -> Practice:
        """Return the request that runs into a scenario's cause; raises KeyError."""
        return self._scenarios[slug].practise(self._benches[slug])

    def replies(self, slug: str) -> dict[str, LabReply]:
        """Return a scenario's replies as they are now; raises KeyError."""
        return dict(self._replies[slug])

    def replace_reply(self, slug: str, name: str, reply: LabReply | None) -> None:
        """Answer with this reply from now on; None = the original one; raises KeyError."""
        original = self._scenario(slug).replies[name]
        self._replies[slug][name] = original if reply is None else reply

    def slug_of(self, request: LabRequest) -> str:
        """Return the slug that a request's path names, "" when it names none that is served."""
        if request.method == "CONNECT":
            return GATE
        if not request.path.startswith(PREFIX):
            return ""
        slug = request.path.removeprefix(PREFIX).split("/", 1)[0]
        return slug if slug in self._scenarios else ""

    def refusal_at_gate(self, request: LabRequest) -> LabReply | None:
        """Return what the proxy answers instead of passing a request on, None to let it pass."""
        chosen = self._gate.decide(request, self._benches[GATE])
        return None if chosen.name == "ok" else self._reply(GATE, chosen)

    def answer(self, request: LabRequest) -> LabReply:
        """Return the reply to a request."""
        slug = self.slug_of(request)
        if not slug:
            return self._unknown(request)
        return self._reply(slug, self._scenario(slug).decide(request, self._benches[slug]))

    def _scenario(self, slug: str) -> Scenario:
        return self._gate if slug == GATE else self._scenarios[slug]

    def _reply(self, slug: str, chosen: Chosen) -> LabReply:
        return self._replies[slug][chosen.name].filled(chosen.parts)

    def _unknown(self, request: LabRequest) -> LabReply:
        paths = [f"{PREFIX}{slug}/" for slug in self._scenarios]
        status = 200 if request.path in ("", "/") else 404
        body = json.dumps({"practice server": "request-inspector mock", "scenarios": paths})
        return LabReply(status=status, headers=(("Content-Type", "application/json"),), body=body)
