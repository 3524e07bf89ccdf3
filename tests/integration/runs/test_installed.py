"""The wheel alone, in an environment of its own and far from the repository, does what the README says."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.integration.documents.test_cases import CASES, PLAIN

pytestmark = [pytest.mark.end_to_end, pytest.mark.slow]
PACKAGES = ("flows", "transforms", "expectations", "warehouse", "supply")
FORMATS = ("xlsx", "docx", "csv", "parquet", "datapackage", "sqlite", "sdmx", "gx", "opensdg")
# A run takes half a minute, and many on a machine that is busy with other work.
TIMEOUT = 900


def build_wheel(folder: Path) -> Path:
    """Build it as pip does, with the build system that is installed here."""
    command = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, PROJECT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Give it an environment that finds what it depends on here, and the package nowhere but in the wheel."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--quiet", "--python", python, "install", "--no-deps"]
    subprocess.run([*command, "--no-index", wheel], check=True)
    # Lines of `.pth` files there are not followed, so the editable package is not among them.
    packages = sysconfig.get_path("purelib", vars={"base": str(folder)})
    (Path(packages) / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder / "bin" / "tsdg"


def test_the_wheel_alone_does_everything(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path / "wheel")
    held = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        path.relative_to(PROJECT).as_posix()
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert needed - held == set()
    assert {name.split("/")[0] for name in held} == {*PACKAGES, wheel.stem[:10] + ".dist-info"}

    command = install(wheel, tmp_path / "environment")
    (elsewhere := tmp_path / "elsewhere 別處").mkdir()
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TSDG_LANG": "en"}

    def tsdg(*arguments: str | Path, code: int = 0) -> str:
        done = subprocess.run(
            [command, *arguments],
            cwd=elsewhere,
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout if code == 0 else done.stderr

    where = [command.with_name("python"), "-c", "import flows; print(flows.__file__)"]
    found = subprocess.run(where, cwd=elsewhere, env=surroundings, capture_output=True, check=True)
    assert found.stdout.decode().startswith(str(tmp_path))

    assert tsdg("--version") == f"tsdg {wheel.name.split('-')[1]}\n"
    assert "tsdg run report.pdf" in tsdg("run", code=2)
    assert "edition 2023" in tsdg("run", CASES / "good_2023.pdf")
    assert "good_2023.pdf" in tsdg("status")
    codes = tsdg("sql", "select indicator_code from attainment", "--format", "csv").split()[1:]
    assert set(codes) == set(PLAIN)
    for form in FORMATS:
        tsdg("export", f"out/{form}", "--format", form)
        assert any((elsewhere / "out" / form).iterdir())
    (elsewhere / "data" / "site" / "index.html").unlink()
    tsdg("site")
    assert "6.6.1" in (elsewhere / "data" / "site" / "index.html").read_text(encoding="utf-8")
    assert "未達標" in tsdg("--lang", "zh", "show", "6.6.1")
    tsdg("doctor")
