"""Clocks against each other: of the request, of the token, of the server, of a device."""
