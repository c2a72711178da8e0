"""The first page: a paste box, and six causes to watch being solved."""
