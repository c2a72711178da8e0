"""The schemes; `choose` finds each module here by itself."""
