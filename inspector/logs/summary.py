"""Makes the report of the counts: the chart, the tables, spikes, kinds; masks every text."""

from collections.abc import Iterable, Sequence
from statistics import median

from inspector.logs.format import LONGEST_KEPT, Kept, format_named
from inspector.logs.judging import Judged, Scene, judged
from inspector.logs.log_reader import FileRead, Result
from inspector.logs.matching import Match, standing_out
from inspector.logs.report import (
    Belongs,
    Column,
    Kind,
    LogLine,
    LogReport,
    ReadLog,
    Reason,
    Row,
    Spike,
)
from inspector.logs.spans import when
from inspector.logs.subjects import WIDTHS, Series, Sightings, Subject, Subjects
from inspector.logs.tally import Tally
from inspector.protocol.redaction import masked_text, masked_url
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number, percent

# ---------------- Buckets with more refusals than usual
_LEAST = 10
_SPREADS = 6
_TIMES = 3
_TO_DEVIATION = 1.4826
_LEAST_COLUMNS = 6


def usual(counts: Sequence[float]) -> tuple[float, float]:
    """Return the median of the counts and their spread (MAD), never below that of chance."""
    middle = median(counts)
    spread = _TO_DEVIATION * median(abs(count - middle) for count in counts)
    return middle, max(spread, middle**0.5, 1.0)


def limit_of(columns: Sequence[Column]) -> tuple[float, float]:
    """Return the usual level of a bucket, and what lies above is a spike."""
    level, spread = usual([column.refused for column in columns])
    return level, max(_LEAST, level + _SPREADS * spread, level * _TIMES)


def spiked(columns: Sequence[Column]) -> tuple[tuple[Column, ...], tuple[Spike, ...]]:
    """Return the columns, spikes marked, and the spikes.

    More refusals among as many more requests are no spike: their share must have grown too.
    """
    if len(columns) < _LEAST_COLUMNS:
        return tuple(columns), ()
    level, limit = limit_of(columns)
    share = _usual_share(columns)
    marked = tuple(
        Column(at=each.at, counts=each.counts, requests=each.requests, spike=True)
        if each.refused > limit and _share(each) > min(1.5 * share, 0.9)
        else each
        for each in columns
    )
    return marked, tuple(_joined(marked, level))


def _share(column: Column) -> float:
    return column.refused / column.requests if column.requests else 1.0


def _usual_share(columns: Sequence[Column]) -> float:
    shares = [_share(column) for column in columns if column.requests]
    return median(shares) if shares else 0.0


def _joined(columns: Sequence[Column], level: float) -> list[Spike]:
    width = columns[1].at - columns[0].at
    spikes: list[Spike] = []
    for column in columns:
        if not column.spike:
            continue
        end = column.at + width
        if spikes and spikes[-1].end >= column.at - width:
            last = spikes.pop()
            column_count = last.count + column.refused
            spikes.append(Spike(start=last.start, end=end, count=column_count, usual=level))
        else:
            spikes.append(Spike(start=column.at, end=end, count=column.refused, usual=level))
    return spikes


# ---------------- Why servers say in their error logs that they refused
def reason_text(slug: str) -> str:
    """Return a reason in words."""
    return _texts().get(slug, slug)


def _texts() -> dict[str, str]:
    return {
        "password-mismatch": tr("The user is known, the password was wrong."),
        "user-not-found": tr("The server knows no user of that name."),
        "no-user": tr("No user name and password were sent."),
        "wrong-scheme": tr("The client used another scheme than the server asks for."),
        "not-authorised": tr("The user logged in, but may not go there."),
        "client-denied": tr("The server's rules refuse this client or path."),
        "nonce": tr("The Digest nonce was stale or invalid."),
        "digest": tr("The Digest answer did not match what the server asked."),
        "password-file": tr("The server could not read its password file."),
        "provider": tr("The server's user directory did not answer or refused."),
        "token": tr("The token was refused."),
        "subrequest": tr("The login service behind the server gave an unexpected answer."),
        "no-auth-type": tr("The server is not configured to log anybody in there."),
    }


def belongs_text(slug: str) -> str:
    """Return in words what speaks for a line belonging to an attempt."""
    return {
        "request-id": tr("same request id"),
        "time": tr("same second"),
        "time-close": tr("within seconds"),
        "time-around": tr("within a minute or so"),
        "time-other-zone": tr("same minute and second in another time zone"),
        "time-local": tr("same second in the server's local time"),
        "target": tr("same method, path and query"),
        "path": tr("same method and path"),
        "status": tr("same status"),
        "client": tr("same client address"),
        "user": tr("same user"),
        "agent": tr("same user agent"),
        "reason": tr("says why it was refused"),
    }.get(slug, slug)


