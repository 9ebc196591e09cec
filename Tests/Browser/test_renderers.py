"""Stand-alone figures look the same in Chromium and in librsvg, cell by cell."""
import base64
import concurrent.futures
import re
import subprocess

import pytest

from browser import GALLERY, ROOT

# Mean colours of cells of 8 × 8 px may differ by this much of 255: anti-aliasing and hinting of text stay below it.
TOLERANCE = 20

# Both pictures are drawn on one canvas size; the answer is the cells that differ most, worst first.
COMPARE = """
async ([svg, png, width, height]) => {
  const pixels = async url => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d', {willReadFrequently: true});
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const [a, b] = [await pixels(svg), await pixels(png)];
  const found = [];
  // Two grids, half a cell apart: a line between two cells of one is inside a cell of the other.
  for (const shift of [0, 4]) {
    const columns = (width - shift) >> 3, rows = (height - shift) >> 3;
    const sums = new Float64Array(columns * rows * 3);
    for (let y = 0; y < rows * 8; y++) for (let x = 0; x < columns * 8; x++) {
      const from = ((y + shift) * width + x + shift) * 4, to = ((y >> 3) * columns + (x >> 3)) * 3;
      for (let c = 0; c < 3; c++) sums[to + c] += (a[from + c] - b[from + c]) / 64;
    }
    for (let i = 0; i < sums.length; i += 3) {
      const worst = Math.max(Math.abs(sums[i]), Math.abs(sums[i + 1]), Math.abs(sums[i + 2]));
      if (worst > 4) found.push([worst, (i / 3 % columns) * 8 + shift, Math.floor(i / 3 / columns) * 8 + shift]);
    }
  }
  return found.sort((p, q) => q[0] - p[0]).slice(0, 5);
}
"""


def rasterise(svg: str) -> bytes:
    return subprocess.run(["rsvg-convert", "--format", "png"], input=svg.encode(), capture_output=True, check=True).stdout


def differences(page, svg: str, png: bytes):
    """The cells the two renderers paint differently, worst first: (difference, x, y)."""
    width, height = (round(float(re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg)[1])) for side in ("width", "height"))
    urls = [f"data:image/{kind};base64," + base64.b64encode(data).decode()
            for kind, data in (("svg+xml", svg.encode()), ("png", png))]
    return page.evaluate(COMPARE, [*urls, width, height])


def figure(*arguments: str) -> str:
    command = [str(GALLERY), "figure", *arguments, "--content", str(ROOT / "Content")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page(color_scheme="light")
    yield page
    page.close()


def test_every_full_figure_looks_the_same(site, page):
    files = sorted(site.glob("figures/*.svg"))
    assert len(files) > 100
    pictures = [file.read_text() for file in files]
    found = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for file, svg, png in zip(files, pictures, pool.map(rasterise, pictures)):
            found[file.stem] = [cell for cell in differences(page, svg, png) if cell[0] > TOLERANCE]
    assert {name: cells for name, cells in found.items() if cells} == {}


@pytest.mark.parametrize("arguments", [
    ["kimi-k2", "--detail", "card"], ["kimi-k2", "--detail", "glyph"], ["kimi-k2", "--detail", "block"],
    ["gemma-3n-e4b", "--narrow"], ["deepseek-v3", "--with", "kimi-k2"], ["gemma-3-27b", "--memory"],
    ["gemma-3-27b", "--memory", "--with", "llama-3-8b"],
], ids=" ".join)
def test_each_kind_of_figure_looks_the_same(arguments, page):
    # Each renderer has its own distance of underlines, by a pixel.
    svg = re.sub(r"text-(decoration|underline-offset):[^;}]*", "", figure(*arguments))
    assert [cell for cell in differences(page, svg, rasterise(svg)) if cell[0] > TOLERANCE] == []


@pytest.mark.parametrize("fault, pattern, replacement", [
    ("a missing box", r'<rect [^>]*class="box"/>', ""),
    ("a missing mark", r'<path [^>]*class="moe"/>', ""),
    ("a missing wire", r'<path [^>]*class="stream"/>', ""),
    ("a wrong colour", r'class="mla"', 'class="ffn"'),
    ("a text 4 px to the right", r'<text x="(\d+)', lambda match: f'<text x="{int(match[1]) + 4}'),
], ids=lambda value: value if isinstance(value, str) and value.startswith("a ") else "")
def test_a_fault_would_be_seen(site, page, fault, pattern, replacement):
    svg = (site / "figures/deepseek-v3.svg").read_text()
    head, mark, body = svg.partition("</style>")
    places = list(re.finditer(pattern, body))
    assert places, fault
    # The first, the middle and the last of its kind, one at a time.
    for match in {places[0], places[len(places) // 2], places[-1]}:
        changed = replacement(match) if callable(replacement) else replacement
        broken = head + mark + body[:match.start()] + changed + body[match.end():]
        assert any(cell[0] > TOLERANCE for cell in differences(page, svg, rasterise(broken))), (fault, match[0][:80])
