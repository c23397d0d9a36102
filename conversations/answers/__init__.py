"""What people type, turned into typed values.

Every parser takes the text as it was typed and gives a `Reading`: the value, or what is in the way.
The registry uses the same parsers, so that a rule such as "what a NIK is" is written once.
"""