_COLUMNS, _FEW_COLUMNS = 160, 40
_IN_A_COLUMN = 3
_ROWS = 50
_SPIKES = 12
_EARLY_USERS = 5
_LEAST_SAMPLED = 2500


def summarise(result: Result, *, attempt: bool = False) -> LogReport:
    """Return the report; attempt: lines of an attempt were looked for."""
    tally = result.tally
    names = tuple(each.name for each in result.files)
    show = _Shown(names)
    width, columns = _columns(tally)
    columns, spikes = spiked(columns)
    scene = Scene(tally, columns, spikes, width)
    kinds = tuple(show.kind(each) for each in judged(scene))
    start, end = _span(tally)
    requests = round(tally.requests.total())
    return LogReport(
        headline=_headline(scene, kinds, requests),
        logs=tuple(map(_log, result.files)),
        start=start,
        end=end,
        lines=tally.lines,
        requests=requests,
        refused=tally.refused,
        about=not tally.exact,
        statuses=_statuses(tally),
        unreadable=tally.unreadable,
        first_unreadable=show.line(tally.bad) if tally.bad else None,
        width=width,
        columns=columns,
        spikes=tuple(sorted(spikes, key=lambda each: -each.count)[:_SPIKES]),
        kinds=kinds,
        paths=_rows(tally, tally.paths, tally.good_paths),
        clients=_rows(tally, tally.clients, tally.good_clients),
        agents=_agent_rows(tally),
        users=_rows(tally, tally.users, None),
        reasons=tuple(show.reason(*each) for each in tally.reasons.top(20)),
        lines_shown=tuple(map(show.line, tally.kept)),
        kept_every=tally.step,
        belongs=tuple(map(show.match, standing_out(result.matches))) if attempt else None,
    )


