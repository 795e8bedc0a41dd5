"""The validators, one in each file. They do not know each other."""
