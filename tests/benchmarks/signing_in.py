"""Broken sign-ins to MCP servers: the step and party that are named, beside MCP Inspector's rule.

MCP Inspector takes a bare 401 for `token_expired` and says nothing of other failures
(modelcontextprotocol/inspector, its OAuth error handling); read as a step that is the token, read
as a party the one who holds it.
"""

from inspector.protocol.oauth.sign_in_faults import fault
from tests.benchmarks._figure import Figure
from tests.fixtures.mcp_faults import CLIENT, FAULTS, TOKEN
from tests.fixtures.sign_in_walks import PARTY, STEP, walked

WRONG_STEPS, WRONG_PARTIES = 1, 2  # of thirty


def measure():
    """Yield the share of wrong steps and of wrong parties, against what is allowed."""
    rows = [row(expected) for expected in FAULTS]
    print(table(rows))
    for at, (name, most) in enumerate((("step", WRONG_STEPS), ("party", WRONG_PARTIES))):
        ours, theirs = (sum(one[kind][at] for one in rows) for kind in ("ours", "theirs"))
        wrong = len(rows) - ours
        detail = f"({ours} of {len(rows)} right; by the rule of MCP Inspector {theirs})"
        yield Figure(f"broken sign-ins: wrong {name}", wrong * 30 / len(rows), most, detail)


def row(expected):
    """Return what was expected and said of one server, and who was right in step and party."""
    made = walked(expected.fault)
    found = made.walk.broken
    said = (STEP[found[0].name], PARTY[fault(found[1].slug).party]) if found else ("", "")
    rule = by_inspector(made.answer.attempt.exchanges)
    wanted = (expected.step, expected.party)
    return {
        "expected": expected,
        "said": said,
        "rule": rule,
        "ours": [a == b for a, b in zip(said, wanted, strict=True)],
        "theirs": [a == b for a, b in zip(rule, wanted, strict=True)],
    }


def by_inspector(exchanges):
    """Return what the rule says of a trace: the last answer of the server decides."""
    calls = [
        each.reply for each in exchanges if each.purpose in {"main", "redirect"} and each.reply
    ]
    return (TOKEN, CLIENT) if calls and calls[-1].status == 401 else ("", "")


def table(rows):
    """Return the rows as text."""
    head = f"{'server':26} {'expected':36} {'said':36} by the rule"
    return "\n".join([head, *map(_line, rows)])


def _line(one):
    expected = one["expected"]
    cells = (f"{expected.step}, {expected.party}", ", ".join(one["said"]), ", ".join(one["rule"]))
    mark = "" if all(one["ours"]) else "  WRONG"
    return f"{expected.fault:26} {cells[0]:36} {cells[1]:36} {cells[2]}{mark}"


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.name}: {figure.ratio:.2f} of 30 (allowed {figure.goal}) {figure.detail}")