class _Shown:
    """Makes lines that may be shown. names: of the files by index; indices count all given."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def line(self, found: Kept) -> LogLine:
        """Return a line, masked."""
        line = found.line
        return LogLine(
            file=self._names[found.file] if found.file < len(self._names) else "",
            number=found.number,
            text=masked_text(found.text.decode("utf-8", "replace").rstrip("\r")),
            at=line.at,
            status=line.status,
            method=masked_text(line.method),
            path=masked_url(line.target[:LONGEST_KEPT]),
            client=masked_text(line.client),
            user=masked_text(line.user),
            reason=reason_text(line.reason) if line.reason else "",
        )

    def kind(self, found: Judged) -> Kind:
        """Return a kind with lines that may be shown."""
        return Kind(
            slug=found.slug,
            level=found.level,
            count=found.count,
            sentence=masked_text(found.sentence),
            advice=found.advice,
            evidence=tuple(map(self.line, found.evidence)),
            start=found.start,
            end=found.end,
        )

    def reason(self, slug: str, subject: Subject) -> Reason:
        """Return a reason of an error log."""
        users = sorted(subject.users, key=lambda user: -subject.users[user])
        return Reason(
            slug=slug,
            text=reason_text(slug),
            count=subject.count,
            users=tuple(masked_text(user) for user in users[:_EARLY_USERS] if user),
            evidence=tuple(map(self.line, subject.evidence)),
        )

    def match(self, match: Match) -> Belongs:
        """Return a line of the attempt with its reasons in words."""
        return Belongs(
            line=self.line(match.found),
            score=match.score,
            because=tuple(map(belongs_text, match.reasons)),
        )


def _log(read: FileRead) -> ReadLog:
    title = format_named(read.format).title()
    return ReadLog(
        file=read.name,
        format=read.format,
        title=title,
        lines=read.lines,
        size=read.size,
        fault=read.fault,
    )


def _headline(scene: Scene, kinds: tuple[Kind, ...], requests: int) -> str:
    tally, spikes = scene.tally, scene.spikes
    alarming = next((kind for kind in kinds if kind.level != "normal"), None)
    if alarming:
        return alarming.sentence
    if not tally.refused:
        return _only_reasons(tally)
    share = percent(tally.refused / max(requests, tally.refused))
    if spikes:
        return _of_spike(scene, max(spikes, key=lambda each: each.count))
    if kinds:
        return kinds[0].sentence
    return tr(
        "Nothing unusual: {refused} of {requests} requests were refused ({share}).",
        refused=number(tally.refused),
        requests=number(max(requests, tally.refused)),
        share=share,
    )


def _of_spike(scene: Scene, spike: Spike) -> str:
    """Say who was refused how often, from when to when by the columns, and what is usual."""
    inside = [one for one in scene.columns if spike.start <= one.at < spike.end]
    clients = scene.tally.clients.top(_ROWS)
    whole = (
        (name, one) for name, one in clients if spike.start <= one.first <= one.last < spike.end
    )
    client = next((name for name, one in whole if one.count * 2 >= spike.count), "")
    parts = {
        "count": number(spike.count),
        "of": number(max(sum(one.requests for one in inside), spike.count)),
        "start": when(spike.start),
        "end": when(spike.end),
        "usual": number(spike.usual),
    }
    if client:
        return tr(
            "{client} met most of the refusals from {start} to {end}: {count} of {of} requests "
            "were refused, usually {usual} in as long.",
            client=masked_text(client),
            **parts,
        )
    return tr(
        "From {start} to {end} {count} of {of} requests were refused, usually {usual} in as long.",
        **parts,
    )


def _only_reasons(tally: Tally) -> str:
    count = sum(subject.count for _, subject in tally.reasons)
    if count:
        slug = tally.reasons.top(1)[0][0]
        return tr_n(
            "The error log tells of {count} refusal, mostly: {reason}",
            "The error log tells of {count} refusals, mostly: {reason}",
            count,
            reason=reason_text(slug),
        )
    return tr("Nobody was refused.")


def _statuses(tally: Tally) -> dict[int, int]:
    return {status: round(series.total()) for status, series in sorted(tally.refusals.items())}


def _span(tally: Tally) -> tuple[float | None, float | None]:
    series = [tally.requests, *tally.refusals.values()]
    places = [(i * s.width, (i + 1) * s.width) for s in series for i in s.counts]
    if not places:
        return None, None
    return float(min(start for start, _ in places)), float(max(end for _, end in places))


def _columns(tally: Tally) -> tuple[int, tuple[Column, ...]]:
    """Return the width of a column and the columns, empty ones too."""
    start, end = _span(tally)
    if start is None or end is None:
        return 1, ()
    width = _width(tally, end - start)
    counts = {status: series.at_width(width) for status, series in sorted(tally.refusals.items())}
    requests = tally.requests.at_width(width)
    indices = range(int(start // width), int(-(-end // width)))
    return width, tuple(
        Column(
            at=index * width,
            counts={status: round(each[index]) for status, each in counts.items() if index in each},
            requests=round(requests.get(index, 0)),
        )
        for index in indices[-_COLUMNS * 4 :]
    )


def _width(tally: Tally, seconds: float) -> int:
    """Return the seconds of a column: as few as leave some refusals in most columns."""
    series: list[Series] = [tally.requests, *tally.refusals.values()]
    least = max(each.width for each in series)
    for width in (*WIDTHS, 10**9):
        columns = seconds / width
        full = columns <= _FEW_COLUMNS or tally.refused >= _IN_A_COLUMN * columns
        if width >= least and columns <= _COLUMNS and full:
            return width
    return 10**9


def _rows(tally: Tally, subjects: Subjects, good: Sightings | None) -> tuple[Row, ...]:
    rows = []
    for name, subject in subjects.top(_ROWS):
        seen = good.known.get(name) if good else None
        rate = _rate(tally, subject.count, seen.count if seen else 0) if good else None
        rows.append(
            Row(
                name=masked_text(name),
                count=subject.count,
                counts=dict(sorted(subject.counts.items())),
                share=subject.count / max(tally.refused, 1),
                rate=rate,
            )
        )
    return tuple(rows)


def _rate(tally: Tally, refused: int, good: float) -> float | None:
    """Return the share of refusals, None where the sample is too small to tell."""
    if not tally.exact and refused + good < _LEAST_SAMPLED:
        return None
    return refused / (refused + good)


def _agent_rows(tally: Tally) -> tuple[Row, ...]:
    ranked: Iterable[tuple[str, int]] = sorted(
        tally.agents.items(), key=lambda pair: (-pair[1], pair[0])
    )
    return tuple(
        Row(name=masked_text(name), count=count, share=count / max(tally.refused, 1))
        for name, count in list(ranked)[:_ROWS]
    )
