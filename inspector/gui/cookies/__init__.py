"""The cookies of an environment: what a request takes along, edited, taken in."""
