"""Drawings of charts: drawn once, taken over from the site before while they stay the same."""

import gzip
import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from supply.site.charts.chart_points import ChartPoints
from warehouse.data_folder import DataFolder

# Drawings stand in pages; beside them they are kept for the next site alone, and repeat themselves.
_DRAWINGS = "charts/drawings.json.gz"
_DRAWING = ("draw_charts.py", "unit_scale.py")


class ChartStore:
    """Draws charts for the site's pages; one takes 70 ms, so unchanged ones are taken over."""

    def __init__(self, data: DataFolder, folder: Path) -> None:
        self._target = folder / _DRAWINGS
        self._before = _read_drawings(data.site / _DRAWINGS)
        self._drawn: dict[str, str] = {}
        method = [Path(__file__).with_name(name).read_bytes() for name in _DRAWING]
        self._method = (version("vl-convert-python"), hashlib.sha256(b"".join(method)).hexdigest())

    def draw(self, points: ChartPoints) -> str:
        """Draw a chart, unless the site before has the same; its points have numbers in place of words."""
        key = hashlib.sha256(repr((self._method, points)).encode()).hexdigest()
        if key not in self._drawn:
            self._drawn[key] = self._before.get(key) or _draw(points)
        return self._drawn[key]

    def close(self) -> None:
        """Keep what was drawn."""
        self._target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(dict(sorted(self._drawn.items())), ensure_ascii=False)
        # Without the time: the same drawings are the same bytes.
        self._target.write_bytes(gzip.compress(text.encode(), mtime=0))


def _draw(points: ChartPoints) -> str:
    # A site that has not changed draws nothing: it needs not import what draws.
    from supply.site.charts import draw_charts

    return draw_charts.draw_chart(points)


def _read_drawings(path: Path) -> dict[str, str]:
    """Read the drawings of a site; a file that is missing or broken holds none."""
    try:
        read = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
