"""Two thousand words as people type them, with many scripts, marks and directions."""

import random

COUNT = 2_000
PLAIN = ("the", "kettle", "stair", "after", "that", "heron", "slow", "Ümläut", "naïve")
PECULIAR = (
    *("\U0001f33f", "\U0001f469\u200d\U0001f680", "\U0001f1e9\U0001f1ea"),
    *("\U0001f44d\U0001f3fd", "\u2764\ufe0f", "\U0002a6d6", "日本語", "한국어"),
    "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627",
    *("\u05e9\u05dc\u05d5\u05dd", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    *("\u202eabc\u202c", "\u2067\u0633\u0644\u0627\u0645\u2069"),
    *(
        "e\u0301",
        "\u1112\u1161\u11ab",
        "Z\u0351\u036b\u0343a\u0300l\u0334g\u030ao\u0336",
    ),
    *("क्षत्रिय", "ไม่เป็นไร", "<b>&amp;", "{{ x }}", "“so”", "a\u00a0b", "tab\tstop"),
)


def long_text(seed: str) -> str:
    """Return 2,000 words in lines and paragraphs, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- text, not a secret
    words = [chance.choice(PLAIN if place % 3 else PECULIAR) for place in range(COUNT)]
    words[-1] = f"end-of-{seed}"
    for place in range(40, COUNT, 41):
        words[place] += chance.choice(("\n", "\n\n", ".\n  "))
    return " ".join(words)
