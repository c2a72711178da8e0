"""Ten minutes of random commands over all panels, in windows of a minute each: none may die."""

from tests.benchmarks._figure import Figure
from tests.fixtures.soak import new_seed, soaked

WINDOWS, SECONDS = 10, 60


def measure():
    """Yield how many windows ended in a crash or with a mistake."""
    first = new_seed()
    runs = [soaked(first + number, SECONDS) for number in range(WINDOWS)]
    ill = [said for status, _, said in runs if status]
    print(*ill, sep="\n")
    commands = sum(count for _, count, _ in runs)
    detail = f"{commands} commands, seeds {first} to {first + WINDOWS - 1}"
    yield Figure("windows that died of random commands", float(len(ill)), 0, detail)
