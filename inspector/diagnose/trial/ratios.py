"""What results of experiments say of a cause: how many times likelier the result is with it."""

from enum import Enum


class Ratio(float, Enum):
    """A likelihood ratio: the odds of a finding are multiplied by it (Bayes' rule).

    So results add up whatever was suspected before. Nobody measured them: there is a word for
    each strength. A weight of FAIR (0.7, odds of 7 to 3) becomes with

        RULES_OUT 0.10   STRONGLY_AGAINST 0.19   AGAINST 0.37   LEANS_AGAINST 0.54
        LEANS_TO 0.74    POINTS_TO 0.78          SPEAKS_FOR 0.82   STRONGLY_FOR 0.93   SETTLES 0.99
    """

    RULES_OUT = 0.05
    """The result can't come about with that cause, save by chance."""
    STRONGLY_AGAINST = 0.1
    """The cause would nearly always have led to another result."""
    AGAINST = 0.25
    """The cause would mostly have led to another result."""
    LEANS_AGAINST = 0.5
    """The result is seen with that cause, but half as often as without it."""
    LEANS_TO = 1.25
    """The result fits the cause, and nearly as well others: the least that is shown as evidence."""
    POINTS_TO = 1.5
    """The result fits the cause better than others."""
    SPEAKS_FOR = 2.0
    """The result is twice as frequent with that cause."""
    STRONGLY_FOR = 6.0
    """The result is rare without that cause."""
    SETTLES = 30.0
    """The result is what the cause foretells, and hardly any other cause brings it about."""


class Untold(float, Enum):
    """How likely it is what a result could bring up and nothing points to yet.

    From 587 refusals of real servers and products: of 86 experiments with the slash at the end of
    an address none was let in; 6 of 73 with the key in another place were.
    """

    HARDLY = 0.004
    SELDOM = 0.02
    AT_TIMES = 0.04
