"""A client tries many different paths, of which most are refused: a scanner."""

import re
from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.logs.spans import when
from inspector.logs.subjects import Seen, Subject
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number

SLUG = "scanner"
_LEAST_PATHS, _MOST_PATHS = 15, 64
# finds `/.env`
# but not `/environment`
_PROBES = re.compile(
    r"/(?:\.env|\.git|\.aws|\.ssh|\.svn|wp-(?:admin|login|content)|phpmyadmin|pma|cgi-bin|actuator"
    r"|server-status|vendor/phpunit|boaform|hnap1|solr|manager/html|owa|autodiscover|backup"
    r"|config\.(?:php|json|ya?ml)|\.ht(?:access|passwd)|xmlrpc\.php|etc/passwd)",
    re.IGNORECASE,
)


def judge(scene: Scene) -> Iterable[Judged]:
    """Find clients with many different refused paths, or with a few well-known probes."""
    found = [(name, client) for name, client in scene.tally.clients.top(200) if _scans(client)]
    if not found:
        return
    name, worst = max(found, key=lambda pair: len(pair[1].parts))
    good = scene.tally.good_clients.known.get(name, Seen())
    if good.count > 3 * worst.count:
        return
    count = sum(client.count for _, client in found)
    yield Judged(
        slug=SLUG,
        level="notice",
        count=count,
        weight=0.8 * share(count, scene),
        sentence=tr_n(
            "A scanner tries one path after the other: {client} was refused on {paths} different "
            "paths since {start}.",
            "Scanners try one path after the other: {count} clients, of which {client} was refused "
            "on {paths} different paths since {start}.",
            len(found),
            client=name or tr("(not named)"),
            paths=tr("more than {number}", number=_MOST_PATHS)
            if len(worst.parts) > _MOST_PATHS
            else number(len(worst.parts)),
            start=when(worst.first),
        ),
        advice=tr(
            "Block the client if it goes on. Check that nothing it asked for is really there."
        ),
        evidence=tuple(worst.evidence[:3]),
        start=worst.first,
        end=worst.last,
    )


_REPEATS = 4  # refusals of one path: whoever scans does not insist
_PROBES_ENOUGH = 4  # paths that only scanners ask for


def _scans(client: Subject) -> bool:
    probes = sum(bool(_PROBES.search(path)) for path in client.parts)
    paths = len(client.parts)
    wide = paths >= _LEAST_PATHS and client.count < paths * _REPEATS
    return wide or probes >= _PROBES_ENOUGH
