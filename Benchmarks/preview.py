#!/usr/bin/env python3
"""preview.py [--models 100 1000] [--edits 20] [--rebuilds 1000]: from a saved file to the reloaded page in `gallery serve`.

Needs a release build (`swift build -c release`, or --gallery PATH). A generated content folder and a copy of the
templates are edited in memory. Each figure runs from the write to the event an open page reloads on, and on to the
last byte of the page itself. With --rebuilds the same folder is edited that many times and resident memory printed.
"""
import argparse
import http.client
import json
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


def workload(models, work):
    """The folder of content and templates, fresh for each run."""
    peer, project = work / f"{models}-peer", work / f"{models}-project"
    if not (peer / "workload.json").exists():
        subprocess.run([sys.executable, HERE / "hugo/make_workload.py", "--models", str(models), "--pairs", "0",
                        "--out", peer, "--peers", "hugo"], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(project, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "workload.py", peer, project / "Content"], check=True,
                   stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "Templates", project / "Templates")
    return project


class Server:
    """A preview of a project, with one open page that follows it."""

    def __init__(self, gallery, project):
        start = time.monotonic()
        self.process = subprocess.Popen(
            [str(gallery), "serve", "--port", "0", "--content", str(project / "Content"),
             "--templates", str(project / "Templates")], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.match(r"serving http://127\.0\.0\.1:(\d+)/", line)
            if found:
                break
        else:
            sys.exit("the preview did not start")
        self.start_seconds = time.monotonic() - start
        self.port = int(found.group(1))
        # The log is read to the end, or the preview would wait for us.
        self.drain = subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/-/events")
        self.events = connection.getresponse()
        self.pages = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.state = self.next_state()

    def next_state(self):
        while True:
            line = self.events.readline()
            if not line:
                sys.exit("the preview closed the event stream")
            if line.startswith(b"data: "):
                return json.loads(line[6:])

    def wait_for(self, is_done):
        while not is_done(self.state):
            self.state = self.next_state()

    def get(self, path):
        self.pages.request("GET", "/" + path)
        answer = self.pages.getresponse()
        return answer.status, answer.read()

    def resident_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        """Seconds from Ctrl-C to the end, with the stream still open."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=10)
        self.drain.wait()
        return time.monotonic() - start


def scenes(project):
    """Title, file, page to look at, and the file's text for each turn."""
    models = sorted((project / "Content/models").glob("*.md"))
    model, concept = models[len(models) // 2], sorted((project / "Content/concepts").glob("*.md"))[0]
    template = project / "Templates/model.mustache"
    style = project / "Templates/assets/site.css"
    page = f"models/{model.stem}/index.html"

    def vocabulary(text, turn):
        return re.sub(r"(?m)^vocabulary: (\d+)$", lambda found: f"vocabulary: {int(found.group(1)) + 64 * turn}", text)

    return [
        ("prose of a model", model, page, lambda text, turn: text + f"\nEdited in turn {turn}.\n"),
        ("spec of a model", model, page, vocabulary),
        ("prose, seen on the home page", model, "index.html", lambda text, turn: text + f"\nAgain in turn {turn}.\n"),
        ("a concept", concept, f"concepts/{concept.stem}/index.html", lambda text, turn: text + f"\nTurn {turn}.\n"),
        ("a template", template, page, lambda text, turn: text + f"<!-- {turn} -->\n"),
        ("the style sheet", style, "assets/site.css", lambda text, turn: text + f"/* {turn} */\n"),
    ]


def measure(server, project, edits):
    shuffle = random.Random(7)
    for title, path, page, edited in scenes(project):
        original = path.read_text()
        times = []
        for turn in range(1, edits + 1):
            # Not in step with the watcher, and past what it does after a change.
            time.sleep(0.12 + shuffle.random() * 0.08)
            before = server.state["generation"]
            start = time.monotonic()
            path.write_text(edited(original, turn))
            server.wait_for(lambda state: state["generation"] != before)
            told = time.monotonic()
            status, body = server.get(page)
            done = time.monotonic()
            if status != 200 or server.state["generation"].encode() not in body and page.endswith(".html"):
                sys.exit(f"{title}: {page} answered {status}, or an older version")
            times.append((told - start, done - told, done - start))
        yield title, times
        before = server.state["generation"]
        path.write_text(original)
        server.wait_for(lambda state: state["generation"] != before)


def grow(server, project, rebuilds):
    """Edits one model again and again; the resident memory on the way."""
    _, path, page, edited = scenes(project)[1]
    original = path.read_text()
    marks = {}
    for turn in range(1, rebuilds + 1):
        before = server.state["generation"]
        path.write_text(edited(original, turn % 50 + 1))
        server.wait_for(lambda state: state["generation"] != before)
        server.get(page)
        if turn in (1, 50, 100, 500) or turn == rebuilds:
            marks[turn] = server.resident_mib()
    path.write_text(original)
    return marks


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--rebuilds", type=int, default=0)
    parser.add_argument("--gallery", type=pathlib.Path, default=ROOT / ".build/release/gallery")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/gallery-benchmark/preview"))
    options = parser.parse_args()
    if not options.gallery.exists():
        sys.exit("build first: swift build -c release")

    print("| models | edited | to the event, median ms | page | together | slowest |\n|---|---|---|---|---|---|")
    notes = []
    for models in options.models:
        project = workload(models, options.work)
        server = Server(options.gallery, project)
        memory = server.resident_mib()
        for title, times in measure(server, project, options.edits):
            told, page, both = (statistics.median(column) * 1000 for column in zip(*times))
            slowest = max(total for _, _, total in times) * 1000
            print(f"| {models:,} | {title} | {told:.0f} | {page:.0f} | {both:.0f} | {slowest:.0f} |", flush=True)
        note = f"{models:,} models: served after {server.start_seconds:.2f} s with {memory:.0f} MiB"
        if options.rebuilds:
            marks = grow(server, project, options.rebuilds)
            note += "; after edits " + ", ".join(f"{turn:,}: {mib:.0f} MiB" for turn, mib in marks.items())
        notes.append(note + f"; Ctrl-C took {server.stop():.2f} s")
    print("\n" + "\n".join(notes))


if __name__ == "__main__":
    main()
