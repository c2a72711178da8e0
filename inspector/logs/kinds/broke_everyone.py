"""From one moment on everybody is refused: a deploy, a rotated key, a path newly protected."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from inspector.logs.folding import prefix
from inspector.logs.format import Kept
from inspector.logs.judging import Judged, Scene, share
from inspector.logs.spans import when
from inspector.logs.subjects import WIDTHS, Seen, Series
from inspector.protocol.login_addresses import is_login_path
from inspector.wording import tr
from inspector.wording.numbers import number, percent

SLUG = "broke-everyone"
_LEAST = 30
_LEAST_CLIENTS = 8
_SAMPLES = 5
_ONE = 0.5
_PAIRS = 0.3
_BEFORE, _AFTER, _KNOWN, _TRAFFIC = 0.15, 0.6, 0.3, 0.3


class _Group(NamedTuple):
    """Paths with the same beginning, taken together.

    most: the share of the client that was refused most often.
    """

    refused: Series
    good: Series
    clients: frozenset[str]
    paths: tuple[str, ...]
    evidence: tuple[Kept, ...]
    pairs: float
    most: float


class _Step(NamedTuple):
    """at: when it changed. Shares of refusals before and after; after: how many refusals.

    end: when it changed back, None where it did not.
    """

    at: float
    before: float
    share: float
    after: float
    end: float | None = None


def judge(scene: Scene) -> Iterable[Judged]:
    """Look for the moment before which a group of paths was served and after which it was not."""
    best: tuple[float, Judged] | None = None
    for name, group in _groups(scene).items():
        total = group.refused.total()
        if total < _LEAST or len(group.clients) < _LEAST_CLIENTS or group.pairs > _PAIRS:
            continue
        if group.most > _ONE:  # one client is most of it, and not everybody
            continue
        if not scene.tally.exact and len(group.good.counts) < _SAMPLES:
            continue
        step = _step(group) or _burst(group)
        if (
            step
            and not _are_strangers(scene, group, step)
            and (best is None or step.after > best[0])
        ):
            best = step.after, _judged(scene, name, group, step)
    if best:
        yield best[1]


def _groups(scene: Scene) -> dict[str, _Group]:
    members: dict[str, list[str]] = {}
    for path, _ in scene.tally.paths.top(60):
        members.setdefault(prefix(path), []).append(path)
    return {name: _group(scene, paths) for name, paths in members.items()}


def _group(scene: Scene, paths: list[str]) -> _Group:
    refused, good = Series(most=192), Series(most=192)
    clients: Counter[str] = Counter()
    evidence: list[Kept] = []
    checked = followed = 0
    for path in paths:
        subject = scene.tally.paths.known[path]
        if subject.series is not None:
            refused.merge(subject.series)
        good.merge(scene.tally.good_paths.known.get(path, Seen()).series)
        clients.update(subject.parts)
        evidence += subject.evidence[:1]
        checked, followed = checked + subject.checked, followed + subject.followed
    pairs = followed / checked if checked else 0.0
    most = max(clients.values(), default=0) / max(clients.total(), 1)
    told = tuple(evidence[:3])
    return _Group(refused, good, frozenset(clients), tuple(paths), told, pairs, most)


def _step(group: _Group) -> _Step | None:
    """Return the moment that parts served from refused best."""
    width = _width(group)
    bad, good = group.refused.at_width(width), group.good.at_width(width)
    places = sorted({*bad, *good})
    all_bad, all_good = sum(bad.values()), sum(good.values())
    bad_before = good_before = 0.0
    best: tuple[float, _Step] | None = None
    for place in places:
        before = bad_before / (bad_before + good_before) if bad_before + good_before else None
        rest = all_bad - bad_before + all_good - good_before
        after = (all_bad - bad_before) / rest if rest else 0.0
        if before is not None and before <= _BEFORE and after >= _AFTER and good_before >= _LEAST:
            step = _Step(place * width, before, after, all_bad - bad_before)
            if best is None or after - before > best[0]:
                best = after - before, step
        bad_before += bad.get(place, 0)
        good_before += good.get(place, 0)
    if best is None or best[1].after < _LEAST:
        return None
    start = best[1].at / width
    expected = all_good / max(start - places[0], 1) * (places[-1] + 1 - start)
    return best[1] if best[1].after >= _TRAFFIC * min(expected, all_good) else None


def _burst(group: _Group) -> _Step | None:
    """Return the longest time in between in which most was refused."""
    width = _width(group)
    bad, good = group.refused.at_width(width), group.good.at_width(width)
    places = sorted({*bad, *good})
    runs: list[list[int]] = [[]]
    for place in places:
        if bad.get(place, 0) > good.get(place, 0):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    run = max(runs, key=lambda run: sum(bad[place] for place in run))
    if not run:
        return None
    before = [place for place in places if place < run[0]]
    good_before = sum(good.get(place, 0) for place in before)
    bad_before = sum(bad.get(place, 0) for place in before)
    refused = sum(bad[place] for place in run)
    total = refused + sum(good.get(place, 0) for place in run)
    if good_before < _LEAST or refused < _LEAST or refused < _AFTER * total:
        return None
    # of a large log only a sample of the successes is known: chance can leave a gap in it
    expected = good_before / (run[0] - places[0]) * (run[-1] + 1 - run[0])
    if refused < _TRAFFIC * expected:
        return None
    share_before = bad_before / (bad_before + good_before)
    if share_before > _BEFORE:
        return None
    end = (run[-1] + 1) * width
    return _Step(run[0] * width, share_before, refused / total, refused, end)


def _are_strangers(scene: Scene, group: _Group, step: _Step) -> bool:
    """Whether those refused were hardly seen before: then somebody came to try passwords."""
    if not scene.tally.exact:
        return any(is_login_path(path) for path in group.paths)
    good = scene.tally.good_clients.known
    known = sum(name in good and good[name].first < step.at for name in group.clients)
    return known < _KNOWN * len(group.clients)


def _width(group: _Group) -> int:
    least = max(group.refused.width, group.good.width)
    return next((width for width in WIDTHS if width >= least), least)


def _sentence(parts: dict[str, object], *, one: bool, ended: bool) -> str:
    if ended:
        return tr(
            "Something was broken for everybody from {at} to {end}: {after} of the requests to "
            "{path} ({paths} paths, {clients} clients or more) were refused, {before} before that.",
            **parts,
        )
    if one:
        return tr(
            "One path is refused to everybody since {at}: {path} answered {after} of its requests "
            "with a refusal, {before} before that. It was newly protected, or its key changed.",
            **parts,
        )
    return tr(
        "Something changed for everybody at {at}: {after} of the requests to {path} ({paths} "
        "paths, {clients} clients or more) are refused since then, {before} before that.",
        **parts,
    )


def _judged(scene: Scene, name: str, group: _Group, step: _Step) -> Judged:
    one = len(group.paths) == 1 and len(scene.tally.good_paths.known) > 1
    parts: dict[str, object] = {
        "path": group.paths[0] if one else f"{name}/…" if len(group.paths) > 1 else name,
        "at": when(step.at),
        "end": when(step.end),
        "clients": number(len(group.clients)),
        "before": percent(step.before),
        "after": percent(step.share),
        "paths": len(group.paths),
    }
    return Judged(
        slug=SLUG,
        level="alarm",
        count=round(step.after),
        weight=share(step.after, scene),
        sentence=_sentence(parts, one=one, ended=step.end is not None),
        advice=tr(
            "Look what was deployed, rotated or configured at that time: signing keys, audience, "
            "the gateway's rules, the clock. Undo it, or give the clients what it now asks for."
        ),
        evidence=group.evidence,
        start=step.at,
        end=step.end,
    )
