"""Requests as code: what every language needs, from a request that would leave."""
