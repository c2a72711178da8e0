"""How well experiments decide between causes that one reply can't tell apart."""

import collections
import sys

from inspector.compose.scope import Scope
from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab
from tests.fixtures.scripted import ScriptedServer
from tests.fixtures.silent_apis import Silent, worlds

_CONSENT = ("unsafe-method", "login-attempt", "uses-up-token")


def played(lab, world, *, asked):
    """Send, run what is offered in its order, return the first findings and the cost."""
    api = Silent(world)
    server = ScriptedServer([api])
    try:
        scope = api.scope(server.url) or Scope()
        answer = lab.send(api.request(lab, server.url), scope)
        after = lab.run(answer, scope=scope, consent=_CONSENT if asked else ())
        return answer, after
    finally:
        server.stop()


def main():
    asked = "--asked" in sys.argv
    lab = Lab(build())
    counts = collections.Counter()
    for world in worlds():
        before, after = played(lab, world, asked=asked)
        first, then = (one.verdict.findings[:1] for one in (before, after))
        was, now = (bool(one) and one[0].cause in world.causes for one in (first, then))
        counts["decidable"] += len(world.causes) == 1
        counts["decidable and right"] += len(world.causes) == 1 and now
        counts["all"] += 1
        counts["before"] += was
        counts["after"] += now
        counts["worse"] += was and not now
        counts["requests"] += after.trial.requests
        sure = bool(then) and then[0].certainty in {"certain", "very-likely"}
        counts["sure"] += sure
        counts["sure and wrong"] += sure and not now
        if not now or "--all" in sys.argv:
            shown = " ".join(f"{o.plan.id}={o.result}" for o in after.trial.outcomes if o.attempt)
            slug = f"{then[0].slug} {then[0].score}" if then else "-"
            print(
                f"{'ok ' if now else 'NO '} {'was right ' if was else ''}{world.kind}/{world.truth}/{world.manner}: {slug} | {shown}"
            )
    print(dict(counts))
    lab.bench.close()


if __name__ == "__main__":
    main()
