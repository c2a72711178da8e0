"""Which errors of 5xx are about access: the login or its check broke, or the way to it."""

from http import HTTPStatus

from inspector.diagnose.facts.about_access import (
    BROKEN_WORDS,
    BY_WORDS,
    ONLY_HIDDEN,
    names_own_settings,
    says_access,
    speaks_of_others,
    surely_says_access,
)
from inspector.diagnose.facts.authorization_requests import brought_back
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.given_at_another_name import given_at_another_name
from inspector.diagnose.facts.hosts.proxies_asked import answered_on_the_way
from inspector.diagnose.facts.hosts.services_behind import broke_behind
from inspector.diagnose.facts.lone_errors import gave_up_waiting, login_step_down, refused_preflight
from inspector.diagnose.facts.server_errors import (
    breaks_for_every_caller,
    breaks_when_checking,
    breaks_wordless,
    could_not_check,
    gateway_page,
    is_provider_address,
    lacks_a_right,
    login_host_gone,
    lost_login_service,
)
from inspector.diagnose.facts.things.taken_methods import method_not_taken
from inspector.diagnose.gate.signs import CLEAR, Signs, knows, once
from inspector.reading.error_bodies import is_fault
from inspector.reading.statuses import BAD_GATEWAY, EXCHANGE_FAILED, NOT_OFFERED, SERVER_ERRORS
from inspector.story.ends.outlived import outlived
from inspector.story.ends.unsaid_ends import taken_away_before, unsaid_end
from inspector.story.logins import is_login_callback


def _outlived(case: Case) -> bool:
    """Whether what was sent was over by its stated time, and nothing else is told as failed."""
    other = case.status in BAD_GATEWAY or (speaks_of_others(case) and not case.meanings)
    return not other and outlived(case.trace.story, case) is not None


def _fails_by_a_fault(case: Case) -> bool:
    """Whether a SOAP fault, which always comes with status 500, speaks of access."""
    return is_fault(case.heard) and says_access(case, (*BY_WORDS, *ONLY_HIDDEN), CLEAR)


SIGNS: tuple[Signs, ...] = (
    (
        SERVER_ERRORS,
        (
            # The login's own places
            lambda case: case.sent.is_token_request or is_login_callback(case),
            lambda case: brought_back(case)[0],
            is_provider_address,
            login_step_down,
            login_host_gone,
            lost_login_service,
            # Other entries
            lambda case: taken_away_before(case.trace.story, case),
            lambda case: unsaid_end(case.trace.story, case),
            once(breaks_for_every_caller),
            _outlived,
            # The request
            refused_preflight,
            once(lacks_a_right),
            # The reply
            lambda case: says_access(case, (*BROKEN_WORDS, "clock")),
            names_own_settings,
            surely_says_access,
            knows,
            _fails_by_a_fault,
            answered_on_the_way,
            could_not_check,
            broke_behind,
            gave_up_waiting,
            breaks_when_checking,
            gateway_page,
            breaks_wordless,
        ),
    ),
    (BAD_GATEWAY, (lambda case: case.sent.has_any,)),
    (NOT_OFFERED, (given_at_another_name,)),
    ({HTTPStatus.NOT_IMPLEMENTED}, (method_not_taken,)),
    ({EXCHANGE_FAILED}, (lambda _: True,)),
)
"""What shows that an error of the server's is about access, by the statuses at which it counts."""
