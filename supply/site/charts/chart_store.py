"""Drawings of charts: drawn once, taken over from the site before while they stay the same."""

import gzip
import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from supply.site.charts.chart_points import ChartPoints
from supply.site.charts.draw_charts import describe_chart, draw_chart, slim
from supply.site.charts.drawing_process import DrawingProcess
from warehouse.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from concurrent.futures import Future

# Drawings stand in pages; beside them they are kept for the next site alone, and repeat themselves.
_DRAWINGS = "charts/drawings.json.gz"
_DRAWING = ("draw_charts.py", "unit_scale.py")


class ChartStore:
    """Draws charts for the site's pages; one takes 70 ms, so unchanged ones are taken over."""

    def __init__(self, data: DataFolder, folder: Path) -> None:
        self._target = folder / _DRAWINGS
        self._before = _read_drawings(data.site / _DRAWINGS)
        self._drawn: dict[str, str] = {}
        self._begun: dict[str, Future[str]] = {}
        self._process = DrawingProcess()
        method = [Path(__file__).with_name(name).read_bytes() for name in _DRAWING]
        self._method = (version("vl-convert-python"), hashlib.sha256(b"".join(method)).hexdigest())

    def begin(self, points: ChartPoints) -> None:
        """Begin to draw a chart that a page will soon ask for, unless the site before has the same."""
        key = self._key(points)
        if key not in self._begun and key not in self._drawn and key not in self._before:
            self._begun[key] = self._process.begin(describe_chart(points))

    def draw(self, points: ChartPoints) -> str:
        """Draw a chart, unless the site before has the same; its points have numbers in place of words."""
        key = self._key(points)
        if key not in self._drawn:
            self._drawn[key] = self._before.get(key) or self._draw(key, points)
        return self._drawn[key]

    def close(self) -> None:
        """End what draws, whatever came of it."""
        self._process.close()

    def keep(self) -> None:
        """Keep what was drawn for the next site."""
        self._target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(dict(sorted(self._drawn.items())), ensure_ascii=False)
        # Without the time: the same drawings are the same bytes.
        self._target.write_bytes(gzip.compress(text.encode(), mtime=0))

    def _key(self, points: ChartPoints) -> str:
        return hashlib.sha256(repr((self._method, points)).encode()).hexdigest()

    def _draw(self, key: str, points: ChartPoints) -> str:
        begun = self._begun.pop(key, None)
        if begun is not None:
            try:
                return slim(begun.result())
            except (OSError, ValueError):
                # The process could not be started, or was ended: it is drawn here.
                pass
        return draw_chart(points)


def _read_drawings(path: Path) -> dict[str, str]:
    """Read the drawings of a site; a file that is missing or broken holds none."""
    try:
        read = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
