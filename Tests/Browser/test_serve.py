"""`gallery serve` in a real browser and under rude clients; uses the program under test."""
import fcntl
import os
import pathlib
import pty
import re
import shutil
import signal
import socket
import struct
import subprocess
import termios
import time

import pytest

from browser import GALLERY, ROOT


MODEL = """---
name: {name}
organization: Lab
released: {released}
summary: A model.
context: 1024
width: 64
vocabulary: 100
layers:
  dense: [{{ kind: attention, heads: 4, kv_heads: 2 }}, {{ kind: gated_mlp, width: 128 }}]
schedule: 2 * dense
---
{prose}
"""


def eventually(check, what, seconds=30):
    """Pages forbid evaluating strings, so a page is asked again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if check():
                return
        except Exception:  # the page is being replaced
            pass
        time.sleep(0.02)
    raise AssertionError(what)


class Project:
    def __init__(self, folder, head="width: 64"):
        self.folder = folder
        shutil.copytree(ROOT / "Templates", folder / "Templates")
        (folder / "Content/models").mkdir(parents=True)
        (folder / "Content/gallery.yml").write_text(
            "title: Tiny\ndescription: Words.\nauthor: A\nbase_url: https://example.org/tiny\n")
        prose = "First words.\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(80))
        self.alpha = folder / "Content/models/alpha.md"
        self.alpha.write_text(MODEL.format(name="Alpha", released="2024-01-02", prose=prose).replace("width: 64", head))
        (folder / "Content/models/beta.md").write_text(
            MODEL.format(name="Beta", released="2025-01-02", prose="Words."))
        self.log = open(folder / "log", "w+")
        self.process = subprocess.Popen(
            [GALLERY, "serve", "--port", "0"], cwd=folder, stderr=self.log, stdout=self.log)
        eventually(lambda: "serving" in (folder / "log").read_text(), "the server starts")
        self.url = re.search(r"serving (http://\S+)/", (folder / "log").read_text()).group(1)
        self.port = int(self.url.rsplit(":", 1)[1])

    def edit(self, old, new):
        text = self.alpha.read_text()
        assert old in text
        self.alpha.write_text(text.replace(old, new))

    def send(self, data, wait=5.0):
        """The raw answer to raw bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as client:
            client.sendall(data)
            return client.recv(65536)

    def status(self, target="/", host=None, method="GET", headers=""):
        host = host or f"127.0.0.1:{self.port}"
        answer = self.send(f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n".encode())
        return int(answer.split()[1])

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1)) if status.exists() else 0


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    yield project
    project.process.kill()
    project.process.wait()


def test_an_edit_a_mistake_and_its_repair_show_in_the_open_page(project, chromium):
    page = chromium.new_page(viewport={"width": 900, "height": 500})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(project.url + "/models/alpha/")
    page.evaluate("window.scrollTo(0, 600)")
    shows = lambda text: text in page.inner_text("main")

    project.edit("First words.", "Edited words.")
    eventually(lambda: shows("Edited words."), "the edit is shown")
    eventually(lambda: abs(page.evaluate("scrollY") - 600) < 5, "the place on the page is kept")

    project.edit("width: 64", "wdith: 64")
    eventually(lambda: page.query_selector(".gallery-preview-problems"), "the problem is shown")
    problem = page.inner_text(".gallery-preview-problems")
    assert "alpha.md:7:1: error: unknown field 'wdith'; did you mean 'width'?" in problem
    assert "7 | wdith: 64" in problem
    assert shows("Edited words."), "the last good version stays"

    project.edit("wdith: 64", "width: 64")
    eventually(lambda: not page.query_selector(".gallery-preview-problems"), "the problem is gone")
    assert complaints == []
    page.close()


def events(project, until):
    """What open pages are told, from now on until the text is among it."""
    client = socket.create_connection(("127.0.0.1", project.port), timeout=30)
    client.sendall(f"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1:{project.port}\r\n\r\n".encode())
    text = ""
    while '"generation"' not in text:
        text += client.recv(65536).decode()
    yield text
    while until() not in text:
        text += client.recv(65536).decode()
    client.close()
    yield text


def test_what_editors_leave_beside_a_file_is_not_seen(project, chromium):
    page = chromium.new_page()
    page.goto(project.url + "/models/alpha/")
    models = project.alpha.parent
    wanted = ["never"]
    told = events(project, until=lambda: wanted[0])
    first = re.search(r'"generation":"(\w+)\.(\d+)"', next(told))
    # Vim's probe, swap files, backups, and saving by renaming the old file away.
    for name in ["4913", "5036", ".alpha.md.swp", "alpha.md~", "#alpha.md#", "alpha.md.bak", "alpha.md.tmp"]:
        (models / name).write_text("not a model")
        (project.folder / "Templates" / name).write_text("not a template")
    (models / ".#alpha.md").symlink_to("author@machine.1234")
    (project.folder / "Templates/.#head.mustache").symlink_to("author@machine.1234")
    text = project.alpha.read_text()
    project.alpha.rename(models / "alpha.md~")
    project.alpha.write_text(text.replace("First words.", "Saved words."))
    eventually(lambda: "Saved words." in page.inner_text("main"), "the new text is shown")
    wanted[0] = f'"{first[1]}.{int(first[2]) + 1}"'
    said = next(told)
    assert re.findall(r'"problems":(.*?)}\n', said) == ["[]"] * said.count('"problems"')
    assert said.count('"generation"') == 2, "one change, one reload"
    assert not page.query_selector(".gallery-preview-problems")
    page.close()


