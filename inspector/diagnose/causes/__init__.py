"""One folder for each family of causes; a module is a topic, its RULES are found by themselves."""
