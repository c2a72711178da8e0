"""What a status says about access: one name for each question, the same for everybody.

Named by the question that is asked, since one status answers several: 400 is how a token endpoint
refuses (RFC 6749 §5.2) and says nothing about access by itself. Status codes are those of RFC 9110
§15 where no other source is named.
"""

INTERIM = range(100, 200)
SUCCESSES = range(200, 300)
REDIRECTS = range(300, 400)
LEADS_ON = frozenset({301, 302, 303, 307, 308})
"""Names another address, to which a client goes by itself (§15.4)."""
ANSWERS_A_FORM = frozenset({302, 303})
"""With which a form that was sent leads to the page that comes of it."""
MAY_BECOME_GET = frozenset({301, 302})
"""Clients may go on with GET after a POST (§15.4.2, §15.4.3); after 303 they have to."""
REPEATS = frozenset({307, 308})
"""Sends the same request to another address (§15.4.8, §15.4.9)."""
WITHOUT_A_BODY = frozenset({204, 304})
"""Never has a body, whatever Content-Length says (§6.4.1)."""
CLIENT_ERRORS = range(400, 500)
ERRORS = range(400, 1000)
"""Every status that reports a failure; some servers use numbers above 599."""
SERVER_ERRORS = range(500, 600)
BAD_GATEWAY = frozenset({502, 503, 504})
"""The server behind the one that answers is down, busy or too slow."""
GOT_NO_ANSWER = frozenset({502, 504})
"""A gateway says that the server behind it gave no answer, or none in time (§15.6.3, §15.6.5)."""
WORTH_REPEATING = frozenset({429, 500, *BAD_GATEWAY})
"""The same request may succeed later: 429 by RFC 6585 §4, the others by §15.6."""

CHALLENGES = frozenset({401, 407})
"""Must carry a challenge, which says how to log in (§15.5.2, §15.5.8)."""
LOGIN_AT_PROXY = 407
"""A proxy wants a login (§15.5.8)."""
PAGE_EXPIRED = 419
"""Laravel's page that expired."""
LOGIN_TIMEOUT = 440
"""IIS's session that ended."""
INVALID_TOKEN = 498
"""ArcGIS's token that is not valid."""
EXCHANGE_FAILED = 561
"""AWS's load balancers: the login provider answered the token request with an error."""
TURNS_AWAY = frozenset({401, 403})
"""The two with which a server refuses a caller (§15.5.2, §15.5.4), a proxy not among them."""
REFUSES_LOGIN = TURNS_AWAY | CHALLENGES
"""The three standard ones that refuse a caller, by the server or by a proxy on the way."""
REFUSES_ACCESS = REFUSES_LOGIN | {PAGE_EXPIRED, LOGIN_TIMEOUT, 451, INVALID_TOKEN, 499, 511}
"""Refuses access by itself, whatever the body says.

451: RFC 7725. 499: ArcGIS's token that is missing. 511: a portal (RFC 6585 §6).
"""
REFUSED_IN_LOGS = REFUSES_ACCESS - {451, 499}
"""The same in a server's log, where nginx writes 499 for each client that hung up."""
TAKES_FOR_ROBOT = frozenset({430, 999})
"""Shopify's and LinkedIn's own statuses for a caller that their filters turned away."""
REFUSES_WITHOUT_WORDS = REFUSES_ACCESS | {423, 495, 496} | TAKES_FOR_ROBOT
"""Refuses a caller even in a reply without a word.

423: an account or object that is locked (RFC 4918 §11.3). 430 and 999: Shopify and LinkedIn, which
take the caller for a robot. 495 and 496: nginx's client certificate that is invalid or missing.
"""
MAY_REFUSE_ACCESS = REFUSES_WITHOUT_WORDS | {400, 402, 415, 421, 429}
"""May refuse access, worth to be read: 415 where a login is of a kind that nobody reads, 421 by a
host that knows no such name, 429 after tries."""

