"""What stands where a credential belongs and never was one: `{{token}}`, `null`, `your-api-key`.

The kinds are told apart because what is shown unmasked must be certain, while a verdict may weigh
what is likely.
"""

import re
from typing import Literal, cast

from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re

StandIn = Literal["", "template", "nothing", "request", "variable", "to_do", "likely"]
# What can't be a user's own password either, however odd.
CERTAIN: frozenset[StandIn] = frozenset({"template", "nothing", "request"})
_SECRETS = "token|key|secret|password|jwt|credentials?"
# finds `{{token}}`
# but not `s3cr3t`
_FORMS = lazy_re(
    rf"""
    (?P<template> \{{\{{[^{{}}]{{1,80}}\}}\}} | \$\{{[^{{}}]{{1,80}}\}} | \$\([^()]{{1,80}}\)
        | <[A-Za-z][\w\ ./-]{{1,60}}> )
    | (?P<nothing> undefined | null | none | \[object\ \w+\] )
    | (?P<request> (?:your|insert|replace|enter)[-_ ](?:[^\W_]+[-_ ]){{0,4}}
        (?:api|access|auth)?(?:{_SECRETS})(?:[-_ ](?:here|value))? )
    | (?P<variable> \$[A-Za-z_]\w{{1,60}} | %[A-Za-z_]\w{{1,60}}%
        | \[[A-Za-z][\w\ ./-]{{1,60}}\] | :[a-z_]{{3,40}} )
    | (?P<to_do> nil | nan | todo | changeme )
    | (?P<likely> \(null\) | true | false | tbd | %s | %\(\w+\)s | :[a-z_]+ | \$[a-z_]
        | \{{\{{.*\}}\}} | \$\{{.*\}} | \$\(.*\) | \#\{{.*\}}
        | <[^<>]{{1,60}}> | \{{[a-z_\ -]{{2,40}}\}} | process\.env\.\w+ | env\.\w+ | @\w+@
        | <?(?:your|my|insert|enter|replace|the)[-_ ]?\w*[-_ ]?(?:api)?[-_ ]?
            (?:{_SECRETS})(?:[-_ ]?here)?>?
        | (?:api[-_]?key|access[-_]?token|token|string)(?:here)?
        | (?:op|vault|secrets?|env|file|keyring|awssm|ssm|akv|gcpsm|doppler|ref\+\w{{1,20}})
            ://\S{{1,200}}
        | arn:aws[\w-]{{0,10}}:(?:secretsmanager|ssm):\S{{1,200}}
        | (?:~|\.{{1,2}}|/(?:var|etc|run|home|root|tmp|usr|opt|mnt|secrets|users)|[a-z]:)
            [/\\][\w.-]{{1,60}}[/\\][\w./\\-]{{1,200}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def stand_in(value: str) -> StandIn:
    """Return what kind of stand-in a value is as a whole, empty for anything else.

    `likely` may be a real, weak secret: such a value is masked all the same.
    """
    found = _FORMS.fullmatch(value)
    if found is None or _holds_a_secret(value):
        return ""
    return cast("StandIn", found.lastgroup)


def _holds_a_secret(value: str) -> bool:
    """Whether a value in brackets is one that was drawn at random: somebody filled it in."""
    return value[0] in "<[{" and " " not in value and is_random(value.strip("<[{}]>"))
