"""How easy a text is to read: rules that make remarks, and numbers to compare with published easy-read Swedish."""
