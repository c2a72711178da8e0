"""The kinds of credentials: a module for each record, called and grouped as its scheme is.

What lies beside them belongs to several: `oauth` (groups of fields, grants), `proxy_login`.
"""
