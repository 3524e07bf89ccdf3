"""Charts of the site: drawn once, taken over from the site before while they stay the same."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from supply.site.manifest import read_manifest
from warehouse.data_folder import DataFolder
from warehouse.durable_files import link_or_copy

_MANIFEST = "charts/manifest.json"


class ChartStore:
    """Draws charts into the site's folder; one takes 70 ms, so unchanged ones are copied."""

    def __init__(self, data: DataFolder, folder: Path) -> None:
        self._live = data.site
        self._folder = folder
        self._before = read_manifest(data.site / _MANIFEST)
        self._keys: dict[str, str] = {}
        drawing = Path(__file__).with_name("draw_charts.py").read_bytes()
        self._method = (version("vl-convert-python"), hashlib.sha256(drawing).hexdigest())

    def draw(self, file: str, chart: str, subject: Any) -> None:
        """Have a chart in the site.

        Args:
            file: where, below the site's folder.
            chart: function of draw_charts that describes it.
            subject: what that is given; the chart is drawn anew when it has changed.
        """
        key = hashlib.sha256(repr((self._method, chart, subject)).encode()).hexdigest()
        target = self._folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._before.get(file) == key and (self._live / file).is_file():
            link_or_copy(self._live / file, target)
        else:
            # Altair takes a quarter of a second to import; a site that has not changed needs none of it.
            from supply.site.charts import draw_charts

            target.write_bytes(draw_charts.draw(getattr(draw_charts, chart)(subject)))
        self._keys[file] = key

    def close(self) -> None:
        """Remember what was drawn."""
        text = json.dumps(dict(sorted(self._keys.items())), indent=0)
        (self._folder / _MANIFEST).write_text(text, encoding="utf-8")