def test_a_stray_file_is_named_in_the_terminal_and_not_over_the_page(project, chromium):
    page = chromium.new_page()
    page.goto(project.url + "/models/alpha/")
    (project.alpha.parent / "notes.txt").write_text("words")
    log = project.folder / "log"
    eventually(lambda: "notes.txt:1:1: warning: this file is not read" in log.read_text(), "it is named")
    project.edit("First words.", "Edited words.")
    eventually(lambda: "Edited words." in page.inner_text("main"), "the edit is shown")
    assert not page.query_selector(".gallery-preview-problems")
    page.close()


def test_broken_from_the_start_it_shows_what_to_mend_and_then_the_site(tmp_path, chromium):
    project = Project(tmp_path, head="wdith: 64")
    try:
        log = (tmp_path / "log").read_text()
        assert "1 error, 0 warnings; there is nothing to show yet" in log and "last good" not in log
        page = chromium.new_page()
        page.goto(project.url + "/models/alpha/")
        problem = page.inner_text("pre")
        assert "alpha.md:7:1: error: unknown field 'wdith'" in problem and "7 | wdith: 64" in problem
        project.edit("wdith: 64", "width: 64")
        eventually(lambda: "First words." in page.inner_text("main"), "the site is shown")
        page.close()
    finally:
        project.process.kill()
        project.process.wait()


def test_an_address_that_is_none_is_refused_before_anything_is_said(tmp_path):
    end = subprocess.run([GALLERY, "serve", "--bind", "foo"], cwd=tmp_path, capture_output=True, text=True)
    assert end.returncode == 64 and end.stdout == ""
    assert end.stderr.startswith("Error: --bind is an address such as 127.0.0.1")


def test_messages_fit_the_terminal(tmp_path):
    (tmp_path / "long.md").write_text("---\nname: X\norganisation_of_the_makers: " + "word " * 60 + "\n---\n")
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    end = subprocess.run([GALLERY, "inspect", "./long.md"], cwd=tmp_path, stderr=side, stdout=subprocess.DEVNULL)
    os.close(side)
    text = ""
    try:
        while part := os.read(main, 65536):
            text += part.decode()
    except OSError:  # the other side is closed and everything read
        pass
    os.close(main)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    assert end.returncode == 1 and "unknown field" in " ".join(lines)
    assert max(len(line) for line in lines) <= 60


def test_only_its_own_author_is_answered(project):
    assert project.status() == 200
    assert project.status(host="evil.example") == 421
    assert project.status(headers="Origin: http://evil.example\r\n") == 403
    assert project.status(method="POST") == 405
    for target in ["/../../etc/passwd", "/%2e%2e/x", "/..%5cx", "/a%00", "//etc", "http://evil.example/"]:
        assert project.status(target) == 400, target
    assert project.status("/" + "a" * 100_000) == 414
    assert project.status(headers="A: b\r\n" * 10_000) == 431
    assert project.send(b"garbage\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_slow_and_idle_clients_keep_nobody_waiting(project):
    slow = socket.create_connection(("127.0.0.1", project.port))
    slow.sendall(b"GET / HTTP/1.1\r\n")
    before = project.memory()
    idle = [socket.create_connection(("127.0.0.1", project.port)) for _ in range(500)]
    assert project.status() == 200
    assert project.memory() - before < 64 * 1024
    slow.settimeout(20)
    # Long silence ends it: an answer, or the line cut to make room for others.
    answer = slow.recv(1000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408")
    for client in idle:
        client.close()
    assert project.status() == 200


def test_a_hundred_saves_settle_on_the_last(project):
    for number in range(100):
        project.edit("First words.", f"Save {number}. First words.")
        project.edit(f"Save {number}. First", "First")
    project.edit("First words.", "The last save.")

    def settled():
        answer = project.send(
            f"GET /models/alpha/ HTTP/1.0\r\nHost: 127.0.0.1:{project.port}\r\n\r\n".encode())
        return b"200 OK" in answer

    eventually(settled, "it still answers")
    eventually(lambda: b"The last save." in fetch(project, "/models/alpha/"), "the last save is shown")


def fetch(project, target):
    with socket.create_connection(("127.0.0.1", project.port), timeout=5) as client:
        client.sendall(f"GET {target} HTTP/1.0\r\nHost: 127.0.0.1:{project.port}\r\n\r\n".encode())
        parts = []
        while part := client.recv(65536):
            parts.append(part)
        return b"".join(parts)


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_when_told(project, number, code):
    project.edit("First words.", "Others.")
    project.process.send_signal(number)
    assert project.process.wait(timeout=30) == code


def test_a_taken_port_names_the_way_out(project):
    second = subprocess.run(
        [GALLERY, "serve", "--port", str(project.port)], cwd=project.folder, capture_output=True, text=True)
    assert second.returncode == 2
    assert f"gallery serve --port {project.port + 1}" in second.stderr
