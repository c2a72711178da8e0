"""The figures of the proving ground, by server and by family, and what was missed."""

from collections import defaultdict

COLUMNS = (
    ("n", "refusals"),
    ("one", "first finding right, from one send"),
    ("ok", "the same, or a family that fits as well"),
    ("hist", "first finding right, with what was sent before"),
    ("ok", "the same, or a family that fits as well"),
    ("amb", "refusals of which one reply can't tell"),
    ("bef", "of these: the true cause first before experiments"),
    ("aft", "and after them"),
    ("worse", "of all: right before, wrong after"),
    ("cost", "requests for the experiments on an ambiguous one, mean"),
    ("waste", "of the requests' experiments: those that said nothing"),
    ("cli", "refusals that a client can repair"),
    ("fix", "of these: the first or second fix led to the promised state"),
    ("said", "fixes of which it was said correctly whether they did"),
    ("out", "refusals whose true cause is ruled out"),
)


def right(ranked, row, *, also=False):
    """Whether the first finding is the true cause; also: or one that fits as well."""
    if not ranked:
        return False
    return ranked[0][0] in ({row["family"], *row["also"]} if also else {row["family"]})


def share(number, of):
    """Return a share to print, with a dash where there is nothing to count."""
    return f"{number / of:.2f}" if of else "–"


def counted(rows):
    """Return the figures of some refusals, in the order of the columns."""
    n, hard = len(rows), [row for row in rows if row["ambiguous"]]
    tried = [one for row in rows for one in row["fixes"]["tried"]]
    client = [row for row in rows if row["by"] == "client"]
    run = [one for row in rows for one in row["experiments"]["outcomes"] if one[1] != "not-run"]
    cost = sum(row["experiments"]["requests"] for row in hard)
    return [
        str(n),
        share(sum(right(row["one"], row) for row in rows), n),
        share(sum(right(row["one"], row, also=True) for row in rows), n),
        share(sum(right(row["history"], row) for row in rows), n),
        share(sum(right(row["history"], row, also=True) for row in rows), n),
        str(len(hard)),
        share(sum(right(row["one"], row) for row in hard), len(hard)),
        share(sum(right(row["experiments"]["after"], row) for row in hard), len(hard)),
        str(sum(map(is_worse, rows))),
        f"{cost / len(hard):.1f}" if hard else "–",
        share(sum(len(row["experiments"].get("wasted", ())) for row in rows), len(run)),
        str(len(client)),
        share(sum(map(is_reached, client)), len(client)),
        share(sum(one["said right"] for one in tried), len(tried)),
        str(sum(map(is_ruled_out, rows))),
    ]


def is_worse(row):
    """Whether experiments put another cause before the true one."""
    before, after = row["one"], row["experiments"]["after"]
    return right(before, row, also=True) and not right(after, row, also=True)


def is_reached(row):
    """Whether one of the first two fixes led to the promised state."""
    return any(one["reached"] for one in row["fixes"]["tried"])


def is_ruled_out(row):
    """Whether the true cause stands among what a fact rules out."""
    outs = {*row["ruled out"], *row["experiments"].get("ruled out", ())}
    return row["family"] in outs


def table(rows, key):
    """Return the lines of a table whose first column is the server or the family."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    lines = [[key, *(name for name, _ in COLUMNS)]]
    lines += [[name, *counted(each)] for name, each in sorted(groups.items())]
    lines.append(["all", *counted(rows)])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            text.ljust(width) if at == 0 else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def misses(rows):
    """Yield a line for each thing that is not as it should be."""
    for row in rows:
        where = f"{row['server']}/{row['id']}"
        for line in (*_causes_missed(row), *_experiments_missed(row), *_fixes_missed(row)):
            yield f"{where}: {line}"


def _first(ranked):
    return "/".join(ranked[0]) if ranked else "silent"


def _causes_missed(row):
    if row["failed"]:
        yield f"the program failed: {row['failed']}"
    elif not row["as declared"]:
        yield f"answers {row['status']}, which is not what is declared"
    if not right(row["one"], row, also=True):
        yield f"{row['family']} ({row['detail']}), told: {_first(row['one'])}"
    elif not right(row["history"], row, also=True):
        yield f"with history {_first(row['history'])}, it is {row['family']}"
    if is_ruled_out(row):
        yield f"the true cause {row['family']} is ruled out"


def _experiments_missed(row):
    if is_worse(row):
        ran = " ".join(one[0] for one in row["experiments"]["outcomes"])
        after = _first(row["experiments"]["after"])
        yield f"experiments put {after} before {row['family']} ({ran})"


def _fixes_missed(row):
    tried = row["fixes"]["tried"]
    if row["by"] == "client" and not is_reached(row):
        done = ", ".join(f"{one['id']} → {one['status']}" for one in tried)
        offered = " ".join(row["fixes"]["offered"][:4])
        yield f"no fix led out; tried {done or 'none'}; offered {offered or 'none'}"
    for one in tried:
        if not one["said right"]:
            reached = "reached" if one["reached"] else "not reached"
            yield f"{one['id']} is told as {one['said']}, the state was {reached}"


def page(rows, successes):
    """Return the whole report as text."""
    lines = [f"{name:>6}  {text}" for name, text in COLUMNS]
    lines += ["", *table(rows, "family"), "", *table(rows, "server"), ""]
    silent = sum(one["silent"] for one in successes)
    lines += [f"silent on {silent} of {len(successes)} successes", ""]
    for one in successes:
        if not one["silent"] or not one["as declared"]:
            told = f"answers {one['status']}, told: {_first(one['one'])}"
            lines.append(f"{one['server']}/{one['id']}: {told}")
    return "\n".join([*lines, "Missed:", *misses(rows), ""])