MAY_REFUSE_CREDENTIAL = TURNS_AWAY | {400, 422, 498}
"""May be the server's refusal of a credential that was sent, or of its absence.

400: RFC 6750 §3.1 (invalid_request). 422: frameworks that check tokens as they check fields.
"""
MAY_FAIL_ON_CREDENTIAL = MAY_REFUSE_CREDENTIAL | {500}
"""The same, and the error of a server that did not expect such a credential."""
REFUSES_TOKEN_REQUEST = TURNS_AWAY | {400}
"""With which token and authorization endpoints refuse (RFC 6749 §5.2, RFC 6750 §3.1)."""
REFUSES_SIGNATURE = TURNS_AWAY | {400}
"""With which servers refuse a signature, its time among what it covers (S3: 403, others 400)."""
REFUSES_FORGERY = TURNS_AWAY | {400, 409, 412, 419, 422, 428}
"""With which frameworks refuse a missing or wrong CSRF token.

403: Django, Spring. 419: Laravel. 422: Rails. 409 and 412: Transmission and services that want a
precondition. 428: RFC 6585 §3.
"""
NAMES_A_CONDITION = frozenset({409, 412, 423, 428})
"""The state of what was asked for is in the way: a lock (RFC 4918 §11.3), a version, an edit."""
HANDS_OUT_A_NONCE = CHALLENGES | {400, 412}
"""May ask for the request once more with a nonce it hands out (use_dpop_nonce, RFC 9449 §8)."""
REFUSES_LOCKED_ACCOUNT = TURNS_AWAY | {400, 422, 423, 429}
"""With which a login refuses an account that is locked or tried too often."""
COUNTS_REQUESTS = TURNS_AWAY | {503}
"""What tells a limit of requests in words, where it is not 429."""
REFUSES_IN_FRONT = TURNS_AWAY | {400, 405, 406, 418, 429, 444, 451, 499, 501, 503} | TAKES_FOR_ROBOT
"""With which firewalls, bot filters and blocklists in front of a server refuse."""
MAY_BE_WRONG_ADDRESS = TURNS_AWAY | {400, 404, 405, 421, 422}
"""With which a request is refused at a place that is not its own: wrong host, port, path."""
NO_SUCH_PLACE = frozenset({404, 405})
"""No such path, or none for this method."""
MAY_HIDE_PLACE = NO_SUCH_PLACE | {400, 422}
"""May hide from a caller a place that others see."""
NO_LONGER_THERE = frozenset({404, 410})
"""What was asked for is not there, or not any more."""
NOT_OFFERED = NO_SUCH_PLACE | {410, 501}
"""What was asked for is not offered there, so that the reply judges no credential."""
SAYS_NOTHING_OF_RIGHTS = BAD_GATEWAY | {405, 410, 413, 415, 501}
"""Tells of method, address, body or a server that is away, not of what a caller may do."""
MISREAD_REQUEST = frozenset({400, 422})
"""The request could not be read or carried out as it is written."""
NOT_FOR_A_PROXY = MISREAD_REQUEST | {406, 501, 503}
"""A proxy was asked for a path of its own: it has none, and no server to hand the request to."""
MISREAD_OR_NO_PLACE = MISREAD_REQUEST | {404}
"""The same, or there is nothing at the address."""
LACKS_A_FIELD = MISREAD_REQUEST | {409}
"""A field is missing; 409: restify's MissingParameter."""
REFUSES_A_VALUE = LACKS_A_FIELD | {402, 403}
"""What was sent may be refused for a value in it: an amount, a limit, a card."""
MISSES_WHAT_WAS_ASKED = NO_SUCH_PLACE | {409, 410}
"""What was asked for is not there, or not in that state: words about it are not about access."""
REQUEST_AT_FAULT = frozenset({400, 404, 405, 406, 409, 410, 412, 415, 422})
"""Refuses the request for what it asks or how it is written, so access was not the question."""
MAY_REFUSE_SIZE = frozenset({400, 413, 414, 431, 494})
"""Too much was sent: 431 for headers (RFC 6585 §5), 494 is nginx's own for them."""
HEADERS_TOO_LARGE = frozenset({431, 494})
"""Means headers that are too large, whatever the body says."""
MISSES_CERTIFICATE = frozenset({495, 496, 526})
"""nginx and Cloudflare on a client certificate that is missing or invalid."""
MAY_MISREAD_FIELD = frozenset({400, 422, 500})
"""A field of the request could not be read."""
