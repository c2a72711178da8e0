"""Rules for requests sent to the wrong place."""
