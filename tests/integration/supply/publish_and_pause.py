"""Publishes, and stops for ever at a function that the test names: python -m tests.integration.supply.publish_and_pause."""

import importlib
import json
import sys
import time
from pathlib import Path

from flows.commands.publish_command import publish_marts
from warehouse.folder.data_folder import DataFolder


def main(order: dict) -> None:
    module = importlib.import_module(order["module"])
    original, calls = getattr(module, order["function"]), []

    def pause(*arguments):
        calls.append(arguments)
        if len(calls) > order["calls_before"]:
            Path(order["flag"]).touch()
            time.sleep(600)
        return original(*arguments)

    setattr(module, order["function"], pause)
    data = DataFolder(Path(order["data"]))
    publish_marts(data, order["address"], schema="marts", storage=order["storage"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
