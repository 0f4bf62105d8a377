# SPDX-License-Identifier: GPL-2.0-or-later
"""Made-up articles: each file as JSON Lines. A title tells file, line and generation."""

import json

WORDS = ("the council of a bridge in harvest voted on river and school report after election mayor "
         "said that library budget would not recount certified snow").split()


def write(folder, name, generation, articles, random, words=60):
    """The file NAME.jsonl in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
        for line in range(1, articles + 1):
            text = " ".join(random.choices(WORDS, k=words))
            record = {
                "id": f"{name}-{line}",
                "title": f"Story {name} {line} in generation {generation}",
                "date": f"2017-{1 + line % 12:02}-{1 + line % 28:02}",
                "outlet": "The Cahaba Lantern",
                "text": f"Editha Plum of {name} wrote: {text}.",
            }
            out.write(json.dumps(record) + "\n")
