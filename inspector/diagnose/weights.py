"""How much facts weigh: the words with which every rule says how likely they make its finding.

A word stands for a kind of fact and for how much room it leaves to other causes; no number stands
anywhere else, nor in the files of `resources/findings` and `resources/fingerprints`.

Where the numbers come from: each step was set so that the reader's words hold (the table below).
Then `packaging/fit_weights` moved each by 0.02 down and up over 1,747 labelled cases and scenarios,
split by product into halves of 730 and 1017, and looked for what makes no half worse in any count
and one better:

    as it is     strict 646 and 892, acceptable 684 and 972,
                 certain and right 304 and 422, certain and wrong 0 and 0
    SHOWN 0.94   certain and right only 258 and 346
    STRONG 0.95  certain and right 337 and 466, certain and wrong 0 and 0; not taken: it calls
                 certain what one more fact could overturn, two cases among them that nobody
                 can tell. What a second kind of evidence bears out is raised by itself
                 (`judging/settling_words.py`). The moves below were tried beside it
    RATHER 0.58  strict and acceptable two fewer of the second half
    OPEN 0.4     certain and right one more in one half, which is no reason to move it

When all moves were last tried (certainty was not yet raised by two kinds), no other changed a count
for the better, so those steps rest on their order and on the table.

The word that the user reads (`judging/rank.py`: certain from 0.95, very likely from 0.75, possible
from 0.25) comes after rivals of other families have taken their share by the odds. Each step names
what is left of it beside one rival:

    step      alone         certain up to a rival of   very likely up to a rival of
    PROVEN    certain       FAIR                       STRONG
    STATED    certain       RATHER                     CLEAR
    SHOWN     certain       HALF                       SOUND
    STRONG    very likely                              LIKELY
    CLEAR     very likely                              FAIR
    SOUND     very likely                              RATHER
    LIKELY    very likely                              HALF
    the rest  possible, and below HINT unlikely
"""

from typing import Literal

PROVEN = 0.985
"""The bytes of both sides leave no other reading: no finding may weigh more."""
STATED = 0.97
"""The reply gives this reason in words or a code that mean nothing else, and the request fits."""
SHOWN = 0.96
"""The trace shows it: the time in the token is over, the same worked there and not here."""
STRONG = 0.93
"""Said or shown, but one fact is missing that a second cause could fill: certain only where a
second kind of evidence fills it (`judging/settling_words.py`)."""
CLEAR = 0.89
"""The words mean it in most products, and nothing in the request speaks against it."""
SOUND = 0.85
"""Shown by comparison of two requests that also differ in something else."""
LIKELY = 0.8
"""The form of what was sent is unusual or the words are loose; both point the same way."""
FAIR = 0.7
"""One loose fact, the usual cause of it: the most that may be said without a second one."""
RATHER = 0.6
"""The usual cause of such a status where nothing was said: more often than not."""
HALF = 0.5
"""As often this as anything else."""
OPEN = 0.42
"""Possible, but the facts fit another cause a little better."""
HINT = 0.3
"""Worth a line beside a better explanation; just possible alone."""
FAINT = 0.2
"""Only told where nothing else is known: unlikely."""
BARELY = 0.1
"""Not ruled out, no more."""

LESS = 0.6
"""Factor of a weight where a fact speaks against the finding."""
MUCH_LESS = 0.4
"""Factor of a weight where a fact hardly goes together with the finding."""

Step = Literal[
    "proven",
    "stated",
    "shown",
    "strong",
    "clear",
    "sound",
    "likely",
    "fair",
    "rather",
    "half",
    "open",
    "hint",
    "faint",
    "barely",
]
STEPS: dict[Step, float] = {
    "proven": PROVEN,
    "stated": STATED,
    "shown": SHOWN,
    "strong": STRONG,
    "clear": CLEAR,
    "sound": SOUND,
    "likely": LIKELY,
    "fair": FAIR,
    "rather": RATHER,
    "half": HALF,
    "open": OPEN,
    "hint": HINT,
    "faint": FAINT,
    "barely": BARELY,
}
"""The words by which files of findings and products name the steps."""
