"""The built-in rules, one in each file. They know the model of the linter and its words, and not each other."""
