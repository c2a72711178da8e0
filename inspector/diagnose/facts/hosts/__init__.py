"""Several hosts of one service: regions, environments, and what stands in front of them."""
