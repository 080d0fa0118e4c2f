"""A text taken apart into its sentences, so that single ones can be shown to somebody else."""

import re

# a sentence runs up to its closing marks and the quotation marks behind them, or to the end of the line;
# a full stop ends one only before white space: 3.5 is a number
_SENTENCE = re.compile(r"""\S.*?(?:(?:[。！？!?…]+|\.(?=\s|$))[”’」』）)"']*|$)""", re.MULTILINE)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in their order, each without outer white space; none is empty."""
    return tuple(found for line in text.split("\n") for found in map(str.strip, _SENTENCE.findall(line)) if found)
