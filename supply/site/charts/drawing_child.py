"""The process that draws charts for `drawing_process`: a description in, a drawing out, one JSON line each."""

import json
import os
import sys


def main() -> None:
    """Answer until there is nothing more to draw, or nobody who asks."""
    # What a library prints goes to stderr: stdout is for the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    import vl_convert

    for line in sys.stdin:
        drawing = vl_convert.vegalite_to_svg(json.loads(line), allowed_base_urls=[])
        answers.write(json.dumps(drawing) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
