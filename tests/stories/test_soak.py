"""A minute of random commands over all panels neither crashes the window nor meets a mistake.

The seed is printed; SOAK_SEED=… repeats a run. `make bench` does the same for ten minutes.
"""

import sys

from tests.fixtures.soak import new_seed, soaked

SECONDS, LEAST = 60, 40


def test_a_minute_of_random_commands_is_survived():
    status, commands, said = soaked(new_seed(), SECONDS)
    sys.stdout.write(said)
    assert status == 0, said
    assert commands >= LEAST, said
